using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Load;

/// <summary>What a run has seen: frames of the measured interval by second, latencies, and all that went wrong in the whole run.</summary>
internal sealed class Measurement(int seconds, int? serverProcess)
{
    private readonly long[] perSecond = new long[seconds];
    private long start = long.MaxValue, end = long.MaxValue;
    private TimeSpan ownAtStart;
    private double serverAtStart, busyAtStart;

    /// <summary>From the scheduled (open loop) or real instant of sending to the checked acknowledgement.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>How late scheduled frames left: the generator was late, or the window of their connection was full.</summary>
    public Latencies Lag { get; } = new();

    /// <summary>Frames acknowledged and checked in the whole run.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Acknowledgements for something else than what was asked, refused or damaged, and packets that nobody expected.</summary>
    public long Wrong { get; set; }

    /// <summary>Connections that ended without having been asked to.</summary>
    public long Lost { get; set; }

    /// <summary>Frames sent again over a new connection.</summary>
    public long Resent { get; set; }

    /// <summary>Frames that nobody acknowledged until the end.</summary>
    public long Unacknowledged { get; set; }

    /// <summary>Seals whose clock or count reached its end before the run.</summary>
    public int Exhausted { get; set; }

    /// <summary>Frames a second, by measured second.</summary>
    public IReadOnlyList<long> PerSecond => perSecond;

    /// <summary>Processor seconds of the generator over the measured interval.</summary>
    public double OwnProcessorSeconds { get; private set; }

    /// <summary>Processor seconds of the server over the measured interval; null where its process is not known.</summary>
    public double? ServerProcessorSeconds { get; private set; }

    /// <summary>Processor seconds of everybody over the measured interval: what is neither the server's nor the generator's disturbed the
    /// run.</summary>
    public double BusySeconds { get; private set; }

    /// <summary>Begins the measured interval.</summary>
    public void Start(long now)
    {
        (start, end) = (now, now + (seconds * MonotonicClock.NanosecondsPerSecond));
        busyAtStart = Processes.BusySeconds();
        ownAtStart = Environment.CpuUsage.TotalTime;
        if (serverProcess is { } process) serverAtStart = Processes.ProcessorSeconds(process);
    }

    /// <summary>Ends the measured interval.</summary>
    public void Stop()
    {
        BusySeconds = Processes.BusySeconds() - busyAtStart;
        OwnProcessorSeconds = (Environment.CpuUsage.TotalTime - ownAtStart).TotalSeconds;
        if (serverProcess is { } process) ServerProcessorSeconds = Processes.ProcessorSeconds(process) - serverAtStart;
    }

    /// <summary>Counts a checked acknowledgement. A frame belongs to the latencies by the instant it was due, also where its answer comes
    /// later.</summary>
    public void Count(long due, long now)
    {
        Acknowledged++;
        if (now >= start && now < end) perSecond[(now - start) / MonotonicClock.NanosecondsPerSecond]++;
        if (due >= start && due < end) Latencies.Record(now - due);
    }

    /// <summary>Counts a frame that was sent by schedule.</summary>
    public void CountSent(long due, long now)
    {
        if (due >= start && due < end) Lag.Record(now - due);
    }
}
