using System.ComponentModel;
using System.Runtime.InteropServices;
using NavSeal.Bench.Load;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Bare;

/// <summary>What a flush loop measured.</summary>
/// <param name="Flushes">Blocks written and flushed.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Latencies">Of one block.</param>
internal sealed record FlushResult(long Flushes, double Seconds, Latencies Latencies);

/// <summary>Writes blocks to a preallocated, zero-filled file over and over and flushes each: what this disk allows a journal at
/// most.</summary>
internal static class BareFlush
{
    private const int FileLength = 64 << 20;

    public static FlushResult Run(string folder, int blockLength, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockLength, FileLength);
        var path = Path.Combine(folder, "bare-flush.tmp");
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        RandomAccess.Write(file, new byte[FileLength], 0);
        RandomAccess.FlushToDisk(file);

        var block = new byte[blockLength];
        new Random(1).NextBytes(block);
        var descriptor = (int)file.DangerousGetHandle();
        var latencies = new Latencies();
        var (start, offset, flushes) = (MonotonicClock.Nanoseconds, 0L, 0L);
        var (now, end) = (start, start + (long)time.TotalNanoseconds);
        while (now < end)
        {
            RandomAccess.Write(file, block, offset);
            if (Native.FlushData(descriptor) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), "fdatasync");
            offset = offset + (2 * blockLength) > FileLength ? 0 : offset + blockLength;
            flushes++;
            var before = now;
            now = MonotonicClock.Nanoseconds;
            latencies.Record(now - before);
        }

        return new FlushResult(flushes, (now - start) / 1e9, latencies);
    }
}
