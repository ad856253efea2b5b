using System.Runtime.CompilerServices;

namespace NavSeal.Journal;

/// <summary>The journal on segment files: preallocated, overwritten in place, one write and one flush a commit.</summary>
/// <remarks>The format is docs/journal-format.md. All members may be called from several threads; appends take turns.</remarks>
public sealed class SegmentJournal : IJournal
{
    private const int PageLength = 4096;

    private readonly Lock appending = new();
    private readonly Disk disk;
    private readonly IDisposable folderLock;
    private readonly SegmentRoom room;
    private readonly SegmentList segments;
    private readonly HeadTable heads;
    private readonly CommitBuffer buffer = new();
    private readonly CommitSignal signal = new();
    private readonly long segmentLength;
    private DiskFile? file;
    private long tail;
    private long lastCommit;
    private long lastSegment;
    private long seen;
    private bool hasCaughtUp;
    private volatile bool isBroken, isClosed;

    private SegmentJournal(Disk disk, SegmentJournalOptions options, IDisposable folderLock, Recovery recovery)
    {
        this.disk = disk;
        this.folderLock = folderLock;
        (segments, heads, lastCommit) = (recovery.Segments, recovery.Heads, recovery.LastCommit);
        (lastSegment, tail) = (recovery.LastSegment, recovery.Tail);
        seen = options.KnownHeads?.CommitNumber ?? 0;
        TornTail = recovery.TornTail;
        segmentLength = (options.SegmentBytes + PageLength - 1) / PageLength * PageLength;
        CommitLengthMax = (int)Math.Min(JournalLimits.CommitLengthMax, segmentLength - SegmentLayout.Length);
        if (lastSegment > 0) file = disk.Open(SegmentLayout.NameOf(lastSegment), writable: true);
        room = new SegmentRoom(disk, options, segmentLength);
        room.Order(lastSegment + 1);
    }

    /// <inheritdoc/>
    public long LastCommit => Volatile.Read(ref lastCommit);

    /// <inheritdoc/>
    public int CommitLengthMax { get; }

    /// <summary>Whether the next segment is preallocated or being made; false from a failed attempt to the next that succeeds.</summary>
    public bool IsRoomAhead => room.IsAhead;

    /// <summary>What a crash had left half written and this open took back; null when there was nothing.</summary>
    public TornTail? TornTail { get; }

    /// <summary>Opens the journal of a folder, or begins one; takes back a commit that a crash left half written.</summary>
    /// <param name="options">Where, and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length outside its range.</exception>
    /// <exception cref="IOException">The disk failed, or another process has the journal open.</exception>
    /// <exception cref="JournalDamagedException">Evidence is missing or does not check, and no crash explains it.</exception>
    public static SegmentJournal Open(SegmentJournalOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SegmentBytes, SegmentJournalOptions.SegmentBytesMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SegmentBytes, SegmentJournalOptions.SegmentBytesMax);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.RoomRetry, TimeSpan.Zero);
        var disk = options.Disk ?? new FileDisk(options.Folder);
        var folderLock = disk.Lock();
        var isOpen = false;
        try
        {
            var recovery = new Recovery(disk, options.KnownHeads);
            recovery.Run();
            var journal = new SegmentJournal(disk, options, folderLock, recovery);
            isOpen = true;
            return journal;
        }
        finally
        {
            if (!isOpen) folderLock.Dispose();
        }
    }

    /// <inheritdoc/>
    public Task WhenRoomAhead(CancellationToken cancellation) => room.WhenAhead(cancellation);

    /// <inheritdoc/>
    public IEnumerable<Commit> CatchUp()
    {
        // Nobody else writes to these files: only at the beginning is there anything that the writer does not know.
        if (hasCaughtUp) yield break;
        foreach (var commit in Read(seen))
        {
            seen = commit.Number;
            yield return commit;
        }

        hasCaughtUp = true;
    }

    /// <inheritdoc/>
    public Appended Append(ReadOnlySpan<NewEntry> entries, DateTimeOffset recordedAt)
    {
        lock (appending)
        {
            ThrowIfUnusable();
            if (entries.IsEmpty) return new Appended.Durable(lastCommit);
            var header = CommitBuffer.Measure(entries, CommitLengthMax);
            var moved = heads.Fence(entries);
            if (!moved.IsEmpty) return new Appended.MovedOn(moved);
            header = header with { Number = lastCommit + 1, RecordedAt = recordedAt.ToUnixTimeMilliseconds() };
            var segment = SegmentFor(header);
            Store(buffer.Encode(entries, header, segment.Header.Salt, heads));
            segment.Mark(header.Number, tail);
            tail += header.Length;
            heads.Advance(entries, buffer.Hashes);
            Volatile.Write(ref lastCommit, header.Number);
            signal.Pulse();
            return new Appended.Durable(header.Number);
        }
    }

    /// <summary>Does nothing: what can be seen here was flushed.</summary>
    public void Prove() { }

    /// <inheritdoc/>
    public bool TryGetHead(Subject subject, out SubjectHead head) => heads.TryGet(subject, out head);

    /// <inheritdoc/>
    public Commit? Find(long number)
    {
        if (number < 1 || number > LastCommit) return null;
        using var cursor = new SegmentCursor(disk, segments, number - 1);
        return cursor.Next(number);
    }

    /// <inheritdoc/>
    public IEnumerable<Commit> ReadAfter(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return Read(number);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Commit> ReadAfterAsync(long number, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return ReadAsync(number, cancellation);
    }

    /// <summary>Closes the files. Waiting readers end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (appending)
        {
            if (isClosed) return;
            isClosed = true;
            room.Dispose();
            file?.Dispose();
            folderLock.Dispose();
        }

        signal.Pulse();
    }

    private IEnumerable<Commit> Read(long number)
    {
        using var cursor = new SegmentCursor(disk, segments, number);
        while (cursor.Next(LastCommit) is { } commit) yield return commit;
    }

    private async IAsyncEnumerable<Commit> ReadAsync(long number, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var cursor = new SegmentCursor(disk, segments, number);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var waiting = signal.Next;
            while (cursor.Next(LastCommit) is { } commit)
            {
                yield return commit;
                cancellation.ThrowIfCancellationRequested();
            }

            ThrowIfUnusable();
            await waiting.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Store(ReadOnlySpan<byte> image)
    {
        var isStored = false;
        try
        {
            file!.Write(image, tail);
            file.Flush();
            isStored = true;
        }
        finally
        {
            if (!isStored)
            {
                isBroken = true;
                signal.Pulse();
            }
        }
    }

    private Segment SegmentFor(in CommitHeader commit)
    {
        var segment = segments.Last;
        if (segment is not null && tail + commit.Length <= segment.Header.Length) return segment;
        var next = room.Take();
        file?.Dispose();
        file = next;
        var header = new SegmentHeader(lastSegment + 1, commit.Number, segmentLength, disk.NextSalt());
        var bytes = new byte[SegmentLayout.Length];
        SegmentLayout.Write(bytes, header);

        // Flushed by itself: behind a header that does not check there is never a commit.
        tail = 0;
        Store(bytes);
        (tail, lastSegment) = (SegmentLayout.Length, header.Number);
        segment = new Segment(header);
        segments.Add(segment);
        room.Order(lastSegment + 1);
        return segment;
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        if (isBroken) throw new IOException("The journal's storage failed; nothing more is written before it is opened again.");
    }
}
