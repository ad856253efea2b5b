using System.Buffers.Binary;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Jointech;

/// <summary>Makes observations of what a device says, as the profile of its seal reads it.</summary>
internal static class JointechReadings
{
    private const int TenthsOfKnotInHundredths = 1852, CourseMax = 359, SatellitesMax = byte.MaxValue - 1, SpeedMax = ushort.MaxValue - 1;
    private const int StatusBits = 16, HundredMetres = 10;
    private const ulong LockReportSeed = 45, OldSeed = 1;

    /// <summary>What a lock report is about stands among the causes behind those of binary reports.</summary>
    private const int LockCause = 4500;

    /// <summary>Reads a binary report.</summary>
    public static Observation Read(scoped in JointechReport report, DeviceProfile profile, DateTimeOffset now)
    {
        var status = report.Status;
        var fix = Position(report.Position) with
        {
            Satellites = report.Satellites <= SatellitesMax ? report.Satellites : null,
            Source = status.HasFlag(JointechStatus.PlacedByCells) ? FixSource.Cell : FixSource.Satellite,
        };
        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(JointechClock.ReadBcd(report.Position), profile, now),
            ContentKey = report.ContentKey,
            FromMemory = report.Data == JointechReportKind.Memory,
            Fix = fix,
            BatteryLeft = ChargeOf(report.Battery),
            SealingElement = ElementOf(status, profile),
            Case = CaseOf(status, profile),
            HasFault = status.HasFlag(JointechStatus.MotorStuck),
            Cause = report.Wake,
            OdometerHundredMetres = report.MileageKilometres * HundredMetres,
        };
    }

    /// <summary>Reads one position of the short form, the tail of the first device type included.</summary>
    /// <param name="record">The position and its tail.</param>
    /// <param name="hasSatellites">Whether the tail is that of the first device type.</param>
    /// <param name="about">The profile of the seal, whether it is from memory, the operator's clock.</param>
    public static Observation ReadShort(
        ReadOnlySpan<byte> record, bool hasSatellites, (DeviceProfile Profile, bool FromMemory, DateTimeOffset Now) about)
    {
        var tail = record[JointechReport.PositionLength..];
        var fix = Position(record);
        if (hasSatellites && tail.Length >= 5)
        {
            fix = fix with
            {
                Satellites = tail[0] <= SatellitesMax ? tail[0] : null,
                AltitudeMetres = BinaryPrimitives.ReadUInt16BigEndian(tail[3..]),
            };
        }


        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(JointechClock.ReadBcd(record), about.Profile, about.Now),
            ContentKey = ContentHash.Of(record),
            FromMemory = about.FromMemory,
            Fix = fix,
        };
    }

    /// <summary>Reads a report of an opening, a closing or an attempt (P45).</summary>
    public static Observation ReadLock(scoped in JointechText text, DeviceProfile profile, DateTimeOffset now)
    {
        var place = JointechPlace.ReadText(text[4], text[5], text[6], text[7]);
        var source = Number(text[11], 0, byte.MaxValue);
        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(JointechClock.ReadText(text[2], text[3]), profile, now),
            ContentKey = ContentHash.Of(text.Until(JointechText.LockReportSerial), LockReportSeed),
            Fix = new Fix
            {
                At = place,
                IsValid = place is not null && text[8] is [(byte)'A'],
                SpeedTenthsKilometrePerHour = Number(text[9], 1, SpeedMax),
                CourseDegrees = DecimalText.CourseOf(text[10]),
            },
            SealingElement = LockedBy(source, Number(text[12], 0, byte.MaxValue)),
            Cause = source is { } known ? LockCause + known : null,
            OdometerHundredMetres = Number(text[17], 0, int.MaxValue / HundredMetres) * (long)HundredMetres,
        };
    }

    /// <summary>What a lock report says of the sealing element; null where nothing was opened or closed.</summary>
    public static SealingElementState? LockedBy(int? source, int? verification) => (source, verification) switch
    {
        (5, _) => SealingElementState.Closed,
        (1 or 6 or 7, (>= 1 and <= 10) or 98) => SealingElementState.Open,
        (4, 1) => SealingElementState.Open,
        _ => null,
    };

    /// <summary>Reads a position of the older models: U01 to U03, U06, W01.</summary>
    public static Observation ReadOld(scoped in JointechText text, DeviceProfile profile, DateTimeOffset now)
    {
        var isOldest = text.Kind == JointechMessage.OldPosition;
        var (time, valid, place) = isOldest ? (7, 6, 2) : text.Kind == JointechMessage.Alarm ? (3, 5, 6) : (2, 4, 5);
        var at = isOldest
            ? JointechPlace.ReadText(text[place + 2], text[place + 3], text[place], text[place + 1])
            : JointechPlace.ReadText(text[place], text[place + 1], text[place + 2], text[place + 3]);
        var motion = isOldest ? 9 : place + 4;
        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(JointechClock.ReadText(text[time], text[time + 1]), profile, now),
            ContentKey = ContentHash.Of(text.Body, OldSeed),
            Fix = new Fix
            {
                At = at,
                IsValid = at is not null && text[valid] is [(byte)'T' or (byte)'A'],
                SpeedTenthsKilometrePerHour = isOldest ? Number(text[motion], 1, SpeedMax) : null,
                CourseDegrees = DecimalText.CourseOf(text[motion + 1]),
                Satellites = isOldest ? null : Number(text[motion + 2], 0, SatellitesMax),
            },
            BatteryLeft = isOldest ? null : PercentOf(text[motion + 3]),
        };
    }

    /// <summary>Reads what all positions have in common: 17 bytes from the date to the course.</summary>
    public static Fix Position(ReadOnlySpan<byte> bytes)
    {
        var place = JointechPlace.ReadBcd(JointechReport.PlaceIn(bytes));
        var course = bytes[16] * 2;
        return new Fix
        {
            At = place,
            IsValid = place is not null && ((JointechFlags)bytes[14]).HasFlag(JointechFlags.Satellites),
            SpeedTenthsKilometrePerHour = ((bytes[15] * TenthsOfKnotInHundredths) + 50) / 100,
            CourseDegrees = course <= CourseMax ? course : null,
        };
    }

    /// <summary>A charge of 0 to 100; anything else is no charge, or that of a battery being charged.</summary>
    public static Percent? ChargeOf(int percent) => percent <= 100 ? new Percent(percent) : null;

    /// <summary>The rope and the motor, or the bit that the profile names, counted from 1.</summary>
    private static SealingElementState ElementOf(JointechStatus status, DeviceProfile profile)
    {
        if (status.HasFlag(JointechStatus.RopeCut)) return SealingElementState.Broken;
        var isClosed = Switch(status, profile.SealingElement)
            ?? status.HasFlag(JointechStatus.RopeInserted | JointechStatus.MotorLocked);
        return isClosed ? SealingElementState.Closed : SealingElementState.Open;
    }

    /// <summary>The back cover, or the bit that the profile names: models that have no switch of the cover report it as not
    /// closed.</summary>
    private static CaseState CaseOf(JointechStatus status, DeviceProfile profile)
    {
        var isIntact = Switch(status, profile.Case) ?? status.HasFlag(JointechStatus.CoverClosed);
        return isIntact ? CaseState.Intact : CaseState.Breached;
    }

    private static bool? Switch(JointechStatus status, InputAddress? input) =>
        input is not { Kind: not InputKind.Loop, Number: <= StatusBits } known ? null
        : ((((int)status >> (known.Number - 1)) & 1) != 0) == (known.Kind == InputKind.DigitalClosedIsOne);

    private static Percent? PercentOf(ReadOnlySpan<byte> text) =>
        Number(text is [.., (byte)'%'] ? text[..^1] : text, 0, 100) is { } percent ? new Percent(percent) : null;

    private static int? Number(ReadOnlySpan<byte> text, int decimals, int max) =>
        DecimalText.TryScaled(text, decimals, out var value) && value >= 0 && value <= max ? (int)value : null;
}
