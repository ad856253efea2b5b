using System.Globalization;
using System.Text;

namespace NavSeal.Model.Registries;

/// <summary>Keys of rows. They stand in the names of the journal's subjects, so that they are escaped there: what is not a letter or digit
/// of ASCII, a hyphen, a point or an underscore becomes the hexadecimal of its bytes behind a percent sign.</summary>
public static class RegistryKey
{
    private const int EscapeLength = 3;

    /// <summary>Whether a text can be a key: not empty, without control characters and spaces at the ends, and short enough when
    /// escaped.</summary>
    public static bool IsKey(string text) =>
        text.Length > 0 && text.Length <= RegistryLimits.KeyLengthMax
        && text == text.Trim() && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c))
        && Escape(text).Length <= RegistryLimits.KeyLengthMax;

    /// <summary>The key as it stands in a subject's name and in a path.</summary>
    public static string Escape(string key)
    {
        var escaped = new StringBuilder(key.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in key.EnumerateRunes())
        {
            if (rune.IsAscii && IsPlain((char)rune.Value))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var part in bytes[..rune.EncodeToUtf8(bytes)]) escaped.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
        }

        return escaped.ToString();
    }

    /// <summary>The key behind an escaped one; null where nobody escaped it so.</summary>
    public static string? Unescape(string escaped)
    {
        var bytes = new List<byte>(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '%')
            {
                if (!IsPlain(escaped[at])) return null;
                bytes.Add((byte)escaped[at]);
                continue;
            }

            if (at + EscapeLength > escaped.Length
                || !byte.TryParse(escaped.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var part))
            {
                return null;
            }

            bytes.Add(part);
            at += 2;
        }

        var key = System.Text.Encoding.UTF8.GetString([.. bytes]);
        return Escape(key) == escaped ? key : null;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_';
}
