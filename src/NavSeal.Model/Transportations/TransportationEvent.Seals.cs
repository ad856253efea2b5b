using System.Collections.Immutable;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Model.Transportations;

/// <summary>What happened to the seals of a transportation.</summary>
public abstract partial record TransportationEvent
{
    /// <summary>A seal was put on in the presence of the operator's representative (Order 407, 9).</summary>
    public sealed record SealAffixed : TransportationEvent
    {
        /// <summary>Which seal, where and before whom.</summary>
        public required Affixing Affixing { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>A seal that failed the check came off again before it was activated.</summary>
    public sealed record SealRejected : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>The one that takes its place.</summary>
        public required SealNumber Next { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The operator that registered a seal answered our request to use it (Agreement, 9.2).</summary>
    public sealed record OperatorAnswered : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>Whose answer it is, ISO alpha-2 of its state.</summary>
        public required string Operator { get; init; }

        /// <summary>Whether it agreed.</summary>
        public required bool IsPositive { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The register of documents of a seal was written (Agreement, 7.2).</summary>
    public sealed record RegisterKept : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>Where it is kept.</summary>
        public required RegisterPlace Place { get; init; }

        /// <summary>SHA-256 over the entries as canonical JSON, 64 hexadecimal digits.</summary>
        public required string Sha256 { get; init; }

        /// <summary>All of them.</summary>
        public required ImmutableArray<RegisterEntry> Entries { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>The officer saw that position and integrity arrive (Order 407, 10).</summary>
    public sealed record SignalVerified : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>The last believed one; null where none was known.</summary>
        public GeoPoint? Position { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>Another seal took the place of one on the way (Agreement, 10.3); both watched until this instant.</summary>
    public sealed record SealReplaced : TransportationEvent
    {
        /// <summary>The seal that no longer watches.</summary>
        public required SealNumber Former { get; init; }

        /// <summary>The seal that watches on.</summary>
        public required SealNumber Present { get; init; }

        /// <summary>A code of <c>reference/reasons.csv</c>, kind replacement.</summary>
        public required string Reason { get; init; }

        /// <summary>Where, before whom and by which act; null: not said.</summary>
        public RemovalRecord? Record { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The officer demanded that a seal be deactivated (Order 407, 13).</summary>
    public sealed record DeactivationDemanded : TransportationEvent
    {
        /// <summary>The three items.</summary>
        public required DeactivationDemand Demand { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The seal came off the object after its deactivation (Order 407, 13).</summary>
    public sealed record SealTakenOff : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>What kind of place.</summary>
        public required PlaceKind PlaceKind { get; init; }

        /// <summary>Where.</summary>
        public required string Place { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The officer handed the seal to the operator (Order 407, 12).</summary>
    public sealed record SealHandedOver : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>Who took it.</summary>
        public required Representative Representative { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The register of the seal was erased (ARR-018).</summary>
    public sealed record SealErased : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>Where it had been kept.</summary>
        public required RegisterPlace Place { get; init; }

        /// <summary>What was erased, by its hash.</summary>
        public required string Sha256 { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The object passed from one state into another (MON-015).</summary>
    public sealed record BorderCrossed : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>Out of which state, ISO alpha-2.</summary>
        public required string From { get; init; }

        /// <summary>Into which state, ISO alpha-2.</summary>
        public required string Into { get; init; }

        /// <summary>MeasuredAt of the first believed fix beyond; the one after it lay beyond too.</summary>
        public required DateTimeOffset At { get; init; }
    }
}
