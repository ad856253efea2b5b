using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace NavSeal.Workplaces.Views;

/// <summary>Some rows of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">What gives the rows behind these; null at the end.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Whether the cursor that was handed in is no cursor of this list: the asker's mistake.</summary>
    public bool IsCursorWrong { get; init; }
}

/// <summary>The place behind a row of a list, as text that the asker keeps and hands in again: base64url of the row's key.</summary>
internal static class Cursor
{
    private const int LengthMax = 400;
    private const char Border = '\u001f';

    /// <summary>What a list gives for a cursor that is none of its own: no rows, and the mark.</summary>
    public static ResultPage<T> Wrong<T>() => new([], null) { IsCursorWrong = true };

    public static string Of(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    public static string Of(params long[] key) =>
        Of(string.Join(Border, key.Select(part => part.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Reads a text; null where it is no cursor.</summary>
    public static string? Text(string text) => Texts(text, 1)?[0];

    /// <summary>Reads whole numbers; null where the text is no cursor of so many.</summary>
    public static long[]? Numbers(string text, int count)
    {
        if (Texts(text, count) is not { } parts) return null;
        var numbers = new long[count];
        for (var i = 0; i < count; i++)
        {
            if (!long.TryParse(parts[i], CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        return numbers;
    }

    private static string[]? Texts(string text, int count)
    {
        if (text.Length is 0 or > LengthMax || !Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Border);
        return parts.Length == count ? parts : null;
    }
}
