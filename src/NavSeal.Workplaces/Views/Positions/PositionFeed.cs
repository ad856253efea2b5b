using System.Net.WebSockets;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>The live picture for maps: shares one snapshot between all viewers and counts them.</summary>
public sealed class PositionFeed(PositionSource source, TimeProvider clock, int viewersMax)
{
    /// <summary>A younger snapshot is shared, an older one is made anew.</summary>
    private static readonly TimeSpan SharedFor = TimeSpan.FromMilliseconds(480);

    private readonly Lock making = new();
    private PositionSnapshot shared = PositionSnapshot.Empty;
    private long? madeAt;
    private int viewers;
    private long bytesSent;
    private long framesSent;
    private long framesSkipped;

    /// <summary>How many maps watch.</summary>
    public int Viewers => Volatile.Read(ref viewers);

    public long BytesSent => Volatile.Read(ref bytesSent);

    public long FramesSent => Volatile.Read(ref framesSent);

    /// <summary>Frames that were due while the viewer had not taken the one before.</summary>
    public long FramesSkipped => Volatile.Read(ref framesSkipped);

    internal PositionSource Source => source;

    internal TimeProvider Clock => clock;

    /// <summary>Serves one viewer until it leaves, misbehaves or takes nothing any more.</summary>
    /// <param name="socket">The accepted connection; the caller disposes it.</param>
    /// <param name="seen">The seals that the viewer sees; null: all. Asked again while it watches.</param>
    /// <param name="stop">Ends it: the server stops, or the session of the viewer is over.</param>
    public async Task ServeAsync(WebSocket socket, Func<IReadOnlySet<int>?> seen, CancellationToken stop)
    {
        try
        {
            await new PositionViewer(this, socket, new SeenPositions(this, seen)).RunAsync(stop);
        }
        finally
        {
            Interlocked.Decrement(ref viewers);
        }
    }

    /// <summary>Takes a place for a viewer; where it gives one, <see cref="ServeAsync"/> follows and gives it back.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref viewers) <= viewersMax) return true;
        Interlocked.Decrement(ref viewers);
        return false;
    }

    /// <summary>Gives back a place that was taken and not used.</summary>
    public void Leave() => Interlocked.Decrement(ref viewers);

    internal PositionSnapshot Snapshot()
    {
        lock (making)
        {
            if (madeAt is { } at && clock.GetElapsedTime(at) < SharedFor) return shared;
            shared = source.Snapshot(clock.GetUtcNow());
            madeAt = clock.GetTimestamp();
            return shared;
        }
    }

    internal void Count(long bytes, bool isFrame)
    {
        Interlocked.Add(ref bytesSent, bytes);
        if (isFrame) Interlocked.Increment(ref framesSent);
    }

    internal void CountSkipped(long frames) => Interlocked.Add(ref framesSkipped, frames);
}
