using NavSeal.Bench.Load;

namespace NavSeal.Bench.Micro;

/// <summary>Reports as they come from a connection: many whole packets in a row.</summary>
internal static class ReportBytes
{
    public const uint Terminal = 1_000_000;

    public static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Make(int count)
    {
        var seal = new GeneratedSeal(Terminal, new SealClock(Now, daysBack: 1, framesPerSecond: 1));
        var bytes = new byte[count * GeneratedSeal.FrameLength];
        for (var sequence = 0; sequence < count; sequence++)
            seal.Write(sequence, bytes.AsSpan(sequence * GeneratedSeal.FrameLength, GeneratedSeal.FrameLength));
        return bytes;
    }
}
