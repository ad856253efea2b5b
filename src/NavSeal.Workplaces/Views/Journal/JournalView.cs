namespace NavSeal.Workplaces.Views.Journal;

/// <summary>Figures of the journal, as far as the views have taken it in.</summary>
public sealed record JournalView
{
    public long Commits { get; init; }

    public long Entries { get; init; }

    public long PayloadBytes { get; init; }

    public long Heads { get; init; }

    /// <summary>When the last head was signed; null where there is none.</summary>
    public DateTimeOffset? LastHeadAt { get; init; }

    /// <summary>Situations opened since the journal began.</summary>
    public long SituationsOpened { get; init; }
}
