namespace NavSeal.Journal;

/// <summary>An entry as the journal holds it.</summary>
/// <remarks>Two entries are equal when their hashes are: a hash covers everything but the payload, and of the payload its hash.</remarks>
public sealed record Entry
{
    private readonly EntryHeader header;

    internal Entry(in EntryHeader header, ReadOnlyMemory<byte> payload)
    {
        this.header = header;
        Payload = payload;
    }

    /// <summary>What it is about.</summary>
    public Subject Subject => header.Subject;

    /// <summary>Its place among the subject's entries, from 1, without gaps.</summary>
    public long Sequence => header.Sequence;

    /// <summary>The hash of the subject's entry before; <see cref="Digest.None"/> at sequence 1.</summary>
    public Digest Previous => header.Previous;

    /// <summary>When it was decided, by the operator's clock, UTC in whole milliseconds.</summary>
    public DateTimeOffset DecidedAt => Instants.FromMilliseconds(header.DecidedAt);

    /// <summary>The writer's kind, or one of <see cref="EntryKinds"/>.</summary>
    public ushort Kind => header.Kind;

    /// <summary>SHA-256 of the payload as it was written.</summary>
    public Digest PayloadHash => header.PayloadHash;

    /// <summary>As it was written; all zeros if it was erased (see <see cref="Erasure"/>).</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>SHA-256 over the header, which holds the payload's hash and the previous entry's; computed at each call.</summary>
    public Digest Hash => header.Hash;

    internal EntryHeader Header => header;

    /// <summary>Hashes the payload and compares: false for an erased or damaged one. Readers do not do this by themselves.</summary>
    public bool IsPayloadWhole() => Digest.Of(Payload.Span) == PayloadHash;

    /// <summary>Compares hashes.</summary>
    /// <param name="other">Another entry, or null.</param>
    public bool Equals(Entry? other) => other is not null && header == other.header;

    /// <summary>By the header.</summary>
    public override int GetHashCode() => header.GetHashCode();
}
