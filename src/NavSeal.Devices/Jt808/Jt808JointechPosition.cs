using System.Buffers.Binary;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Jt808;

/// <summary>The body of Jointech's own position: decimal nibbles and UTC, whatever the profile says of other messages.</summary>
internal static class Jt808JointechPosition
{
    /// <summary>Bytes before the items.</summary>
    public const int Length = 35;

    private const byte ProductLock = 3, AltitudeItem = 0x02;
    private const int Locked = 1 << 5;

    /// <summary>Reads a position.</summary>
    /// <param name="body">The body.</param>
    /// <param name="about">Whether its kind says that there is no fix; whose it is.</param>
    /// <param name="now">The operator's clock.</param>
    /// <param name="holdsSecret">Whether a password stands in it.</param>
    /// <returns>Null where its lengths do not fit.</returns>
    public static Observation? Read(
        ReadOnlySpan<byte> body, (bool IsBlind, DeviceProfile Profile) about, DateTimeOffset now, out bool holdsSecret)
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
            MeasuredAt = DeviceClock.Plausible(Jt808Clock.ReadDayFirst(body), about.Profile, now),
            ContentKey = holdsSecret
                ? Jt808Secrets.KeyOf(body, Length, (ulong)Jt808MessageId.JointechPosition)
                : ContentHash.Of(body, (ulong)Jt808MessageId.JointechPosition),
            Fix = FixOf(body, about.IsBlind) with { AltitudeMetres = altitude },
            BatteryLeft = body[23] <= 100 ? new Percent(body[23]) : null,
            SealingElement = body[30] != ProductLock ? null
                : (status & Locked) != 0 ? SealingElementState.Closed : SealingElementState.Open,
            Cause = cause,
            OdometerHundredMetres = BinaryPrimitives.ReadUInt32BigEndian(body[19..]) * 10L,
        };
    }

    /// <summary>The bytes of its place, as Jointech's own protocol has them.</summary>
    public static ReadOnlySpan<byte> PlaceOf(ReadOnlySpan<byte> body) => body[6..15];

    private static Fix FixOf(ReadOnlySpan<byte> body, bool isBlind)
    {
        var place = JointechPlace.ReadBcd(PlaceOf(body));
        var course = body[16] * 2;
        return new Fix
        {
            At = place,
            IsValid = !isBlind && (body[14] & (int)JointechFlags.Satellites) != 0 && place is not null,
            // A knot is 1.852 km/h; the half is added for rounding.
            SpeedTenthsKilometrePerHour = ((body[15] * 1852) + 50) / 100,
            CourseDegrees = course < 360 ? course : null,
            Satellites = body[18] == byte.MaxValue ? null : body[18],
        };
    }
}
