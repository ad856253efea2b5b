namespace NavSeal.Devices;

/// <summary>Reads decimal numbers from bytes of text, without a string and without floating point.</summary>
internal static class DecimalText
{
    private const int DigitsMax = 12, DecimalsMax = 6;

    /// <summary>The number of the first two digits; -1 where they are none.</summary>
    public static int TwoDigits(ReadOnlySpan<byte> text) => char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1])
        ? ((text[0] - '0') * 10) + text[1] - '0'
        : -1;

    /// <summary>Reads a decimal number as a whole count of its 10^-decimals parts, rounded; for example 2.96 with one decimal is
    /// 30.</summary>
    /// <param name="text">Sign, digits, and any number of digits behind a point.</param>
    /// <param name="decimals">0 to 6.</param>
    /// <param name="value">The count.</param>
    /// <returns>False where it is no such number, or has more than 12 digits before the point.</returns>
    public static bool TryScaled(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        if (!TryTruncated(text, decimals, out value, out var next)) return false;
        if (next >= '5') value += text[0] == '-' ? -1 : 1;
        return true;
    }

    /// <summary>The same, cut instead of rounded.</summary>
    /// <param name="text">As above.</param>
    /// <param name="decimals">0 to 6.</param>
    /// <param name="value">The count.</param>
    /// <param name="next">The digit behind what was taken; 0 where there is none.</param>
    public static bool TryTruncated(ReadOnlySpan<byte> text, int decimals, out long value, out byte next)
    {
        (value, next) = (0, 0);
        var isNegative = text is [(byte)'-', ..];
        if (isNegative || text is [(byte)'+', ..]) text = text[1..];
        var digits = 0;
        while (digits < text.Length && text[digits] != '.')
        {
            if (!char.IsAsciiDigit((char)text[digits]) || digits == DigitsMax) return false;
            value = (value * 10) + (text[digits++] - '0');
        }

        var behind = digits < text.Length ? text[(digits + 1)..] : default;
        if (digits + behind.Length == 0 || decimals > DecimalsMax) return false;
        for (var place = 0; place < decimals; place++)
        {
            var digit = place < behind.Length ? behind[place] : (byte)'0';
            if (!char.IsAsciiDigit((char)digit)) return false;
            value = (value * 10) + (digit - '0');
        }

        for (var place = decimals; place < behind.Length; place++)
        {
            if (!char.IsAsciiDigit((char)behind[place])) return false;
        }

        if (behind.Length > decimals) next = behind[decimals];
        if (isNegative) value = -value;
        return true;
    }

    /// <summary>A course in whole degrees, rounded; what lies behind 359.5 stays 359, for 360 is no course.</summary>
    /// <returns>Null where it is none from 0 to below 360.</returns>
    public static int? CourseOf(ReadOnlySpan<byte> text)
    {
        const int Last = 359;
        if (!TryTruncated(text, 0, out var degrees, out var next) || degrees is < 0 or > Last) return null;
        return (int)(next >= '5' && degrees < Last ? degrees + 1 : degrees);
    }
}
