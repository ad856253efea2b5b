using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>Removal, re-application and replacement on the way (Agreement, 10), and another vehicle.</summary>
internal static class EnRouteDecisions
{
    private const string ReplacementReason = "seal replaced on the way";

    public static Refusal? Decide(in CommandDecisions asked, Command.RemoveEnRoute command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        if (Named(slot.State!, command.Seal, out var tracked) is { } wrong) return wrong;
        if (slot.State!.Papers.ArrivalOffice is not null) return Refusal.RemovalAfterArrival;
        if (tracked.Stage == SealStage.RemovedEnRoute) return Refusal.AlreadyRemoved;
        if (!asked.Rules.RemovalReasons.Contains(command.Reason)) return Refusal.UnknownReason;
        if (Check(asked, command.Record) is { } unrecorded) return unrecorded;
        var (seal, limit) = (asked.State.SlotOf(tracked.Number), asked.Now + asked.Rules.RemovalTimeMax);
        asked.Apply(slot, new TransportationEvent.SealRemoved
        {
            Seal = tracked.Number,
            At = asked.Now,
            Reason = command.Reason,
            ReapplyBy = limit,
            Record = command.Record,
            By = asked.By,
        });
        asked.Changes.Apply(seal, new SealEvent.RemovalBegan { At = asked.Now, ReapplyBy = limit });
        asked.Owe(slot, new Owing(ObligationKind.ReapplySeal, asked.Now) { DueAt = limit, Seal = tracked.Number });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Reapply command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        if (Named(slot.State!, command.Seal, out var tracked) is { } wrong) return wrong;
        if (tracked.Stage != SealStage.RemovedEnRoute) return Refusal.NotRemoved;
        var seal = asked.State.SlotOf(tracked.Number);
        var period = TimeDecisions.PeriodOf(tracked, seal.State!, asked.Rules);
        if (ActivationDecisions.CheckClosed(asked, seal.State!, period) is { } notClosed) return notClosed;
        EndRemoval(asked, slot, seal);
        asked.Apply(slot, new TransportationEvent.SealReapplied { Seal = tracked.Number, At = asked.Now, By = asked.By });
        asked.Changes.Apply(seal, new SealEvent.RemovalEnded { At = asked.Now });
        return null;
    }

    /// <summary>The new seal is affixed, checked and active before the former one ceases to watch: no instant is without one.</summary>
    public static Refusal? Decide(in CommandDecisions asked, Command.Replace command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        var (state, affixing) = (slot.State!, command.Affixing);
        if (state.Find(command.Former) is not { IsTracking: true } former) return Refusal.SealNotActive;
        if (affixing.Seal == command.Former) return Refusal.SameSeal;
        if (!asked.Rules.ReplacementReasons.Contains(command.Reason)) return Refusal.UnknownReason;
        var isPermitted = state.Papers.Order is null || state.Papers.PermittedBy(PermissionKind.Replacement) is not null;
        if (!isPermitted) return Refusal.PermissionMissing;
        if (affixing.Compartment != former.Compartment) return Refusal.CompartmentUnknown;
        if (AffixingDecisions.Check(asked, state, affixing with { InsteadOf = command.Former }) is { } wrong) return wrong;
        AffixingDecisions.Put(asked, slot, affixing with { InsteadOf = null });
        var activation = new Command.Activate
        {
            Transportation = slot.Number,
            Seal = affixing.Seal,
            MovingPeriod = former.MovingPeriod,
            StandingPeriod = former.StandingPeriod,
        };
        if (ActivationDecisions.CheckButRegister(asked, slot, activation) is { } notActive) return notActive;
        ActivationDecisions.Begin(asked, slot, activation);
        Unbind(asked, slot, command);
        DemandDecisions.Swap(asked, slot, (command.Former, affixing.Seal), ReplacementReason);
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.ChangeVehicle command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        if (!ApplicationCheck.IsInForm(command.Present) || !Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        var former = slot.State!.Papers.Application?.Vehicles.FirstOrDefault(known => PlateNumber.AreSame(known.Number, command.Former));
        if (former is null || PlateNumber.AreSame(command.Present.Number, command.Former)) return Refusal.SameVehicle;
        if (DemandDecisions.Carries(slot.State, command.Present.Number)) return Refusal.VehicleNamedAlready;
        asked.Apply(slot, new TransportationEvent.VehicleChanged
        {
            Former = former.Number,
            Present = command.Present,
            Reason = command.Reason,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    /// <summary>An opening that is recorded beforehand stands under a command of our own; one recorded afterwards does not, and a closing
    /// ends what was commanded.</summary>
    public static Refusal? Decide(in CommandDecisions asked, Command.RecordSpecialDevice command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        if (Named(slot.State!, command.Seal, out _) is { } wrong) return wrong;
        var use = command.Use;
        if (!Forms.IsText(use.Device, Application.TextMax) || !Forms.IsText(use.Officer, Application.TextMax))
            return Refusal.TextOutOfForm;
        if (use.UsedAt > asked.Now) return Refusal.InstantAhead;
        asked.Apply(slot, new TransportationEvent.SpecialDeviceRecorded
        {
            Seal = command.Seal,
            Use = use,
            At = asked.Now,
            By = asked.By,
        });
        if (use.UsedAt is not null) return null;
        if (use.Opens) asked.CommandOpening(command.Seal);
        else asked.CommandClosing(command.Seal);
        return null;
    }

    /// <summary>The seal that is meant: the named one, or the only one that tracks.</summary>
    public static Refusal? Named(Transportation state, SealNumber? named, out TrackedSeal tracked)
    {
        tracked = null!;
        if (named is { } number)
        {
            if (state.Find(number) is not { IsTracking: true } known) return Refusal.SealNotActive;
            tracked = known;
            return null;
        }

        foreach (var seal in state.Seals)
        {
            if (!seal.IsTracking) continue;
            if (tracked is not null) return Refusal.SealNotNamed;
            tracked = seal;
        }

        return tracked is null ? Refusal.SealNotActive : null;
    }

    private static void Unbind(in CommandDecisions asked, TransportationSlot slot, Command.Replace command)
    {
        var seal = asked.State.SlotOf(command.Former);
        if (seal.State!.IsRemoved) EndRemoval(asked, slot, seal);
        new Judging(asked.Changes, asked.Rules, seal, slot).EndAll(Moment.Of(asked.Now), _ => true);
        asked.Apply(slot, new TransportationEvent.SealReplaced
        {
            Former = command.Former,
            Present = command.Affixing.Seal,
            Reason = command.Reason,
            At = asked.Now,
            By = asked.By,
        });
        asked.Changes.Apply(seal, new SealEvent.SealUnbound { Transportation = slot.Number, At = asked.Now });
    }

    private static void EndRemoval(in CommandDecisions asked, TransportationSlot slot, SealSlot seal)
    {
        RemovalJudge.End(new Judging(asked.Changes, asked.Rules, seal, slot), seal.State!.Facts.Removals[^1], Moment.Of(asked.Now));
        asked.Fulfil(slot, new Owing(ObligationKind.ReapplySeal, asked.Now) { Seal = seal.Number });
    }

    private static Refusal? Check(in CommandDecisions asked, RemovalRecord record)
    {
        if (!Forms.IsText(record.Place) || !Forms.IsTextOrNone(record.Act, Application.TextMax)) return Refusal.TextOutOfForm;
        if (record.OfficeCode is { } code && !AuthorityDecisions.IsOfficeCode(asked, code)) return Refusal.UnknownOffice;
        return record.Representative is { } person ? Forms.Check(person) : null;
    }
}
