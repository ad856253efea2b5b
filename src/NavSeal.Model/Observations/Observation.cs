using NavSeal.Model.Units;

namespace NavSeal.Model.Observations;

/// <summary>State of the sealing element (cable, bolt, shackle) as a seal reports it.</summary>
public enum SealingElementState : byte
{
    /// <summary>Whole and locked.</summary>
    Closed = 1,

    /// <summary>Unlocked or drawn out.</summary>
    Open = 2,

    /// <summary>Cut or shorted.</summary>
    Broken = 3,
}

/// <summary>State of the case of the electronic unit.</summary>
public enum CaseState : byte
{
    /// <summary>Not opened.</summary>
    Intact = 1,

    /// <summary>Opened, code 02.</summary>
    Breached = 2,
}

/// <summary>How a position was found.</summary>
public enum FixSource : byte
{
    /// <summary>Measured from signals of navigation satellites.</summary>
    Satellite = 0,

    /// <summary>From the cells of the mobile network: good to kilometres, never mixed with satellite fixes.</summary>
    Cell = 1,
}

/// <summary>A position as reported, before anybody believes it.</summary>
public readonly record struct Fix
{
    /// <summary>Where; null where the frame's numbers are no place on earth.</summary>
    public required GeoPoint? At { get; init; }

    /// <summary>Whether the device itself calls the position valid; false where <see cref="At"/> is null.</summary>
    public required bool IsValid { get; init; }

    /// <summary>By satellites or by cells.</summary>
    public FixSource Source { get; init; }

    /// <summary>Metres above the sea; null where not reported.</summary>
    public int? AltitudeMetres { get; init; }

    /// <summary>Speed in tenths of a kilometre per hour, 0 to 65,534; null where not reported.</summary>
    public int? SpeedTenthsKilometrePerHour { get; init; }

    /// <summary>Course over ground, 0 to 359 degrees; null where not reported or 360 and more on the wire.</summary>
    public int? CourseDegrees { get; init; }

    /// <summary>Satellites used, 0 to 254; null where not reported.</summary>
    public int? Satellites { get; init; }

    /// <summary>Horizontal dilution of precision in hundredths, 0 to 65,534; null where not reported.</summary>
    public int? HdopHundredths { get; init; }
}

/// <summary>What one report says, after decoding and before any judgement.
/// A member that is null was not reported and says nothing.</summary>
public sealed record Observation
{
    /// <summary>By the seal's clock, UTC in milliseconds; may jump or run late. Null where the clock was reset or the date
    /// is impossible: such a report is kept and shows that the seal lives, and judges nothing else.</summary>
    public required DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Hash (64 bits) of the content of the report without the counters of the transport; with seal and
    /// <see cref="MeasuredAt"/> the key by which a repeated report is known.</summary>
    public required ulong ContentKey { get; init; }

    /// <summary>Whether the device marks the report as coming from its memory; the mark changes no judgement.</summary>
    public bool FromMemory { get; init; }

    /// <summary>The position; null where the report carries none.</summary>
    public Fix? Fix { get; init; }

    /// <summary>Whether the device says that it moves.</summary>
    public bool? IsMoving { get; init; }

    /// <summary>Charge of the seal's own battery, as reported or read from its voltage by the profile.</summary>
    public Percent? BatteryLeft { get; init; }

    /// <summary>Main supply in millivolts, 0 to 65,534.</summary>
    public int? MainMillivolts { get; init; }

    /// <summary>Backup battery in millivolts, 0 to 65,534.</summary>
    public int? BackupMillivolts { get; init; }

    /// <summary>Internal battery in millivolts, 0 to 65,534.</summary>
    public int? InternalMillivolts { get; init; }

    /// <summary>State of the sealing element.</summary>
    public SealingElementState? SealingElement { get; init; }

    /// <summary>State of the case of the electronic unit.</summary>
    public CaseState? Case { get; init; }

    /// <summary>Whether the seal reports a fault of its own, code 04.</summary>
    public bool? HasFault { get; init; }

    /// <summary>The protocol's own number for what caused the report, 0 to 65,534.</summary>
    public int? Cause { get; init; }

    /// <summary>Distance travelled so far by the count of the device; null where none was reported.</summary>
    public long? OdometerHundredMetres { get; init; }
}
