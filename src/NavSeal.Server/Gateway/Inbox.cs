namespace NavSeal.Server.Gateway;

/// <summary>What waits for the loop, oldest first. The instant of an item is taken under the same lock as its place, and the loop reads its
/// own
/// clock under that lock too: so a deadline is never decided while a report received before it still waits.</summary>
/// <param name="clock">The operator's clock.</param>
/// <param name="notBefore">The last instant of the process before this one.</param>
internal sealed class Inbox(TimeProvider clock, DateTimeOffset notBefore)
{
    private readonly object gate = new();
    private readonly Queue<Inbound> waiting = new();
    private DateTimeOffset latest = notBefore;
    private bool closed;

    /// <summary>Whether nothing more is let in.</summary>
    public bool IsClosed
    {
        get
        {
            lock (gate) return closed;
        }
    }

    /// <summary>How many items wait.</summary>
    public int Count
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>Puts an item at the end and stamps it.</summary>
    /// <returns>False where the loop has ended: nobody will answer.</returns>
    public bool Post(Inbound item)
    {
        lock (gate)
        {
            if (closed) return false;
            item.ReceivedAt = Now();
            waiting.Enqueue(item);
            if (waiting.Count == 1) Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Lets no later instant lie before this one: another process decided there.</summary>
    public void NotBefore(DateTimeOffset instant)
    {
        lock (gate) latest = instant > latest ? instant : latest;
    }

    /// <summary>Takes what waits, up to a bound; waits for the first item no longer than <paramref name="patience"/>.</summary>
    /// <param name="batch">Receives the items, behind those that are in it; then there is no waiting.</param>
    /// <param name="bounds">No further item is taken once the batch holds so much.</param>
    /// <param name="patience">How long to wait where nothing waits.</param>
    /// <returns>The instant up to which everything received is in the batch; null once the inbox is closed and empty.</returns>
    public DateTimeOffset? Take(List<Inbound> batch, CommitBounds bounds, TimeSpan patience)
    {
        lock (gate)
        {
            if (waiting.Count == 0 && batch.Count == 0 && !closed && patience > TimeSpan.Zero) Monitor.Wait(gate, patience);
            if (waiting.Count == 0 && batch.Count == 0 && closed) return null;
            var (frames, bytes) = (0, 0L);
            while (frames < bounds.FramesMax && bytes < bounds.BytesMax && waiting.TryDequeue(out var item))
            {
                batch.Add(item);
                frames += item.FrameCount;
                bytes += item.ByteCount;
            }

            return waiting.TryPeek(out var next) ? next.ReceivedAt : Now();
        }
    }

    /// <summary>Lets nothing more in; what waits is still taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
    }

    // A clock that is set back must not turn the order of receiving around.
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return latest = now > latest ? now : latest;
    }
}

/// <summary>How much one commit may hold; the rest waits for the next.</summary>
/// <param name="FramesMax">Frames.</param>
/// <param name="BytesMax">Bytes of frames.</param>
internal sealed record CommitBounds(int FramesMax, long BytesMax);
