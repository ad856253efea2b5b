using System.Globalization;

namespace NavSeal.Devices.Wialon;

/// <summary>Dates and times of Wialon IPS: DDMMYY and HHMMSS with any fraction, UTC.</summary>
internal static class WialonClock
{
    private const int Length = 6;

    /// <summary>Reads an instant.</summary>
    /// <param name="date">Six digits.</param>
    /// <param name="time">Six digits and perhaps a point and more.</param>
    /// <param name="at">The instant in whole milliseconds.</param>
    /// <returns>False where there is no such day or time.</returns>
    public static bool TryRead(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, out DateTimeOffset at)
    {
        at = default;
        if (date.Length != Length || time.Length < Length || !TryThousandths(time[Length..], out var thousandths)) return false;
        var day = (DeviceClock.YearOf(Two(date[4..])), Two(date[2..]), Two(date));
        if (DeviceClock.At(day, (Two(time), Two(time[2..]), Two(time[4..]))) is not { } whole) return false;
        at = whole.AddMilliseconds(thousandths);
        return true;
    }

    /// <summary>Date and time as a device writes them, with milliseconds only where there are any.</summary>
    public static string Written(DateTimeOffset at) =>
        at.UtcDateTime.ToString(at.Millisecond == 0 ? "ddMMyy';'HHmmss" : "ddMMyy';'HHmmss'.'fff", CultureInfo.InvariantCulture);

    private static int Two(ReadOnlySpan<byte> text) => DecimalText.TwoDigits(text);

    private static bool TryThousandths(ReadOnlySpan<byte> fraction, out int thousandths)
    {
        thousandths = 0;
        if (fraction.IsEmpty) return true;
        if (fraction[0] != '.') return false;
        for (var place = 1; place < fraction.Length; place++)
        {
            if (!char.IsAsciiDigit((char)fraction[place])) return false;
        }

        for (var place = 1; place <= 3; place++)
            thousandths = (thousandths * 10) + (place < fraction.Length ? fraction[place] - '0' : 0);
        return true;
    }
}
