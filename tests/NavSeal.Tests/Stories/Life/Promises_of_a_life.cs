using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>What no way of acts may lead to: the states that the law does not know.</summary>
internal static class Promises_of_a_life
{
    private static readonly NonRoutineKind[] HighRisk =
    [
        NonRoutineKind.SealingElementBroken, NonRoutineKind.CaseBroken, NonRoutineKind.RouteDeviation, NonRoutineKind.UnauthorisedAction,
        NonRoutineKind.KzSilence, NonRoutineKind.KzRemoval, NonRoutineKind.KzDeviation,
    ];

    /// <summary>All promises, of every transportation that is known.</summary>
    /// <param name="state">What is reached.</param>
    /// <param name="way">How, for the message.</param>
    public static void Hold(TrackingState state, string way)
    {
        foreach (var fault in Faults(state)) Assert.Fail($"{way}: {fault}");
    }

    /// <summary>What breaks a promise, of every transportation that is known.</summary>
    public static IEnumerable<string> Faults(TrackingState state) =>
        state.Transportations.SelectMany(held => FaultsOf(state, held.Key, held.Value));

    /// <summary>What came to its end stays there, and no seal is activated unpermitted.</summary>
    public static void HoldEnds(TrackingState before, TrackingState after, string way)
    {
        foreach (var (number, _) in before.Transportations) Assert.True(after.TryGet(number, out _), way);
        foreach (var (number, present) in after.Transportations)
        {
            before.TryGet(number, out var former);
            foreach (var fault in FaultsOfStep(former, present)) Assert.Fail($"{way}: {fault}");
        }
    }

    /// <summary>What breaks a promise about a step. A permission is asked for at each activation; one that was used may be taken back
    /// while another seal waits for its own.</summary>
    /// <param name="former">Before the step; null where it was not known.</param>
    /// <param name="present">After it.</param>
    public static IEnumerable<string> FaultsOfStep(Transportation? former, Transportation present)
    {
        if (former is { IsOver: true } && former.Phase != present.Phase) yield return $"from {former.Phase} to {present.Phase}";
        var isPermitted = present.Papers.Order is null || present.Papers.PermittedBy(PermissionKind.Activation) is not null;
        if (Activations(present) > Activations(former) && !isPermitted) yield return "activated without the authority's permission";
    }

    /// <summary>Until its register is erased; of what never was active, until the transportation is over.</summary>
    private static bool IsInUse(Transportation one, SealNumber seal) =>
        one.Find(seal) is { IsDone: false } part && (!one.IsOver || part.ActivatedAt is not null);

    private static int Activations(Transportation? one) => one?.Seals.Count(seal => seal.ActivatedAt is not null) ?? 0;

    private static IEnumerable<string> FaultsOf(TrackingState state, TransportationNumber number, Transportation one)
    {
        var (papers, isEscort) = (one.Papers, (one.Regimes & TrackingRegimes.KzElectronicCustomsEscort) != 0);
        var active = one.Seals.Where(seal => seal.ActivatedAt is not null).ToList();
        if (one.WasActivated != active.Count > 0) yield return "phase and seals do not agree";
        if (active.Count > 0 && papers.Contract is null) yield return "tracked without a contract";
        if (active.Count > 0 && isEscort && papers.Demand is null) yield return "under escort without the officer's demand";
        if (active.Any(seal => seal.RegisterSha256 is null)) yield return "an active seal without its register";
        if (one.IsTracked != one.Seals.Any(seal => seal.IsTracking)) yield return "under tracking without a seal, or a seal without it";
        foreach (var seal in one.Seals.Where(seal => one.Find(seal.Number) == seal))
        {
            state.TryGet(seal.Number, out var device);
            var tracks = one.Seals.Any(part => part.Number == seal.Number && part.IsTracking);
            if (tracks != (device!.Tracks == number)) yield return $"{seal.Number} and its device do not agree";
            var serves = IsInUse(one, seal.Number);
            if (serves && state.Transportations.Any(other => other.Key != number && IsInUse(other.Value, seal.Number)))
                yield return $"{seal.Number} in two transportations at once";
            if (isEscort && seal.Stage == SealStage.Deactivated && !seal.IsDemanded && one.Phase != TransportationPhase.Terminated)
                yield return $"{seal.Number} deactivated without demand";
        }

        var there = one.Seals.Where(seal => seal.Stage is SealStage.Affixed or SealStage.Active or SealStage.RemovedEnRoute);
        if (there.GroupBy(seal => seal.Compartment).Any(same => same.Count() > 1)) yield return "two seals on one compartment";
        if (one.Situations.Any(situation => situation.IsOpen && one.Find(situation.Seal) is not { IsTracking: true }))
            yield return "a situation lasts on a seal that does not watch";
        foreach (var fault in FaultsOfEnd(one, isEscort)) yield return fault;
    }

    private static IEnumerable<string> FaultsOfEnd(Transportation one, bool isEscort)
    {
        if (one.Phase == TransportationPhase.Cancelled && one.Seals.Any(seal => seal.ActivatedAt is not null))
            yield return "cancelled after an activation";
        if (one.IsOver && one.Obligations.Any(owed => owed.Kind is not (ObligationKind.NotifyOffices or ObligationKind.AnswerOnSituation)))
            yield return "over, and a clock runs";
        if (one.Phase != TransportationPhase.Completed) yield break;
        if (one.Papers.ArrivalOffice is null) yield return "completed without an arrival";
        if (one.Seals.Any(seal => seal.Stage < SealStage.TakenOff)) yield return "completed with a seal on the object";
        if (one.Seals.Any(seal => !seal.IsDone) && one.Papers.LastHold == 0) yield return "completed with a register not erased";
        if (isEscort && (one.Papers.Registration is null || one.Papers.Inspection is null))
            yield return "completed under escort with a step of Order 407, 13 missing";
        if (one.Papers.Completion != Completion.Clean) yield break;
        if (one.Papers.Inspection is not (null or { SealsIntact: true, TracesOfAccess: false, SignsOfMismatch: false }))
            yield return "clean although an inspection found something";
        var wasReported = one.Situations.Any(situation => HighRisk.Contains(situation.Kind) && !situation.IsWithdrawn);
        if (wasReported || one.Papers.ForgottenKinds.Any(HighRisk.Contains)) yield return "clean although something was reported";
        if (isEscort && one.Seals.All(seal => !seal.IsVerified)) yield return "clean although no officer saw a signal";
    }
}
