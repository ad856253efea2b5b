using NavSeal.Model.Transportations;

namespace NavSeal.Model.Commands;

/// <summary>What is asked about the papers of a transportation and by authorities.</summary>
public abstract partial record Command
{
    /// <summary>Apply for tracking, or change what was applied for while it is a draft.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Application">The whole of it.</param>
    public sealed record Draft(TransportationNumber Transportation, Application Application) : Command;

    /// <summary>Take the transportation on: the operator issues its number (ACT-031).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Contract">Key of the contract with the customer (CAB-010).</param>
    public sealed record Confirm(TransportationNumber Transportation, string Contract) : Command;

    /// <summary>Give the transportation up before its first activation (ACT-030).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Cancel(TransportationNumber Transportation, string Reason) : Command;

    /// <summary>Record that an authority decided on a seal.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Order">The decision.</param>
    public sealed record OrderSeal(TransportationNumber Transportation, SealOrder Order) : Command;

    /// <summary>Permit an act in an authority's name (REG-008).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Kind">Which act.</param>
    /// <param name="Authority">Key of the office or other controlling body.</param>
    /// <param name="Signature">The signature under it.</param>
    public sealed record Permit(
        TransportationNumber Transportation, PermissionKind Kind, string Authority, PersonSignature Signature) : Command;

    /// <summary>Take back a permission that was not used yet.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Kind">Which act.</param>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="Signature">The signature under it.</param>
    public sealed record TakeBack(
        TransportationNumber Transportation, PermissionKind Kind, string Reason, PersonSignature Signature) : Command
    {
        /// <summary>Key of the office or other controlling body that takes it back: the one that gave it, or an office above it.</summary>
        public required string Authority { get; init; }
    }

    /// <summary>Demand that seals be applied and activated (Order 407, 8).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Demand">The six items.</param>
    public sealed record DemandActivation(TransportationNumber Transportation, ActivationDemand Demand) : Command;

    /// <summary>Correct an item of the demand after activation (ACT-020).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Demand">The six items as they shall read.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record CorrectDemand(TransportationNumber Transportation, ActivationDemand Demand, string Reason) : Command;

    /// <summary>Add a document to the papers of the transportation.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Document">Which.</param>
    public sealed record AttachDocument(TransportationNumber Transportation, AccompanyingDocument Document) : Command;

    /// <summary>Say which forms of control the authority uses on the way (REG-017).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Forms">In words.</param>
    public sealed record SetFormsOfControl(TransportationNumber Transportation, string Forms) : Command;

    /// <summary>Set another distance for code 03 (MON-011).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Kilometres">1 to 1,000.</param>
    /// <param name="Authority">Key of the office.</param>
    public sealed record SetDeviationLimit(TransportationNumber Transportation, int Kilometres, string Authority) : Command;

    /// <summary>Record that the carrier arrived (Order 407, 12).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Office">Key of the office.</param>
    /// <param name="Zone">Its customs control zone, in words.</param>
    public sealed record RecordArrival(TransportationNumber Transportation, string Office, string Zone) : Command;

    /// <summary>Register the documents at destination (Order 407, 13).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Registration">Number of the registration.</param>
    public sealed record RegisterDocuments(TransportationNumber Transportation, string Registration) : Command;

    /// <summary>Record an act of inspection.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Inspection">What was found.</param>
    /// <param name="Office">Key of the office.</param>
    public sealed record RecordInspection(TransportationNumber Transportation, Inspection Inspection, string Office) : Command;

    /// <summary>Complete the transportation.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Completion">How.</param>
    public sealed record Complete(TransportationNumber Transportation, Completion Completion) : Command
    {
        /// <summary>Whether the operator's people ask; under electronic customs escort the officer completes (Order 407, 13).</summary>
        public bool IsByOperator { get; init; }
    }

    /// <summary>End the transportation on the way by decision of an authority.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Authority">Key of the office.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Terminate(TransportationNumber Transportation, string Authority, string Reason) : Command;

    /// <summary>Lift the mark of high risk (EMG-020).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record LiftHighRisk(TransportationNumber Transportation, string Reason) : Command;

    /// <summary>Record that the offices of departure and destination were told of a situation (EMG-018).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Situation">Number of the situation within it.</param>
    public sealed record NotifyOffices(TransportationNumber Transportation, int Situation) : Command;

    /// <summary>Record the authority's measures on a situation (EMG-014).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Situation">Number of the situation within it.</param>
    /// <param name="Authority">Key of the office or other controlling body.</param>
    /// <param name="Measures">In words.</param>
    public sealed record RecordMeasures(TransportationNumber Transportation, int Situation, string Authority, string Measures) : Command;

    /// <summary>Close a situation with a result (EMG-021).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Situation">Number of the situation within it.</param>
    /// <param name="Result">A code of <c>reference/reasons.csv</c>, kind case_result.</param>
    /// <param name="Text">In words.</param>
    public sealed record CloseSituation(TransportationNumber Transportation, int Situation, string Result, string Text) : Command;

    /// <summary>Withdraw a situation by a signed correction to both offices.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Situation">Number of the situation within it.</param>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="Signature">The signature under it.</param>
    public sealed record WithdrawSituation(
        TransportationNumber Transportation, int Situation, string Reason, PersonSignature Signature) : Command;

    /// <summary>Begin a clock of customs control that an officer starts once the carrier has arrived.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Kind">The release of goods, or the yellow corridor.</param>
    public sealed record BeginControl(TransportationNumber Transportation, ObligationKind Kind) : Command;

    /// <summary>Record that a customs control with a clock has ended.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Kind">The release of goods, or the yellow corridor.</param>
    public sealed record EndControl(TransportationNumber Transportation, ObligationKind Kind) : Command;

    /// <summary>Hold the dossier: an authority needs it beyond its term (RET-005).</summary>
    /// <param name="Transportation">The transportation, at any point of its life.</param>
    /// <param name="Authority">Key of the office or other controlling body.</param>
    /// <param name="Ground">On what ground, in words.</param>
    public sealed record Hold(TransportationNumber Transportation, string Authority, string Ground) : Command;

    /// <summary>Release a hold of the dossier.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Number">Number of the hold within it.</param>
    /// <param name="Authority">Key of whoever releases: the office or other controlling body that holds, or an office above it.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record ReleaseHold(TransportationNumber Transportation, int Number, string Authority, string Reason) : Command;

    /// <summary>Erase the personal data of a dossier whose term has passed (RET-007).</summary>
    /// <param name="Transportation">The transportation; over.</param>
    public sealed record EraseDossier(TransportationNumber Transportation) : Command;
}
