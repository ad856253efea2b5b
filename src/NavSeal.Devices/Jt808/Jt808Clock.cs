namespace NavSeal.Devices.Jt808;

/// <summary>Dates and times in decimal nibbles; whose clock they show, the profile says.</summary>
internal static class Jt808Clock
{
    /// <summary>Bytes of an instant.</summary>
    public const int Length = 6;

    private const int Century = 2000;

    /// <summary>Reads year, month, day, hour, minute and second as a clock without offset; null where there is no such instant.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> bytes) => At(bytes, (bytes[0], bytes[1], bytes[2]));

    /// <summary>The same with the day first and the year last, as Jointech's own messages have it.</summary>
    public static DateTimeOffset? ReadDayFirst(ReadOnlySpan<byte> bytes) => At(bytes, (bytes[2], bytes[1], bytes[0]));

    /// <summary>What a clock showed as an instant that it can have shown; else null.</summary>
    /// <param name="shown">What the clock showed.</param>
    /// <param name="offset">How far the clock is ahead of UTC.</param>
    /// <param name="now">The operator's clock.</param>
    public static DateTimeOffset? Plausible(DateTimeOffset? shown, TimeSpan offset, DateTimeOffset now) =>
        shown is { } known ? DeviceClock.Plausible(known - offset, now) : null;

    /// <summary>Writes an instant, year first.</summary>
    public static void Write(Span<byte> output, DateTimeOffset at)
    {
        var time = at.UtcDateTime;
        (output[0], output[1], output[2]) = (Nibbles(time.Year - Century), Nibbles(time.Month), Nibbles(time.Day));
        (output[3], output[4], output[5]) = (Nibbles(time.Hour), Nibbles(time.Minute), Nibbles(time.Second));
    }

    /// <summary>The number of two decimal nibbles; -1 where one of them is no digit.</summary>
    public static int Number(byte nibbles)
    {
        var (tens, ones) = (nibbles >> 4, nibbles & 0x0F);
        return tens > 9 || ones > 9 ? -1 : (tens * 10) + ones;
    }

    /// <summary>A number below 100 as two decimal nibbles.</summary>
    public static byte Nibbles(int number) => (byte)((number / 10 % 10 * 16) + (number % 10));

    private static DateTimeOffset? At(ReadOnlySpan<byte> bytes, (byte Year, byte Month, byte Day) date)
    {
        var (year, month, day) = (Number(date.Year), Number(date.Month), Number(date.Day));
        var (hour, minute, second) = (Number(bytes[3]), Number(bytes[4]), Number(bytes[5]));
        if (year < 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Century + year, month)) return null;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return null;
        return new DateTimeOffset(Century + year, month, day, hour, minute, second, TimeSpan.Zero);
    }
}
