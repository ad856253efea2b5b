namespace NavSeal.Model.Transportations;

/// <summary>What happened to the papers, and what authorities decided.</summary>
public abstract partial record TransportationEvent
{
    /// <summary>Somebody applied for tracking, or changed a draft.</summary>
    public sealed record ApplicationDrafted : TransportationEvent
    {
        /// <summary>The whole of it; takes the place of the former one.</summary>
        public required Application Application { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The operator took the transportation on: its number is issued from here on (ACT-031).</summary>
    public sealed record TransportationConfirmed : TransportationEvent
    {
        /// <summary>Key of the contract it stands on (CAB-010).</summary>
        public required string Contract { get; init; }

        /// <summary>The kind of carriage by the Agreement, 2.2; null outside the Agreement's regime.</summary>
        public CarriageKind? Kind { get; init; }

        /// <summary>The operator of the state where tracking begins, ISO alpha-2 (Agreement, 9.1).</summary>
        public string? TrackingOperator { get; init; }

        /// <summary>Version of the rules that allowed it.</summary>
        public required string Rules { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The transportation was given up before its first activation (ACT-030).</summary>
    public sealed record TransportationCancelled : TransportationEvent
    {
        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An authority decided that a seal is used; permission is needed from here on.</summary>
    public sealed record SealOrdered : TransportationEvent
    {
        /// <summary>The decision.</summary>
        public required SealOrder Order { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An authority permitted an act (REG-008).</summary>
    public sealed record PermissionGiven : TransportationEvent
    {
        /// <summary>Which act.</summary>
        public required PermissionKind Kind { get; init; }

        /// <summary>Key of the office or other controlling body.</summary>
        public required string Authority { get; init; }

        /// <summary>The signature under it.</summary>
        public required PersonSignature Signature { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An authority took a permission back that was not used yet.</summary>
    public sealed record PermissionTakenBack : TransportationEvent
    {
        /// <summary>Which act.</summary>
        public required PermissionKind Kind { get; init; }

        /// <summary>Key of the office or other controlling body.</summary>
        public required string Authority { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>The signature under it.</summary>
        public required PersonSignature Signature { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The officer demanded that seals be applied and activated (Order 407, 8).</summary>
    public sealed record ActivationDemanded : TransportationEvent
    {
        /// <summary>The six items.</summary>
        public required ActivationDemand Demand { get; init; }

        /// <summary>Key of the office of destination that the demand names; null in demands from before it was recorded.</summary>
        public string? Office { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An item of the demand was corrected after the activation (ACT-020); the former ones stay in the history.</summary>
    public sealed record DemandCorrected : TransportationEvent
    {
        /// <summary>The six items as they read now.</summary>
        public required ActivationDemand Demand { get; init; }

        /// <summary>Key of the office of destination that the demand names now; null where it is the one that it was.</summary>
        public string? Office { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>A document joined the papers of the transportation.</summary>
    public sealed record DocumentAttached : TransportationEvent
    {
        /// <summary>What it is, and the hash of its bytes.</summary>
        public required AccompanyingDocument Document { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The authority said which forms of control it uses on the way; not for the customer (REG-017).</summary>
    public sealed record FormsOfControlSet : TransportationEvent
    {
        /// <summary>In words.</summary>
        public required string Forms { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The authority set another distance for code 03 (MON-011).</summary>
    public sealed record DeviationLimitSet : TransportationEvent
    {
        /// <summary>More than this is a deviation.</summary>
        public required int LimitMetres { get; init; }

        /// <summary>Key of the office.</summary>
        public required string Authority { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The goods go on with another vehicle (RMV-014).</summary>
    public sealed record VehicleChanged : TransportationEvent
    {
        /// <summary>Its number.</summary>
        public required string Former { get; init; }

        /// <summary>The one that carries on.</summary>
        public required Vehicle Present { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The carrier arrived in the customs control zone of destination (Order 407, 12).</summary>
    public sealed record ArrivalRecorded : TransportationEvent
    {
        /// <summary>Key of the office.</summary>
        public required string Office { get; init; }

        /// <summary>The zone, in words.</summary>
        public required string Zone { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The office of destination registered the documents (Order 407, 13).</summary>
    public sealed record DocumentsRegistered : TransportationEvent
    {
        /// <summary>Number of the registration.</summary>
        public required string Registration { get; init; }

        /// <summary>Key of the office.</summary>
        public required string Office { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>Officers inspected goods and seals.</summary>
    public sealed record InspectionRecorded : TransportationEvent
    {
        /// <summary>What they found.</summary>
        public required Inspection Inspection { get; init; }

        /// <summary>Key of the office.</summary>
        public required string Office { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The life of the transportation came to its end (ARR-015).</summary>
    public sealed record TransportationCompleted : TransportationEvent
    {
        /// <summary>How.</summary>
        public required Completion Completion { get; init; }

        /// <summary>How many situations there were on the way.</summary>
        public required int Situations { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An authority ended the transportation on the way.</summary>
    public sealed record TransportationTerminated : TransportationEvent
    {
        /// <summary>Key of the office.</summary>
        public required string Authority { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The goods count as high risk for the office of destination (EMG-020).</summary>
    public sealed record HighRiskMarked : TransportationEvent
    {
        /// <summary>The situation it follows from; null: signs found at control.</summary>
        public NonRoutineKind? Kind { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A person lifted the mark of high risk.</summary>
    public sealed record HighRiskLifted : TransportationEvent
    {
        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }
}
