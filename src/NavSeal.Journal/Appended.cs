using System.Collections.Immutable;

namespace NavSeal.Journal;

/// <summary>What became of a commit.</summary>
public abstract record Appended
{
    private Appended() { }

    /// <summary>All entries are durable: flushed, and found again after a crash.</summary>
    /// <param name="CommitNumber">From 1, without gaps. For an empty append: the last commit there was, 0 if none.</param>
    public sealed record Durable(long CommitNumber) : Appended;

    /// <summary>Nothing was written, because some subjects are not where the writer thought: catch up and decide again.</summary>
    /// <param name="Subjects">Each once, in the order of the entries.</param>
    public sealed record MovedOn(ImmutableArray<Subject> Subjects) : Appended;
}
