using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Load;

/// <summary>A run: connect, warm up, measure, wait for what is outstanding.</summary>
internal sealed class Generator : IDisposable
{
    private const long ConnectTimeMax = 120 * MonotonicClock.NanosecondsPerSecond;

    private readonly LoadOptions options;
    private readonly Schedule schedule;
    private readonly Traffic traffic;

    public Generator(LoadOptions options, DateTimeOffset now)
    {
        this.options = options;
        schedule = new Schedule(options.RatePerSecond, options.Connections);
        Measurement = new Measurement(options.Seconds, options.ServerProcess);
        var clock = new SealClock(now, options.DaysBack, options.FramesPerDeviceSecond);
        traffic = new Traffic(options, clock, schedule, Measurement);
    }

    public Measurement Measurement { get; }

    /// <summary>Opens all connections and has their seals let in.</summary>
    /// <exception cref="TimeoutException">Not all were let in in time.</exception>
    public void Connect()
    {
        var end = MonotonicClock.Nanoseconds + ConnectTimeMax;
        while (traffic.Reporting < options.Connections)
        {
            if (traffic.Turn(end) >= end)
                throw new TimeoutException($"Only {traffic.Reporting} of {options.Connections} seals were let in.");
        }
    }

    /// <summary>Runs the warm-up and the measured interval, then waits for what is outstanding.</summary>
    public void Run()
    {
        var now = MonotonicClock.Nanoseconds;
        if (schedule.IsOpen) schedule.Start(now);
        else traffic.Allow(traffic.FramesMax);
        now = Hold(now + (options.WarmupSeconds * MonotonicClock.NanosecondsPerSecond));
        Measurement.Start(now);
        Hold(now + (options.Seconds * MonotonicClock.NanosecondsPerSecond));
        Measurement.Stop();
        StopSending();
        WaitForOutstanding();
    }

    /// <summary>Sends one frame of each seal and waits until all are acknowledged.</summary>
    public void SendOneEach()
    {
        traffic.Allow(1);
        WaitForOutstanding();
    }

    /// <summary>Keeps the traffic going until an instant; returns when that was.</summary>
    public long Hold(long end)
    {
        long now;
        do now = traffic.Turn(end);
        while (now < end);
        return now;
    }

    public void Dispose() => traffic.Dispose();

    private void StopSending()
    {
        Measurement.Exhausted = traffic.Connections.Count(connection => connection.Sent >= traffic.FramesMax);
        schedule.Stop();
        foreach (var connection in traffic.Connections) connection.Allowed = Math.Max(connection.Sent, connection.SentBefore);
    }

    private void WaitForOutstanding()
    {
        var end = MonotonicClock.Nanoseconds + (options.DrainSeconds * MonotonicClock.NanosecondsPerSecond);
        while (MonotonicClock.Nanoseconds < end && traffic.Connections.Any(connection => connection.Acknowledged < connection.Allowed))
            traffic.Turn(end);
        Measurement.Unacknowledged = traffic.Connections.Sum(connection => connection.Allowed - connection.Acknowledged);
    }
}
