using System.Buffers.Binary;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Egts;

/// <summary>Content of a POS_DATA.</summary>
public readonly record struct EgtsPosition
{
    /// <summary>Bytes that every POS_DATA has.</summary>
    public const int LengthMin = 21;

    private const int AltitudeLength = 3, SourceDataLength = 2;
    private const int SpeedMask = 0x3FFF, BelowSea = 0x4000, CourseHighBit = 0x8000;
    private const byte Valid = 1, ThreeDimensional = 2, OtherDatum = 4, Memory = 8, Moving = 16, South = 32, West = 64, WithAltitude = 128;

    /// <summary>When it was measured, in seconds since 2010 (NTM).</summary>
    public uint MeasuredAtSeconds { get; private init; }

    /// <summary>Where, in the sign of the hemispheres; every number on the wire is a place.</summary>
    public GeoPoint At { get; private init; }

    /// <summary>The eight flags (VLD, FIX, CS, BB, MV, LAHS, LOHS, ALTE).</summary>
    public byte Flags { get; private init; }

    /// <summary>Speed in tenths of a kilometre per hour, 0 to 16,383.</summary>
    public int SpeedTenthsKilometrePerHour { get; private init; }

    /// <summary>Course in degrees as it stands on the wire, 0 to 511.</summary>
    public int CourseDegrees { get; private init; }

    /// <summary>Path since the counter began, in hundreds of metres (ODM); wraps at 16,777,215.</summary>
    public int OdometerHundredMetres { get; private init; }

    /// <summary>Digital inputs 1 to 8, input 1 lowest (DIN).</summary>
    public byte DigitalInputs { get; private init; }

    /// <summary>What caused the report (SRC).</summary>
    public byte Cause { get; private init; }

    /// <summary>Metres above the sea; null where it is not sent, or announced and missing.</summary>
    public int? AltitudeMetres { get; private init; }

    /// <summary>More on the cause (SRCD); null where it is not sent.</summary>
    public short? CauseData { get; private init; }

    /// <summary>Whether the device calls the position valid (VLD).</summary>
    public bool IsValid => (Flags & Valid) != 0;

    /// <summary>Whether it was found in three dimensions (FIX).</summary>
    public bool IsThreeDimensional => (Flags & ThreeDimensional) != 0;

    /// <summary>Whether its datum is PZ-90 instead of WGS-84 (CS); they differ by less than a metre here.</summary>
    public bool IsInOtherDatum => (Flags & OtherDatum) != 0;

    /// <summary>Whether it comes from memory (BB).</summary>
    public bool FromMemory => (Flags & Memory) != 0;

    /// <summary>Whether the device moves (MV).</summary>
    public bool IsMoving => (Flags & Moving) != 0;

    /// <summary>Reads the body of a POS_DATA.</summary>
    /// <returns>False where it is shorter than <see cref="LengthMin"/>.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, out EgtsPosition position)
    {
        position = default;
        if (body.Length < LengthMin) return false;
        var flags = body[12];
        var motion = BinaryPrimitives.ReadUInt16LittleEndian(body[13..]);
        var rest = body[LengthMin..];
        int? altitude = null;
        if ((flags & WithAltitude) != 0 && rest.Length >= AltitudeLength)
        {
            altitude = (motion & BelowSea) != 0 ? -ThreeBytes(rest) : ThreeBytes(rest);
            rest = rest[AltitudeLength..];
        }

        position = new EgtsPosition
        {
            MeasuredAtSeconds = BinaryPrimitives.ReadUInt32LittleEndian(body),
            At = new GeoPoint(
                FromShare(BinaryPrimitives.ReadUInt32LittleEndian(body[4..]), GeoPoint.LatitudeMax, (flags & South) != 0),
                FromShare(BinaryPrimitives.ReadUInt32LittleEndian(body[8..]), GeoPoint.LongitudeMax, (flags & West) != 0)),
            Flags = flags,
            SpeedTenthsKilometrePerHour = motion & SpeedMask,
            CourseDegrees = body[15] + ((motion & CourseHighBit) != 0 ? 256 : 0),
            OdometerHundredMetres = ThreeBytes(body[16..]),
            DigitalInputs = body[19],
            Cause = body[20],
            AltitudeMetres = altitude,
            CauseData = rest.Length >= SourceDataLength ? BinaryPrimitives.ReadInt16LittleEndian(rest) : null,
        };
        return true;
    }

    /// <summary>The position as a fix, before precision and satellites are known.</summary>
    public Fix ToFix() => new()
    {
        At = At,
        IsValid = IsValid,
        AltitudeMetres = AltitudeMetres,
        SpeedTenthsKilometrePerHour = SpeedTenthsKilometrePerHour,
        CourseDegrees = CourseDegrees < 360 ? CourseDegrees : null,
    };

    /// <summary>Three bytes, lowest first.</summary>
    internal static int ThreeBytes(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes) | (bytes[2] << 16);

    private static int FromShare(uint share, int largest, bool isNegative)
    {
        var microdegrees = (int)((((ulong)share * (ulong)largest) + (uint.MaxValue / 2)) / uint.MaxValue);
        return isNegative ? -microdegrees : microdegrees;
    }
}

