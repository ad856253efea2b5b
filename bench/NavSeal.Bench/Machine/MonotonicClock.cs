using System.Diagnostics;

namespace NavSeal.Bench.Machine;

/// <summary>Nanoseconds of a clock that never steps; only differences mean something.</summary>
internal static class MonotonicClock
{
    public const long NanosecondsPerSecond = 1_000_000_000;
    public const long NanosecondsPerMillisecond = 1_000_000;

    static MonotonicClock()
    {
        if (Stopwatch.Frequency != NanosecondsPerSecond)
            throw new PlatformNotSupportedException("The benchmarks run on Linux, where the stopwatch counts nanoseconds.");
    }

    public static long Nanoseconds => Stopwatch.GetTimestamp();
}
