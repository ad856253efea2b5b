using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Simulator;

/// <summary>Why a simulated seal reports; the numbers are those of EGTS POS_DATA, field SRC.</summary>
public enum ReportCause : byte
{
    TimerMoving = 0,
    InputChanged = 4,
    TimerStanding = 5,
    Restart = 8,
    CaseOpened = 10,
    LowVoltage = 12,
    Fault = 19,
}

/// <summary>One report of a simulated seal, before it is encoded.</summary>
public sealed record SimulatedReport
{
    /// <summary>By the true clock: when the seal measured. Whole seconds.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>By the seal's own clock, which may have been reset.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    public required GeoPoint At { get; init; }

    public required bool IsFixValid { get; init; }

    public required bool IsMoving { get; init; }

    public required int SpeedTenthsKilometrePerHour { get; init; }

    /// <summary>0 to 359.</summary>
    public required int CourseDegrees { get; init; }

    public required int Satellites { get; init; }

    public required int HdopHundredths { get; init; }

    public required int OdometerHundredMetres { get; init; }

    public required int BatteryMillivolts { get; init; }

    public required SealingElementState SealingElement { get; init; }

    public required CaseState Case { get; init; }

    public required ReportCause Cause { get; init; }

    /// <summary>Whether it waited in the memory of the seal before it could leave.</summary>
    public bool FromMemory { get; init; }
}
