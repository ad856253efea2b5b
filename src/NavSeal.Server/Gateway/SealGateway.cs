using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Server.Observability;

namespace NavSeal.Server.Gateway;

/// <summary>What every connection needs, made once.</summary>
internal sealed class GatewayParts(Inbox inbox, TimeProvider clock, Metrics metrics, ILogger logger)
{
    private const int SpareMax = 4096;
    private readonly ConcurrentQueue<InboundFrames> spare = new();
    private int spareCount;

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
        item.Released = null;
        if (Volatile.Read(ref spareCount) >= SpareMax) return;
        Interlocked.Increment(ref spareCount);
        spare.Enqueue(item);
    }
}

/// <summary>All connections of devices: lets them in up to a bound, and looks after them once a second.</summary>
internal sealed class SealGateway(ISealDirectory seals, GatewayParts parts, int connectionsMax)
{
    private readonly ConcurrentDictionary<SealLink, byte> links = new();
    private int count;

    /// <summary>How many devices are connected.</summary>
    public int Connections => Volatile.Read(ref count);

    /// <summary>The life of one connection of a protocol's port.</summary>
    public async Task ServeAsync(ConnectionContext connection, IDeviceProtocol protocol)
    {
        if (Interlocked.Increment(ref count) > connectionsMax)
        {
            Interlocked.Decrement(ref count);
            parts.Metrics.ConnectionsRefused.Add();
            Log.TooManyConnections(parts.Logger, connectionsMax);
            return;
        }

        parts.Metrics.ConnectionsOpened.Add();
        var link = new SealLink(connection, protocol, protocol.Open(seals), parts);
        links.TryAdd(link, 0);
        try
        {
            await link.RunAsync();
        }
        finally
        {
            links.TryRemove(link, out _);
            Interlocked.Decrement(ref count);
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
                foreach (var link in links.Keys) link.Watch(now);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Closes every connection; what was not acknowledged stays with the devices.</summary>
    public void CloseAll()
    {
        foreach (var link in links.Keys) link.Abort("the server stops");
    }
}
