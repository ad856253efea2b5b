using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>What is believed of the clocks of devices, in every family.</summary>
internal static class DeviceClock
{
    private const int Century = 2000;

    private static readonly DateTimeOffset plausibleFrom = new(2010, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan aheadMax = TimeSpan.FromHours(24);

    /// <summary>The instant where a clock that runs can have shown it: from 2010-01-02 (a clock that was reset shows the first day of that
    /// year or an earlier one) to 24 hours after <paramref name="now"/>; else null. A profile that keeps any clock takes any.</summary>
    public static DateTimeOffset? Plausible(DateTimeOffset? at, DeviceProfile profile, DateTimeOffset now) =>
        profile.KeepsAnyClock || (at >= plausibleFrom && at <= now + aheadMax) ? at : null;

    /// <summary>A day and a time as an instant, UTC.</summary>
    /// <param name="date">As the device writes it; its year whole.</param>
    /// <param name="time">As the device writes it.</param>
    /// <returns>Null where there is no such day or time, whatever the numbers are.</returns>
    public static DateTimeOffset? At((int Year, int Month, int Day) date, (int Hour, int Minute, int Second) time)
    {
        if (date.Year is < 1 or > 9999 || date.Month is < 1 or > 12) return null;
        if (date.Day < 1 || date.Day > DateTime.DaysInMonth(date.Year, date.Month)) return null;
        if (time.Hour is < 0 or > 23 || time.Minute is < 0 or > 59 || time.Second is < 0 or > 59) return null;
        return new DateTimeOffset(date.Year, date.Month, date.Day, time.Hour, time.Minute, time.Second, TimeSpan.Zero);
    }

    /// <summary>The year of two digits; 0, which is none, where they are no digits.</summary>
    public static int YearOf(int twoDigits) => twoDigits < 0 ? 0 : Century + twoDigits;
}
