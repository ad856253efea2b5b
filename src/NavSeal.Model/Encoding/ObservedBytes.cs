using System.Buffers.Binary;
using NavSeal.Model.Seals;

namespace NavSeal.Model.Encoding;

/// <summary>A report in the layout of <see cref="ObservedEncoding"/>, read member by member where it lies.</summary>
/// <param name="bytes">At least <see cref="ObservedEncoding.Length"/> bytes.</param>
public readonly ref struct ObservedBytes(ReadOnlySpan<byte> bytes)
{
    /// <summary>What stands for a number of two bytes that was not reported.</summary>
    public const ushort NotReported = ushort.MaxValue;

    private const int PlaceFlags = ObservedEncoding.HasFix | ObservedEncoding.HasPlace;

    /// <summary>The layout itself.</summary>
    public ReadOnlySpan<byte> All { get; } = bytes[..ObservedEncoding.Length];

    /// <summary>Sealing element as in <see cref="Observations.SealingElementState"/>; 0 where not reported.</summary>
    public byte SealingElement => All[0];

    /// <summary>Case as in <see cref="Observations.CaseState"/>; 0 where not reported.</summary>
    public byte Case => All[1];

    /// <summary>1 no fault, 2 a fault; 0 where not reported.</summary>
    public byte Fault => All[2];

    /// <summary>Charge in percent; 255 where not reported.</summary>
    public byte BatteryPercent => All[3];

    /// <summary>Whether the device says that it moves; null where it does not say.</summary>
    public bool? IsMoving => (All[4] & ObservedEncoding.HasMoving) == 0 ? null : (All[4] & ObservedEncoding.IsMoving) != 0;

    /// <summary>Whether the report carries a place on earth.</summary>
    public bool HasPlace => (All[4] & PlaceFlags) == PlaceFlags;

    /// <summary>Whether its position is believed.</summary>
    public FixVerdict Verdict => (FixVerdict)All[6];

    /// <summary>What it was good for.</summary>
    public Judgement Judgement => (Judgement)All[7];

    /// <summary>By the seal's clock, milliseconds since 1970; null where the clock was unknown.</summary>
    public long? MeasuredAtMilliseconds =>
        BinaryPrimitives.ReadInt64LittleEndian(All[8..]) is var known && known == long.MaxValue ? null : known;

    /// <summary>By the operator's clock, milliseconds since 1970.</summary>
    public long ReceivedAtMilliseconds => BinaryPrimitives.ReadInt64LittleEndian(All[16..]);

    /// <summary>Latitude in micro-degrees, where <see cref="HasPlace"/>.</summary>
    public int LatitudeMicrodegrees => BinaryPrimitives.ReadInt32LittleEndian(All[24..]);

    /// <summary>Longitude in micro-degrees, where <see cref="HasPlace"/>.</summary>
    public int LongitudeMicrodegrees => BinaryPrimitives.ReadInt32LittleEndian(All[28..]);

    /// <summary>Metres from the set route; null where none is set or the fix is not believed.</summary>
    public int? MetresFromRoute =>
        BinaryPrimitives.ReadInt32LittleEndian(All[ObservedEncoding.RouteAt..]) is var stored && stored == 0 ? null : stored - 1;

    /// <summary>Speed in 0.1 km/h; <see cref="NotReported"/> where not reported.</summary>
    public ushort SpeedTenthsKilometrePerHour => BinaryPrimitives.ReadUInt16LittleEndian(All[36..]);

    /// <summary>Course in degrees; <see cref="NotReported"/> where not reported.</summary>
    public ushort CourseDegrees => BinaryPrimitives.ReadUInt16LittleEndian(All[38..]);
}
