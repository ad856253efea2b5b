using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Server;
using NavSeal.Server.Gateway;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Server.Sharing;
using NavSeal.Server.State;
using NavSeal.Tests.Simulation;
using NavSeal.Tracking;
using Recovery = NavSeal.Server.State.Recovery;

namespace NavSeal.Tests.Server;

/// <summary>The deciding part of one process: real loop, inbox, recovery and journal, on a thread of its own.</summary>
internal sealed class Racer : IDisposable
{
    private readonly StateTable table = StateTable.Open(":memory:");
    private readonly LoopParts parts;
    private readonly Thread loop;
    private readonly int number;
    private long commands;

    public Racer(int number, Func<KnownHeads?, IJournal> open)
    {
        this.number = number;
        var registry = new SealRegistry(Laws.Profiles);
        var saver = new StateSaver(table, State, (TimeSpan.MaxValue, TimeProvider.System), NullLogger.Instance);
        Journal = new Recovery(State, registry, saver).Open(open, table).Journal;
        parts = new LoopParts
        {
            Inbox = new Inbox(TimeProvider.System, DateTimeOffset.MinValue),
            Journal = Journal,
            State = State,
            Rules = Laws.Rules,
            Registry = registry,
            Saver = saver,
            Clock = TimeProvider.System,
            Metrics = new Metrics(),
            Logger = NullLogger.Instance,
            Bounds = new CommitBounds(1000, Journal.CommitLengthMax / 8),
            Pace = new Pace(TimeSpan.Zero),
            EndProcess = () => { },
            WaitForRoom = cause => throw cause,
            Turns = new NoTurn(),
        };
        loop = new Thread(new Loop(parts).Run) { IsBackground = true };
        loop.Start();
    }

    public IJournal Journal { get; }

    public TrackingState State { get; } = new();

    /// <summary>How often another process was first.</summary>
    public long Fenced => parts.Metrics.CommitsFenced.Value;

    /// <summary>Hands a command in, and waits for its answer.</summary>
    public async Task<Answer> DoAsync(Command command)
    {
        var id = new Guid(number, 0, 0, BitConverter.GetBytes(Interlocked.Increment(ref commands)));
        var item = new InboundCommand(command, new CommandOrigin(id, "racer"));
        parts.Inbox.Post(item);
        return await item.Answered.Task.WaitAsync(Deadline.Token);
    }

    /// <summary>Ends the loop, everything that was handed in being decided.</summary>
    public void Stop()
    {
        parts.Inbox.Close();
        loop.Join();
    }

    /// <summary>After the end: takes in what the others did last.</summary>
    public async Task CatchUpAsync(long lastCommit)
    {
        await Deadline.UntilAsync("the last commit", () => Task.FromResult(Journal.LastCommit >= lastCommit));
        new CommitWork(parts).CatchUp();
    }

    public void Dispose()
    {
        parts.Inbox.Close();
        loop.Join();
        Journal.Dispose();
        table.Dispose();
    }

    /// <summary>Time decides nothing here.</summary>
    private sealed class NoTurn : ITurns
    {
        public bool AreAllMine => false;

        public TimeSpan Grace => TimeSpan.Zero;

        public TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(1);

        public bool MayDecide => true;

        public News? TakeNews() => null;

        public bool Has(Turn turn) => false;

        public bool MayPassTime(int clockTurn) => false;
    }
}

/// <summary>A shared journal whose fence was taken away: what others wrote meanwhile is passed by, and the entries are numbered so that
/// they fit.</summary>
internal sealed class Unfenced(IJournal inner) : IJournal
{
    private readonly Queue<Commit> unseen = new();

    public long LastCommit => inner.LastCommit;

    public int CommitLengthMax => inner.CommitLengthMax;

    public bool IsRoomAhead => inner.IsRoomAhead;

    public Task WhenRoomAhead(CancellationToken cancellation) => inner.WhenRoomAhead(cancellation);

    public IEnumerable<Commit> CatchUp()
    {
        foreach (var commit in inner.CatchUp()) unseen.Enqueue(commit);
        while (unseen.TryDequeue(out var commit)) yield return commit;
    }

    public Appended Append(ReadOnlySpan<NewEntry> entries, DateTimeOffset recordedAt)
    {
        while (true)
        {
            var numbered = new NewEntry[entries.Length];
            for (var i = 0; i < entries.Length; i++)
            {
                inner.TryGetHead(entries[i].Subject, out var head);
                numbered[i] = entries[i] with { Sequence = head.Sequence + 1 };
            }

            if (inner.Append(numbered, recordedAt) is Appended.Durable durable) return durable;
            foreach (var commit in inner.CatchUp()) unseen.Enqueue(commit);
        }
    }

    public void Prove() => inner.Prove();

    public bool TryGetHead(Subject subject, out SubjectHead head) => inner.TryGetHead(subject, out head);

    public Commit? Find(long number) => inner.Find(number);

    public IEnumerable<Commit> ReadAfter(long number) => inner.ReadAfter(number);

    public IAsyncEnumerable<Commit> ReadAfterAsync(long number, CancellationToken cancellation) =>
        inner.ReadAfterAsync(number, cancellation);

    public void Dispose() => inner.Dispose();
}
