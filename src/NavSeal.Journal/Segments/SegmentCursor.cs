namespace NavSeal.Journal;

/// <summary>One reader's place. Used by one thread at a time; many cursors read beside the appender.</summary>
internal sealed class SegmentCursor(Disk disk, SegmentList segments, long after) : IDisposable
{
    private const int ReadAheadFar = 256 << 10;
    private const int ReadAheadNear = 16 << 10;
    private const int FewCommits = 16;

    private readonly List<Fault> faults = [];
    private long next = after + 1;
    private Segment? segment;
    private DiskFile? file;
    private SegmentWindow? near, far;
    private long offset;
    private long readUpTo;

    /// <summary>The next commit, if its number is at most <paramref name="durable"/>.</summary>
    /// <param name="durable">Last durable commit: nothing behind it is looked at.</param>
    internal Commit? Next(long durable)
    {
        if (next > durable) return null;
        Enter(segments.Holding(next));
        if (next > readUpTo)
        {
            // What was read ahead may hold a part of a commit that was then being written; up to the old mark it does not.
            near!.Forget();
            far!.Forget();
            readUpTo = durable;
        }

        var window = durable - next < FewCommits ? near! : far!;
        while (true)
        {
            var header = HeaderAt(window);
            var image = header.Number == next ? window.At(offset, header.Length).ToArray() : [];
            offset += header.Length;
            if (header.Number != next) continue;
            next++;
            return Read(image, header);
        }
    }

    public void Dispose() => file?.Dispose();

    private void Enter(Segment holding)
    {
        if (segment == holding) return;
        file?.Dispose();
        segment = holding;
        file = disk.Open(SegmentLayout.NameOf(holding.Header.Number), writable: false);
        (near, far) = (new SegmentWindow(file, ReadAheadNear), new SegmentWindow(file, ReadAheadFar));
        offset = holding.Before(next).Offset;
    }

    private CommitHeader HeaderAt(SegmentWindow window)
    {
        if (CommitLayout.TryRead(window.At(offset, CommitLayout.Length).Span, segment!.Header.Salt, out var header)
            && header.Number <= next && offset + header.Length <= segment.Header.Length)
        {
            return header;
        }

        throw new JournalDamagedException(
            next, $"Commit {next}: no commit header checks at byte {offset} of {SegmentLayout.NameOf(segment.Header.Number)}.");
    }

    private Commit Read(byte[] image, in CommitHeader header)
    {
        faults.Clear();
        if (image.Length == header.Length)
        {
            var commit = CommitImage.Read(image, header, withPayloads: false, faults);
            if (faults.Count == 0) return commit;
        }

        throw new JournalDamagedException(
            header.Number, $"Commit {header.Number} in {SegmentLayout.NameOf(segment!.Header.Number)} is damaged: run the verifier.");
    }
}
