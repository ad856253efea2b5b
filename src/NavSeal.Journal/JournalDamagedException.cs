namespace NavSeal.Journal;

/// <summary>What the journal holds is not what was written: a person must look before anybody goes on.</summary>
public sealed class JournalDamagedException : Exception
{
    /// <summary>The commit that does not check or is missing; 0 when no commit can be named.</summary>
    public long CommitNumber { get; }

    /// <summary>Damage at a commit.</summary>
    /// <param name="commitNumber">The commit, or 0.</param>
    /// <param name="message">What is wrong and where, in words for an administrator.</param>
    public JournalDamagedException(long commitNumber, string message) : base(message) => CommitNumber = commitNumber;
}
