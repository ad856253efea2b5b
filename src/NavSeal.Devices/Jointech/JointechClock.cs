using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jointech;

/// <summary>Dates and times of Jointech: DDMMYY and hhmmss, UTC, as digits of text or two in a byte.</summary>
internal static class JointechClock
{
    private const int Length = 6, Century = 2000;

    /// <summary>Reads six bytes of two digits each.</summary>
    /// <returns>Null where there is no such day or time.</returns>
    public static DateTimeOffset? ReadBcd(ReadOnlySpan<byte> bytes) => !JointechBcd.IsDigits(bytes[..Length])
        ? null
        : Of(
            (JointechBcd.Two(bytes[0]), JointechBcd.Two(bytes[1]), JointechBcd.Two(bytes[2])),
            (JointechBcd.Two(bytes[3]), JointechBcd.Two(bytes[4]), JointechBcd.Two(bytes[5])));

    /// <summary>Reads six digits of date and six of time.</summary>
    /// <returns>Null where there is no such day or time.</returns>
    public static DateTimeOffset? ReadText(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time)
    {
        if (!IsSixDigits(date) || !IsSixDigits(time)) return null;
        return Of((Two(date), Two(date[2..]), Two(date[4..])), (Two(time), Two(time[2..]), Two(time[4..])));
    }

    /// <summary>The instant where the clock of that seal can have shown it; else null.</summary>
    public static DateTimeOffset? Believed(DateTimeOffset? at, DeviceProfile profile, DateTimeOffset now) =>
        at is { } known && !profile.KeepsAnyClock ? DeviceClock.Plausible(known, now) : at;

    private static DateTimeOffset? Of((int Day, int Month, int Year) date, (int Hour, int Minute, int Second) time)
    {
        var year = Century + date.Year;
        if (date.Month is < 1 or > 12 || date.Day < 1 || date.Day > DateTime.DaysInMonth(year, date.Month)) return null;
        if (time.Hour > 23 || time.Minute > 59 || time.Second > 59) return null;
        return new DateTimeOffset(year, date.Month, date.Day, time.Hour, time.Minute, time.Second, TimeSpan.Zero);
    }

    private static bool IsSixDigits(ReadOnlySpan<byte> text) =>
        text.Length == Length && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static int Two(ReadOnlySpan<byte> text) => ((text[0] - '0') * 10) + text[1] - '0';
}
