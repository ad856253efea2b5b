using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Server.Observability;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Server.Gateway;

/// <summary>What every connection needs, made once.</summary>
internal sealed class GatewayParts(Inbox inbox, TimeProvider clock, Metrics metrics, ILogger logger)
{
    private const int SpareMax = 4096;
    private readonly ConcurrentQueue<InboundFrames> spare = new();
    private readonly Dictionary<SessionEnd, LogLimit> limits =
        Enum.GetValues<SessionEnd>().ToDictionary(end => end, _ => new LogLimit(clock));

    private int spareCount;

    /// <summary>How often a connection closed by us is logged.</summary>
    public LogLimit LogLimitOf(SessionEnd end) => limits[end];

    /// <summary>By which connection a seal can be reached.</summary>
    public SealLinks Links { get; init; } = new();

    /// <summary>Which seals are and were connected, for people.</summary>
    public LinkBook Book { get; init; } = new("", clock);

    public LogLimit SlowReaderLimit { get; } = new(clock);

    /// <summary>Seals the frames of a batch that hold a password, before they come to the loop.</summary>
    public required Action<IntakeBatch> SealSecrets { get; init; }

    public LogLimit FloodLimit { get; } = new(clock);

    /// <summary>How many frames a second one connection may send; 0: as many as it likes.</summary>
    public int FramesPerConnection { get; init; }

    /// <summary>The pace of a fresh connection; null where there is none.</summary>
    public FramePace? NewPace() => FramesPerConnection == 0 ? null : new FramePace(FramesPerConnection);

    public Inbox Inbox { get; } = inbox;

    public TimeProvider Clock { get; } = clock;

    public Metrics Metrics { get; } = metrics;

    public ILogger Logger { get; } = logger;

    public InboundFrames Rent(Action<InboundFrames> released)
    {
        if (spare.TryDequeue(out var item)) Interlocked.Decrement(ref spareCount);
        else item = new InboundFrames();
        item.Released = released;
        return item;
    }

    public void Return(InboundFrames item)
    {
        item.Batch.Clear();
        (item.Released, item.Command, item.IsHeldBack) = (null, null, false);
        if (Volatile.Read(ref spareCount) >= SpareMax) return;
        Interlocked.Increment(ref spareCount);
        spare.Enqueue(item);
    }
}

/// <summary>All connections of devices: lets them in up to a bound, and looks after them once a second.</summary>
internal sealed class SealGateway(
    ISealDirectory seals, GatewayParts parts, int connectionsMax, AddressLimit addresses) : IDisposable
{
    private readonly ConcurrentDictionary<SealLink, byte> links = new();
    private readonly List<DatagramPort> datagrams = [];
    private readonly LogLimit tooManyLimit = new(parts.Clock), unknownLimit = new(parts.Clock), strangeLimit = new(parts.Clock);
    private readonly LogLimit crowdedLimit = new(parts.Clock);
    private readonly CancellationTokenSource closing = new();
    private int count;
    private long unknownLogged;

    /// <summary>How many devices are connected, those among them that have not yet agreed on their keys.</summary>
    public int Connections => Volatile.Read(ref count);

    /// <summary>The life of one connection of the port that all protocols share, once it is let in.</summary>
    public async Task ServeSharedAsync(ConnectionContext connection)
    {
        if (await FirstBytes.RecogniseAsync(connection, parts.Clock, closing.Token) is { } protocol)
        {
            await ServeAsync(connection, protocol);
            return;
        }

        parts.Metrics.ProtocolsUnknown.Add();
        if (strangeLimit.Allows(out var unlogged)) Log.UnknownProtocol(parts.Logger, connection.RemoteEndPoint, unlogged);
    }

    /// <summary>Begins to listen for the datagrams of a protocol, where its devices send any.</summary>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public void ListenForDatagrams(IPEndPoint at, IDeviceProtocol protocol)
    {
        if (protocol.OpenForDatagrams(seals) is not null) datagrams.Add(new DatagramPort(at, protocol, seals, parts));
    }

    /// <summary>Takes datagrams until the gateway closes.</summary>
    public Task RunDatagramsAsync() => Task.WhenAll(datagrams.Select(port => port.RunAsync(closing.Token)));

    /// <summary>Lets a connection in where there is a place for it, and holds the place for as long as it lives: from its first moment on,
    /// before a byte of it is read.</summary>
    /// <param name="connection">The connection; one that is not let in is closed.</param>
    /// <param name="serve">Its life.</param>
    public async Task LetInAsync(ConnectionContext connection, ConnectionDelegate serve)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (!addresses.TryEnter(address))
        {
            parts.Metrics.ConnectionsRefused.Add();
            if (crowdedLimit.Allows(out var unlogged)) Log.TooManyOfOneAddress(parts.Logger, address, unlogged);
            return;
        }

        try
        {
            await LetInAsync(() => serve(connection));
        }
        finally
        {
            addresses.Leave(address);
        }
    }

    private async Task LetInAsync(Func<Task> run)
    {
        if (Interlocked.Increment(ref count) > connectionsMax)
        {
            Interlocked.Decrement(ref count);
            parts.Metrics.ConnectionsRefused.Add();
            if (tooManyLimit.Allows(out var unlogged)) Log.TooManyConnections(parts.Logger, connectionsMax, unlogged);
            return;
        }

        parts.Metrics.ConnectionsOpened.Add();
        try
        {
            await run();
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }

    /// <summary>Whom a connection may speak for: with a certificate of its own a device is nobody else.</summary>
    private ISealDirectory SeenBy(ConnectionContext connection) =>
        connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } shown
            ? new CertifiedDirectory(seals, shown.GetNameInfo(X509NameType.SimpleName, forIssuer: false))
            : seals;

    /// <summary>The life of one connection whose protocol is known, once it is let in.</summary>
    public async Task ServeAsync(ConnectionContext connection, IDeviceProtocol protocol)
    {
        var link = new SealLink(connection, protocol, protocol.Open(SeenBy(connection)), parts);
        links.TryAdd(link, 0);
        try
        {
            await link.RunAsync();
        }
        finally
        {
            links.TryRemove(link, out _);
            parts.Book.End(link.Story);
        }
    }

    /// <summary>Looks after the connections until stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), parts.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var now = parts.Clock.GetUtcNow();
                foreach (var link in links.Keys)
                {
                    link.Watch(now);
                    parts.Book.Look(link.Story);
                }

                LogUnknown();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void LogUnknown()
    {
        var unknown = parts.Metrics.DevicesUnknown.Value;
        if (unknown == unknownLogged || !unknownLimit.Allows(out _)) return;
        Log.UnknownDevices(parts.Logger, unknown - unknownLogged);
        unknownLogged = unknown;
    }

    /// <summary>Closes every connection; what was not acknowledged stays with the devices.</summary>
    public void CloseAll()
    {
        closing.Cancel();
        foreach (var link in links.Keys) link.Abort("the server stops", SealSessionEnd.ServerStopped);
    }

    public void Dispose()
    {
        closing.Dispose();
        foreach (var port in datagrams) port.Dispose();
    }
}
