using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Jointech;

/// <summary>Places of Jointech: degrees and minutes in digits, or degrees with decimals in text.</summary>
internal static class JointechPlace
{
    private const int Decimals = 6, PackedDigitsMin = 4;
    private const long Million = 1_000_000, PackedDegree = 100 * Million;

    /// <summary>Most decimal parts of a binary minute: its ten-thousandths.</summary>
    private const int MinuteParts = 10_000;

    /// <summary>Reads four bytes of latitude (DDMM.MMMM), four and a half of longitude (DDDMM.MMMM), and the half with the flags.</summary>
    /// <returns>Null where it is no place on earth.</returns>
    public static GeoPoint? ReadBcd(ReadOnlySpan<byte> bytes)
    {
        if (!Bcd.IsDigits(bytes[..8]) || (bytes[8] >> 4) > 9) return null;
        var flags = (JointechFlags)(bytes[8] & 0x0F);
        var (latitude, longitude) = DigitsOf(bytes);
        return Point(Micro(latitude), flags.HasFlag(JointechFlags.North), (Micro(longitude), flags.HasFlag(JointechFlags.East)));
    }

    /// <summary>Notes the numbers of a place that is none.</summary>
    /// <param name="bytes">As above.</param>
    /// <param name="observation">What was read of them.</param>
    /// <param name="batch">Where the observation is the last.</param>
    public static void NoteImpossible(ReadOnlySpan<byte> bytes, Observation observation, IntakeBatch batch)
    {
        if (observation.Fix is not { At: null } || !Bcd.IsDigits(bytes[..8]) || (bytes[8] >> 4) > 9) return;
        var flags = (JointechFlags)(bytes[8] & 0x0F);
        var (latitude, longitude) = DigitsOf(bytes);
        var (north, east) = (MicroOfAny(latitude), MicroOfAny(longitude));
        batch.NoteImpossiblePlace(flags.HasFlag(JointechFlags.North) ? north : -north, flags.HasFlag(JointechFlags.East) ? east : -east);
    }

    /// <summary>Reads two numbers and the letters of their hemispheres.</summary>
    /// <returns>Null where it is no place on earth.</returns>
    public static GeoPoint? ReadText(
        ReadOnlySpan<byte> latitude, ReadOnlySpan<byte> north, ReadOnlySpan<byte> longitude, ReadOnlySpan<byte> east)
    {
        if (north is not [(byte)'N' or (byte)'S'] || east is not [(byte)'E' or (byte)'W']) return null;
        return Point(Micro(latitude, GeoPoint.LatitudeMax), north[0] == 'N', (Micro(longitude, GeoPoint.LongitudeMax), east[0] == 'E'));
    }

    private static GeoPoint? Point(long? latitude, bool isNorth, (long? Value, bool IsEast) longitude)
    {
        if (latitude is not (>= 0 and <= GeoPoint.LatitudeMax) || longitude.Value is not (>= 0 and <= GeoPoint.LongitudeMax)) return null;
        var (north, east) = ((int)latitude.Value, (int)longitude.Value.Value);
        return new GeoPoint(isNorth ? north : -north, longitude.IsEast ? east : -east);
    }

    private static (long Latitude, long Longitude) DigitsOf(ReadOnlySpan<byte> bytes) =>
        ((long)Bcd.Number(bytes[..4]), ((long)Bcd.Number(bytes[4..8]) * 10) + (bytes[8] >> 4));

    private static long? Micro(long digits) => digits % (100 * MinuteParts) < 60 * MinuteParts ? MicroOfAny(digits) : null;

    /// <summary>Rounded: a ten-thousandth of a minute is five thirds of a micro-degree.</summary>
    private static long MicroOfAny(long digits)
    {
        var (degrees, minutes) = Math.DivRem(digits, 100 * MinuteParts);
        return (degrees * Million) + (((minutes * 10) + 3) / 6);
    }

    /// <summary>Degrees with decimals, or degrees and minutes in one number where it is too large or has four digits before its
    /// point.</summary>
    private static long? Micro(ReadOnlySpan<byte> text, int max)
    {
        if (!DecimalText.TryScaled(text, Decimals, out var value)) return null;
        var point = text.IndexOf((byte)'.');
        if ((point < 0 ? text.Length : point) < PackedDigitsMin && value <= max) return value;
        var (degrees, minutes) = Math.DivRem(value, PackedDegree);
        return minutes < 60 * Million ? (degrees * Million) + ((minutes + 30) / 60) : null;
    }
}

/// <summary>The half byte behind a longitude.</summary>
[Flags]
internal enum JointechFlags
{
    None = 0,
    Satellites = 1,
    North = 2,
    East = 4,
    Always = 8,
}
