using NavSeal.Model.Units;

namespace NavSeal.Devices.Egts;

/// <summary>What one report of a device holds, for the side that sends it. A member that is null is not sent.</summary>
public readonly record struct EgtsTelemetry
{
    /// <summary>Number the record names (OID); null: the session's identity has to do.</summary>
    public uint? ObjectId { get; init; }

    /// <summary>When it was measured (NTM), cut to whole seconds.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>When the record was made (TM).</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>Where; null sends no POS_DATA at all.</summary>
    public required GeoPoint? At { get; init; }

    /// <summary>Whether the position is valid (VLD).</summary>
    public bool IsValid { get; init; }

    /// <summary>Whether it was found in three dimensions (FIX).</summary>
    public bool IsThreeDimensional { get; init; }

    /// <summary>Whether it comes from memory (BB).</summary>
    public bool FromMemory { get; init; }

    /// <summary>Whether it moves (MV).</summary>
    public bool IsMoving { get; init; }

    /// <summary>Speed in tenths of a kilometre per hour, 0 to 16,383.</summary>
    public int SpeedTenthsKilometrePerHour { get; init; }

    /// <summary>Course, 0 to 359 degrees.</summary>
    public int CourseDegrees { get; init; }

    /// <summary>Metres above the sea, -16,777,215 to 16,777,215.</summary>
    public int? AltitudeMetres { get; init; }

    /// <summary>Odometer in hundreds of metres, 0 to 16,777,215.</summary>
    public int OdometerHundredMetres { get; init; }

    /// <summary>Digital inputs 1 to 8, input 1 lowest (DIN).</summary>
    public byte DigitalInputs { get; init; }

    /// <summary>What caused the report (SRC).</summary>
    public byte Cause { get; init; }

    /// <summary>Satellites used, 0 to 255; with or without <see cref="HdopHundredths"/> sends an EXT_POS_DATA.</summary>
    public byte? Satellites { get; init; }

    /// <summary>Horizontal dilution of precision in hundredths.</summary>
    public ushort? HdopHundredths { get; init; }

    /// <summary>Digital outputs 1 to 8; with or without the next two sends an AD_SENSORS_DATA.</summary>
    public byte? DigitalOutputs { get; init; }

    /// <summary>Digital inputs 9 to 16, input 9 lowest.</summary>
    public byte? ExtraInputs { get; init; }

    /// <summary>Reading of analogue sensor 1, 0 to 16,777,215.</summary>
    public int? AnalogOne { get; init; }

    /// <summary>Main supply in millivolts, 0 to 25,500, sent in steps of 100; any of the three sends a STATE_DATA.</summary>
    public int? MainMillivolts { get; init; }

    /// <summary>Backup battery in millivolts, 0 to 25,500, sent in steps of 100.</summary>
    public int? BackupMillivolts { get; init; }

    /// <summary>Internal battery in millivolts, 0 to 25,500, sent in steps of 100.</summary>
    public int? InternalMillivolts { get; init; }

    /// <summary>Mode of operation in STATE_DATA: 0 passive, 2 active, 5 test, 6 service.</summary>
    public byte Mode { get; init; }

    /// <summary>Loop inputs; null sends no LOOPIN_DATA.</summary>
    public EgtsLoops? Loops { get; init; }
}
