using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>What is known of one seal (or relay) now.</summary>
public sealed record SealRow
{
    public required SealNumber Seal { get; init; }

    public DeviceProtocol Protocol { get; init; }

    public IdentityKind IdentityKind { get; init; }

    public string IdentityValue { get; init; } = "";

    public string Model { get; init; } = "";

    public string Profile { get; init; } = "";

    /// <summary>The registering operator, ISO alpha-2 of its state.</summary>
    public string Operator { get; init; } = "";

    public bool IsRelay { get; init; }

    /// <summary>Which reporting periods it takes while it moves, in the writing of <see cref="PeriodSet"/>; null: all of
    /// the operator's.</summary>
    public string? MovingPeriods { get; init; }

    /// <summary>Which it takes while it stands, likewise.</summary>
    public string? StandingPeriods { get; init; }

    /// <summary>Reports stored.</summary>
    public long Reports { get; init; }

    /// <summary>The latest instant at which a report was received.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>The latest instant at which one was measured; what is older does not change the states below.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>The last believed position in the order of measuring.</summary>
    public GeoPoint? At { get; init; }

    /// <summary>When that position was measured.</summary>
    public DateTimeOffset? FixMeasuredAt { get; init; }

    /// <summary>How far that position is from the set route, as it was judged; null where no route was set.</summary>
    public int? MetresFromRoute { get; init; }

    public int? SpeedTenthsKilometrePerHour { get; init; }

    public int? CourseDegrees { get; init; }

    public SealingElementState? SealingElement { get; init; }

    public CaseState? Case { get; init; }

    public bool? HasFault { get; init; }

    public Percent? BatteryLeft { get; init; }

    public bool? IsMoving { get; init; }

    /// <summary>The one that the seal tracks; null where none.</summary>
    public TransportationNumber? Transportation { get; init; }

    /// <summary>Severity of the worst open situation of that transportation; null where none is open.</summary>
    public Severity? WorstOpen { get; init; }

    public int OpenSituations { get; init; }

    /// <summary>What <see cref="Read"/> reads, of <c>seal s</c> joined with <c>transportation t</c>.</summary>
    internal const string Columns = """
        s.number, s.protocol, s.identity_kind, s.identity_value, s.model, s.profile, s.operator, s.is_relay, s.reports, s.heard_at,
        s.measured_at, s.fix_at, s.latitude, s.longitude, s.speed, s.course, s.element, s.sealed_case, s.fault, s.battery, s.moving,
        t.number, s.worst, s.situations, s.from_route, s.moving_periods, s.standing_periods
        """;

    internal static SealRow Read(Statement row) => new()
    {
        Seal = SealNumber.Parse(row.Text(0)),
        Protocol = (DeviceProtocol)row.Int(1),
        IdentityKind = (IdentityKind)row.Int(2),
        IdentityValue = row.Text(3),
        Model = row.Text(4),
        Profile = row.Text(5),
        Operator = row.Text(6),
        IsRelay = row.Bool(7),
        Reports = row.Long(8),
        HeardAt = row.InstantOrNull(9),
        MeasuredAt = row.InstantOrNull(10),
        FixMeasuredAt = row.InstantOrNull(11),
        At = row.IsNull(12) ? null : new GeoPoint(row.Int(12), row.Int(13)),
        SpeedTenthsKilometrePerHour = row.IntOrNull(14),
        CourseDegrees = row.IntOrNull(15),
        SealingElement = (SealingElementState?)row.IntOrNull(16),
        Case = (CaseState?)row.IntOrNull(17),
        HasFault = row.IsNull(18) ? null : row.Bool(18),
        BatteryLeft = row.IsNull(19) ? null : new Percent(row.Int(19)),
        IsMoving = row.IsNull(20) ? null : row.Bool(20),
        Transportation = TransportationNumber.TryParse(row.TextOrNull(21), out var number) ? number : null,
        WorstOpen = (Severity?)row.IntOrNull(22),
        OpenSituations = row.Int(23),
        MetresFromRoute = row.IntOrNull(24),
        MovingPeriods = row.TextOrNull(25),
        StandingPeriods = row.TextOrNull(26),
    };
}
