using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using NavSeal.Devices;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.Control;
using NavSeal.Server.Gateway;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Server.State;
using NavSeal.Tracking;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Overview;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server;

/// <summary>One process of the operator, composed by hand: storage, loop, gateway, readers, pages.</summary>
internal sealed class NavSealServer : IAsyncDisposable
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(10);
    private readonly Settings settings;
    private readonly TimeProvider clock;
    private readonly WebApplication web;
    private readonly ILogger logger;
    private readonly FolderLock folderLock;
    private readonly StateTable table;
    private readonly SegmentJournal journal;
    private readonly LoopParts parts;
    private readonly SealGateway gateway;
    private readonly HeadSchedule heads;
    private readonly ViewFold views = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Restored restored;
    private Thread? loopThread;
    private volatile bool hasLoopEnded;
    private Task background = Task.CompletedTask;

    private NavSealServer(Settings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        folderLock = FolderLock.Take(settings.DataFolder);
        var reference = ReferenceTables.Read(settings);
        Registry = new SealRegistry(reference.Profiles);
        var builder = Builder();
        var metrics = new Metrics();
        logger = CreateLogger(builder);
        table = StateTable.Open(Path.Combine(settings.DataFolder, "state.db"));
        var state = new TrackingState();
        var saver = new StateSaver(table, state, (settings.StateSavePeriod, clock), logger);
        restored = OpenStorage(state, saver);
        journal = restored.Journal;
        var inbox = new Inbox(clock, restored.LastSign);
        parts = new LoopParts
        {
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
        };
        gateway = new SealGateway(Registry, new GatewayParts(inbox, clock, metrics, logger), settings.ConnectionsMax);
        Desk = new CommandDesk(inbox);
        heads = new HeadSchedule(journal, inbox, Path.Combine(settings.DataFolder, "keys"), logger);
        web = Compose(builder, metrics);
    }

    /// <summary>Where commands are handed in.</summary>
    public ICommandDesk Desk { get; }

    /// <summary>Who is let in.</summary>
    public SealRegistry Registry { get; }

    /// <summary>What the readers made of the journal so far.</summary>
    public ViewFold Views => views;

    /// <summary>Restores the state, begins the loop, and then lets devices and people in.</summary>
    public static async Task<NavSealServer> StartAsync(Settings settings, TimeProvider clock)
    {
        var server = new NavSealServer(settings, clock);
        server.loopThread = new Thread(server.RunLoop) { Name = "loop", IsBackground = true };
        server.loopThread.Start();
        await server.ResumeIntakeAsync();
        var readers = new Readers(server.journal, server.logger,
            [new Reader("views", server.views.Apply), new Reader("heads", server.heads.Follow)]);
        readers.Show(server.parts.Metrics);
        server.background = Task.WhenAll(
            readers.RunAsync(server.stop.Token),
            server.gateway.WatchAsync(server.stop.Token),
            server.heads.RunAsync(settings.HeadPeriod, clock, server.stop.Token));
        await server.web.StartAsync();
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
        parts.Inbox.Post(new InboundIntake { StoppedAt = clock.GetUtcNow() });
        parts.Inbox.Close();
        if (loopThread?.Join(ClosingTime) == false) Log.NotAllDurable(logger);
        await stop.CancelAsync();
        loopThread?.Join();
        await background;
        if (hasLoopEnded) parts.Saver.SaveNow(journal);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        gateway.Dispose();
        journal.Dispose();
        table.Dispose();
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
        var options = new SegmentJournalOptions
        {
            Folder = Path.Combine(settings.DataFolder, "journal"),
            SegmentBytes = settings.SegmentBytes,
        };
        var rows = table.Read();
        if (table.SetAside is { } path) Log.StateSetAside(logger, path);
        var opened = new Recovery(state, Registry, saver).Open(options, rows);
        Log.Restored(logger, opened.Rows, opened.Saved, opened.Journal.LastCommit - opened.Saved, watch.ElapsedMilliseconds);
        return opened;
    }

    private Task ResumeIntakeAsync()
    {
        var item = restored.Resumption(parts.State.Intake);
        parts.Inbox.Post(item);
        return item.Recorded.Task;
    }

    private void WaitForRoom()
    {
        Log.NoRoom(logger);
        var since = clock.GetTimestamp();
        journal.WhenRoomAhead(stop.Token).GetAwaiter().GetResult();
        Log.RoomAgain(logger, clock.GetElapsedTime(since).TotalSeconds);
    }

    private WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().SetMinimumLevel(settings.LogLevel)
            .AddFilter("Microsoft", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (Console.IsOutputRedirected) builder.Logging.AddJsonConsole(SetInstants);
        else builder.Logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Services.AddRazorComponents();
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
        builder.WebHost.UseSockets(SocketSettings.Apply);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Parse(settings.HttpAddress), settings.HttpPort);
            ControlSocket.Listen(kestrel, settings.DataFolder);
            var address = System.Net.IPAddress.Parse(settings.SealAddress);
            if (settings.SharedPort != 0) kestrel.Listen(address, settings.SharedPort, listen => listen.Run(gateway.ServeSharedAsync));
            foreach (var protocol in DeviceProtocols.All.Where(protocol => settings.Ports[protocol.Protocol] != 0))
            {
                kestrel.Listen(
                    address, settings.Ports[protocol.Protocol], listen => listen.Run(device => gateway.ServeAsync(device, protocol)));
            }
        });
        return builder;
    }

    private static void SetInstants(Microsoft.Extensions.Logging.Console.JsonConsoleFormatterOptions options) =>
        (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static ILogger CreateLogger(WebApplicationBuilder builder) =>
        builder.Services.BuildServiceProvider().GetRequiredService<ILoggerFactory>().CreateLogger("NavSeal");

    private WebApplication Compose(WebApplicationBuilder builder, Metrics metrics)
    {
        metrics.Show("navseal_connections", "Devices connected.", () => gateway.Connections);
        metrics.Show("navseal_inbox_items", "Items that wait for the loop.", () => parts.Inbox.Count);
        metrics.Show("navseal_journal_last_commit", "Number of the last durable commit.", () => journal.LastCommit);
        metrics.Show(
            "navseal_journal_room_ahead",
            "1 where the journal has room ahead, 0 where the disk is full.", () => journal.IsRoomAhead ? 1 : 0);
        metrics.Show("navseal_gc_pause_seconds", "Time the collector held the process.", () => GC.GetTotalPauseDuration().TotalSeconds);
        metrics.Show("navseal_gc_collections", "Collections since the process began.", () => GC.CollectionCount(0));
        metrics.Show("navseal_memory_bytes", "Memory of the process.", () => Environment.WorkingSet);
        metrics.Show("navseal_seals_registered", "Seals and relays in the registry.", () => Registry.Count);
        var app = builder.Build();
        app.MapOverview(() => new OverviewModel(views, clock.GetUtcNow(), (gateway.Connections, journal.LastCommit)), clock);
        app.MapGet("/health/live", () => "live");
        app.MapGet("/health/ready", () =>
            journal.IsRoomAhead ? Results.Text("ready") : Results.Text("no room for the journal", statusCode: 503));
        app.MapGet("/metrics", () => Results.Text(metrics.ToText(), "text/plain; version=0.0.4; charset=utf-8"));
        app.MapControl(Desk, Registry);
        return app;
    }
}
