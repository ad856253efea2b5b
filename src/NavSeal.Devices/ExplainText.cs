using System.Globalization;
using System.Text;

namespace NavSeal.Devices;

/// <summary>How explanations of frames are written: lines indented by depth, text of a device made harmless.</summary>
internal static class ExplainText
{
    /// <summary>What stands for a password.</summary>
    public const string Masked = "******";

    /// <summary>Adds a line of text, indented by two spaces a level.</summary>
    public static void Line(this StringBuilder text, int level, FormattableString line) =>
        text.Append(' ', level * 2).Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Text of a device up to its first zero byte, between quotes; what is not printable ASCII stands as \xNN.</summary>
    public static string Words(ReadOnlySpan<byte> bytes) => $"\"{Plain(bytes)}\"";

    /// <summary>The same without quotes.</summary>
    public static string Plain(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            if (value == 0) break;
            if (value is >= 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\') text.Append((char)value);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
        }

        return text.ToString();
    }
}
