using System.Diagnostics.CodeAnalysis;

namespace NavSeal.Model.Seals;

/// <summary>The unique identification number of a navigation seal, as printed on it and registered:
/// 1 to 32 letters, digits and hyphens.</summary>
/// <remarks>Source: Agreement of 19.04.2022, 7.1 (uniqueness); form by open question Q5. Compared letter by letter, upper case.</remarks>
public readonly record struct SealNumber
{
    /// <summary>Most characters of a seal number.</summary>
    public const int LengthMax = 32;

    /// <summary>The number in upper case; never null or empty in a number
    /// that was made by <see cref="TryParse"/> or <see cref="Parse"/>.</summary>
    public string Text { get; }

    private SealNumber(string text) => Text = text;

    /// <summary>Reads a number as people write it: spaces around it are dropped, letters become upper case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SealNumber number)
    {
        number = default;
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > LengthMax) return false;
        if (!trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return false;
        number = new SealNumber(trimmed.ToUpperInvariant());
        return true;
    }

    /// <summary>Reads a number that is known to be well formed.</summary>
    /// <exception cref="FormatException">Not 1 to 32 letters, digits and hyphens.</exception>
    public static SealNumber Parse(string text) =>
        TryParse(text, out var number)
            ? number
            : throw new FormatException($"'{text}' is no seal number: 1 to {LengthMax} letters, digits and hyphens.");

    /// <summary>The number itself.</summary>
    public override string ToString() => Text;
}
