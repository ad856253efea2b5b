namespace NavSeal.Workplaces.Views.Journal;

/// <summary>Figures of the journal: a fold over commits.</summary>
public sealed class JournalView
{
    private long commits;
    private long entries;
    private long payloadBytes;
    private long heads;
    private long headMilliseconds;

    public long Commits => Volatile.Read(ref commits);

    public long Entries => Volatile.Read(ref entries);

    public long PayloadBytes => Volatile.Read(ref payloadBytes);

    public long Heads => Volatile.Read(ref heads);

    /// <summary>When the last head was signed; null where there is none.</summary>
    public DateTimeOffset? LastHeadAt =>
        Volatile.Read(ref headMilliseconds) is var at && at == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(at);

    /// <summary>Takes in one commit's figures.</summary>
    public void Apply(int entryCount, long bytes)
    {
        Volatile.Write(ref commits, commits + 1);
        Volatile.Write(ref entries, entries + entryCount);
        Volatile.Write(ref payloadBytes, payloadBytes + bytes);
    }

    /// <summary>Takes in a signed head.</summary>
    public void ApplyHead(DateTimeOffset at)
    {
        Volatile.Write(ref heads, heads + 1);
        Volatile.Write(ref headMilliseconds, at.ToUnixTimeMilliseconds());
    }
}
