using System.Buffers.Binary;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Model.Encoding;

/// <summary>The one fixed layout of <see cref="SealEvent.Observed"/>: 80 bytes, little-endian, described in <c>docs/journal-content.md</c>.
/// It carries what has no value as the largest value of the field.</summary>
public static class ObservedEncoding
{
    /// <summary>Bytes of one observed report.</summary>
    public const int Length = 80;

    /// <summary>Metres from the route, and one more, so that the zero of older journals says that none was set.</summary>
    internal const int RouteAt = 72;

    private const int BeyondAt = 76;

    internal const byte HasFix = 1, IsValid = 2, HasPlace = 4, HasMoving = 8, IsMoving = 16, FromMemory = 32, FromCell = 64;

    /// <summary>Writes the layout.</summary>
    /// <param name="change">The event; its numbers are within the ranges that their documentation states.</param>
    /// <param name="bytes">At least <see cref="Length"/> bytes.</param>
    /// <exception cref="OverflowException">A number is out of its range: a defect of the decoder.</exception>
    public static void Write(SealEvent.Observed change, Span<byte> bytes)
    {
        var observation = change.Observation;
        var fix = observation.Fix ?? default;
        bytes = bytes[..Length];
        bytes.Clear();
        bytes[0] = (byte)(observation.SealingElement ?? 0);
        bytes[1] = (byte)(observation.Case ?? 0);
        bytes[2] = observation.HasFault switch { null => 0, false => 1, true => 2 };
        bytes[3] = observation.BatteryLeft?.Value ?? byte.MaxValue;
        bytes[4] = Flags(observation);
        bytes[5] = fix.Satellites is { } satellites ? checked((byte)satellites) : byte.MaxValue;
        bytes[6] = (byte)change.Verdict;
        bytes[7] = (byte)change.Judgement;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], observation.MeasuredAt?.UnixMilliseconds() ?? long.MaxValue);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], change.ReceivedAt.UnixMilliseconds());
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], fix.At?.LatitudeMicrodegrees ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], fix.At?.LongitudeMicrodegrees ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[32..], fix.AltitudeMetres ?? int.MaxValue);
        Short(bytes[36..], fix.SpeedTenthsKilometrePerHour);
        Short(bytes[38..], fix.CourseDegrees);
        Short(bytes[40..], fix.HdopHundredths);
        Short(bytes[42..], observation.Cause);
        Short(bytes[44..], observation.MainMillivolts);
        Short(bytes[46..], observation.BackupMillivolts);
        Short(bytes[48..], observation.InternalMillivolts);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[50..], checked((ushort)change.FrameIndex));
        BinaryPrimitives.WriteUInt32LittleEndian(
            bytes[52..], observation.OdometerHundredMetres is { } odometer ? checked((uint)odometer) : uint.MaxValue);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[56..], observation.ContentKey);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[64..], change.MetresTravelled);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[68..], change.RelayEntry);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[RouteAt..], change.MetresFromRoute is { } metres ? metres + 1 : 0);
        bytes[BeyondAt] = (byte)change.BeyondLimitOf;
    }

    /// <summary>Reads the layout.</summary>
    /// <exception cref="FormatException">The bytes were not written by <see cref="Write"/>.</exception>
    public static SealEvent.Observed Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new FormatException($"An observed report has {Length} bytes, not {bytes.Length}.");
        var measuredAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        var odometer = BinaryPrimitives.ReadUInt32LittleEndian(bytes[52..]);
        var flags = bytes[4];
        return new SealEvent.Observed
        {
            Observation = new Observation
            {
                MeasuredAt = measuredAt == long.MaxValue ? null : Instants.FromUnixMilliseconds(measuredAt),
                ContentKey = BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]),
                FromMemory = (flags & FromMemory) != 0,
                Fix = (flags & HasFix) == 0 ? null : ReadFix(bytes, flags),
                IsMoving = (flags & HasMoving) == 0 ? null : (flags & IsMoving) != 0,
                BatteryLeft = bytes[3] == byte.MaxValue ? null : new Percent(bytes[3]),
                MainMillivolts = Short(bytes[44..]),
                BackupMillivolts = Short(bytes[46..]),
                InternalMillivolts = Short(bytes[48..]),
                SealingElement = bytes[0] == 0 ? null : (SealingElementState)bytes[0],
                Case = bytes[1] == 0 ? null : (CaseState)bytes[1],
                HasFault = bytes[2] == 0 ? null : bytes[2] == 2,
                Cause = Short(bytes[42..]),
                OdometerHundredMetres = odometer == uint.MaxValue ? null : odometer,
            },
            ReceivedAt = Instants.FromUnixMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..])),
            Verdict = (FixVerdict)bytes[6],
            Judgement = (Judgement)bytes[7],
            MetresTravelled = BinaryPrimitives.ReadInt32LittleEndian(bytes[64..]),
            FrameIndex = BinaryPrimitives.ReadUInt16LittleEndian(bytes[50..]),
            RelayEntry = BinaryPrimitives.ReadInt32LittleEndian(bytes[68..]),
            MetresFromRoute = new ObservedBytes(bytes).MetresFromRoute,
            BeyondLimitOf = (TrackingRegimes)bytes[BeyondAt],
        };
    }

    private static Fix ReadFix(ReadOnlySpan<byte> bytes, byte flags)
    {
        var altitude = BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]);
        return new Fix
        {
            At = (flags & HasPlace) == 0
                ? null
                : new GeoPoint(BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[28..])),
            IsValid = (flags & IsValid) != 0,
            Source = (flags & FromCell) != 0 ? FixSource.Cell : FixSource.Satellite,
            AltitudeMetres = altitude == int.MaxValue ? null : altitude,
            SpeedTenthsKilometrePerHour = Short(bytes[36..]),
            CourseDegrees = Short(bytes[38..]),
            Satellites = bytes[5] == byte.MaxValue ? null : bytes[5],
            HdopHundredths = Short(bytes[40..]),
        };
    }

    private static byte Flags(Observation observation)
    {
        var flags = observation.FromMemory ? FromMemory : (byte)0;
        if (observation.IsMoving is { } moving) flags |= (byte)(HasMoving | (moving ? IsMoving : 0));
        if (observation.Fix is not { } fix) return flags;
        flags |= HasFix;
        if (fix.IsValid) flags |= IsValid;
        if (fix.At is not null) flags |= HasPlace;
        if (fix.Source == FixSource.Cell) flags |= FromCell;
        return flags;
    }

    private static void Short(Span<byte> bytes, int? value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value is { } known ? checked((ushort)known) : ushort.MaxValue);

    private static int? Short(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes) is var value && value == ushort.MaxValue ? null : value;
}
