using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Model.Transportations;

/// <summary>What happened to a transportation. A closed family; a changed event gets a new name,
/// for the old ones stand in journals.</summary>
public abstract partial record TransportationEvent
{
    private TransportationEvent() { }

    /// <summary>Tracking began: the seal was activated (Agreement, 1 and 8.4).</summary>
    public sealed record SealActivated : TransportationEvent
    {
        /// <summary>The seal that tracks.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>When it was activated.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Under which law.</summary>
        public required TrackingRegimes Regimes { get; init; }

        /// <summary>By road or rail.</summary>
        public required TransportMode Mode { get; init; }

        /// <summary>Reporting period while moving, in seconds.</summary>
        public required int MovingPeriodSeconds { get; init; }

        /// <summary>Reporting period while standing, in seconds.</summary>
        public required int StandingPeriodSeconds { get; init; }

        /// <summary>Version of the rules that allowed it.</summary>
        public required string Rules { get; init; }

        /// <summary>Which compartment or object the seal closes, from 1; null in events from before there were several.</summary>
        public int? Compartment { get; init; }

        /// <summary>The operator in whose system the seal is registered, ISO alpha-2 (ACT-012); null in older events.</summary>
        public string? Operator { get; init; }

        /// <summary>The last believed position; null where none was known.</summary>
        public GeoPoint? Position { get; init; }

        /// <summary>The place of affixing, in words or as key of an office; null in older events.</summary>
        public string? Place { get; init; }

        /// <summary>The authority whose permission it stands on; null where no authority decided on the seal.</summary>
        public string? PermittedBy { get; init; }

        /// <summary>Who activated; null in older events.</summary>
        public string? By { get; init; }
    }

    /// <summary>By what people recognise the transportation, as it was said at the activation.</summary>
    public sealed record ParticularsStated : TransportationEvent
    {
        /// <summary>Registration plate of the vehicle, number of the container or wagon; null where it was not said.</summary>
        public string? Vehicle { get; init; }

        /// <summary>Key of the office of departure; null where it was not said.</summary>
        public string? DepartureOffice { get; init; }

        /// <summary>Key of the office of destination; null where it was not said.</summary>
        public string? DestinationOffice { get; init; }
    }

    /// <summary>Tracking ended: the seal was deactivated.</summary>
    public sealed record SealDeactivated : TransportationEvent
    {
        /// <summary>The seal that no longer watches this transportation.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>The last believed position (ARR-016); null where none was known.</summary>
        public GeoPoint? Position { get; init; }

        /// <summary>Where: the office of the arrival; null where none was recorded.</summary>
        public string? Place { get; init; }

        /// <summary>The authority whose permission it stands on; null where none was needed.</summary>
        public string? PermittedBy { get; init; }

        /// <summary>Who deactivated; null in older events.</summary>
        public string? By { get; init; }
    }

    /// <summary>The seal was taken off on the way by the rules, without end of tracking (Agreement, 10.1).</summary>
    public sealed record SealRemoved : TransportationEvent
    {
        /// <summary>The seal that came off.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>When the removal was recorded.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>A code of <c>reference/reasons.csv</c>, kind removal.</summary>
        public required string Reason { get; init; }

        /// <summary>Until when a seal has to be applied again; later is code 07.</summary>
        public required DateTimeOffset ReapplyBy { get; init; }

        /// <summary>Where, before whom and by which act; null in older events.</summary>
        public RemovalRecord? Record { get; init; }

        /// <summary>Who recorded it; null in older events.</summary>
        public string? By { get; init; }
    }

    /// <summary>The seal was applied again after a removal on the way.</summary>
    public sealed record SealReapplied : TransportationEvent
    {
        /// <summary>The seal that is on again.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who recorded it; null in older events.</summary>
        public string? By { get; init; }
    }

    /// <summary>A non-routine situation began.</summary>
    public sealed record NonRoutineSituationOpened : TransportationEvent
    {
        /// <summary>Number of the situation within the transportation, from 1.</summary>
        public required int Situation { get; init; }

        /// <summary>Which of the listed situations it is.</summary>
        public required NonRoutineKind Kind { get; init; }

        /// <summary>The seal that showed it.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>When it happened by the rule: the deadline of a silence, the measuredAt of a report.</summary>
        public required DateTimeOffset OccurredAt { get; init; }

        /// <summary>When it became knowable to the operator; later than <see cref="OccurredAt"/> where the seal reported late.</summary>
        public required DateTimeOffset KnowableAt { get; init; }

        /// <summary>Until when the offices have to be told (Order 407, 11: one hour from the occurrence);
        /// null where no such clock runs.</summary>
        public DateTimeOffset? NotifyBy { get; init; }

        /// <summary>Whether the clock had run out before the situation became knowable: "could not be met", which is no breach.</summary>
        public bool CouldNotBeMet { get; init; }

        /// <summary>The last believed position at the occurrence; null where none is known.</summary>
        public GeoPoint? Place { get; init; }

        /// <summary>Version of the rules that judged.</summary>
        public required string Rules { get; init; }
    }

    /// <summary>The condition behind a situation is over, by the system; a person has yet to close it.</summary>
    public sealed record NonRoutineSituationEnded : TransportationEvent
    {
        /// <summary>Number of the situation within the transportation.</summary>
        public required int Situation { get; init; }

        /// <summary>When the condition ended.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A person took a situation in hand.</summary>
    public sealed record SituationAcknowledged : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required int Situation { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A person put an open situation aside for a while; it comes back by itself.</summary>
    public sealed record SituationShelved : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required int Situation { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>When it comes back.</summary>
        public required DateTimeOffset Until { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }
    }
}
