namespace NavSeal.Journal;

/// <summary>Kinds that the journal itself understands; all others belong to the writer.</summary>
public static class EntryKinds
{
    /// <summary>From here up kinds are the journal's own.</summary>
    public const ushort ReservedMin = 0xFFF0;

    /// <summary>A signed <see cref="NavSeal.Journal.Head"/>; subject <see cref="Subject.OfJournal"/>.</summary>
    public const ushort Head = 0xFFFF;

    /// <summary>An <see cref="Erasure"/>: names earlier entries of the same subject whose payloads may be zeros.</summary>
    public const ushort Erased = 0xFFFE;
}
