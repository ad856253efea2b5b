namespace NavSeal.Journal;

/// <summary>Finds, at open, where the journal ends; takes back what a crash left half written; refuses what no crash can leave.</summary>
internal sealed class Recovery(Disk disk, KnownHeads? known)
{
    private readonly SegmentList segments = new();
    private readonly HeadTable heads = new();
    private long last;
    private long knownNumber;

    internal SegmentList Segments => segments;

    internal HeadTable Heads => heads;

    internal long LastCommit => last;

    /// <summary>Number of the last segment in use, 0 for none.</summary>
    internal long LastSegment { get; private set; }

    /// <summary>Where the next commit goes in the last segment.</summary>
    internal long Tail { get; private set; } = SegmentLayout.Length;

    internal TornTail? TornTail { get; private set; }

    /// <exception cref="JournalDamagedException">Something is missing or does not check that a crash can not explain.</exception>
    internal void Run()
    {
        var used = SegmentFolder.Used(disk, mayRemove: true);
        TakeKnownHeads();
        var first = used.FindLastIndex(header => header.FirstCommit <= Math.Max(1, knownNumber));
        for (var i = 0; i < used.Count; i++)
        {
            segments.Add(new Segment(used[i]));
            if (i < first) continue;
            if (i == first) last = used[i].FirstCommit - 1;
            if (used[i].FirstCommit != last + 1)
            {
                throw new JournalDamagedException(
                    last + 1, $"Segment {used[i].Number} begins with commit {used[i].FirstCommit}, not {last + 1}.");
            }

            Scan(segments.Last!, isLast: i == used.Count - 1);
        }

        LastSegment = used.Count;
        if (last < knownNumber)
        {
            throw new JournalDamagedException(
                last + 1, $"The journal ends at commit {last}, but commit {knownNumber} is known: evidence is missing.");
        }
    }

    private void TakeKnownHeads()
    {
        if (known is null) return;
        knownNumber = known.CommitNumber;
        foreach (var (subject, head) in known.Heads) heads.Set(subject, head);
    }

    private void Scan(Segment segment, bool isLast)
    {
        using var file = disk.Open(SegmentLayout.NameOf(segment.Header.Number), writable: isLast);
        var scan = new SegmentScan(file, segment.Header);
        var (offset, lastAt) = ((long)SegmentLayout.Length, 0L);
        while (scan.At(offset) is { } commit && commit.Header.Number == last + 1 && IsWhole(commit, scan, isLast))
        {
            Follow(commit);
            segment.Mark(commit.Header.Number, offset);
            (lastAt, offset) = (offset, commit.End);
        }

        if (scan.FirstNonZero(offset) is not null) TakeBack(scan, file, segment, (offset, isLast));
        if (isLast && lastAt > 0) WriteAgain(file, lastAt, (int)(offset - lastAt));
        Tail = offset;
    }

    private static bool IsWhole(ScannedCommit commit, SegmentScan scan, bool isLast)
    {
        if (commit.Faults.Count == 0) return true;

        // An erased payload is zeros; whether an erasure names it is for the verifier. Only the last commit can be half written.
        return commit.Faults.All(fault => fault.Kind == FaultKind.PayloadIsZeros)
            && (!isLast || scan.Find(commit.End, commit.Header.Number + 1) is not null);
    }

    private void Follow(ScannedCommit scanned)
    {
        last = scanned.Header.Number;
        foreach (var entry in scanned.Commit.Entries)
        {
            _ = heads.TryGet(entry.Subject, out var head);
            if (last <= knownNumber)
            {
                if (head.Sequence > entry.Sequence || (head.Sequence == entry.Sequence && head.Hash == entry.Hash)) continue;
                throw new JournalDamagedException(
                    last, $"The known heads are not of this journal: {entry.Subject} {entry.Sequence} in commit {last}.");
            }

            if (entry.Sequence != head.Sequence + 1 || entry.Previous != head.Hash)
            {
                throw new JournalDamagedException(
                    last, $"Commit {last}: {entry.Subject} {entry.Sequence} does not follow the subject's entry {head.Sequence}.");
            }

            heads.Set(entry.Subject, new SubjectHead(entry.Sequence, entry.Hash));
        }
    }

    private void TakeBack(SegmentScan scan, DiskFile file, Segment segment, (long Offset, bool IsLast) tail)
    {
        var name = SegmentLayout.NameOf(segment.Header.Number);
        if (!tail.IsLast || scan.Find(tail.Offset, 0) is not null)
        {
            throw new JournalDamagedException(
                last + 1, $"Commit {last + 1} at byte {tail.Offset} of {name} does not check, but what follows does: this is damage.");
        }

        TornTail = new TornTail(segment.Header.Number, tail.Offset);
        var zeros = new byte[64 << 10];
        while (scan.FirstNonZero(tail.Offset) is not null)
        {
            for (var offset = tail.Offset; offset < scan.End; offset += zeros.Length)
                file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, scan.End - offset)), offset);
            file.Flush();
            scan.Forget();
        }
    }

    // If the flush of the last commit failed, the page cache may show what the disk has not: make it true before anybody reads it.
    private static void WriteAgain(DiskFile file, long offset, int length)
    {
        var image = new byte[length];
        if (file.Read(image, offset) != length) throw new IOException("The last commit can not be read again.");
        file.Write(image, offset);
        file.Flush();
    }
}
