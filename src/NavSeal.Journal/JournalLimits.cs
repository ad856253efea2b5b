namespace NavSeal.Journal;

/// <summary>Bounds of every journal; a store may set a lower <see cref="IJournal.CommitLengthMax"/>.</summary>
public static class JournalLimits
{
    /// <summary>Most bytes of one payload: 16 MiB.</summary>
    public const int PayloadLengthMax = 16 << 20;

    /// <summary>Most entries of one commit.</summary>
    public const int EntriesMax = 65_536;

    /// <summary>Most bytes of one commit with all headers: 48 MiB.</summary>
    public const int CommitLengthMax = 48 << 20;

    /// <summary>Bytes of a commit before its first entry.</summary>
    public const int CommitHeaderLength = CommitLayout.Length;
}
