using System.Text;

namespace NavSeal.Model.Registries;

/// <summary>Number plates of road vehicles, for comparison: <c>reference/vehicles.md</c>, section 1 (CAB-018).</summary>
public static class PlateNumber
{
    /// <summary>Most characters of a plate after normalisation.</summary>
    public const int LengthMax = 15;

    private const char HanFirst = '\u4E00', HanLast = '\u9FFF';
    private const string Cyrillic = "АВЕКМНОРСТУХІ", Latin = "ABEKMHOPCTYXI";

    /// <summary>Upper case, letters and digits only, Cyrillic letters that look like Latin ones as Latin. A plate with a Chinese character
    /// keeps its letters. O and 0, I and 1 are never mixed.</summary>
    /// <returns>Null where nothing is left, or more than <see cref="LengthMax"/> characters.</returns>
    public static string? Normalise(string text)
    {
        var plain = Fold(text);
        return plain.Length is 0 or > LengthMax ? null : plain;
    }

    /// <summary>The same of any length: for a part of a plate, or several plates in one text.</summary>
    public static string Fold(string text)
    {
        var plain = string.Concat(Composed(text).ToUpperInvariant().Where(char.IsLetterOrDigit));
        return plain.Any(IsHan) ? plain : string.Concat(plain.Select(AsLatin));
    }

    /// <summary>Whether two texts write the same plate, or the same number of a container or wagon, of whatever length. A text
    /// without letter and digit is the same as itself alone.</summary>
    public static bool AreSame(string one, string other) =>
        one == other || (Fold(one) is { Length: > 0 } plain && plain == Fold(other));

    /// <summary>Whether a normalised plate still has letters of another script than Latin or Chinese: nobody compares it with
    /// certainty.</summary>
    public static bool IsUnrecognised(string normalised) => normalised.Any(c => !char.IsAsciiLetterOrDigit(c) && !IsHan(c));

    /// <summary>Splits what is written for a tractor and its trailer in one field: <c>777ABC02/12XYZ02</c>.</summary>
    /// <returns>Both normalised; the trailer null where none is written; null where a part is no plate or there are more than
    /// two.</returns>
    public static (string Tractor, string? Trailer)? Split(string text)
    {
        var parts = text.Split(['/', '\n', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is 0 or > 2 || Normalise(parts[0]) is not { } tractor) return null;
        if (parts.Length == 1) return (tractor, null);
        return Normalise(parts[1]) is { } trailer ? (tractor, trailer) : null;
    }

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return ""; // a torn surrogate: no text that anybody wrote
        }
    }

    private static bool IsHan(char c) => c is >= HanFirst and <= HanLast;

    private static char AsLatin(char c) => Cyrillic.IndexOf(c, StringComparison.Ordinal) is >= 0 and var place ? Latin[place] : c;
}
