namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>A run over numbered inputs of one protocol, with its figures. One thread runs it; others may look at how far it is.</summary>
internal sealed class FuzzRun(FuzzTarget target)
{
    private readonly long began = TimeProvider.System.GetTimestamp();
    private long begun;
    private ulong number;

    public FuzzTarget Target { get; } = target;

    /// <summary>Inputs that were begun.</summary>
    public long Begun => Volatile.Read(ref begun);

    /// <summary>The input in hand.</summary>
    public ulong Number => Volatile.Read(ref number);

    public double Seconds => TimeProvider.System.GetElapsedTime(began).TotalSeconds;

    public TimeSpan Longest { get; private set; }

    /// <summary>What stayed in memory between a warm beginning and the end; 0 where it was not looked at.</summary>
    public long GrownBytes { get; set; }

    /// <summary>Runs one input and says how long it took.</summary>
    public TimeSpan Time(ulong input)
    {
        Volatile.Write(ref number, input);
        Volatile.Write(ref begun, begun + 1);
        var start = TimeProvider.System.GetTimestamp();
        Target.Run(input);
        var taken = TimeProvider.System.GetElapsedTime(start);
        if (taken > Longest) Longest = taken;
        return taken;
    }
}
