using System.Diagnostics;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking;

/// <summary>Decides commands: first whether they are refused, which changes nothing, then what they change.</summary>
/// <param name="State">What is known.</param>
/// <param name="Changes">Where decisions go.</param>
/// <param name="Rules">The rules of the day.</param>
/// <param name="Now">The instant of the decision.</param>
internal readonly record struct CommandDecisions(TrackingState State, DraftChanges Changes, TrackingRules Rules, DateTimeOffset Now)
{
    /// <summary>Who asks; stands in what a person takes in hand.</summary>
    public string By { get; init; } = "";

    private const TrackingRegimes KnownRegimes = TrackingRegimes.Union | TrackingRegimes.KzElectronicCustomsEscort;

    private static readonly TimeSpan PeriodMin = TimeSpan.FromSeconds(10), PeriodMax = TimeSpan.FromDays(1);

    /// <summary>Why the command cannot be done; null where it can.</summary>
    public Refusal? Check(Command command) => command switch
    {
        Command.RegisterSeal c => CheckEntry(c),
        Command.ChangeSealState c => CheckStock(c),
        Command.EnterRow c => Rows.Check([c.Row], []),
        Command.EndRow c => Rows.Check([], [c.Row]),
        Command.ImportRows c => Rows.Check(c.Entries, c.Ends),
        Command.Activate c => CheckActivation(c),
        Command.Deactivate c => CheckTracked(c.Transportation, out _),
        Command.RemoveEnRoute c => CheckRemoval(c),
        Command.Reapply c => CheckReapplication(c),
        Command.OpenSeal c => CheckSeal(c.Seal),
        Command.CloseSeal c => CheckSeal(c.Seal),
        Command.AcknowledgeSituation c => CheckAcknowledgement(c),
        Command.ShelveSituation c => CheckShelving(c),
        _ => throw new UnreachableException(),
    };

    /// <summary>Does a command that <see cref="Check"/> did not refuse.</summary>
    public void Do(Command command)
    {
        switch (command)
        {
            case Command.RegisterSeal c:
                Register(c.Seal);
                break;
            case Command.ChangeSealState c:
                Changes.Apply(
                    State.SlotOf(c.Seal), new SealEvent.SealStateChanged { State = c.State, By = By, At = Now, Reason = c.Reason });
                break;
            case Command.EnterRow c:
                Rows.Do([c.Row], []);
                break;
            case Command.EndRow c:
                Rows.Do([], [c.Row]);
                break;
            case Command.ImportRows c:
                Rows.Do(c.Entries, c.Ends);
                break;
            case Command.Activate c:
                Activate(c);
                break;
            case Command.Deactivate c:
                Deactivate(State.Find(c.Transportation)!);
                break;
            case Command.RemoveEnRoute c:
                Remove(State.Find(c.Transportation)!, c.Reason);
                break;
            case Command.Reapply c:
                Reapply(State.Find(c.Transportation)!);
                break;
            case Command.OpenSeal c:
                Changes.Apply(State.SlotOf(c.Seal), new SealEvent.OpeningCommanded { At = Now, Until = Now + Rules.OpeningCommandTime });
                break;
            case Command.CloseSeal c:
                Changes.Apply(State.SlotOf(c.Seal), new SealEvent.ClosingCommanded { At = Now });
                break;
            case Command.AcknowledgeSituation c:
                Changes.Apply(State.Find(c.Transportation)!, new TransportationEvent.SituationAcknowledged
                {
                    Situation = c.Situation,
                    By = By,
                    At = Now,
                });
                break;
            case Command.ShelveSituation c:
                Changes.Apply(State.Find(c.Transportation)!, new TransportationEvent.SituationShelved
                {
                    Situation = c.Situation,
                    By = By,
                    At = Now,
                    Until = c.Until,
                    Reason = c.Reason,
                });
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The seal whose transportation time is decided for first; null where the command concerns none.</summary>
    public SealSlot? SealOf(Command command) => command switch
    {
        Command.RegisterSeal c => State.Find(c.Seal.Number),
        Command.ChangeSealState c => State.Find(c.Seal),
        Command.EnterRow or Command.EndRow or Command.ImportRows => null,
        Command.Activate c => State.Find(c.Seal),
        Command.Deactivate c => SealOf(c.Transportation),
        Command.RemoveEnRoute c => SealOf(c.Transportation),
        Command.Reapply c => SealOf(c.Transportation),
        Command.OpenSeal c => State.Find(c.Seal),
        Command.CloseSeal c => State.Find(c.Seal),
        Command.AcknowledgeSituation c => SealOf(c.Transportation),
        Command.ShelveSituation c => SealOf(c.Transportation),
        _ => throw new UnreachableException(),
    };

    private SealSlot? SealOf(TransportationNumber number) => State.Find(number)?.State is { } known ? State.Find(known.Seal) : null;

    private RegistryDecisions Rows => new(State.Registries, Changes, By, Now);

    /// <summary>A number belongs to one device and a device to one number; the operator that registers is of a member state.</summary>
    private Refusal? CheckEntry(Command.RegisterSeal command)
    {
        var seal = command.Seal;
        if (State.OwnerOf(seal.Protocol, seal.Identity) is { } owner && owner != seal.Number) return Refusal.IdentityInUse;
        var states = State.Registries.States;
        if (states.All.Count > 0 && !states.Contains(seal.Operator)) return Refusal.NotAMemberState;
        if (State.Find(seal.Number)?.State is not { Registration: { } known } held || IsSameDevice(known, seal)) return null;
        if (!command.Replaces) return Refusal.SealExists;
        return held.Tracks is null ? null : Refusal.SealUnderTracking;
    }

    private static bool IsSameDevice(SealEvent.SealRegistered known, RegisteredSeal seal) => known.Protocol == seal.Protocol
        && known.IdentityKind == seal.Identity.Kind && known.IdentityValue == seal.Identity.Value;

    private Refusal? CheckStock(Command.ChangeSealState command)
    {
        if (CheckSeal(command.Seal) is { } refusal) return refusal;
        if (!IsInForm(command.Reason)) return Refusal.TextOutOfForm;
        var stock = State.Find(command.Seal)!.State!.Stock;
        if (!Enum.IsDefined(command.State) || command.State == stock) return Refusal.SealStateUnchanged;
        if (stock == SealStock.Retired) return Refusal.SealNotFit;
        return command.State == SealStock.Issued && stock != SealStock.InStock ? Refusal.SealNotFit : null;
    }

    private Refusal? CheckSeal(SealNumber number) => State.Find(number)?.State?.Registration switch
    {
        null => Refusal.UnknownSeal,
        { IsRelay: true } => Refusal.IsRelay,
        _ => null,
    };

    private Refusal? CheckActivation(Command.Activate command)
    {
        if (CheckSeal(command.Seal) is { } refusal) return refusal;
        if (State.Find(command.Transportation)?.State is not null) return Refusal.TransportationExists;
        if (command.Regimes == TrackingRegimes.None || (command.Regimes & ~KnownRegimes) != 0) return Refusal.NoRegime;
        if (!Enum.IsDefined(command.Mode)) return Refusal.UnknownMode;
        if (command.Particulars is { IsWellFormed: false }) return Refusal.TextOutOfForm;
        var (moving, standing) = PeriodsOf(command);
        if (moving < PeriodMin || moving > PeriodMax || standing < PeriodMin || standing > PeriodMax) return Refusal.PeriodOutOfRange;
        var seal = State.Find(command.Seal)!.State!;
        if (seal.Tracks is not null) return Refusal.SealInUse;
        if (CheckClosed(seal, seal.IsMoving(Rules) ? moving : standing) is { } notClosed) return notClosed;
        return seal.BatteryLeft is { } left && left.Value < Rules.ActivationChargeMin.Value ? Refusal.ChargeTooLow : null;
    }

    private Refusal? CheckRemoval(Command.RemoveEnRoute command)
    {
        if (CheckTracked(command.Transportation, out var transportation) is { } refusal) return refusal;
        if (transportation!.Phase == TransportationPhase.Removed) return Refusal.AlreadyRemoved;
        return Rules.RemovalReasons.Contains(command.Reason) ? null : Refusal.UnknownReason;
    }

    private Refusal? CheckReapplication(Command.Reapply command)
    {
        if (CheckTracked(command.Transportation, out var transportation) is { } refusal) return refusal;
        if (transportation!.Phase != TransportationPhase.Removed) return Refusal.NotRemoved;
        var seal = State.Find(transportation.Seal)!.State!;
        return CheckClosed(seal, TimeDecisions.PeriodOf(transportation, seal, Rules));
    }

    private Refusal? CheckAcknowledgement(Command.AcknowledgeSituation command)
    {
        if (CheckSituation(command.Transportation, command.Situation, out var situation) is { } refusal) return refusal;
        return situation.IsAcknowledged ? Refusal.AlreadyAcknowledged : null;
    }

    private Refusal? CheckShelving(Command.ShelveSituation command)
    {
        if (CheckSituation(command.Transportation, command.Situation, out var situation) is { } refusal) return refusal;
        if (!situation.IsOpen) return Refusal.SituationEnded;
        if (command.Until <= Now || command.Until > Now + Rules.ShelvingTimeMax) return Refusal.ShelvingTooLong;
        return IsInForm(command.Reason) ? null : Refusal.TextOutOfForm;
    }

    private static bool IsInForm(string text) =>
        text.Length <= Command.ShelvingReasonLengthMax && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private Refusal? CheckSituation(TransportationNumber number, int situation, out Situation found)
    {
        found = default;
        if (State.Find(number)?.State is not { } transportation) return Refusal.UnknownTransportation;
        foreach (var known in transportation.Situations)
        {
            if (known.Number != situation) continue;
            found = known;
            return null;
        }

        return Refusal.UnknownSituation;
    }

    private Refusal? CheckTracked(TransportationNumber number, out Transportation? transportation)
    {
        transportation = State.Find(number)?.State;
        if (transportation is null) return Refusal.UnknownTransportation;
        return transportation.IsTracked ? null : Refusal.NotUnderTracking;
    }

    /// <summary>A closed report not older than one period: the one in force at the last report, counted from measuredAt, at equality
    /// allowed.
    /// Reports with an unknown clock do not count, for they judge nothing.</summary>
    private Refusal? CheckClosed(SealState seal, TimeSpan period)
    {
        if (seal.Element != SealingElementState.Closed) return Refusal.ElementNotClosed;
        return Moment.Of(Now) - seal.Facts.Element.MeasuredAt > period ? Refusal.ReportTooOld : null;
    }

    private (TimeSpan Moving, TimeSpan Standing) PeriodsOf(Command.Activate command) =>
        (command.MovingPeriod ?? Rules.MovingPeriod, command.StandingPeriod ?? Rules.StandingPeriod);

    private void Register(RegisteredSeal seal) => Changes.Apply(State.SlotOf(seal.Number), new SealEvent.SealRegistered
    {
        At = Now,
        Protocol = seal.Protocol,
        IdentityKind = seal.Identity.Kind,
        IdentityValue = seal.Identity.Value,
        Model = seal.Model,
        Profile = seal.Profile.Name,
        Operator = seal.Operator,
        IsRelay = seal.Profile.IsRelay,
    });

    private void Activate(Command.Activate command)
    {
        var (moving, standing) = PeriodsOf(command);
        Changes.Apply(State.SlotOf(command.Transportation), new TransportationEvent.SealActivated
        {
            Seal = command.Seal,
            At = Now,
            Regimes = command.Regimes,
            Mode = command.Mode,
            MovingPeriodSeconds = (int)moving.TotalSeconds,
            StandingPeriodSeconds = (int)standing.TotalSeconds,
            Rules = Rules.Version,
        });
        if (command.Particulars is { } said)
        {
            Changes.Apply(State.SlotOf(command.Transportation), new TransportationEvent.ParticularsStated
            {
                Vehicle = said.Vehicle,
                DepartureOffice = said.DepartureOffice,
                DestinationOffice = said.DestinationOffice,
            });
        }

        var seal = State.SlotOf(command.Seal);
        Changes.Apply(seal, new SealEvent.SealBound { Transportation = command.Transportation, At = Now });
        ReportJudge.JudgeLasting(new Judging(Changes, Rules, seal, State.SlotOf(command.Transportation)), Moment.Of(Now));
    }

    private void Deactivate(TransportationSlot transportation)
    {
        var seal = State.SlotOf(transportation.State!.Seal);
        new Judging(Changes, Rules, seal, transportation).EndAll(Moment.Of(Now), _ => true);
        Changes.Apply(transportation, new TransportationEvent.SealDeactivated { Seal = seal.Number, At = Now });
        Changes.Apply(seal, new SealEvent.SealUnbound { Transportation = transportation.Number, At = Now });
    }

    private void Remove(TransportationSlot transportation, string reason)
    {
        var (seal, limit) = (State.SlotOf(transportation.State!.Seal), Now + Rules.RemovalTimeMax);
        var removed = new TransportationEvent.SealRemoved { Seal = seal.Number, At = Now, Reason = reason, ReapplyBy = limit };
        Changes.Apply(transportation, removed);
        Changes.Apply(seal, new SealEvent.RemovalBegan { At = Now, ReapplyBy = limit });
    }

    private void Reapply(TransportationSlot transportation)
    {
        var seal = State.SlotOf(transportation.State!.Seal);
        var removal = seal.State!.Facts.Removals[^1];
        RemovalJudge.End(new Judging(Changes, Rules, seal, transportation), removal, Moment.Of(Now));
        Changes.Apply(transportation, new TransportationEvent.SealReapplied { Seal = seal.Number, At = Now });
        Changes.Apply(seal, new SealEvent.RemovalEnded { At = Now });
    }
}
