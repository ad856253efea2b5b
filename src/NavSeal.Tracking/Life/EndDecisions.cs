using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Devices;

namespace NavSeal.Tracking.Life;

/// <summary>Deactivation, the way of the seal back, and how a transportation comes to its end.</summary>
internal static class EndDecisions
{
    public static Refusal? Decide(in CommandDecisions asked, Command.Deactivate command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (EnRouteDecisions.Named(state, command.Seal, out var tracked) is { } wrong) return wrong;
        if (state.IsEscort)
        {
            if (!tracked.IsDemanded) return Refusal.NotDemanded;
        }
        else if (state.Papers.Order is not null && state.Papers.PermittedBy(PermissionKind.Deactivation) is null)
        {
            return Refusal.PermissionMissing;
        }

        End(asked, slot, tracked.Number);
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.TakeOff command)
    {
        if (Part(asked, command.Transportation, command.Seal, out var slot) is { } refusal) return refusal;
        var (state, seal) = (slot.State!, slot.State!.Find(command.Seal)!);
        if (seal.IsTracking) return Refusal.SealStillActive;
        if (seal.Stage is not (SealStage.Affixed or SealStage.Deactivated)) return Refusal.StepIsPast;
        if (!Enum.IsDefined(command.PlaceKind) || !Forms.IsText(command.Place)) return Refusal.TextOutOfForm;
        if (state.IsEscort && !IsInZone(state, command)) return Refusal.WrongPlace;
        asked.Apply(slot, new TransportationEvent.SealTakenOff
        {
            Seal = command.Seal,
            PlaceKind = command.PlaceKind,
            Place = command.Place,
            At = asked.Now,
            By = asked.By,
        });
        if (seal.ActivatedAt is null) CommandingDecisions.EraseRegister(asked, slot, command.Seal);
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.HandOver command)
    {
        if (Part(asked, command.Transportation, command.Seal, out var slot) is { } refusal) return refusal;
        var seal = slot.State!.Find(command.Seal)!;
        if (seal.Stage < SealStage.TakenOff) return Refusal.SealNotTakenOff;
        if (seal.Stage != SealStage.TakenOff) return Refusal.StepIsPast;
        if (Forms.Check(command.Representative) is { } nobody) return nobody;
        asked.Apply(slot, new TransportationEvent.SealHandedOver
        {
            Seal = command.Seal,
            Representative = command.Representative,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Erase command)
    {
        if (Part(asked, command.Transportation, command.Seal, out var slot) is { } refusal) return refusal;
        var (state, seal) = (slot.State!, slot.State!.Find(command.Seal)!);
        if (seal.Stage < SealStage.TakenOff) return Refusal.SealNotTakenOff;
        if (seal.IsDone) return Refusal.StepIsPast;
        if (state.IsEscort && seal.Stage != SealStage.HandedOver) return Refusal.SealNotHandedOver;
        if (!state.Papers.Holds.IsEmpty) return Refusal.DossierHeld;
        asked.Apply(slot, new TransportationEvent.SealErased
        {
            Seal = command.Seal,
            Place = seal.RegisterPlace ?? RegisterPlace.System,
            Sha256 = seal.RegisterSha256 ?? "",
            At = asked.Now,
            By = asked.By,
        });
        CommandingDecisions.EraseRegister(asked, slot, command.Seal);
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Complete command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.IsTracked) return Refusal.SealStillActive;
        if (state.Phase != TransportationPhase.TrackingEnded) return Refusal.NotUnderTracking;
        if (state.Papers.ArrivalOffice is null) return Refusal.NotArrived;
        if (CheckSeals(state) is { } notBack) return notBack;
        if (state.IsEscort && command.IsByOperator) return Refusal.OfficerCompletes;
        if (CheckCompletion(asked, state, command.Completion) is { } wrong) return wrong;
        asked.Fulfil(slot, new Owing(ObligationKind.CompleteTransit, asked.Now));
        ObligationBook.DropAll(asked.Changes, slot, asked.Now);
        asked.Apply(slot, new TransportationEvent.TransportationCompleted
        {
            Completion = command.Completion,
            Situations = state.LastSituation,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Terminate command)
    {
        if (asked.Begun(command.Transportation, out var slot) is { } refusal) return refusal;
        if (!AuthorityDecisions.IsAuthority(asked, command.Authority)) return Refusal.UnknownOffice;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        foreach (var tracked in slot.State!.Seals)
            if (tracked.IsTracking) End(asked, slot, tracked.Number);
        ObligationBook.DropAll(asked.Changes, slot, asked.Now);
        asked.Apply(slot, new TransportationEvent.TransportationTerminated
        {
            Authority = command.Authority,
            Reason = command.Reason,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    /// <summary>Whether the goods came clean (Order 407, 13): what was reported counts, closed or not, unless it was withdrawn.</summary>
    public static bool WasReported(in CommandDecisions asked, Transportation state)
    {
        foreach (var kind in state.Papers.ForgottenKinds)
            if (asked.Rules.HighRiskKinds.Contains(kind)) return true;
        foreach (var situation in state.Situations)
            if (!situation.IsWithdrawn && asked.Rules.HighRiskKinds.Contains(situation.Kind)) return true;
        return false;
    }

    private static Refusal? CheckCompletion(in CommandDecisions asked, Transportation state, Completion completion)
    {
        var inspection = state.Papers.Inspection;
        switch (completion)
        {
            case Completion.Clean:
                if (state.IsEscort && inspection is null) return Refusal.InspectionMissing;
                if (WasReported(asked, state)) return Refusal.SituationReported;
                if (state.IsEscort && !IsVerified(state)) return Refusal.SignalNotVerified;
                if (inspection is { SealsIntact: false }) return Refusal.SealsNotIntact;
                return inspection is { TracesOfAccess: true } or { SignsOfMismatch: true } ? Refusal.TracesOfAccess : null;
            case Completion.AfterInspection:
                return inspection is null ? Refusal.InspectionMissing : null;
            default:
                return Refusal.TextOutOfForm;
        }
    }

    /// <summary>Every seal is off the object, and its register erased unless it is held as evidence.</summary>
    private static Refusal? CheckSeals(Transportation state)
    {
        foreach (var seal in state.Seals)
        {
            if (seal.Stage == SealStage.Affixed) return Refusal.SealNotTakenOff;
            var isEvidence = seal.Stage >= SealStage.TakenOff && !state.Papers.Holds.IsEmpty;
            if (!seal.IsDone && !isEvidence) return Refusal.SealNotErased;
        }

        return null;
    }

    /// <summary>Whether the officer saw a signal from every compartment that was sealed (Order 407, 10).</summary>
    private static bool IsVerified(Transportation state) => state.Seals.All(seal => seal.ActivatedAt is null
        || state.Seals.Any(other => other.IsVerified && other.Compartment == seal.Compartment));

    /// <summary>Where it arrived, the zone of that office; what never arrived is unsealed where it stands.</summary>
    private static bool IsInZone(Transportation state, Command.TakeOff command) => state.Papers.ArrivalOffice is not { } office
        || (command.PlaceKind == PlaceKind.CustomsControlZone && command.Place == office);

    private static void End(in CommandDecisions asked, TransportationSlot slot, SealNumber number)
    {
        var (state, seal) = (slot.State!, asked.State.SlotOf(number));
        new Judging(asked.Changes, asked.Rules, seal, slot).EndAll(Moment.Of(asked.Now), _ => true);
        asked.Apply(slot, new TransportationEvent.SealDeactivated
        {
            Seal = number,
            At = asked.Now,
            Position = seal.State!.Place,
            Place = state.Papers.ArrivalOffice,
            PermittedBy = state.IsEscort ? state.Papers.ArrivalOffice : state.Papers.PermittedBy(PermissionKind.Deactivation),
            By = asked.By,
        });
        asked.Changes.Apply(seal, new SealEvent.SealUnbound { Transportation = slot.Number, At = asked.Now });
        asked.Fulfil(slot, new Owing(ObligationKind.DeactivateSeal, asked.Now) { Seal = number });
        ObligationBook.Drop(asked.Changes, slot, new Owing(ObligationKind.ReapplySeal, asked.Now) { Seal = number });
    }

    /// <summary>A seal that has a part in the transportation. That may be over: the seal still has to come back.</summary>
    private static Refusal? Part(
        in CommandDecisions asked, TransportationNumber number, SealNumber seal, out TransportationSlot slot)
    {
        slot = asked.State.Find(number)!;
        if (slot?.State is not { } state) return Refusal.UnknownTransportation;
        if (state.Papers.IsErased) return Refusal.DossierErased;
        var isClosed = state.Phase is TransportationPhase.Completed or TransportationPhase.Cancelled;
        if (state.Find(seal) is not { } part) return isClosed ? Refusal.TransportationOver : Refusal.SealNotActive;
        return isClosed && part.IsDone ? Refusal.TransportationOver : null;
    }
}
