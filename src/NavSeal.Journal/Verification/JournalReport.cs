using System.Collections.Immutable;

namespace NavSeal.Journal;

/// <summary>What a check of a whole journal found.</summary>
public sealed record JournalReport
{
    /// <summary>Most findings of one report; what is beyond is checked but not listed.</summary>
    public const int FindingsMax = 10_000;

    /// <summary>Everything wrong, in the order of the files; empty when the journal is whole.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The last commit that was found; 0 when there is none.</summary>
    public required long LastCommit { get; init; }

    /// <summary>Entries whose headers check.</summary>
    public required long EntryCount { get; init; }

    /// <summary>Payloads that are zeros because an erasure names them.</summary>
    public required long ErasedCount { get; init; }

    /// <summary>The newest head that agrees with the journal and is signed by a given key; null when there is none. Commits behind its
    /// epoch are not yet signed.</summary>
    public required Head? LastHead { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Findings.IsEmpty;
}
