using System.CommandLine;
using NavSeal.Bench.Bare;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>bare-flush</c>.</summary>
internal static class BareFlushCommand
{
    private const int FrameLength = 100;

    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Folder on the disk to measure.", DefaultValueFactory = _ => "." };
        var bytes = new Option<int>("--bytes") { Description = "Bytes of a block.", DefaultValueFactory = _ => 64 * 1024 };
        var seconds = new Option<double>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 3 };
        var command = new Command("bare-flush", "Writes blocks to a preallocated file and flushes each.") { folder, bytes, seconds };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(bytes), parsed.GetValue(seconds)));
        return command;
    }

    private static void Run(string folder, int blockLength, double seconds)
    {
        var result = BareFlush.Run(folder, blockLength, TimeSpan.FromSeconds(seconds));
        var flushesPerSecond = result.Flushes / result.Seconds;
        Figures.Write("block_bytes", blockLength);
        Figures.Write("flushes_per_second", flushesPerSecond);
        Figures.Write("megabytes_per_second", flushesPerSecond * blockLength / 1e6);
        Figures.Write("frames_per_second", flushesPerSecond * blockLength / FrameLength);
        Figures.Write("flush_p50_ms", result.Latencies.Milliseconds(0.5));
        Figures.Write("flush_p99_ms", result.Latencies.Milliseconds(0.99));
    }
}
