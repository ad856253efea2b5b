namespace NavSeal.Devices.Jt808;

/// <summary>Dates and times in decimal nibbles; whose clock they show, the profile says.</summary>
internal static class Jt808Clock
{
    /// <summary>Bytes of an instant.</summary>
    public const int Length = 6;

    /// <summary>Reads year, month, day, hour, minute and second as a clock without offset; null where there is no such instant.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> bytes) => At(bytes, (bytes[0], bytes[1], bytes[2]));

    /// <summary>The same with the day first and the year last, as Jointech's own messages have it.</summary>
    public static DateTimeOffset? ReadDayFirst(ReadOnlySpan<byte> bytes) => At(bytes, (bytes[2], bytes[1], bytes[0]));

    /// <summary>Writes an instant, year first.</summary>
    public static void Write(Span<byte> output, DateTimeOffset at)
    {
        var time = at.UtcDateTime;
        (output[0], output[1], output[2]) = (Bcd.Of(time.Year), Bcd.Of(time.Month), Bcd.Of(time.Day));
        (output[3], output[4], output[5]) = (Bcd.Of(time.Hour), Bcd.Of(time.Minute), Bcd.Of(time.Second));
    }

    private static DateTimeOffset? At(ReadOnlySpan<byte> bytes, (byte Year, byte Month, byte Day) date) => DeviceClock.At(
        (DeviceClock.YearOf(Bcd.Two(date.Year)), Bcd.Two(date.Month), Bcd.Two(date.Day)),
        (Bcd.Two(bytes[3]), Bcd.Two(bytes[4]), Bcd.Two(bytes[5])));
}
