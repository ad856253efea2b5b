using NavSeal.Journal;
using NavSeal.Tests.Journal;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Simulation;

/// <summary>What the operator of a world keeps its journal in, and how that fails.</summary>
internal abstract class WorldStore
{
    /// <summary>At 0 there is no room.</summary>
    public abstract long Capacity { get; set; }

    /// <summary>Whether the next flush fails.</summary>
    public abstract bool FailsFlush { get; set; }

    /// <summary>The process dies at this operation, before or after it is done.</summary>
    public abstract int CrashAt { get; set; }

    public abstract int Operations { get; }

    public abstract bool IsCrashed { get; }

    /// <summary>Opens the journal for a life of the operator.</summary>
    public abstract IJournal Open(KnownHeads? known);

    /// <summary>The store after a power failure.</summary>
    public abstract WorldStore Restart();

    /// <summary>The store after the process alone has died.</summary>
    public abstract WorldStore Copy();

    /// <summary>What a verifier finds in it.</summary>
    public abstract IEnumerable<Finding> Verify();
}

/// <summary>Segment files on a simulated disk.</summary>
internal sealed class DiskStore(SimulatedDisk disk) : WorldStore
{
    /// <summary>Small, so that a world sees many segments begin; some commits have to wait for the next one by the bounds.</summary>
    private const int SegmentBytes = 16 << 10;

    public override long Capacity { get => disk.Capacity; set => disk.Capacity = value; }

    public override bool FailsFlush { get => disk.FailsFlush; set => disk.FailsFlush = value; }

    public override int CrashAt { get => disk.CrashAt; set => disk.CrashAt = value; }

    public override int Operations => disk.Operations;

    public override bool IsCrashed => disk.IsCrashed;

    public override IJournal Open(KnownHeads? known) => SegmentJournal.Open(
        new SegmentJournalOptions { Disk = disk, SegmentBytes = SegmentBytes, RoomInBackground = false, KnownHeads = known });

    public override WorldStore Restart() => new DiskStore(disk.Restart());

    public override WorldStore Copy() => new DiskStore(disk.Copy());

    public override IEnumerable<Finding> Verify() => JournalVerifier.Verify(disk, [Laws.HeadKey]).Findings;
}

/// <summary>A real database; what fails is the way to it.</summary>
internal sealed class DatabaseStore(TestDatabase database, Random chance) : WorldStore
{
    private int operations;
    private bool isCrashed;

    public override long Capacity { get; set; } = long.MaxValue;

    public override bool FailsFlush { get; set; }

    public override int CrashAt { get; set; } = int.MaxValue;

    public override int Operations => operations;

    public override bool IsCrashed => isCrashed;

    public override IJournal Open(KnownHeads? known) => new Troubled(PostgresJournal.Open(database.Database, known), this);

    public override WorldStore Restart() => new DatabaseStore(database, chance);

    public override WorldStore Copy() => Restart();

    public override IEnumerable<Finding> Verify() => JournalVerifier.Verify(database.Database, [Laws.HeadKey]).Findings;

    /// <summary>Something happens before or after the commit.</summary>
    private Appended Around(Func<Appended> append)
    {
        if (Capacity == 0) throw new NoRoomException("The way is closed.", null);
        isCrashed = isCrashed || ++operations >= CrashAt;
        var isBefore = chance.Next(2) == 0;
        if (isBefore) Fail();
        var appended = append();
        Fail();
        return appended;
    }

    private void Fail()
    {
        if (isCrashed) throw new PowerCutException();
        if (FailsFlush) throw new IOException("The way to the database ends here.");
    }

    private sealed class Troubled(PostgresJournal inner, DatabaseStore store) : IJournal
    {
        public long LastCommit => inner.LastCommit;

        public int CommitLengthMax => inner.CommitLengthMax;

        public bool IsRoomAhead => inner.IsRoomAhead;

        public Task WhenRoomAhead(CancellationToken cancellation) => inner.WhenRoomAhead(cancellation);

        public IEnumerable<Commit> CatchUp() => inner.CatchUp();

        public Appended Append(ReadOnlySpan<NewEntry> entries, DateTimeOffset recordedAt)
        {
            if (entries.IsEmpty) return inner.Append(entries, recordedAt);
            var all = entries.ToArray();
            return store.Around(() => inner.Append(all, recordedAt));
        }

        public void Prove() => inner.Prove();

        public bool TryGetHead(Subject subject, out SubjectHead head) => inner.TryGetHead(subject, out head);

        public Commit? Find(long number) => inner.Find(number);

        public IEnumerable<Commit> ReadAfter(long number) => inner.ReadAfter(number);

        public IAsyncEnumerable<Commit> ReadAfterAsync(long number, CancellationToken cancellation) =>
            inner.ReadAfterAsync(number, cancellation);

        public void Dispose() => inner.Dispose();
    }
}
