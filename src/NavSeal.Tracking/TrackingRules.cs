using System.Collections.Frozen;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>The thresholds that hold on one day of law. Where they come from: <c>reference/situations.csv</c> (the law) and
/// <c>reference/operator-rules.csv</c> (our own rules, which never cite the Agreement).</summary>
public sealed record TrackingRules
{
    /// <summary>Which tables, and since which day they read so, for example <c>4f1c09ab77de3a10@2023-09-27</c>; stands in every
    /// decision.</summary>
    public required string Version { get; init; }

    /// <summary>Reporting period while moving, where the transportation sets none (open question Q1).</summary>
    public required TimeSpan MovingPeriod { get; init; }

    /// <summary>Reporting period while standing, where the transportation sets none (open question Q1).</summary>
    public required TimeSpan StandingPeriod { get; init; }

    /// <summary>From this speed on, in kilometres an hour, a seal that does not say whether it moves counts as moving.</summary>
    public required int MovingSpeedMinKilometresPerHour { get; init; }

    /// <summary>Activation is refused below this charge.</summary>
    public required Percent ActivationChargeMin { get; init; }

    /// <summary>How long an opening command is in force at most; at its very end it still is.</summary>
    public required TimeSpan OpeningCommandTime { get; init; }

    /// <summary>How long a situation may be put aside: one shift.</summary>
    public required TimeSpan ShelvingTimeMax { get; init; }

    /// <summary>Longest way in metres with the element open or without an applied seal (RMV-007); more is code 07.</summary>
    public required int UnsealedDistanceMaxMetres { get; init; }

    /// <summary>Reports measured longer ago than this are stored and judge nothing.</summary>
    public required TimeSpan LateHorizon { get; init; }

    /// <summary>How far a seal's clock may run ahead of ours; beyond, the date is impossible and the clock unknown.</summary>
    public required TimeSpan ClockAheadMax { get; init; }

    /// <summary>A fix that would need more speed than this, in kilometres an hour, is not believed.</summary>
    public required int BelievedSpeedMaxKilometresPerHour { get; init; }

    /// <summary>Metres by which two fixes may differ however short the time between them: the error of the fixes themselves.</summary>
    public required int BelievedErrorMaxMetres { get; init; }

    /// <summary>A fix of fewer satellites is not believed where the number is reported.</summary>
    public required int BelievedSatellitesMin { get; init; }

    /// <summary>Code 05 is a charge below this; at this charge it is none.</summary>
    public required Percent LowBatteryBelow { get; init; }

    /// <summary>Code 06 is more than so many reporting periods without a report.</summary>
    public required int SilentPeriods { get; init; }

    /// <summary>Two seals of one vehicle that are farther apart than this, and could not have come so far in the time between their fixes,
    /// have parted (EMG-008).</summary>
    public required int PartingDistanceMaxMetres { get; init; }

    /// <summary>Fixes of two seals are compared where they were measured no longer apart.</summary>
    public required TimeSpan PartingTimeMax { get; init; }

    /// <summary>KZ-SILENCE is more than this time without a report (Order 407, 3(8)).</summary>
    public required TimeSpan KzSilenceTime { get; init; }

    /// <summary>Code 03 is more than so many metres off the route, where the authority sets no other distance.</summary>
    public required int DeviationLimitMetres { get; init; }

    /// <summary>Half-width of a set route that is given exactly, where the route says none: more is KZ-DEVIATION. Order 407 gives no
    /// distance.</summary>
    public required int HalfWidthExactMetres { get; init; }

    /// <summary>Half-width of a set route that is a simplified corridor, likewise.</summary>
    public required int HalfWidthSimplifiedMetres { get; init; }

    /// <summary>Kinds of situations that the law knows on this day; others are not raised.</summary>
    public required FrozenSet<NonRoutineKind> KindsInForce { get; init; }

    /// <summary>The codes of a kind of <c>reference/reasons.csv</c> that are valid on this day; none where the rules know no such
    /// kind.</summary>
    public FrozenSet<string> ReasonsOf(string kind) => kind switch
    {
        "removal" => RemovalReasons,
        "replacement" => ReplacementReasons,
        "case_result" => Results,
        _ => [],
    };

    /// <summary>Codes of reasons for a removal on the way that are valid on this day (RMV-001).</summary>
    public required FrozenSet<string> RemovalReasons { get; init; }

    /// <summary>Codes of reasons for a replacement on the way that are valid on this day (RMV-002).</summary>
    public required FrozenSet<string> ReplacementReasons { get; init; }

    /// <summary>Codes of results with which a situation is closed (EMG-021).</summary>
    public required FrozenSet<string> Results { get; init; }

    /// <summary>Kinds of situations after which the goods count as high risk (EMG-020).</summary>
    public required FrozenSet<NonRoutineKind> HighRiskKinds { get; init; }

    /// <summary>Every legal clock and our own: how long it runs, and how long before its end people are warned.</summary>
    public required FrozenDictionary<ObligationKind, ClockRule> Clocks { get; init; }

    /// <summary>Longest time without an applied seal after a removal on the way (Q17).</summary>
    public TimeSpan RemovalTimeMax => Clocks[ObligationKind.ReapplySeal].Time;

    /// <summary>Offices are told within this time from the occurrence (Order 407, 11).</summary>
    public TimeSpan NoticeTime => Clocks[ObligationKind.NotifyOffices].Time;

    /// <summary>How long dossiers are kept.</summary>
    public required RetentionRule Retention { get; init; }

    /// <summary>Offset of the home state's zone, whose days are the days of law.</summary>
    public required TimeSpan HomeOffset { get; init; }

    /// <summary>The day of law on which an instant lies.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(HomeOffset).DateTime);
}

/// <summary>How a clock of the law runs.</summary>
/// <param name="Time">From its beginning to its deadline; zero where the deadline is set with each case.</param>
/// <param name="Warning">How long before the deadline people are warned.</param>
public readonly record struct ClockRule(TimeSpan Time, TimeSpan Warning);
