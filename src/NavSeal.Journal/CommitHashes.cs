namespace NavSeal.Journal;

/// <summary>The hashes of commits by their numbers.</summary>
public static class CommitHashes
{
    /// <summary>The hash of one commit.</summary>
    /// <param name="journal">Any journal.</param>
    /// <param name="number">From 1.</param>
    /// <returns>Null where the journal has no such commit.</returns>
    /// <exception cref="JournalDamagedException">The commit does not read as it was written.</exception>
    public static Digest? HashAt(this IJournal journal, long number)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.Find(number)?.Hash;
    }
}
