using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Documents;

/// <summary>What documents stand on: their store, and what shows who may see them.</summary>
public sealed record DocumentParts
{
    /// <summary>Most bytes of a document.</summary>
    public const int BytesMax = 20 << 20;

    public required ViewStore Views { get; init; }

    public required Sights Sights { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required TimeProvider Clock { get; init; }

    public required DocumentKinds Kinds { get; init; }

    /// <summary>Keeps a document; when it completes the document is durable. Gives the SHA-256, 64 hexadecimal digits.</summary>
    public required Func<ReadOnlyMemory<byte>, CancellationToken, Task<string>> Keep { get; init; }

    /// <summary>A document by its SHA-256, checked against it; null where there is none.</summary>
    /// <remarks>Throws <see cref="InvalidDataException"/> where what is kept is damaged.</remarks>
    public required Func<string, CancellationToken, Task<byte[]?>> Find { get; init; }

    /// <summary>Keeps something under the key of a transportation. Gives the SHA-256 of the ciphertext.</summary>
    public required Func<TransportationNumber, ReadOnlyMemory<byte>, CancellationToken, Task<string>> Protect { get; init; }

    /// <summary>What was kept so; null where the key was destroyed, or it is no document of that transportation.</summary>
    public required Func<TransportationNumber, string, CancellationToken, Task<byte[]?>> Open { get; init; }

    /// <summary>Destroys the key of a transportation, and with it all that is kept under it. Whether there was one.</summary>
    public required Func<TransportationNumber, bool> Erase { get; init; }

    /// <summary>Reads the driver's contact that an application cites; null: none, or it was erased.</summary>
    public async Task<DriverContact?> DriverOf(TransportationNumber number, Application? application, CancellationToken stop) =>
        application?.DriverDocument is { } cited && await Open(number, cited, stop) is { } bytes ? DriverContact.Of(bytes) : null;
}
