using System.Diagnostics.CodeAnalysis;

namespace NavSeal.Model.Seals;

/// <summary>A seal (or relay) as the registry knows it: who it is and how its messages are read.</summary>
public sealed record RegisteredSeal
{
    /// <summary>The number printed on the seal; for a relay the number it is registered under.</summary>
    public required SealNumber Number { get; init; }

    /// <summary>The protocol it speaks.</summary>
    public required DeviceProtocol Protocol { get; init; }

    /// <summary>How it names itself on the wire.</summary>
    public required DeviceIdentity Identity { get; init; }

    /// <summary>Maker's name of the model; for people.</summary>
    public required string Model { get; init; }

    /// <summary>How its items are read.</summary>
    public required DeviceProfile Profile { get; init; }

    /// <summary>The national operator in whose system the seal is registered, ISO alpha-2 of its state.</summary>
    public required string Operator { get; init; }
}

/// <summary>Who is let in: maps what a device says of itself to a registered seal.</summary>
public interface ISealDirectory
{
    /// <summary>Finds the seal that names itself so.</summary>
    /// <returns>False where nobody registered that identity for that protocol.</returns>
    bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? seal);
}
