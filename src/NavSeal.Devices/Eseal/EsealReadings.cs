using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Eseal;

/// <summary>Makes observations of messages, as the profile of one seal reads them.</summary>
internal sealed class EsealReadings(DeviceProfile profile)
{
    /// <summary>The name by which a profile means the door contact: 1 where it is open, 0 where it is closed.</summary>
    public const string DoorParameter = "door";

    private const int ShortMax = ushort.MaxValue - 1;

    private readonly bool? elementClosedIsOne = ClosedIsOne(profile.SealingElementParameter);
    private readonly bool? caseClosedIsOne = ClosedIsOne(profile.CaseParameter);
    private readonly bool hasBattery = profile.Battery == BatterySource.Internal;

    /// <summary>Reads a report; what is impossible in it says nothing.</summary>
    /// <param name="report">A message of the kind <see cref="EsealKind.Report"/>.</param>
    /// <param name="now">The operator's clock, to tell impossible times.</param>
    public Observation Read(scoped in EsealMessage report, DateTimeOffset now)
    {
        var isOpen = IsOpen(report[EsealMessage.Door]);
        var millivolts = Scaled(report[EsealMessage.Battery], 3, ShortMax);
        return new Observation
        {
            MeasuredAt = EsealClock.TryRead(report[EsealMessage.Date], report[EsealMessage.Time], out var at)
                ? DeviceClock.Plausible(at, profile, now)
                : null,
            ContentKey = ContentHash.Of(report.BehindIndex, ContentHash.Of(report[EsealMessage.Type])),
            Fix = ReadFix(report),
            BatteryLeft = hasBattery && millivolts is { } known ? profile.ChargeAt(known) : null,
            InternalMillivolts = millivolts,
            SealingElement = isOpen is null || elementClosedIsOne is null ? null
                : isOpen == elementClosedIsOne ? SealingElementState.Closed : SealingElementState.Open,
            Case = isOpen is null || caseClosedIsOne is null ? null
                : isOpen == caseClosedIsOne ? CaseState.Intact : CaseState.Breached,
            Cause = report.SentFor == EsealType.Unknown ? null : (int)report.SentFor,
        };
    }

    /// <summary>A message that is no report is one without a time and a place of its own: evidence, and a sign of life.</summary>
    public static Observation ReadWord(scoped in EsealMessage message) => new()
    {
        MeasuredAt = null,
        ContentKey = ContentHash.Of(message.BehindType, ContentHash.Of(message[EsealMessage.Type])),
        Cause = message.SentFor == EsealType.Unknown ? null : (int)message.SentFor,
    };

    /// <summary>Whether the door contact is open; null where it says neither.</summary>
    public static bool? IsOpen(scoped ReadOnlySpan<byte> door) =>
        door.SequenceEqual("Open"u8) ? true : door.SequenceEqual("Close"u8) ? false : null;

    /// <summary>A number from 0 on as a whole count of its decimal parts; null where it is none or too large.</summary>
    public static int? Scaled(scoped ReadOnlySpan<byte> field, int decimals, int max) =>
        DecimalText.TryScaled(field, decimals, out var value) && value >= 0 && value <= max ? (int)value : null;

    /// <summary>An empty field names no place; one that is no place on earth leaves a position that is invalid.</summary>
    private static Fix? ReadFix(scoped in EsealMessage report)
    {
        var field = report[EsealMessage.Place];
        if (field.IsEmpty) return null;
        var place = EsealPlace.Read(field);
        return new Fix
        {
            At = place,
            IsValid = place is not null && report[EsealMessage.Validity] is [(byte)'A'],
            SpeedTenthsKilometrePerHour = Scaled(report[EsealMessage.Speed], 1, ShortMax),
            CourseDegrees = DecimalText.CourseOf(report[EsealMessage.Course]),
        };
    }

    private static bool? ClosedIsOne(ParameterSwitch? named) =>
        named is { Name: DoorParameter } door ? door.ClosedIsOne : null;
}
