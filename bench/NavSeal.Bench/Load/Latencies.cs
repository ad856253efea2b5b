using System.Numerics;

namespace NavSeal.Bench.Load;

/// <summary>Counts of durations in nanoseconds, in classes that grow with the value: each is right within 1/64, recording costs a few
/// nanoseconds.</summary>
internal sealed class Latencies
{
    private const int StepBits = 6, Steps = 1 << StepBits;
    private const int BitsMax = 44;

    private readonly long[] counts = new long[(BitsMax - StepBits + 1) << StepBits];

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, exactly.</summary>
    public long MaxNanoseconds { get; private set; }

    /// <summary>Records one; what is longer than four hours counts as four hours.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Clamp(nanoseconds, 0, (1L << BitsMax) - 1);
        counts[ClassOf(value)]++;
        Count++;
        if (value > MaxNanoseconds) MaxNanoseconds = value;
    }

    /// <summary>The duration that <paramref name="share"/> of all did not exceed, in milliseconds; 0 where none was recorded.</summary>
    public double Milliseconds(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var place = 0; place < counts.Length; place++)
        {
            seen += counts[place];
            if (seen >= wanted && seen > 0) return Math.Min(UpperEnd(place), MaxNanoseconds) / 1e6;
        }

        return 0;
    }

    private static int ClassOf(long value)
    {
        if (value < Steps) return (int)value;
        var shift = BitOperations.Log2((ulong)value) - StepBits;
        return ((shift + 1) << StepBits) + (int)((value >> shift) - Steps);
    }

    private static long UpperEnd(int place)
    {
        if (place < Steps) return place;
        var shift = (place >> StepBits) - 1;
        return ((long)((place & (Steps - 1)) + Steps + 1) << shift) - 1;
    }
}
