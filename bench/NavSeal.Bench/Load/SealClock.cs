namespace NavSeal.Bench.Load;

/// <summary>The clocks of the generated seals: they begin in the past and step a second per frame (or per few frames), so that no two
/// frames of one seal have one key; they end before the server would call them impossible.</summary>
internal sealed class SealClock
{
    // EGTS counts seconds since 2010-01-01T00:00:00Z.
    private const long EpochUnixSeconds = 1_262_304_000;

    private static readonly TimeSpan FutureMax = TimeSpan.FromHours(23);

    private readonly int framesPerSecond;
    private readonly uint first;

    public SealClock(DateTimeOffset now, double daysBack, int framesPerSecond)
    {
        this.framesPerSecond = framesPerSecond;
        first = checked((uint)(now.AddDays(-daysBack).ToUnixTimeSeconds() - EpochUnixSeconds));
        var last = (now + FutureMax).ToUnixTimeSeconds() - EpochUnixSeconds;
        FramesMax = (last - first + 1) * framesPerSecond;
    }

    /// <summary>How many frames of one seal there is time for.</summary>
    public long FramesMax { get; }

    /// <summary>The instant of the frame as EGTS writes it (NTM).</summary>
    public uint SecondsOf(long sequence) => first + (uint)(sequence / framesPerSecond);

    /// <summary>The same instant in Unix milliseconds.</summary>
    public long UnixMillisecondsOf(long sequence) => (SecondsOf(sequence) + EpochUnixSeconds) * 1000;
}
