using System.Buffers.Binary;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Jt808;

/// <summary>The body of Jointech's own position: decimal nibbles and UTC, whatever the profile says of other messages.</summary>
internal static class Jt808JointechPosition
{
    /// <summary>Bytes before the items.</summary>
    public const int Length = 35;

    private const byte ProductLock = 3, AltitudeItem = 0x02;
    private const int Locked = 1 << 5;
    private const int DegreeParts = 1_000_000;

    /// <summary>Reads a position.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isBlind">Whether its kind says that there is no fix.</param>
    /// <param name="now">The operator's clock.</param>
    /// <param name="holdsSecret">Whether a password stands in it.</param>
    /// <returns>Null where its lengths do not fit.</returns>
    public static Observation? Read(ReadOnlySpan<byte> body, bool isBlind, DateTimeOffset now, out bool holdsSecret)
    {
        holdsSecret = false;
        if (body.Length < Length) return null;
        int? altitude = null, cause = null;
        var items = new Jt808Items(body[Length..]);
        while (items.MoveNext())
        {
            if (items.Id == AltitudeItem && items.Value.Length == 2) altitude = BinaryPrimitives.ReadInt16BigEndian(items.Value);
            if (items.Id == Jt808ItemId.LockEvent && items.Value.Length > 0) cause = items.Value[0];
            holdsSecret |= Jt808Secrets.AreIn(items);
        }

        if (items.IsWrong) return null;
        var status = BinaryPrimitives.ReadUInt16BigEndian(body[31..]);
        return new Observation
        {
            MeasuredAt = Jt808Clock.Plausible(Jt808Clock.ReadDayFirst(body), TimeSpan.Zero, now),
            ContentKey = holdsSecret
                ? Jt808Secrets.KeyOf(body, Length, (ulong)Jt808MessageId.JointechPosition)
                : ContentHash.Of(body, (ulong)Jt808MessageId.JointechPosition),
            Fix = FixOf(body, isBlind) with { AltitudeMetres = altitude },
            BatteryLeft = body[23] <= 100 ? new Percent(body[23]) : null,
            SealingElement = body[30] != ProductLock ? null
                : (status & Locked) != 0 ? SealingElementState.Closed : SealingElementState.Open,
            Cause = cause,
            OdometerHundredMetres = BinaryPrimitives.ReadUInt32BigEndian(body[19..]) * 10L,
        };
    }

    private static Fix FixOf(ReadOnlySpan<byte> body, bool isBlind)
    {
        var flags = body[14] & 0x0F;
        var north = Microdegrees(Nibbles(body.Slice(6, 4), 8), GeoPoint.LatitudeMax);
        var east = Microdegrees(Nibbles(body.Slice(10, 5), 9), GeoPoint.LongitudeMax);
        var course = body[16] * 2;
        return new Fix
        {
            At = north is { } y && east is { } x ? new GeoPoint((flags & 2) != 0 ? y : -y, (flags & 4) != 0 ? x : -x) : null,
            IsValid = !isBlind && (flags & 1) != 0 && north is not null && east is not null,
            // A knot is 1.852 km/h; the half is added for rounding.
            SpeedTenthsKilometrePerHour = ((body[15] * 1852) + 50) / 100,
            CourseDegrees = course < 360 ? course : null,
            Satellites = body[18] == byte.MaxValue ? null : body[18],
        };
    }

    /// <summary>Degrees and minutes with four decimals in one number.</summary>
    private static int? Microdegrees(long number, int max)
    {
        var (degrees, minutes) = (number / DegreeParts, number % DegreeParts);
        if (number < 0 || minutes >= 60 * 10_000) return null;
        // A minute in ten-thousandths makes 5/3 of a microdegree.
        var microdegrees = (degrees * 1_000_000) + (((minutes * 10) + 3) / 6);
        return microdegrees <= max ? (int)microdegrees : null;
    }

    /// <summary>The number of the first nibbles; -1 where one of them is no digit.</summary>
    private static long Nibbles(ReadOnlySpan<byte> bytes, int count)
    {
        var number = 0L;
        for (var at = 0; at < count; at++)
        {
            var digit = at % 2 == 0 ? bytes[at / 2] >> 4 : bytes[at / 2] & 0x0F;
            if (digit > 9) return -1;
            number = (number * 10) + digit;
        }

        return number;
    }
}