/// <summary>Content of an EXT_POS_DATA.</summary>
public readonly record struct EgtsExtendedPosition
{
    private const byte WithVdop = 1, WithHdop = 2, WithPdop = 4, WithSatellites = 8, WithSystems = 16;

    /// <summary>Vertical dilution of precision in hundredths; null where it is not sent.</summary>
    public int? VdopHundredths { get; private init; }

    /// <summary>Horizontal dilution of precision in hundredths; null where it is not sent.</summary>
    public int? HdopHundredths { get; private init; }

    /// <summary>Dilution of precision of the position in hundredths; null where it is not sent.</summary>
    public int? PdopHundredths { get; private init; }

    /// <summary>Satellites used; null where it is not sent.</summary>
    public int? Satellites { get; private init; }

    /// <summary>Navigation systems, a bit each from GLONASS, GPS, Galileo on (NS); null where it is not sent.</summary>
    public int? Systems { get; private init; }

    /// <summary>Reads the body; fields that are announced and missing are null.</summary>
    public static EgtsExtendedPosition Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return default;
        var flags = body[0];
        var rest = body[1..];
        return new EgtsExtendedPosition
        {
            VdopHundredths = Short(ref rest, flags & WithVdop),
            HdopHundredths = Short(ref rest, flags & WithHdop),
            PdopHundredths = Short(ref rest, flags & WithPdop),
            Satellites = Single(ref rest, flags & WithSatellites),
            Systems = Short(ref rest, (flags & WithSystems) != 0 || rest.Length >= 2 ? 1 : 0),
        };
    }

    private static int? Short(ref ReadOnlySpan<byte> rest, int isPresent)
    {
        if (isPresent == 0 || rest.Length < 2) return null;
        var value = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        rest = rest[2..];
        return value;
    }

    private static int? Single(ref ReadOnlySpan<byte> rest, int isPresent)
    {
        if (isPresent == 0 || rest.IsEmpty) return null;
        var value = rest[0];
        rest = rest[1..];
        return value;
    }
}

/// <summary>Content of a STATE_DATA.</summary>
/// <param name="Mode">Mode of operation: 0 passive to 7 loading of software.</param>
/// <param name="MainTenthsVolt">Main supply in tenths of a volt.</param>
/// <param name="BackupTenthsVolt">Backup battery in tenths of a volt.</param>
/// <param name="InternalTenthsVolt">Internal battery in tenths of a volt.</param>
/// <param name="Flags">Bit 0 internal battery in use, bit 1 backup source in use, bit 2 navigation module on.</param>
public readonly record struct EgtsState(byte Mode, byte MainTenthsVolt, byte BackupTenthsVolt, byte InternalTenthsVolt, byte Flags)
{
    /// <summary>Bytes of a STATE_DATA.</summary>
    public const int Length = 5;

    /// <summary>Whether a subrecord is a STATE_DATA: type 21, or type 20 with exactly its length, since the first print of the standard
    /// gave it
    /// that number.</summary>
    public static bool Is(in EgtsSubrecord subrecord) => subrecord.Type switch
    {
        EgtsSubrecordType.StateData => subrecord.Body.Length >= Length,
        EgtsSubrecordType.StateOrAccelData => subrecord.Body.Length == Length,
        _ => false,
    };

    /// <summary>Reads the body.</summary>
    /// <param name="body">At least <see cref="Length"/> bytes.</param>
    public static EgtsState Read(ReadOnlySpan<byte> body) => new(body[0], body[1], body[2], body[3], body[4]);
}
