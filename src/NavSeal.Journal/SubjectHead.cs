namespace NavSeal.Journal;

/// <summary>Where a subject stands.</summary>
/// <param name="Sequence">Of its last entry, from 1.</param>
/// <param name="Hash">Of its last entry; covers all entries before it.</param>
public readonly record struct SubjectHead(long Sequence, Digest Hash);
