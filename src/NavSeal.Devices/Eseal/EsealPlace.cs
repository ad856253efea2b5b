using NavSeal.Model.Units;

namespace NavSeal.Devices.Eseal;

/// <summary>The field of a place: latitude and longitude with a space between them, each in degrees with decimals and the letter of its
/// hemisphere.</summary>
internal static class EsealPlace
{
    private const int Decimals = 6;

    /// <summary>Reads the place; null where it is none on earth.</summary>
    public static GeoPoint? Read(ReadOnlySpan<byte> field)
    {
        var space = field.IndexOf((byte)' ');
        if (space < 0) return null;
        return TryMicrodegrees(field[..space], ((byte)'N', (byte)'S', GeoPoint.LatitudeMax), out var north)
            && TryMicrodegrees(field[(space + 1)..], ((byte)'E', (byte)'W', GeoPoint.LongitudeMax), out var east)
            ? new GeoPoint(north, east)
            : null;
    }

    private static bool TryMicrodegrees(ReadOnlySpan<byte> text, (byte Plus, byte Minus, int Max) axis, out int microdegrees)
    {
        microdegrees = 0;
        if (text.Length < 2 || !char.IsAsciiDigit((char)text[0])) return false;
        var isMinus = text[^1] == axis.Minus;
        if (!isMinus && text[^1] != axis.Plus) return false;
        if (!DecimalText.TryScaled(text[..^1], Decimals, out var value) || value > axis.Max) return false;
        microdegrees = (int)(isMinus ? -value : value);
        return true;
    }
}
