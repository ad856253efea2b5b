namespace NavSeal.Devices.Jointech;

/// <summary>Dates and times of Jointech: DDMMYY and hhmmss, UTC, as digits of text or two in a byte.</summary>
internal static class JointechClock
{
    private const int Length = 6;

    /// <summary>Reads six bytes of two digits each.</summary>
    /// <returns>Null where there is no such day or time.</returns>
    public static DateTimeOffset? ReadBcd(ReadOnlySpan<byte> bytes) => DeviceClock.At(
        (DeviceClock.YearOf(Bcd.Two(bytes[2])), Bcd.Two(bytes[1]), Bcd.Two(bytes[0])),
        (Bcd.Two(bytes[3]), Bcd.Two(bytes[4]), Bcd.Two(bytes[5])));

    /// <summary>Reads six digits of date and six of time.</summary>
    /// <returns>Null where there is no such day or time.</returns>
    public static DateTimeOffset? ReadText(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time)
    {
        if (date.Length != Length || time.Length != Length) return null;
        return DeviceClock.At((DeviceClock.YearOf(Two(date[4..])), Two(date[2..]), Two(date)), (Two(time), Two(time[2..]), Two(time[4..])));
    }

    private static int Two(ReadOnlySpan<byte> text) => DecimalText.TwoDigits(text);
}
