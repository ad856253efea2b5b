using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Devices;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server;
using NavSeal.Server.Gateway;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Server.Sharing;
using NavSeal.Server.State;
using NavSeal.Simulator;
using NavSeal.Tests.Journal;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Routes;
using Recovery = NavSeal.Server.State.Recovery;

namespace NavSeal.Tests.Simulation;

/// <summary>What outlives a process of the operator.</summary>
/// <param name="Store">What the journal is kept in.</param>
/// <param name="Table">What the table of states holds.</param>
/// <param name="Clock">The operator's clock.</param>
internal sealed record Belongings(WorldStore Store, (long Saved, List<StateRow> Rows) Table, TimeProvider Clock);

/// <summary>One life of the operator's process, from its start to its stop or crash: the real loop, inbox, journal and recovery.</summary>
internal sealed class Life : IDisposable
{
    /// <summary>Some of what waits has to wait for the next commit.</summary>
    private const int FramesMax = 40;

    private readonly StateTable table = StateTable.Open(":memory:");
    private readonly LoopParts parts;
    private readonly Loop loop;
    private int commands;

    public Life(Belongings belongings, Action waitForRoom)
    {
        State = new TrackingState { Borders = Laws.Borders };
        ShortestLife.Lay(State.Registries, new FleetSettings().Model);
        Registry = new SealRegistry(Laws.Profiles);
        var never = (TimeSpan.MaxValue, belongings.Clock);
        var saver = new StateSaver(table, State, never, NullLogger.Instance);
        if (belongings.Table.Saved > 0) table.Write(belongings.Table.Saved, belongings.Table.Rows);
        var restored = new Recovery(State, Registry, saver).Open(belongings.Store.Open, table);
        Journal = restored.Journal;
        LastSign = restored.LastSign;
        Inbox = new Inbox(belongings.Clock, LastSign);
        parts = new LoopParts
        {
            Inbox = Inbox,
            Journal = Journal,
            State = State,
            Rules = Laws.Rules,
            Registry = Registry,
            Saver = saver,
            Clock = belongings.Clock,
            Metrics = new Metrics(),
            Logger = NullLogger.Instance,
            Bounds = new CommitBounds(FramesMax, Journal.CommitLengthMax / 8),
            Pace = new Pace(TimeSpan.Zero),
            EndProcess = () => { },
            WaitForRoom = _ => waitForRoom(),
            Turns = new AllTurns(),
        };
        loop = new Loop(parts);
        Inbox.Post(restored.Resumption(State.Intake));
    }

    /// <summary>When the life before this one last wrote anything.</summary>
    public DateTimeOffset LastSign { get; }

    public Inbox Inbox { get; }

    public SealRegistry Registry { get; }

    public TrackingState State { get; }

    public IJournal Journal { get; }

    /// <summary>How many reports could not be judged: each is a defect.</summary>
    public long NotJudged => parts.Metrics.ReportsNotJudged.Value;

    /// <summary>One iteration of the loop.</summary>
    /// <exception cref="PowerCutException">The process died in it.</exception>
    /// <exception cref="IOException">The journal failed: the process ended itself.</exception>
    public bool Step() => loop.Step(TimeSpan.Zero);

    /// <summary>Saves the table of states, as it is done behind the acknowledgement.</summary>
    public (long Saved, List<StateRow> Rows) Save()
    {
        parts.Saver.SaveNow(Journal);
        return table.Read();
    }

    /// <summary>Stops cleanly.</summary>
    public void Stop(DateTimeOffset now)
    {
        Inbox.Post(new InboundIntake { StoppedAt = now });
        Inbox.Close();
        while (Step())
        {
            // Everything that waits is decided and durable.
        }
    }

    /// <summary>Signs a head over all commits so far, and journals it behind the next one.</summary>
    public void SignHead() => Inbox.Post(new InboundEntry(now =>
    {
        var epochs = new EpochLog();
        foreach (var commit in Journal.ReadAfter(0)) Assert.Null(epochs.Follow(commit));
        Journal.TryGetHead(Subject.OfJournal, out var last);
        return new HeadSigner(Laws.HeadKey).Sign(epochs, now) is { } head ? HeadSigner.ToEntry(head, last.Sequence + 1) : null;
    }));

    /// <summary>The keys of the reports in a frame, read again as evidence.</summary>
    public IEnumerable<ulong> KeysIn(string sender, ContributionItem.Frame frame)
    {
        Assert.True(Registry.TryFind(SealNumber.Parse(sender), out var registered));
        var batch = new IntakeBatch();
        var protocol = DeviceProtocols.All.Single(each => each.Protocol == registered.Protocol);
        protocol.Resume(Registry, registered).Take(frame.Bytes.Span, frame.ReceivedAt, batch, out _);
        return batch.Reports.Select(report => report.Observation.ContentKey);
    }

    public InboundCommand Command(Command command)
    {
        // Unlike in every life of a world: an id that came back would get the answer of a former life.
        var id = new Guid(++commands, 0, 0, BitConverter.GetBytes(parts.Clock.GetUtcNow().Ticks));
        var item = new InboundCommand(command, new CommandOrigin(id, "life"));
        Inbox.Post(item);
        return item;
    }

    public void Dispose()
    {
        Journal.Dispose();
        table.Dispose();
    }
}

/// <summary>What a start makes of the journal alone.</summary>
internal sealed class Replayed : IDisposable
{
    private readonly StateTable table = StateTable.Open(":memory:");

    public Replayed(IEnumerable<Commit> commits)
    {
        var saver = new StateSaver(table, State, (TimeSpan.MaxValue, TimeProvider.System), NullLogger.Instance);
        var recovery = new Recovery(State, new SealRegistry(Laws.Profiles), saver);
        foreach (var commit in commits) recovery.Replay(commit);
    }

    public TrackingState State { get; } = new();

    public void Dispose() => table.Dispose();
}

/// <summary>The reference tables as they are delivered.</summary>
internal static class Laws
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference");

    /// <summary>What heads are signed with here; which key it is makes no difference.</summary>
    public static ECDsa HeadKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ProfileTable Profiles { get; } = ProfileTable.Parse(Text("device-profiles.csv"));

    public static RulesTable Rules { get; } =
        RulesTable.Parse(Text("situations.csv"), Text("operator-rules.csv"), Text("reasons.csv"), TimeSpan.FromHours(5));

    public static StateBorders Borders { get; } = StateBorders.Parse(Text("state-borders.geojson"));

    private static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
