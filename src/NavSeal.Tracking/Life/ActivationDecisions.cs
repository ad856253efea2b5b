using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>Activation: what has to be in order before tracking begins, and the officer's look afterwards.</summary>
internal static class ActivationDecisions
{
    private static readonly TimeSpan PeriodMin = TimeSpan.FromSeconds(10), PeriodMax = TimeSpan.FromDays(1);

    public static Refusal? Decide(in CommandDecisions asked, Command.Activate command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (Check(asked, slot, command) is { } wrong) return wrong;
        var state = slot.State!;
        if (AffixingDecisions.CheckAffixed(state, state.Find(command.Seal)!) is { } misplaced) return misplaced;
        var isOverdue = !state.WasActivated && state.Papers.Demand is { } demand && demand.TransitUntil <= asked.Now;
        if (isOverdue) return Refusal.DemandWithoutTransitPeriod;
        Begin(asked, slot, command);
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.VerifySignal command)
    {
        if (asked.Tracked(command.Transportation, out var slot) is { } refusal) return refusal;
        if (slot.State!.Find(command.Seal) is not { Stage: SealStage.Active } tracked) return Refusal.SealNotActive;
        if (tracked.IsVerified) return Refusal.AlreadyVerified;
        var seal = asked.State.Find(command.Seal)!.State!;
        if (CheckClosed(asked, seal, TimeDecisions.PeriodOf(tracked, seal, asked.Rules)) is { } notClosed) return notClosed;
        if (seal.Place is null) return Refusal.NoPosition;
        asked.Apply(slot, new TransportationEvent.SignalVerified
        {
            Seal = command.Seal,
            Position = seal.Place,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    /// <summary>Why a seal that is affixed cannot be activated; null where it can.</summary>
    public static Refusal? Check(in CommandDecisions asked, TransportationSlot slot, Command.Activate command) =>
        CheckButRegister(asked, slot, command) ?? CheckRegister(asked, slot, command, asked.State.Find(command.Seal)!.State!);

    /// <summary>The same for a seal that takes the place of another on the way: what it keeps is written when it is on, and until then the
    /// system keeps it.</summary>
    public static Refusal? CheckButRegister(in CommandDecisions asked, TransportationSlot slot, Command.Activate command)
    {
        var state = slot.State!;
        if (state.Phase == TransportationPhase.Draft) return Refusal.NotConfirmed;
        if (state.Phase == TransportationPhase.TrackingEnded) return Refusal.StepIsPast;
        if (state.Find(command.Seal) is not { Stage: SealStage.Affixed } tracked) return Refusal.SealNotAffixed;
        if (CheckPapers(state) is { } papers) return papers;
        if (state.Papers.Order is not null && state.Papers.PermittedBy(PermissionKind.Activation) is null) return Refusal.PermissionMissing;
        if (AffixingDecisions.CheckFitness(asked, state, command.Seal) is { } unfit) return unfit;
        var seal = asked.State.Find(command.Seal)!.State!;
        if (seal.Registration!.Operator != TrackingOperatorOf(state) && !tracked.IsAgreed) return Refusal.OperatorNotAnswered;
        return CheckDevice(asked, seal, command);
    }

    /// <summary>Begins tracking by a seal that may.</summary>
    public static void Begin(in CommandDecisions asked, TransportationSlot slot, Command.Activate command)
    {
        var (state, seal) = (slot.State!, asked.State.SlotOf(command.Seal));
        var (moving, standing) = PeriodsOf(asked, seal.State!, command);
        var entries = SealRegister.Of(slot.Number, state);
        var register = SealRegister.HashOf(entries);
        var isInSeal = HasMemory(asked, seal.State!) && IsReadBack(register, command, seal.State!);
        asked.Apply(slot, new TransportationEvent.RegisterKept
        {
            Seal = command.Seal,
            Place = isInSeal ? RegisterPlace.Seal : RegisterPlace.System,
            Sha256 = register,
            Entries = entries,
            At = asked.Now,
        });
        var tracked = state.Find(command.Seal)!;
        asked.Apply(slot, new TransportationEvent.SealActivated
        {
            Seal = command.Seal,
            At = asked.Now,
            Regimes = state.Regimes,
            Mode = state.Mode,
            MovingPeriodSeconds = (int)moving.TotalSeconds,
            StandingPeriodSeconds = (int)standing.TotalSeconds,
            Rules = asked.Rules.Version,
            Compartment = tracked.Compartment,
            Operator = seal.State!.Registration!.Operator,
            Position = seal.State.Place,
            Place = tracked.Place,
            PermittedBy = state.Papers.PermittedBy(PermissionKind.Activation),
            By = asked.By,
        });
        asked.Changes.Apply(seal, new SealEvent.SealBound { Transportation = slot.Number, At = asked.Now });
        asked.Fulfil(slot, new Owing(ObligationKind.OrganiseEscort, asked.Now));
        if (!state.WasActivated && state.Papers.Demand is { } demand)
            asked.Owe(slot, new Owing(ObligationKind.Deliver, asked.Now) { DueAt = demand.TransitUntil });
        ReportJudge.JudgeLasting(new Judging(asked.Changes, asked.Rules, seal, slot), Moment.Of(asked.Now));
    }

    /// <summary>A closed report not older than one period: the one in force at the last report, counted from measuredAt, at equality
    /// allowed. Reports with an unknown clock do not count, for they judge nothing.</summary>
    public static Refusal? CheckClosed(in CommandDecisions asked, SealState seal, TimeSpan period)
    {
        if (seal.Element != SealingElementState.Closed) return Refusal.ElementNotClosed;
        return Moment.Of(asked.Now) - seal.Facts.Element.MeasuredAt > period ? Refusal.ReportTooOld : null;
    }

    /// <summary>The operator of the state where tracking begins (Agreement, 9.1).</summary>
    public static string? TrackingOperatorOf(Transportation state) =>
        state.Papers.Application is { States: [var first, ..] } ? first : null;

    private static Refusal? CheckPapers(Transportation state)
    {
        if (state.Papers.Application is not { } application) return Refusal.NotConfirmed;
        var isDeclared = DemandDecisions.DeclarationOf(state) is not null;
        var isMutual = application.Ground == TrackingGround.MutualTrade && state.Papers.Order is null;
        if (!isDeclared && !(isMutual && !application.Documents.IsEmpty)) return Refusal.DeclarationMissing;
        if (state.IsEscort && state.Papers.Demand is null) return Refusal.NotDemanded;
        return state.Papers.Order is null || application.HasAuthorityPapers ? null : Refusal.PapersNotFromAuthority;
    }

    private static Refusal? CheckDevice(in CommandDecisions asked, SealState seal, Command.Activate command)
    {
        var (moving, standing) = PeriodsOf(asked, seal, command);
        if (moving < PeriodMin || moving > PeriodMax || standing < PeriodMin || standing > PeriodMax) return Refusal.PeriodOutOfRange;
        if (seal.Tracks is not null) return Refusal.SealInUse;
        if (CheckClosed(asked, seal, seal.IsMoving(asked.Rules) ? moving : standing) is { } notClosed) return notClosed;
        return seal.BatteryLeft is { } left && left.Value < asked.Rules.ActivationChargeMin.Value ? Refusal.ChargeTooLow : null;
    }

    private static Refusal? CheckRegister(
        in CommandDecisions asked, TransportationSlot slot, Command.Activate command, SealState seal) =>
        !HasMemory(asked, seal) || IsReadBack(SealRegister.HashOf(SealRegister.Of(slot.Number, slot.State!)), command, seal)
            ? null
            : Refusal.RegisterNotReadBack;

    /// <summary>Whether the register is in the seal: as a command that read it showed, or as the officer read it there.</summary>
    private static bool IsReadBack(string register, Command.Activate command, SealState seal) =>
        seal.Facts.Commands.Kept == register || command.RegisterReadBack == register;

    /// <summary>Whether the model of a seal keeps a register of the transportation in its own memory.</summary>
    private static bool HasMemory(in CommandDecisions asked, SealState seal) =>
        asked.State.Registries.Find(RegistryKind.SealModel, seal.Registration!.Model, asked.Day)?.Values.Says("memory") == true;

    /// <summary>What was asked for, else what the model says, else the rule's (MON-008).</summary>
    private static (TimeSpan Moving, TimeSpan Standing) PeriodsOf(in CommandDecisions asked, SealState seal, Command.Activate command)
    {
        var model = asked.State.Registries.Find(RegistryKind.SealModel, seal.Registration!.Model, asked.Day);
        return (command.MovingPeriod ?? OfModel("moving_period_s") ?? asked.Rules.MovingPeriod,
            command.StandingPeriod ?? OfModel("standing_period_s") ?? asked.Rules.StandingPeriod);

        TimeSpan? OfModel(string column) => model?.Values.Whole(column) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
