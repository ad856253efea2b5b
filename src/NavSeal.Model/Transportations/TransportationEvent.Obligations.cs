using NavSeal.Model.Seals;

namespace NavSeal.Model.Transportations;

/// <summary>What happened to the clocks of the law, and what people did about situations.</summary>
public abstract partial record TransportationEvent
{
    /// <summary>A clock of the law began to run.</summary>
    public sealed record ObligationBegan : TransportationEvent
    {
        /// <summary>Its number within the transportation, from 1.</summary>
        public required int Obligation { get; init; }

        /// <summary>What has to be done.</summary>
        public required ObligationKind Kind { get; init; }

        /// <summary>From when it runs.</summary>
        public required DateTimeOffset BeganAt { get; init; }

        /// <summary>When people are warned.</summary>
        public required DateTimeOffset WarnAt { get; init; }

        /// <summary>Later than this is a breach.</summary>
        public required DateTimeOffset DueAt { get; init; }

        /// <summary>Who has to do it.</summary>
        public required Debtor Owes { get; init; }

        /// <summary>The situation it is about; null: none.</summary>
        public int? Situation { get; init; }

        /// <summary>The seal it is about; null: none.</summary>
        public SealNumber? Seal { get; init; }

        /// <summary>Whether it had run out before anybody could know: no breach.</summary>
        public required bool CouldNotBeMet { get; init; }
    }

    /// <summary>What a clock asked for was done, in time or late.</summary>
    public sealed record ObligationFulfilled : TransportationEvent
    {
        /// <summary>Its number.</summary>
        public required int Obligation { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A clock of the law ran out.</summary>
    public sealed record ObligationBreached : TransportationEvent
    {
        /// <summary>Its number.</summary>
        public required int Obligation { get; init; }

        /// <summary>The deadline itself, not the moment somebody looked.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>What a clock asked for is no longer owed: the transportation came to an end before.</summary>
    public sealed record ObligationDropped : TransportationEvent
    {
        /// <summary>Its number.</summary>
        public required int Obligation { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>The offices of departure and destination were told of a situation (Order 407, 11).</summary>
    public sealed record OfficesNotified : TransportationEvent
    {
        /// <summary>Number of the situation within the transportation.</summary>
        public required int Situation { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An authority told its measures on a situation (EMG-014).</summary>
    public sealed record MeasuresRecorded : TransportationEvent
    {
        /// <summary>Number of the situation within the transportation.</summary>
        public required int Situation { get; init; }

        /// <summary>Key of the office or other controlling body.</summary>
        public required string Authority { get; init; }

        /// <summary>In words.</summary>
        public required string Measures { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>A person closed a situation with a result (EMG-021).</summary>
    public sealed record SituationClosed : TransportationEvent
    {
        /// <summary>Number of the situation within the transportation.</summary>
        public required int Situation { get; init; }

        /// <summary>A code of <c>reference/reasons.csv</c>, kind case_result.</summary>
        public required string Result { get; init; }

        /// <summary>In words.</summary>
        public required string Text { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>A situation was withdrawn by a signed correction to both offices: it counts no more against a clean completion.</summary>
    public sealed record SituationWithdrawn : TransportationEvent
    {
        /// <summary>Number of the situation within the transportation.</summary>
        public required int Situation { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>The signature under the correction.</summary>
        public required PersonSignature Signature { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }
}
