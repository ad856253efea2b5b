using System.Globalization;

namespace NavSeal.Bench.Machine;

/// <summary>What the kernel says of another process: memory and processor time.</summary>
internal static class Processes
{
    // USER_HZ, fixed at 100 for every program on Linux.
    private const double TicksPerSecond = 100;

    // Places of utime and stime among the fields after the name in parentheses.
    private const int UserField = 11, SystemField = 12;

    /// <summary>Resident memory in kilobytes.</summary>
    public static long ResidentKilobytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Processor seconds used so far, user and system.</summary>
    public static double ProcessorSeconds(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[UserField], CultureInfo.InvariantCulture) + long.Parse(fields[SystemField], CultureInfo.InvariantCulture);
        return ticks / TicksPerSecond;
    }
}
