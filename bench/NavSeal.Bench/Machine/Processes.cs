using System.Globalization;

namespace NavSeal.Bench.Machine;

/// <summary>What the kernel says of memory and processor time, of a process and of the machine.</summary>
internal static class Processes
{
    // USER_HZ, fixed at 100 for every program on Linux.
    private const double TicksPerSecond = 100;

    // Places of idle and iowait among the figures of a processor; guest times behind steal are counted in user already.
    private const int IdleField = 4, WaitField = 5, StealField = 8;

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
        return (Ticks(fields[UserField]) + Ticks(fields[SystemField])) / TicksPerSecond;
    }

    /// <summary>Processor seconds that all processes and the neighbours of this machine used since it started, all cores
    /// together.</summary>
    public static double BusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = 0L;
        for (var place = 1; place <= StealField; place++)
        {
            if (place is not (IdleField or WaitField)) ticks += Ticks(fields[place]);
        }

        return ticks / TicksPerSecond;
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
