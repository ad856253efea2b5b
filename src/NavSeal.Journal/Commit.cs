using System.Collections.Immutable;

namespace NavSeal.Journal;

/// <summary>What was made durable together.</summary>
/// <remarks>Two commits are equal when number, instant and all entries are.</remarks>
public sealed record Commit
{
    private readonly long recordedAt;

    internal Commit(long number, long recordedAt, ImmutableArray<Entry> entries)
    {
        Number = number;
        this.recordedAt = recordedAt;
        Entries = entries;
    }

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; }

    /// <summary>When it was written, by the operator's clock, UTC in whole milliseconds.</summary>
    public DateTimeOffset RecordedAt => Instants.FromMilliseconds(recordedAt);

    /// <summary>At least one, in the order in which they were appended.</summary>
    public ImmutableArray<Entry> Entries { get; }

    /// <summary>SHA-256 over number, instant, entry count and the entries' hashes; computed at each call.</summary>
    public Digest Hash => CommitLayout.HashOf(Number, recordedAt, EntryHashes);

    internal Digest[] EntryHashes => [.. Entries.Select(entry => entry.Hash)];

    /// <summary>Compares number, instant and entries.</summary>
    /// <param name="other">Another commit, or null.</param>
    public bool Equals(Commit? other) => other is not null
        && Number == other.Number && recordedAt == other.recordedAt && Entries.SequenceEqual(other.Entries);

    /// <summary>By the number.</summary>
    public override int GetHashCode() => Number.GetHashCode();
}
