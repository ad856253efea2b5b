using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>The officer's demands: six items to activate (Order 407, 8), three to deactivate (Order 407, 13).</summary>
internal static class DemandDecisions
{
    private const string SwapReason = "seal swapped after a failed check";

    public static Refusal? Decide(in CommandDecisions asked, Command.DemandActivation command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.Order is null) return Refusal.PermissionNotNeeded;
        if (state.Phase == TransportationPhase.Draft) return Refusal.NotConfirmed;
        if (state.WasActivated) return Refusal.StepIsPast;
        if (Check(asked, state, command.Demand) is { } wrong) return wrong;
        asked.Apply(slot, new TransportationEvent.ActivationDemanded { Demand = command.Demand, At = asked.Now, By = asked.By });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.CorrectDemand command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.Demand is not { } former) return Refusal.NotDemanded;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        if (Check(asked, state, command.Demand) is { } wrong) return wrong;
        Correct(asked, slot, command.Demand, command.Reason);
        var isUnderWay = state.WasActivated && state.Papers.ArrivalOffice is null;
        if (!isUnderWay || former.TransitUntil == command.Demand.TransitUntil) return null;
        ObligationBook.Drop(asked.Changes, slot, new Owing(ObligationKind.Deliver, asked.Now));
        asked.Owe(slot, new Owing(ObligationKind.Deliver, asked.Now) { DueAt = command.Demand.TransitUntil });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.DemandDeactivation command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (!state.IsEscort) return Refusal.PermissionNotNeeded;
        if (state.Papers.ArrivalOffice is null) return Refusal.NotArrived;
        if (state.Papers.Registration is null) return Refusal.DocumentsNotRegistered;
        if (state.Papers.Inspection is null) return Refusal.InspectionMissing;
        var demand = command.Demand;
        if (state.Find(demand.Seal) is not { IsTracking: true } seal) return Refusal.DemandSealDiffers;
        if (demand.Declaration != DeclarationOf(state)) return Refusal.DemandDeclarationDiffers;
        if (!Carries(state, demand.Vehicle)) return Refusal.DemandVehicleDiffers;
        if (seal.IsDemanded) return Refusal.AlreadyDemanded;
        asked.Apply(slot, new TransportationEvent.DeactivationDemanded { Demand = demand, At = asked.Now, By = asked.By });
        asked.Owe(slot, new Owing(ObligationKind.DeactivateSeal, asked.Now) { Seal = demand.Seal });
        return null;
    }

    /// <summary>The demand names the seal that takes another one's place.</summary>
    public static void Swap(in CommandDecisions asked, TransportationSlot slot, (SealNumber Former, SealNumber Next) seals)
    {
        if (slot.State!.Papers.Demand is not { } demand || !demand.Seals.Contains(seals.Former)) return;
        Correct(asked, slot, demand with { Seals = demand.Seals.Replace(seals.Former, seals.Next) }, SwapReason);
    }

    /// <summary>Number of the declaration, or of the paper used as one; null where there is none.</summary>
    public static string? DeclarationOf(Transportation state) =>
        state.Papers.Demand?.Declaration ?? state.Papers.Application?.Declaration?.Number;

    /// <summary>Whether a vehicle of that plate, however it is written, carries the goods.</summary>
    public static bool Carries(Transportation state, string vehicle)
    {
        var plate = PlateNumber.Normalise(vehicle);
        return state.Papers.Application?.Vehicles.Any(known => PlateNumber.Normalise(known.Number) == plate) == true;
    }

    private static void Correct(in CommandDecisions asked, TransportationSlot slot, ActivationDemand demand, string reason) =>
        asked.Apply(slot, new TransportationEvent.DemandCorrected { Demand = demand, Reason = reason, At = asked.Now, By = asked.By });

    private static Refusal? Check(in CommandDecisions asked, Transportation state, ActivationDemand demand)
    {
        if (demand.Seals.IsDefaultOrEmpty) return Refusal.DemandWithoutSeal;
        if (demand.Seals.Length > Application.SealsMax) return Refusal.ListTooLong;
        foreach (var seal in demand.Seals)
            if (asked.Registered(seal) is { } unknown) return unknown;
        if (!Forms.IsText(demand.Declaration, Application.TextMax)) return Refusal.DemandWithoutDeclaration;
        if (!Forms.IsText(demand.Vehicle, Application.TextMax)) return Refusal.DemandWithoutVehicle;
        if (!Forms.IsText(demand.OfficeCode, Application.TextMax) || !Forms.IsText(demand.OfficeName, Application.LongTextMax))
            return Refusal.DemandWithoutOffice;
        if (!AuthorityDecisions.IsOfficeCode(asked, demand.OfficeCode)) return Refusal.UnknownOffice;
        if (demand.TransitUntil <= asked.Now && !state.WasActivated) return Refusal.DemandWithoutTransitPeriod;
        if (!Forms.IsText(demand.Route)) return Refusal.DemandWithoutRoute;
        if (state.Papers.Application?.Declaration is { } declaration && declaration.Number != demand.Declaration)
            return Refusal.DemandDeclarationDiffers;
        return Carries(state, demand.Vehicle) ? null : Refusal.DemandVehicleDiffers;
    }
}
