using System.Collections.Immutable;

namespace NavSeal.Journal;

/// <summary>A subject's entries from its first one, with what a stranger needs to check them offline.</summary>
/// <remarks>Each entry holds the hash of the one before, so proving the last proves all and shows that none was left out.</remarks>
public sealed record Bundle
{
    /// <summary>What the entries are about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Sequences 1 to n. Erased payloads are zeros; the erasure that names them is among the entries.</summary>
    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary>Number of the commit of the last entry.</summary>
    public required long CommitNumber { get; init; }

    /// <summary>When that commit was written.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Hashes of all entries of that commit; the last entry's is among them.</summary>
    public required ImmutableArray<Digest> CommitEntryHashes { get; init; }

    /// <summary>The epoch of that commit.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>RFC 9162 inclusion proof of the commit's hash among the epoch's commits.</summary>
    public required ImmutableArray<Digest> CommitProof { get; init; }

    /// <summary>RFC 9162 inclusion proof of the epoch in the tree of the head.</summary>
    public required ImmutableArray<Digest> EpochProof { get; init; }

    /// <summary>A signed head over that epoch and perhaps later ones.</summary>
    public required Head Head { get; init; }

    /// <summary>The commit's hash as it follows from number, instant and entry hashes.</summary>
    public Digest CommitHash => CommitLayout.HashOf(CommitNumber, RecordedAt.ToUnixTimeMilliseconds(), CommitEntryHashes);
}
