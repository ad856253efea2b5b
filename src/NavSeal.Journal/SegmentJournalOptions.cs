namespace NavSeal.Journal;

/// <summary>How a journal on segment files is opened.</summary>
public sealed record SegmentJournalOptions
{
    /// <summary>The smallest segment: 4 KiB.</summary>
    public const long SegmentBytesMin = 4096;

    /// <summary>The largest segment: 1 GiB.</summary>
    public const long SegmentBytesMax = 1L << 30;

    /// <summary>Where the files are; used when <see cref="Disk"/> is null.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The disk; null for the real folder.</summary>
    public Disk? Disk { get; init; }

    /// <summary>Length of new segment files; rounded up to 4 KiB. Existing ones keep theirs. Also bounds a commit.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>The subjects' heads as somebody else keeps them; null to read the whole journal at open.</summary>
    public KnownHeads? KnownHeads { get; init; }

    /// <summary>Whether segments are preallocated by a task of the journal. False: within the append that takes a segment into use,
    /// so that everything happens on one thread (simulation).</summary>
    public bool RoomInBackground { get; init; } = true;

    /// <summary>How long to wait before preallocation is tried again on a full disk; more than zero.</summary>
    public TimeSpan RoomRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Measures <see cref="RoomRetry"/>, and nothing else.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>All subjects' heads after a commit, as a table outside the journal holds them.</summary>
/// <param name="CommitNumber">The last commit that the heads contain; 0 with no heads for none.</param>
/// <param name="Heads">Each subject once, also those of <see cref="Subject.OfJournal"/>; enumerated once, at open.</param>
public sealed record KnownHeads(long CommitNumber, IEnumerable<KeyValuePair<Subject, SubjectHead>> Heads);
