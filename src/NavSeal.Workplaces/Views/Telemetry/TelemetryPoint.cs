using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>One report of a seal; what is null was not reported.</summary>
public sealed record TelemetryPoint
{
    /// <summary>By the seal's clock.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The transportation that held the seal when this was measured; null where none did, or where the seal has tracked several
    /// others since.</summary>
    public TransportationNumber? Transportation { get; init; }

    public GeoPoint? At { get; init; }

    public FixVerdict Verdict { get; init; }

    public Judgement Judgement { get; init; }

    public FixSource? Source { get; init; }

    public int? SpeedTenthsKilometrePerHour { get; init; }

    public int? CourseDegrees { get; init; }

    public int? AltitudeMetres { get; init; }

    public int? Satellites { get; init; }

    public int? HdopHundredths { get; init; }

    public Percent? BatteryLeft { get; init; }

    public int? MainMillivolts { get; init; }

    public int? BackupMillivolts { get; init; }

    public int? InternalMillivolts { get; init; }

    public SealingElementState? SealingElement { get; init; }

    public CaseState? Case { get; init; }

    public bool? HasFault { get; init; }

    public bool? IsMoving { get; init; }

    public bool FromMemory { get; init; }

    /// <summary>The protocol's own number for what caused the report.</summary>
    public int? Cause { get; init; }

    public long? OdometerHundredMetres { get; init; }

    internal static TelemetryPoint Of(SealEvent.Observed change, TransportationNumber? transportation)
    {
        var (said, fix) = (change.Observation, change.Observation.Fix);
        return new TelemetryPoint
        {
            MeasuredAt = said.MeasuredAt,
            ReceivedAt = change.ReceivedAt,
            Transportation = transportation,
            At = fix?.At,
            Verdict = change.Verdict,
            Judgement = change.Judgement,
            Source = fix?.Source,
            SpeedTenthsKilometrePerHour = fix?.SpeedTenthsKilometrePerHour,
            CourseDegrees = fix?.CourseDegrees,
            AltitudeMetres = fix?.AltitudeMetres,
            Satellites = fix?.Satellites,
            HdopHundredths = fix?.HdopHundredths,
            BatteryLeft = said.BatteryLeft,
            MainMillivolts = said.MainMillivolts,
            BackupMillivolts = said.BackupMillivolts,
            InternalMillivolts = said.InternalMillivolts,
            SealingElement = said.SealingElement,
            Case = said.Case,
            HasFault = said.HasFault,
            IsMoving = said.IsMoving,
            FromMemory = said.FromMemory,
            Cause = said.Cause,
            OdometerHundredMetres = said.OdometerHundredMetres,
        };
    }
}
