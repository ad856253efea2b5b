namespace NavSeal.Journal;

/// <summary>What was taken back at open: bytes at the journal's end that were no whole commit. After a crash this is ordinary; without
/// one it is a last commit gone bad, and somebody should be told.</summary>
/// <param name="Segment">Number of the segment file.</param>
/// <param name="Offset">Of the first byte taken back; from there to the file's end there are zeros now.</param>
public readonly record struct TornTail(long Segment, long Offset);
