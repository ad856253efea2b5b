using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Devices;

namespace NavSeal.Tracking.Life;

/// <summary>Putting seals on.</summary>
internal static class AffixingDecisions
{
    private const string SwapReason = "seal swapped after a failed check";

    public static Refusal? Decide(in CommandDecisions asked, Command.Affix command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var (state, affixing) = (slot.State!, command.Affixing);
        if (state.Phase == TransportationPhase.Draft) return Refusal.NotConfirmed;
        if (state.Phase == TransportationPhase.TrackingEnded) return Refusal.StepIsPast;
        if (CheckFormer(state, affixing) is { } former) return former;
        if (Check(asked, state, affixing) is { } wrong) return wrong;
        if (state.IsEscort && CheckDemand(state, affixing) is { } undemanded) return undemanded;
        if (affixing.InsteadOf is { } rejected)
        {
            asked.Apply(slot, new TransportationEvent.SealRejected
            {
                Seal = rejected,
                Next = affixing.Seal,
                At = asked.Now,
                By = asked.By,
            });
            DemandDecisions.Swap(asked, slot, (rejected, affixing.Seal), SwapReason);
            CommandingDecisions.EraseRegister(asked, slot, rejected);
        }

        Put(asked, slot, affixing);
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.RecordOperatorAnswer command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (slot.State!.Find(command.Seal) is not { Stage: SealStage.Affixed }) return Refusal.SealNotAffixed;
        asked.Apply(slot, new TransportationEvent.OperatorAnswered
        {
            Seal = command.Seal,
            Operator = asked.State.Find(command.Seal)!.State!.Registration!.Operator,
            IsPositive = command.IsPositive,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    /// <summary>Records that a seal is on, and has its register written where it keeps one.</summary>
    public static void Put(in CommandDecisions asked, TransportationSlot slot, Affixing affixing)
    {
        asked.Apply(slot, new TransportationEvent.SealAffixed { Affixing = affixing, At = asked.Now, By = asked.By });
        CommandingDecisions.WriteRegister(asked, slot, affixing.Seal);
    }

    /// <summary>Whether a seal may be put there, whoever demands it.</summary>
    public static Refusal? Check(in CommandDecisions asked, Transportation state, Affixing affixing)
    {
        if (CheckSeal(asked, state, affixing.Seal) is { } unusable) return unusable;
        if (CheckPlace(state, affixing) is { } misplaced) return misplaced;
        if (Forms.Check(affixing.Representative) is { } nobody) return nobody;
        if (!Forms.IsText(affixing.Place)) return Refusal.TextOutOfForm;
        if (!Enum.IsDefined(affixing.PlaceKind)) return Refusal.TextOutOfForm;
        var isAbroad = affixing.PlaceKind == PlaceKind.OutsideUnion;
        return isAbroad == (affixing.Representative.Role == RepresentativeRole.AgentAbroad) ? null : Refusal.WrongRepresentative;
    }

    /// <summary>A seal that failed its check gives way to another on the same compartment.</summary>
    private static Refusal? CheckFormer(Transportation state, Affixing affixing)
    {
        if (affixing.InsteadOf is not { } number) return null;
        if (state.Find(number) is not { Stage: SealStage.Affixed } former) return Refusal.SealNotAffixed;
        if (number == affixing.Seal) return Refusal.SameSeal;
        return former.Compartment == affixing.Compartment ? null : Refusal.OtherCompartment;
    }

    private static Refusal? CheckSeal(in CommandDecisions asked, Transportation state, SealNumber number)
    {
        if (asked.Registered(number) is { } refusal) return refusal;
        var isHere = state.Find(number) is { IsDone: false };
        return asked.State.Find(number)!.State!.Tracks is not null || isHere ? Refusal.SealInUse : CheckFitness(asked, state, number);
    }

    /// <summary>Whether the seal itself may serve, which is looked at when it is affixed and once more when it is activated: what was fit
    /// may have been found faulty in between, and a mark may have ended.</summary>
    public static Refusal? CheckFitness(in CommandDecisions asked, Transportation state, SealNumber number)
    {
        if (asked.Registered(number) is { } refusal) return refusal;
        var slot = asked.State.Find(number)!;
        if (slot.State!.Stock is SealStock.Faulty or SealStock.Lost or SealStock.Retired) return Refusal.SealNotUsable;
        if (slot.Parts > state.Seals.Count(part => part.Number == number && !part.IsDone)) return Refusal.SealOfAnother;
        var entry = slot.State.Registration!;
        if (!asked.State.Registries.States.Contains(entry.Operator)) return Refusal.OperatorUnknown;
        var model = asked.State.Registries.Find(RegistryKind.SealModel, entry.Model, asked.Day);
        return !state.IsUnion || SealConformities.IsAccepted(SealConformities.Of(model, asked.Day))
            ? null
            : Refusal.SealNotConforming;
    }

    private static Refusal? CheckPlace(Transportation state, Affixing affixing)
    {
        var application = state.Papers.Application;
        var compartments = Math.Max(application?.SealsPlanned ?? 1, 1);
        if (affixing.Compartment < 1 || affixing.Compartment > compartments) return Refusal.CompartmentUnknown;
        foreach (var seal in state.Seals)
        {
            var isThere = seal.Stage is SealStage.Affixed or SealStage.Active or SealStage.RemovedEnRoute or SealStage.Deactivated;
            if (isThere && seal.Compartment == affixing.Compartment && seal.Number != affixing.InsteadOf) return Refusal.CompartmentTaken;
        }

        return null;
    }

    /// <summary>Under electronic customs escort: by the officer's demand, in the zone of departure (Order 407, 8).</summary>
    private static Refusal? CheckDemand(Transportation state, Affixing affixing)
    {
        if (state.Papers.Demand is not { } demand) return Refusal.NotDemanded;
        var isDemanded = demand.Seals.Contains(affixing.Seal)
            || (affixing.InsteadOf is { } former && demand.Seals.Contains(former));
        if (!isDemanded) return Refusal.SealNotDemanded;
        return IsInZone(state, affixing.PlaceKind, affixing.Place) ? null : Refusal.WrongPlace;
    }

    private static bool IsInZone(Transportation state, PlaceKind? kind, string? place) => kind == PlaceKind.CustomsControlZone
        && (state.Papers.Application?.DepartureOffice is not { } departure || place == departure);

    /// <summary>Under electronic customs escort: whether a seal that is on is one of the demand and was put on in the zone, also where the
    /// escort was ordered or the demand corrected afterwards.</summary>
    public static Refusal? CheckAffixed(Transportation state, TrackedSeal seal)
    {
        if (!state.IsEscort) return null;
        if (state.Papers.Demand is not { } demand) return Refusal.NotDemanded;
        if (!demand.Seals.Contains(seal.Number)) return Refusal.SealNotDemanded;
        return IsInZone(state, seal.PlaceKind, seal.Place) ? null : Refusal.AffixedOutsideZone;
    }
}
