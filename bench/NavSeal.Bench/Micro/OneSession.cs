using System.Diagnostics.CodeAnalysis;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Bench.Micro;

/// <summary>The conversation with the one seal of a registry of one.</summary>
internal sealed class OneSession : ISealDirectory
{
    private readonly RegisteredSeal seal;
    private readonly DeviceSession session;
    private readonly DateTimeOffset now;

    /// <summary>Begins it.</summary>
    /// <param name="protocol">How it speaks.</param>
    /// <param name="seal">Who is registered.</param>
    /// <param name="now">The operator's clock, which stands.</param>
    public OneSession(IDeviceProtocol protocol, RegisteredSeal seal, DateTimeOffset now)
    {
        (this.seal, this.now) = (seal, now);
        session = protocol.Open(this);
    }

    /// <summary>What the last bytes said.</summary>
    public IntakeBatch Batch { get; } = new();

    /// <summary>Takes messages until one is not whole.</summary>
    /// <returns>How many reports they held.</returns>
    public int TakeAll(ReadOnlySpan<byte> rest)
    {
        Batch.Clear();
        while (!rest.IsEmpty && session.Take(rest, now, Batch, out var consumed) == Cut.Whole) rest = rest[consumed..];
        return Batch.Reports.Count;
    }

    /// <summary>The same, where another number of reports is a fault of the benchmark.</summary>
    public void Expect(int reports, ReadOnlySpan<byte> bytes)
    {
        var taken = TakeAll(bytes);
        if (taken != reports) throw new InvalidOperationException($"{taken} of {reports} reports were read.");
    }

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? found)
    {
        found = identity == seal.Identity ? seal : null;
        return found is not null;
    }
}
