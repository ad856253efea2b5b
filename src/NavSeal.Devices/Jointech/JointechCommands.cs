using System.Globalization;
using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jointech;

/// <summary>Commands to a lock as they go out on its connection. There is none that locks: the rope is inserted by hand.</summary>
public static class JointechCommands
{
    private const int IntervalMin = 5, IntervalMax = 600, SleepShort = 5, SleepMin = 30, SleepMax = 1440;

    /// <summary>The word of an opening by the static password, and of the answer to it.</summary>
    public static ReadOnlySpan<byte> StaticOpening => "P43"u8;

    /// <summary>Opens by the static password.</summary>
    public static byte[] OpenByStatic(SealSecret secret) => Written($"(P43,{secret.Reveal()})");

    /// <summary>Sets how often it reports, awake and asleep.</summary>
    /// <param name="seconds">Apart while awake, 5 to 600.</param>
    /// <param name="sleepMinutes">Apart while asleep, 5 or 30 to 1440.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beyond those bounds.</exception>
    public static byte[] ReportEvery(int seconds, int sleepMinutes)
    {
        if (!CanReportEvery(seconds, sleepMinutes))
            throw new ArgumentOutOfRangeException(nameof(seconds), "Beyond the bounds of the lock.");
        return Written($"(P04,1,{seconds},{sleepMinutes})");
    }

    /// <summary>Whether a lock can report so often.</summary>
    /// <param name="seconds">Apart while awake.</param>
    /// <param name="sleepMinutes">Apart while asleep.</param>
    public static bool CanReportEvery(int seconds, int sleepMinutes) =>
        seconds is >= IntervalMin and <= IntervalMax && sleepMinutes is SleepShort or (>= SleepMin and <= SleepMax);

    /// <summary>What a lock answers to <see cref="ReportEvery"/>, behind its number: it repeats what was asked.</summary>
    public static byte[] ReportsEvery(int seconds, int sleepMinutes) => Written($"P04,{seconds},{sleepMinutes}");

    private static byte[] Written(FormattableString command) => Encoding.ASCII.GetBytes(command.ToString(CultureInfo.InvariantCulture));
}
