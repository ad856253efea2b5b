using System.Diagnostics;
using NavSeal.Devices;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.Documents;
using NavSeal.Server.Gateway;
using NavSeal.Server.Http;
using NavSeal.Server.Identity;
using NavSeal.Server.Keys;
using NavSeal.Server.Moving;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Server.Sharing;
using NavSeal.Server.State;
using NavSeal.Tracking;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Server;

/// <summary>One process of the operator, composed by hand: storage, loop, gateway, readers, pages.</summary>
internal sealed class NavSealServer : IAsyncDisposable
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(10);
    private readonly Settings settings;
    private readonly TimeProvider clock;
    private readonly PeopleClock people;
    private readonly WebApplication web;
    private readonly ILogger logger;
    private readonly FolderLock folderLock;
    private readonly PostgresDatabase? database;
    private readonly StateTable table;
    private readonly IJournal journal;
    private readonly PostgresTurns? sharedTurns;
    private readonly LoopParts parts;
    private readonly SealGateway gateway;
    private readonly SealConnections connections;
    private readonly HeadSchedule heads;
    private readonly ViewStore views;
    private readonly Readers readers;
    private readonly ITransportationKeys keys;
    private readonly SecretVault secrets;
    private readonly CancellationTokenSource stop = new();
    private readonly Restored restored;
    private readonly Mover? mover;
    private Thread? loopThread;
    private volatile bool hasLoopEnded;
    private Task background = Task.CompletedTask;

    private NavSealServer(Settings settings, TimeProvider clock, PeopleClock people)
    {
        (this.settings, this.clock, this.people) = (settings, clock, people);
        folderLock = FolderLock.Take(settings.DataFolder);
        if (settings.Postgres is null) MovedMark.ThrowIfMoved(settings.DataFolder);
        var reference = ReferenceTables.Read(settings);
        Registry = new SealRegistry(reference.Profiles);
        database = settings.Postgres is { } connection ? PostgresDatabase.Open(connection) : null;
        if (database is not null) MoveTarget.ThrowIfHalf(database);
        var users = new UserStoreOptions(settings.DataFolder, database);
        var ring = database is null ? null : KeyFolder.Open(database, settings.KeysFolder);
        UserDatabase.Open(users);
        var builder = HttpHost.Create(
            settings, people.Time, (users, ring), kestrel => DevicePorts.Listen(kestrel, settings, () => gateway!));
        var metrics = new Metrics();
        logger = CreateLogger(builder);
        sharedTurns = database is null ? null : new PostgresTurns(database, clock, logger);
        sharedTurns?.Prepare();
        table = StateTable.Open(Path.Combine(settings.DataFolder, "state.db"));
        var state = new TrackingState { Borders = reference.Borders };
        state.Registries.Lay(reference.States, reference.Rows);
        var saver = new StateSaver(table, state, (settings.StateSavePeriod, clock), logger);
        restored = OpenStorage(state, saver);
        journal = restored.Journal;
        views = OpenViews();
        views.Lay(reference.Rows);
        var inbox = new Inbox(clock, restored.LastSign);
        var need = new NeedBook(reference.Need, state.Registries);
        var widths = new RouteWidths(state.Registries, reference.Rules, clock);
        widths.Follow();
        var links = new SealLinks();
        secrets = SecretVault.Open(settings.KeysFolder);
        parts = new LoopParts
        {
            Links = links,
            OpenSecret = secrets.Open,
            Inbox = inbox,
            Journal = journal,
            State = state,
            Rules = reference.Rules,
            Registry = Registry,
            Saver = saver,
            Clock = clock,
            Metrics = metrics,
            Logger = logger,
            Bounds = new CommitBounds(settings.CommitFramesMax, journal.CommitLengthMax / 8),
            Pace = new Pace(settings.CommitPace),
            EndProcess = () => Environment.FailFast("The journal failed; nothing unproven is acknowledged."),
            WaitForRoom = WaitForRoom,
            Followed = () =>
            {
                need.Follow();
                widths.Follow();
            },
            Turns = (ITurns?)sharedTurns ?? new AllTurns(),
        };
        connections = new SealConnections(database, $"{Environment.MachineName}:{settings.HttpPort}", clock);
        gateway = GatewayOf(metrics);
        Desk = new CommandDesk(inbox);
        heads = new HeadSchedule(journal, inbox, settings.KeysFolder, logger);
        keys = KeysOfTransportations();
        var erasure = new DossierErasure(keys, logger);
        erasure.Begin(state);
        readers = new Readers(journal, clock, logger, (views, heads, erasure));
        mover = database is null ? new Mover(new MoveSource(settings.DataFolder, settings.KeysFolder, journal), logger) : null;
        var limits = new RouteLimits(reference.Rules.ValidAt(clock.GetUtcNow()).DeviationLimitMetres, widths.Of);
        web = Compose(builder, (metrics, reference, need, limits));
    }

    /// <summary>Where commands are handed in.</summary>
    public ICommandDesk Desk { get; }

    /// <summary>Who is let in.</summary>
    public SealRegistry Registry { get; }

    /// <summary>What pages and API are made of.</summary>
    public IServiceProvider Services => web.Services;

    /// <summary>What the readers made of the journal so far.</summary>
    public ViewStore Views => views;

    /// <summary>Completes when the server is to stop and its installation to be moved to another store.</summary>
    public Task MoveWanted => mover?.Wanted ?? Task.Delay(Timeout.Infinite, stop.Token);

    /// <summary>Restores the state, begins the loop, and then lets devices and people in.</summary>
    /// <param name="settings">How.</param>
    /// <param name="clock">The operator's clock.</param>
    /// <param name="people">The clock of sessions and screens; null: the operator's. They differ in fast demonstrations alone.</param>
    public static async Task<NavSealServer> StartAsync(Settings settings, TimeProvider clock, PeopleClock? people = null)
    {
        var server = new NavSealServer(settings, clock, people ?? new PeopleClock(clock, 1));
        server.loopThread = new Thread(server.RunLoop) { Name = "loop", IsBackground = true };
        server.loopThread.Start();
        if (server.sharedTurns is null)
        {
            await server.ResumeIntakeAsync();
        }
        else
        {
            var lastSign = server.journal.LastCommit == 0 ? (DateTimeOffset?)null : server.restored.LastSign;
            server.sharedTurns.Start(() => server.journal.IsRoomAhead, lastSign);
        }

        server.connections.Start();
        server.background = Task.WhenAll(
            server.readers.RunAsync(server.stop.Token),
            server.gateway.WatchAsync(server.stop.Token),
            server.heads.RunAsync(settings.HeadPeriod, (clock, server.parts.Turns), server.stop.Token),
            UserServices.WatchAsync(server.web.Services, server.logger, server.stop.Token));
        await server.web.StartAsync();
        server.ListenForDatagrams();
        var pages = $"http://{settings.HttpAddress}:{settings.HttpPort}";
        Log.Started(server.logger, settings.DevicePorts, pages, settings.DataFolder);
        return server;
    }

    /// <summary>Stops cleanly: no new bytes, everything decided is durable and answered, the state is saved.</summary>
    public async Task StopAsync()
    {
        Log.Stopping(logger);
        gateway.CloseAll();
        using var patience = new CancellationTokenSource(ClosingTime, clock);
        await web.StopAsync(patience.Token);
        await connections.DisposeAsync();
        if (sharedTurns is null) parts.Inbox.Post(new InboundIntake { StoppedAt = clock.GetUtcNow() });
        else await sharedTurns.DisposeAsync();
        parts.Inbox.Close();
        if (loopThread?.Join(ClosingTime) == false) Log.NotAllDurable(logger);
        await stop.CancelAsync();
        loopThread?.Join();
        await background;
        if (hasLoopEnded) parts.Saver.SaveNow(journal);
    }

    /// <summary>After <see cref="StopAsync"/>: brings what is left to the other store, and points the data folder to it.</summary>
    /// <exception cref="IOException">It did not come about: the installation is where it was.</exception>
    public Task FinishMoveAsync() => mover?.FinishAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (loopThread is { IsAlive: true }) await StopAsync();     // the loop must not go on over a journal that is closed
        mover?.Dispose();
        await web.DisposeAsync();
        await connections.DisposeAsync();
        views.Dispose();
        gateway.Dispose();
        journal.Dispose();
        table.Dispose();
        database?.Dispose();
        folderLock.Dispose();
        stop.Dispose();
    }

    private void RunLoop()
    {
        try
        {
            new Loop(parts).Run();
            hasLoopEnded = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The disk stayed full until the end: what waited was not acknowledged, and half a commit is in the state.
        }
        catch (Exception e)
        {
            Log.JournalFailed(logger, e);
            parts.EndProcess();
        }
    }

    private Restored OpenStorage(TrackingState state, StateSaver saver)
    {
        var watch = Stopwatch.StartNew();
        var opened = new Recovery(state, Registry, saver).Open(OpenJournal, table);
        if (table.SetAside is { } path) Log.StateSetAside(logger, path);
        if (opened.Forgotten > 0) Log.StateForgotten(logger, opened.Forgotten);
        Log.Restored(logger, opened.Rows, opened.Saved, opened.Journal.LastCommit - opened.Saved, watch.ElapsedMilliseconds);
        return opened;
    }

    private IJournal OpenJournal(KnownHeads? known) => database is null
        ? SegmentJournal.Open(new SegmentJournalOptions
        {
            Folder = Path.Combine(settings.DataFolder, "journal"),
            SegmentBytes = settings.SegmentBytes,
            KnownHeads = known,
        })
        : PostgresJournal.Open(database, known);

    private ViewStore OpenViews()
    {
        var opened = ViewStore.Open(settings.DataFolder, ViewSource.Of(journal, database));
        if (opened.SetAside is { } path) Log.ViewsSetAside(logger, path);
        return opened;
    }

    private Task ResumeIntakeAsync()
    {
        var item = restored.Resumption(parts.State.Intake);
        parts.Inbox.Post(item);
        return item.Recorded.Task;
    }

    private void WaitForRoom(NoRoomException cause)
    {
        if (database is null) Log.NoRoom(logger);
        else Log.StoreAway(logger, cause.Message);
        var since = clock.GetTimestamp();
        journal.WhenRoomAhead(stop.Token).GetAwaiter().GetResult();
        if (database is null) Log.RoomAgain(logger, clock.GetElapsedTime(since).TotalSeconds);
        else Log.StoreBack(logger, clock.GetElapsedTime(since).TotalSeconds);
    }

    private SealGateway GatewayOf(Metrics metrics) => new(
        Registry,
        new GatewayParts(parts.Inbox, clock, metrics, logger)
        {
            Links = parts.Links,
            Book = connections.Book,
            SealSecrets = FrameVault.Open(settings.KeysFolder).Seal,
            FramesPerConnection = settings.FramesPerConnection,
        },
        settings.ConnectionsMax,
        new AddressLimit(settings.ConnectionsPerAddress, settings.TrustedProxies));

    private void ListenForDatagrams()
    {
        var address = System.Net.IPAddress.Parse(settings.SealAddress);
        foreach (var protocol in DeviceProtocols.All.Where(protocol => settings.Ports[protocol.Protocol] != 0))
            gateway.ListenForDatagrams(new System.Net.IPEndPoint(address, settings.Ports[protocol.Protocol]), protocol);
        background = Task.WhenAll(background, gateway.RunDatagramsAsync());
    }

    private ITransportationKeys KeysOfTransportations() => database is null
        ? new FolderTransportationKeys(settings.KeysFolder)
        : PostgresTransportationKeys.Open(database, settings.KeysFolder);

    private static ILogger CreateLogger(WebApplicationBuilder builder) =>
        builder.Services.BuildServiceProvider().GetRequiredService<ILoggerFactory>().CreateLogger("NavSeal");

    private WebApplication Compose(
        WebApplicationBuilder builder, (Metrics Metrics, ReferenceTables Reference, NeedBook Need, RouteLimits Limits) made)
    {
        var (metrics, reference, need, limits) = made;
        readers.Show(metrics);
        metrics.Show("navseal_connections", "Devices connected.", () => gateway.Connections);
        metrics.Show("navseal_inbox_items", "Items that wait for the loop.", () => parts.Inbox.Count);
        metrics.Show("navseal_journal_last_commit", "Number of the last durable commit.", () => journal.LastCommit);
        metrics.Show(
            "navseal_journal_room_ahead",
            "1 where the journal takes commits in, 0 where disk or database do not.", () => journal.IsRoomAhead ? 1 : 0);
        metrics.Show("navseal_gc_pause_seconds", "Time the collector held the process.", () => GC.GetTotalPauseDuration().TotalSeconds);
        metrics.Show("navseal_gc_collections", "Collections since the process began.", () => GC.CollectionCount(0));
        metrics.Show("navseal_memory_bytes", "Memory of the process.", () => Environment.WorkingSet);
        metrics.Show("navseal_seals_registered", "Seals and relays in the registry.", () => Registry.Count);
        return HttpHost.Compose(builder, new HttpParts
        {
            Documents = DocumentStores.Of(settings.DataFolder, database, keys),
            Settings = settings,
            Clock = clock,
            People = people,
            Desk = Desk,
            Registry = Registry,
            SealSecret = secrets.Seal,
            Views = views,
            Journal = journal,
            SessionsOf = connections.OfAsync,
            Metrics = metrics,
            Lag = () => readers.LagOfViews,
            Mover = mover,
            Reference = reference,
            Need = need,
            Limits = limits,
            IsRoomAhead = () => journal.IsRoomAhead && sharedTurns?.IsClockRight != false,
        });
    }
}
