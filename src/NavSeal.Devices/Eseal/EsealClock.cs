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
        var (century, rest) = (Two(date), Two(date[2..]));
        var year = century < 0 || rest < 0 ? 0 : (century * 100) + rest;
        var read = DeviceClock.At((year, Two(date[5..]), Two(date[8..])), (Two(time), Two(time[3..]), Two(time[6..])));
        at = read ?? default;
        return read is not null;
    }

    /// <summary>Date and time as a device writes them.</summary>
    public static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd','HH:mm:ss", CultureInfo.InvariantCulture);

    private static int Two(ReadOnlySpan<byte> text) => DecimalText.TwoDigits(text);
}
