using NavSeal.Model.Units;

namespace NavSeal.Devices.Wialon;

/// <summary>The four fields of a place: degrees and minutes in one number, and the letter of the hemisphere.</summary>
/// <param name="IsSent">Whether the record names a place at all.</param>
/// <param name="At">Where; null where it names none, or one that is not on earth.</param>
internal readonly record struct WialonPlace(bool IsSent, GeoPoint? At)
{
    private const int FirstField = 2, MinuteDecimals = 6;
    private const long MinuteParts = 1_000_000, DegreeParts = 100 * MinuteParts;

    /// <summary>Reads the fields 2 to 5 of a record. NA in both numbers names no place, whatever the letters say.</summary>
    public static WialonPlace Read(scoped in WialonFields fields, ref WialonFault fault)
    {
        var latitude = fields[FirstField];
        var longitude = fields[FirstField + 2];
        if (WialonNumbers.IsMissing(latitude) && WialonNumbers.IsMissing(longitude)) return default;
        if (TryMicrodegrees(latitude, fields[FirstField + 1], ((byte)'N', (byte)'S', GeoPoint.LatitudeMax), out var north)
            && TryMicrodegrees(longitude, fields[FirstField + 3], ((byte)'E', (byte)'W', GeoPoint.LongitudeMax), out var east))
        {
            return new WialonPlace(true, new GeoPoint(north, east));
        }

        if (fault == WialonFault.None) fault = WialonFault.Coordinates;
        return new WialonPlace(true, null);
    }

    private static bool TryMicrodegrees(
        scoped ReadOnlySpan<byte> number, scoped ReadOnlySpan<byte> letter, (byte Plus, byte Minus, int Max) axis, out int microdegrees)
    {
        microdegrees = 0;
        if (letter.Length != 1) return false;
        if (!DecimalText.TryTruncated(number, MinuteDecimals, out var value, out _) || value < 0) return false;
        var (degrees, minutes) = (value / DegreeParts, value % DegreeParts);
        // Minutes in millionths make sixtieths of a microdegree: the half is added for rounding.
        var places = (degrees * 1_000_000) + ((minutes + 30) / 60);
        if (minutes >= 60 * MinuteParts || places > axis.Max) return false;
        var isMinus = letter[0] == axis.Minus;
        microdegrees = isMinus ? -(int)places : (int)places;
        return isMinus || letter[0] == axis.Plus;
    }
}
