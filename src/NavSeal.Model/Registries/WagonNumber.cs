namespace NavSeal.Model.Registries;

/// <summary>Numbers of railway wagons of the 1520 mm gauge: seven digits and a check digit.</summary>
public static class WagonNumber
{
    private const int Length = 8, Ten = 10;

    /// <summary>The digits without spaces and hyphens; null where something else stands there or there are not eight.</summary>
    public static string? Normalise(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (' ' or '-' or '\u00A0')));
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>Whether the check digit of a normalised number is right. A wrong one is a warning, as with containers.</summary>
    public static bool Checks(string number) => CheckDigit(number[..^1]) == number[^1];

    /// <summary>The check digit: what completes the digits of the products with 2, 1, 2, 1, 2, 1, 2 to the next ten.</summary>
    /// <param name="digits">The first seven digits.</param>
    public static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var place = 0; place < Length - 1; place++)
        {
            var product = (digits[place] - '0') * (place % 2 == 0 ? 2 : 1);
            sum += (product / Ten) + (product % Ten);
        }

        return (char)('0' + ((Ten - (sum % Ten)) % Ten));
    }
}
