namespace NavSeal.Model.Registries;

/// <summary>Numbers of containers, ISO 6346: three letters of the owner, U, J or Z, six digits, a check digit.</summary>
public static class ContainerNumber
{
    /// <summary>Most characters that are kept of a number of another form.</summary>
    public const int LengthMax = 15;

    private const int Length = 11, LettersLength = 4, Eleven = 11;

    /// <summary>Upper case, letters and digits only, Cyrillic look-alikes as Latin; null where nothing or too much is left.</summary>
    public static string? Normalise(string text) => PlateNumber.Normalise(text);

    /// <summary>Whether a normalised number has the form of the standard, whatever its check digit.</summary>
    public static bool HasForm(string number) =>
        number.Length == Length && number[..LettersLength].All(char.IsAsciiLetterUpper) && number[LettersLength - 1] is 'U' or 'J' or 'Z'
        && number[LettersLength..].All(char.IsAsciiDigit);

    /// <summary>Whether a normalised number has the form of the standard and its check digit is right. A wrong one is a warning: papers are
    /// copied wrongly, and customs need the record nevertheless.</summary>
    public static bool Checks(string number) => HasForm(number) && CheckDigit(number[..^1]) == number[^1];

    /// <summary>What the eleventh character has to be: the sum of the values times powers of two, by eleven, ten as nought.</summary>
    /// <param name="number">Ten characters: four letters, six digits.</param>
    public static char CheckDigit(string number)
    {
        var sum = 0;
        for (var place = 0; place < Length - 1; place++) sum += ValueOf(number[place]) << place;
        return (char)('0' + (sum % Eleven % 10));
    }

    /// <summary>Digits as they are; letters from 10 on, the multiples of eleven left out.</summary>
    private static int ValueOf(char c)
    {
        if (char.IsAsciiDigit(c)) return c - '0';
        var place = c - 'A';
        return 10 + place + ((place + 9) / 10);
    }
}
