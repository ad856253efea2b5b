using NavSeal.Model.Observations;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Seals;

/// <summary>What happened to a seal. A closed family; all but <see cref="Observed"/> are journalled as canonical JSON.</summary>
public abstract partial record SealEvent
{
    private SealEvent() { }

    /// <summary>The seal (or relay) was entered into the registry, or its entry was replaced.</summary>
    public sealed record SealRegistered : SealEvent
    {
        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>The protocol it speaks.</summary>
        public required DeviceProtocol Protocol { get; init; }

        /// <summary>By what it names itself.</summary>
        public required IdentityKind IdentityKind { get; init; }

        /// <summary>What the device says, in the writing of its kind.</summary>
        public required string IdentityValue { get; init; }

        /// <summary>Maker's name of the model.</summary>
        public required string Model { get; init; }

        /// <summary>Name of the device profile.</summary>
        public required string Profile { get; init; }

        /// <summary>The registering operator, ISO alpha-2 of its state.</summary>
        public required string Operator { get; init; }

        /// <summary>Whether it is a relay, which carries the reports of seals and is none itself; kept here so that no profile is needed
        /// to tell.</summary>
        public bool IsRelay { get; init; }

        /// <summary>Which commands it understands; kept here as <see cref="IsRelay"/> is.</summary>
        public DeviceCommands Commands { get; init; }

        /// <summary>Which periods it takes while it moves, in the writing of <see cref="PeriodSet"/>; null: all of the
        /// operator's.</summary>
        public string? MovingPeriods { get; init; }

        /// <summary>Which periods it takes while it stands, likewise.</summary>
        public string? StandingPeriods { get; init; }
    }

    /// <summary>The state of the stock in which the seal is was changed (SEAL-016).</summary>
    public sealed record SealStateChanged : SealEvent
    {
        /// <summary>The state from now on.</summary>
        public required SealStock State { get; init; }

        /// <summary>To whom it was issued; null in other states, or where nobody was named.</summary>
        public SealHolder? IssuedTo { get; init; }

        /// <summary>Who changed it.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Why.</summary>
        public required string Reason { get; init; }
    }

    /// <summary>The seal began to track a transportation.</summary>
    public sealed record SealBound : SealEvent
    {
        /// <summary>The one that the seal watches from now on.</summary>
        public required TransportationNumber Transportation { get; init; }

        /// <summary>From when on its observations belong to it, by measuredAt.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>The seal ceased to track a transportation.</summary>
    public sealed record SealUnbound : SealEvent
    {
        /// <summary>The one that the seal watched until now.</summary>
        public required TransportationNumber Transportation { get; init; }

        /// <summary>Until when its observations belong to it, by measuredAt.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>The operator's system sent the command to open.</summary>
    public sealed record OpeningCommanded : SealEvent
    {
        /// <summary>From when on it is in force.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Its deadline: an opening measured later is not covered by it.</summary>
        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>The operator's system sent the command to close, which ends any opening command.</summary>
    public sealed record ClosingCommanded : SealEvent
    {
        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>The seal was taken off on the way by the rules: openings from here on are covered.</summary>
    public sealed record RemovalBegan : SealEvent
    {
        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Until when a seal has to be applied again.</summary>
        public required DateTimeOffset ReapplyBy { get; init; }
    }

    /// <summary>The seal was applied again.</summary>
    public sealed record RemovalEnded : SealEvent
    {
        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A new report of the seal was taken in. Has one fixed binary layout.</summary>
    public sealed record Observed : SealEvent
    {
        /// <summary>What the seal reports.</summary>
        public required Observation Observation { get; init; }

        /// <summary>By the operator's clock, UTC in milliseconds; never before the frame's bytes were read.</summary>
        public required DateTimeOffset ReceivedAt { get; init; }

        /// <summary>Whether its position is believed, and if not, why.</summary>
        public required FixVerdict Verdict { get; init; }

        /// <summary>What the report was good for.</summary>
        public required Judgement Judgement { get; init; }

        /// <summary>Metres along the great circle from the previous believed fix in the order of measuring, measured when it was decided;
        /// 0 where there is none or this fix is not believed.</summary>
        public int MetresTravelled { get; init; }

        /// <summary>Metres from the set route of the transportation that held the seal, as the route was when it was decided (MON-010);
        /// null where no route is set or the fix is not believed.</summary>
        public int? MetresFromRoute { get; init; }

        /// <summary>The regimes whose limit of deviation that is more than.</summary>
        public TrackingRegimes BeyondLimitOf { get; init; }

        /// <summary>Place of the frame among the frames of the entry that holds it, from 0.</summary>
        public int FrameIndex { get; init; }

        /// <summary>Place, from 1, of the relay's entry within the same commit where a relay carried the frame;
        /// 0: the frame is in this entry.</summary>
        public int RelayEntry { get; init; }
    }

    /// <summary>A frame was taken in and acknowledged, but judging it failed for a defect of ours;
    /// it is judged again after the mend.</summary>
    public sealed record NotJudged : SealEvent
    {
        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>What failed, for the engineers.</summary>
        public required string Reason { get; init; }
    }
}

/// <summary>Whether a position is believed. Only believed ones move a seal on the map and count for distances.</summary>
public enum FixVerdict : byte
{
    /// <summary>The report carries no position.</summary>
    None = 0,

    /// <summary>The reported position is judged as it stands.</summary>
    Believed = 1,

    /// <summary>The device calls it invalid, or it is no place on earth.</summary>
    NotValid = 2,

    /// <summary>The point 0/0.</summary>
    NullIsland = 3,

    /// <summary>Fewer satellites than the rule asks for.</summary>
    TooFewSatellites = 4,

    /// <summary>Not reachable from the last believed fix in the time between.</summary>
    NotReachable = 5,

    /// <summary>Found from cells of the mobile network.</summary>
    NotBySatellite = 6,

    /// <summary>The clock of the report is unknown, so no path can be built on it.</summary>
    UnknownClock = 7,
}

/// <summary>What a report was good for.</summary>
public enum Judgement : byte
{
    /// <summary>Judged for the transportation that held the seal when it was measured.</summary>
    Judged = 1,

    /// <summary>No transportation held the seal when it was measured.</summary>
    NoTransportation = 2,

    /// <summary>Measured at an unknown time: shows that the seal lives.</summary>
    UnknownClock = 3,

    /// <summary>Measured longer ago than the horizon: stored, judges nothing.</summary>
    BeyondHorizon = 4,

    /// <summary>Older than what can be told from a repeat: stored, judges nothing.</summary>
    PossiblyRepeated = 5,
}
