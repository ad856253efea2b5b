using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>The officer's demands: six items to activate (Order 407, 8), three to deactivate (Order 407, 13).</summary>
internal static class DemandDecisions
{
    private const int TransitDaysMax = 366;

    public static Refusal? Decide(in CommandDecisions asked, Command.DemandActivation command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.Order is null) return Refusal.PermissionNotNeeded;
        if (state.Phase == TransportationPhase.Draft) return Refusal.NotConfirmed;
        if (state.WasActivated) return Refusal.StepIsPast;
        if (Check(asked, state, command.Demand, out var office) is { } wrong) return wrong;
        asked.Apply(slot, new TransportationEvent.ActivationDemanded
        {
            Demand = command.Demand,
            Office = office,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.CorrectDemand command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.Demand is not { } former) return Refusal.NotDemanded;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        if (Check(asked, state, command.Demand, out var office) is { } wrong) return wrong;
        if (state.Papers.ArrivalOffice is not null && office != state.Papers.Application?.DestinationOffice) return Refusal.AlreadyArrived;
        foreach (var seal in state.Seals)
        {
            var isOn = seal.IsTracking || seal.Stage == SealStage.Affixed;
            if (isOn && !command.Demand.Seals.Contains(seal.Number)) return Refusal.DemandLacksSeal;
        }

        asked.Apply(slot, new TransportationEvent.DemandCorrected
        {
            Demand = command.Demand,
            Office = office,
            Reason = command.Reason,
            At = asked.Now,
            By = asked.By,
        });
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
    /// <param name="asked">What is decided on.</param>
    /// <param name="slot">The transportation.</param>
    /// <param name="seals">Which seal takes whose place.</param>
    /// <param name="reason">Why, in words.</param>
    public static void Swap(
        in CommandDecisions asked, TransportationSlot slot, (SealNumber Former, SealNumber Next) seals, string reason)
    {
        if (slot.State!.Papers.Demand is not { } demand || !demand.Seals.Contains(seals.Former)) return;
        var others = demand.Seals.Remove(seals.Former).Remove(seals.Next);
        asked.Apply(slot, new TransportationEvent.DemandCorrected
        {
            Demand = demand with { Seals = others.Insert(Math.Min(demand.Seals.IndexOf(seals.Former), others.Length), seals.Next) },
            Reason = reason,
            At = asked.Now,
            By = asked.By,
        });
    }

    /// <summary>Number of the declaration, or of the paper used as one; null where there is none.</summary>
    public static string? DeclarationOf(Transportation state) =>
        state.Papers.Demand?.Declaration ?? state.Papers.Application?.Declaration?.Number;

    /// <summary>Whether a vehicle of that plate, however it is written, carries the goods.</summary>
    public static bool Carries(Transportation state, string vehicle) =>
        state.Papers.Application?.Vehicles.Any(known => PlateNumber.AreSame(known.Number, vehicle)) == true;

    /// <summary>Whether the end of the transit period can be demanded: it lies ahead and not beyond a year, or is what was demanded
    /// of a transportation that is on its way.</summary>
    private static bool IsPeriod(in CommandDecisions asked, Transportation state, DateTimeOffset until) =>
        (state.WasActivated && state.Papers.Demand?.TransitUntil == until)
        || (until > asked.Now && until <= asked.Now.AddDays(TransitDaysMax));

    private static Refusal? Check(in CommandDecisions asked, Transportation state, ActivationDemand demand, out string? office)
    {
        office = null;
        if (demand.Seals.IsDefaultOrEmpty) return Refusal.DemandWithoutSeal;
        if (demand.Seals.Length > Application.SealsMax) return Refusal.ListTooLong;
        foreach (var seal in demand.Seals)
            if (asked.Registered(seal) is { } unknown) return unknown;
        if (!Forms.IsText(demand.Declaration, Application.TextMax)) return Refusal.DemandWithoutDeclaration;
        if (!Forms.IsText(demand.Vehicle, Application.TextMax)) return Refusal.DemandWithoutVehicle;
        if (!Forms.IsText(demand.OfficeCode, Application.TextMax) || !Forms.IsText(demand.OfficeName, Application.LongTextMax))
            return Refusal.DemandWithoutOffice;
        office = AuthorityDecisions.OfficeOf(asked, demand.OfficeCode, state.Papers.Application?.DestinationOffice);
        if (office is null) return Refusal.UnknownOffice;
        if (!IsPeriod(asked, state, demand.TransitUntil)) return Refusal.DemandWithoutTransitPeriod;
        if (!Forms.IsText(demand.Route)) return Refusal.DemandWithoutRoute;
        if (state.Papers.Application?.Declaration is { } declaration && declaration.Number != demand.Declaration)
            return Refusal.DemandDeclarationDiffers;
        return Carries(state, demand.Vehicle) ? null : Refusal.DemandVehicleDiffers;
    }
}
