namespace NavSeal.Journal;

/// <summary>An entry on its way into the journal.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Sequence">The subject's previous sequence + 1, from 1. This is the fence: if the subject has moved on, nothing of the
/// commit is written.</param>
/// <param name="Kind">Of the writer's choice below <see cref="EntryKinds.ReservedMin"/>.</param>
/// <param name="DecidedAt">When it was decided, by the operator's clock; kept in UTC and whole
/// milliseconds.</param>
/// <param name="Payload">0 to <see cref="JournalLimits.PayloadLengthMax"/> bytes that the journal does not look into.</param>
public readonly record struct NewEntry(Subject Subject, long Sequence, ushort Kind, DateTimeOffset DecidedAt, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes it takes in a commit; their sum and <see cref="JournalLimits.CommitHeaderLength"/>, rounded up to 8, is the commit's
    /// length.</summary>
    public int StoredLength => EntryLayout.LengthFor(Subject.Name.Length) + Payload.Length;
}
