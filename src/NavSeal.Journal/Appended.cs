using System.Collections.Immutable;

namespace NavSeal.Journal;

/// <summary>What became of a commit.</summary>
public abstract record Appended
{
    private Appended() { }

    /// <summary>All entries are durable: flushed, and found again after a crash.</summary>
    /// <param name="CommitNumber">From 1, without gaps. For an empty append: the last commit there was, 0 if none.</param>
    public sealed record Durable(long CommitNumber) : Appended;

    /// <summary>Nothing was written, because the journal is not where the writer thought: catch up and decide again.</summary>
    /// <param name="Subjects">Those whose sequence is wrong, each once, in the order of the entries; empty where another process committed
    /// anything that the writer has not caught up with, on whatever subject.</param>
    public sealed record MovedOn(ImmutableArray<Subject> Subjects) : Appended;
}
