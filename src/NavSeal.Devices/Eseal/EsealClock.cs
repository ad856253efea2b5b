using System.Globalization;

namespace NavSeal.Devices.Eseal;

/// <summary>Dates and times of eSeal: yyyy-MM-dd and HH:mm:ss, UTC.</summary>
internal static class EsealClock
{
    private const int DateLength = 10, TimeLength = 8;

    /// <summary>Reads an instant.</summary>
    /// <returns>False where there is no such day or time.</returns>
    public static bool TryRead(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, out DateTimeOffset at)
    {
        at = default;
        if (date.Length != DateLength || date[4] != '-' || date[7] != '-') return false;
        if (time.Length != TimeLength || time[2] != ':' || time[5] != ':') return false;
        var (century, year, month, day) = (Two(date), Two(date[2..]), Two(date[5..]), Two(date[8..]));
        var (hour, minute, second) = (Two(time), Two(time[3..]), Two(time[6..]));
        if (century < 1 || year < 0 || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth((century * 100) + year, month)) return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        at = new DateTimeOffset((century * 100) + year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    /// <summary>Date and time as a device writes them.</summary>
    public static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd','HH:mm:ss", CultureInfo.InvariantCulture);

    private static int Two(ReadOnlySpan<byte> text) => char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1])
        ? ((text[0] - '0') * 10) + text[1] - '0'
        : -1;
}
