namespace NavSeal.Model.Registries;

/// <summary>BIN of organisations and IIN of people: 12 digits, of which the last checks the others (CAB-014).</summary>
public static class BusinessNumber
{
    /// <summary>How many digits it has.</summary>
    public const int Length = 12;

    private const int Eleven = 11, NoDigit = 10, SecondShift = 2;

    /// <summary>The digits without spaces and hyphens; null where something else stands there, there are not twelve, or the last does not
    /// check the others.</summary>
    public static string? Normalise(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (' ' or '-' or '\u00A0')));
        return digits.Length == Length && digits.All(char.IsAsciiDigit) && CheckDigit(digits[..^1]) == digits[^1] ? digits : null;
    }

    /// <summary>The check digit: weights 1 to 11, remainder by eleven; where that is ten, weights 3 to 11, 1, 2; where it is ten again
    /// there
    /// is no such number.</summary>
    /// <param name="digits">The first eleven digits.</param>
    /// <returns>Null where no number begins so.</returns>
    public static char? CheckDigit(string digits)
    {
        var remainder = Remainder(digits, 0);
        if (remainder == NoDigit) remainder = Remainder(digits, SecondShift);
        return remainder == NoDigit ? null : (char)('0' + remainder);
    }

    private static int Remainder(string digits, int shift)
    {
        var sum = 0;
        for (var place = 0; place < Eleven; place++) sum += (digits[place] - '0') * (((place + shift) % Eleven) + 1);
        return sum % Eleven;
    }
}
