using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Load;

/// <summary>When frames are due in an open loop: evenly over time and in turn over the connections, whether the server keeps up or
/// not.</summary>
/// <param name="ratePerSecond">Frames a second of all connections together; 0: no schedule.</param>
/// <param name="connections">How many take turns.</param>
internal sealed class Schedule(int ratePerSecond, int connections)
{
    private long start, next;
    private bool isRunning;

    /// <summary>Whether frames go out by schedule and not by acknowledgements.</summary>
    public bool IsOpen => ratePerSecond > 0;

    /// <summary>When the next frame is due; never, where nothing is scheduled.</summary>
    public long NextDue => isRunning ? DueOf(next) : long.MaxValue;

    public void Start(long now) => (start, next, isRunning) = (now, 0, IsOpen);

    public void Stop() => isRunning = false;

    /// <summary>Takes the next frame if it is due; <paramref name="index"/> is the connection whose turn it is.</summary>
    public bool TryTake(long now, out int index)
    {
        index = (int)(next % connections);
        if (NextDue > now) return false;
        next++;
        return true;
    }

    /// <summary>When the frame of a connection is due.</summary>
    /// <param name="sequence">The frame within its connection, from 0.</param>
    /// <param name="index">The connection.</param>
    public long DueOf(long sequence, int index) => DueOf((sequence * connections) + index);

    private long DueOf(long frame) => start + (long)(frame * (MonotonicClock.NanosecondsPerSecond / (double)ratePerSecond));
}
