using System.Diagnostics;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Devices;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking;

/// <summary>Decides commands. What is refused may have changed something already: the caller takes it back.</summary>
/// <param name="State">What is known.</param>
/// <param name="Changes">Where decisions go.</param>
/// <param name="Rules">The rules of the day.</param>
/// <param name="Now">The instant of the decision.</param>
internal readonly record struct CommandDecisions(TrackingState State, DraftChanges Changes, TrackingRules Rules, DateTimeOffset Now)
{
    /// <summary>Who asks; stands in what a person does.</summary>
    public string By { get; init; } = "";

    /// <summary>The day of law.</summary>
    public DateOnly Day => Rules.DayOf(Now);

    /// <summary>Does the command; why it cannot be done where it cannot.</summary>
    public Refusal? Decide(Command command) => command switch
    {
        Command.RegisterSeal c => Register(c),
        Command.ChangeSealState c => Change(c),
        Command.EnterRow c => Rows.Do([c.Row], []),
        Command.EndRow c => Rows.Do([], [c.Row]),
        Command.ImportRows c => Rows.Do(c.Entries, c.Ends),
        Command.CommandSeal c => CommandingDecisions.Decide(this, c),
        Command.ConfirmSealCommand c => CommandingDecisions.Decide(this, c),
        Command.CancelSealCommand c => CommandingDecisions.Decide(this, c),
        Command.KeepSealSecret c => CommandingDecisions.Decide(this, c),
        Command.Draft c => PaperDecisions.Decide(this, c),
        Command.Confirm c => PaperDecisions.Decide(this, c),
        Command.Cancel c => PaperDecisions.Decide(this, c),
        Command.OrderSeal c => AuthorityDecisions.Decide(this, c),
        Command.Permit c => AuthorityDecisions.Decide(this, c),
        Command.TakeBack c => AuthorityDecisions.Decide(this, c),
        Command.DemandActivation c => DemandDecisions.Decide(this, c),
        Command.CorrectDemand c => DemandDecisions.Decide(this, c),
        Command.DemandDeactivation c => DemandDecisions.Decide(this, c),
        Command.AttachDocument c => PaperDecisions.Decide(this, c),
        Command.SetFormsOfControl c => AuthorityDecisions.Decide(this, c),
        Command.SetDeviationLimit c => AuthorityDecisions.Decide(this, c),
        Command.Affix c => AffixingDecisions.Decide(this, c),
        Command.RecordOperatorAnswer c => AffixingDecisions.Decide(this, c),
        Command.Activate c => ActivationDecisions.Decide(this, c),
        Command.VerifySignal c => ActivationDecisions.Decide(this, c),
        Command.RemoveEnRoute c => EnRouteDecisions.Decide(this, c),
        Command.Reapply c => EnRouteDecisions.Decide(this, c),
        Command.Replace c => EnRouteDecisions.Decide(this, c),
        Command.ChangeVehicle c => EnRouteDecisions.Decide(this, c),
        Command.RecordArrival c => ArrivalDecisions.Decide(this, c),
        Command.RegisterDocuments c => ArrivalDecisions.Decide(this, c),
        Command.RecordInspection c => ArrivalDecisions.Decide(this, c),
        Command.Deactivate c => EndDecisions.Decide(this, c),
        Command.TakeOff c => EndDecisions.Decide(this, c),
        Command.HandOver c => EndDecisions.Decide(this, c),
        Command.Erase c => EndDecisions.Decide(this, c),
        Command.Complete c => EndDecisions.Decide(this, c),
        Command.Terminate c => EndDecisions.Decide(this, c),
        Command.LiftHighRisk c => SituationDecisions.Decide(this, c),
        Command.NotifyOffices c => SituationDecisions.Decide(this, c),
        Command.RecordMeasures c => SituationDecisions.Decide(this, c),
        Command.CloseSituation c => SituationDecisions.Decide(this, c),
        Command.WithdrawSituation c => SituationDecisions.Decide(this, c),
        Command.AcknowledgeSituation c => SituationDecisions.Decide(this, c),
        Command.ShelveSituation c => SituationDecisions.Decide(this, c),
        Command.RecordSpecialDevice c => EnRouteDecisions.Decide(this, c),
        Command.EstablishRemoval c => RemovalDecisions.Decide(this, c),
        Command.Hold c => RetentionDecisions.Decide(this, c),
        Command.ReleaseHold c => RetentionDecisions.Decide(this, c),
        Command.EraseDossier c => RetentionDecisions.Decide(this, c),
        Command.BeginControl c => ArrivalDecisions.Decide(this, c),
        Command.EndControl c => ArrivalDecisions.Decide(this, c),
        _ => throw new UnreachableException(),
    };

    /// <summary>The transportation whose time is decided for first; null where the command concerns none that is known.</summary>
    public TransportationSlot? ConcernOf(Command command) => command switch
    {
        Command.RegisterSeal c => HolderOf(c.Seal.Number),
        Command.ChangeSealState c => HolderOf(c.Seal),
        Command.KeepSealSecret c => HolderOf(c.Seal),
        _ when CommandSubjects.CommandedSealOf(command) is { } commanded => HolderOf(commanded),
        _ => CommandSubjects.TransportationOf(command) is { } number ? State.Find(number) : null,
    };

    /// <summary>The transportation where it is known and not over; else why nothing can be done with it.</summary>
    public Refusal? Live(TransportationNumber number, out TransportationSlot slot)
    {
        slot = State.Find(number)!;
        if (slot?.State is not { } known) return Refusal.UnknownTransportation;
        return known.IsOver ? Refusal.TransportationOver : null;
    }

    /// <summary>The transportation where a seal tracks it.</summary>
    public Refusal? Tracked(TransportationNumber number, out TransportationSlot slot)
    {
        slot = State.Find(number)!;
        if (slot?.State is not { } known) return Refusal.UnknownTransportation;
        return known.IsTracked ? null : Refusal.NotUnderTracking;
    }

    /// <summary>The transportation where a seal tracks it or did, and it is not over.</summary>
    public Refusal? Begun(TransportationNumber number, out TransportationSlot slot)
    {
        if (Live(number, out slot) is { } refusal) return refusal;
        return slot.State!.WasActivated ? null : Refusal.NotUnderTracking;
    }

    /// <summary>The transportation where papers and acts still come in: it is not over, or was terminated on the way, which the acts
    /// of whoever stopped it follow.</summary>
    public Refusal? Recordable(TransportationNumber number, out TransportationSlot slot)
    {
        if (Live(number, out slot) is not { } refusal) return null;
        if (slot?.State is not { Phase: TransportationPhase.Terminated } terminated) return refusal;
        return terminated.Papers.IsErased ? Refusal.DossierErased : null;
    }

    /// <summary>Changes a transportation.</summary>
    public void Apply(TransportationSlot slot, TransportationEvent change) => Changes.Apply(slot, change);

    /// <summary>Begins a clock of the law.</summary>
    public void Owe(TransportationSlot slot, in Owing owing) => ObligationBook.Begin(Changes, slot, Rules, owing);

    /// <summary>Ends the clocks of that kind: what they asked for is done now.</summary>
    public void Fulfil(TransportationSlot slot, in Owing done) => ObligationBook.Fulfil(Changes, slot, done);

    /// <summary>A seal as it is registered; why it cannot be used where it cannot.</summary>
    public Refusal? Registered(SealNumber number) => State.Find(number)?.State?.Registration switch
    {
        null => Refusal.UnknownSeal,
        { IsRelay: true } => Refusal.IsRelay,
        _ => null,
    };

    private TransportationSlot? HolderOf(SealNumber number) =>
        State.Find(number) is { } seal && TrackingState.HolderOf(seal) is { } holder ? holder : null;

    /// <summary>What opens a seal from now on is our own.</summary>
    public void CommandOpening(SealNumber number) => Changes.Apply(
        State.SlotOf(number), new SealEvent.OpeningCommanded { At = Now, Until = Now + Rules.OpeningCommandTime });

    /// <summary>What opens a seal from now on is nobody's.</summary>
    public void CommandClosing(SealNumber number) => Changes.Apply(State.SlotOf(number), new SealEvent.ClosingCommanded { At = Now });

    private RegistryDecisions Rows => new(State.Registries, Changes, By, Now);

    /// <summary>A number belongs to one device and a device to one number; the operator that registers is of a member state.</summary>
    private Refusal? Register(Command.RegisterSeal command)
    {
        var seal = command.Seal;
        if (State.OwnerOf(seal.Protocol, seal.Identity) is { } owner && owner != seal.Number) return Refusal.IdentityInUse;
        var states = State.Registries.States;
        if (states.All.Count > 0 && !states.Contains(seal.Operator)) return Refusal.NotAMemberState;
        if (State.Find(seal.Number)?.State is { Registration: { } known } held && !IsSameDevice(known, seal))
        {
            if (!command.Replaces) return Refusal.SealExists;
            if (held.Tracks is not null) return Refusal.SealUnderTracking;
            if (!held.Commands.IsEmpty) return Refusal.CommandOutstanding;
        }

        Changes.Apply(State.SlotOf(seal.Number), new SealEvent.SealRegistered
        {
            At = Now,
            Protocol = seal.Protocol,
            IdentityKind = seal.Identity.Kind,
            IdentityValue = seal.Identity.Value,
            Model = seal.Model,
            Profile = seal.Profile.Name,
            Operator = seal.Operator,
            IsRelay = seal.Profile.IsRelay,
            Commands = seal.Profile.Commands,
            MovingPeriods = seal.Profile.MovingPeriods,
            StandingPeriods = seal.Profile.StandingPeriods,
        });
        return null;
    }

    private static bool IsSameDevice(SealEvent.SealRegistered known, RegisteredSeal seal) => known.Protocol == seal.Protocol
        && known.IdentityKind == seal.Identity.Kind && known.IdentityValue == seal.Identity.Value;

    private Refusal? Change(Command.ChangeSealState command)
    {
        if (Registered(command.Seal) is { } refusal) return refusal;
        if (!Forms.IsText(command.Reason, Command.ShelvingReasonLengthMax)) return Refusal.TextOutOfForm;
        var seal = State.Find(command.Seal)!.State!;
        var isHandedOn = command is { State: SealStock.Issued, IssuedTo: { } next } && next != seal.IssuedTo;
        if (command.State == seal.Stock && !isHandedOn) return Refusal.SealStateUnchanged;
        if (SealStocks.WhyNot(seal.Stock, command.State, seal.Tracks is not null) is { } unfit) return unfit;
        if (command.IssuedTo is { } holder && !CanHold(command.State, holder)) return Refusal.UnknownRow;
        Changes.Apply(State.SlotOf(command.Seal), new SealEvent.SealStateChanged
        {
            State = command.State,
            IssuedTo = command.IssuedTo,
            By = By,
            At = Now,
            Reason = command.Reason,
        });
        return null;
    }

    /// <summary>Seals are issued to offices and organisations that are there today.</summary>
    private bool CanHold(SealStock stock, SealHolder holder) => stock == SealStock.Issued
        && holder.Kind is RegistryKind.Office or RegistryKind.Organisation
        && State.Registries.Find(holder.Kind, holder.Key, Day) is not null;
}
