using System.Collections.Immutable;
using System.Diagnostics;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Devices;

namespace NavSeal.Tracking;

/// <summary>Everything that decisions need to know of a seal, folded from its events: registration, the latest reports, what it tracks and
/// tracked, opening commands, removals. Bounded, whatever the seal sends.</summary>
/// <remarks>Inside it is changed in place, for speed; <see cref="Evolve"/> is pure.</remarks>
public sealed class SealState
{
    private const int BindingsMax = 32, OpeningsMax = 32, RemovalsMax = 32, PlacelessMax = 128, GapsMax = 32, TenthsPerUnit = 10;

    internal SealFacts Facts;

    internal SealState(SealNumber number, in SealFacts facts, ReportWindow window) => (Number, Facts, Window) = (number, facts, window);

    /// <summary>The number under which the seal is registered.</summary>
    public SealNumber Number { get; }

    /// <summary>The latest entry of the registry; null where the seal reported without ever having been registered here.</summary>
    public SealEvent.SealRegistered? Registration => Facts.Registration;

    /// <summary>Where in the operator's stock the seal is.</summary>
    public SealStock Stock => Facts.Stock;

    /// <summary>To whom it is issued; null where it is not, or nobody was named.</summary>
    public SealHolder? IssuedTo => Facts.IssuedTo;

    /// <summary>When the latest report of any kind came, by our clock; null where none came.</summary>
    public DateTimeOffset? LastHeardAt => Facts.LastHeardAt.IsNever ? null : Facts.LastHeardAt.ToInstant();

    /// <summary>The transportation that the seal tracks now; null where it tracks none.</summary>
    public TransportationNumber? Tracks => Facts.Bindings is [.., { IsCurrent: true } last] ? last.Transportation : null;

    /// <summary>Whether the seal is taken off on the way.</summary>
    public bool IsRemoved => Facts.Removals is [.., { IsCurrent: true }];

    /// <summary>State of the sealing element by the report with the latest measuredAt that tells; null where none did.</summary>
    public SealingElementState? Element => Facts.Element.IsKnown ? Facts.Element.Value : null;

    /// <summary>Charge by the report with the latest measuredAt that tells; null where none did.</summary>
    public Percent? BatteryLeft => Facts.Battery.IsKnown ? new Percent(Facts.Battery.Value) : null;

    /// <summary>The believed position with the latest measuredAt; null where none is known.</summary>
    public GeoPoint? Place => Facts.Fix.IsKnown ? Facts.Fix.Value : null;

    /// <summary>The commands to it that are not over, by number.</summary>
    public ImmutableArray<PendingCommand> Commands => Facts.Commands.Waiting;

    /// <summary>The password of the seal, sealed; null where nobody entered that of this device.</summary>
    public string? SealedSecret => Facts.SealedSecret;

    /// <summary>Whether it opens itself only with its password.</summary>
    public bool NeedsSecret => Registration is { } entry && (entry.Commands & DeviceCommands.Password) != 0;

    internal ReportWindow Window { get; }

    /// <summary>Whether it moves: unless the report with the latest measuredAt that tells says that it stands, or reports less speed than
    /// <see cref="TrackingRules.MovingSpeedMinKilometresPerHour"/>.</summary>
    internal bool IsMoving(TrackingRules rules) =>
        !Facts.Motion.IsKnown || Facts.Motion.Value >= rules.MovingSpeedMinKilometresPerHour * TenthsPerUnit;

    /// <summary>The believed fix at an instant or the last one before it, by measuredAt; of fixes measured at one instant the last that
    /// came.</summary>
    internal Latest<GeoPoint> FixBefore(Moment moment)
    {
        if (Facts.Fix.MeasuredAt <= moment) return Facts.Fix;
        for (var i = Window.LastUntil(moment); i >= 0; i--)
            if (Window[i].HasBelievedFix) return new Latest<GeoPoint>(Window[i].MeasuredAt, Window[i].At);
        return Facts.Past.Fix.MeasuredAt <= moment ? Facts.Past.Fix : Latest<GeoPoint>.None;
    }

    /// <summary>The last believed position at an instant; null where none is known.</summary>
    internal GeoPoint? PlaceAt(Moment moment) => FixBefore(moment) is { IsKnown: true } fix ? fix.Value : null;

    /// <summary>The conditions as the latest reports of a binding say; nothing from before it.</summary>
    internal Known KnownSince(Moment from) => new(
        Facts.Element.MeasuredAt >= from ? Facts.Element.Value : 0,
        Facts.Case.MeasuredAt >= from ? Facts.Case.Value : 0,
        Facts.Fault.MeasuredAt >= from ? Facts.Fault.Value : FaultReport.None,
        Facts.Battery.MeasuredAt >= from ? Facts.Battery.Value : Known.NoBattery);

    /// <summary>A seal of which nothing is known yet.</summary>
    public static SealState Empty(SealNumber number) => new(number, SealFacts.Empty(), new ReportWindow());

    /// <summary>The state after an event; <paramref name="state"/> stays as it is. Never refuses: facts already happened.</summary>
    public static SealState Evolve(SealState state, SealEvent change)
    {
        var after = new SealState(state.Number, state.Facts, state.Window.Clone());
        after.Apply(change);
        return after;
    }

    /// <summary>Changes the state in place.</summary>
    /// <returns>What happened to the window, so that it can be taken back; null where nothing did.</returns>
    internal ReportWindow.Undo? Apply(SealEvent change)
    {
        switch (change)
        {
            case SealEvent.Observed observed:
                return Hear(observed);
            case SealEvent.SealRegistered registered:
                if (!IsSameDevice(Facts.Registration, registered))
                    (Facts.SealedSecret, Facts.Commands) = (null, Facts.Commands with { Kept = null });
                Facts.Registration = registered;
                break;
            case SealEvent.SecretKept kept:
                Facts.SealedSecret = kept.Sealed;
                break;
            case SealEvent.SealStateChanged changed:
                (Facts.Stock, Facts.IssuedTo) = (changed.State, changed.State == SealStock.Issued ? changed.IssuedTo : null);
                break;
            case SealEvent.SealBound bound:
                Facts.Bindings = Added(Facts.Bindings, new Binding(bound.Transportation, Moment.Of(bound.At), Moment.Endless), BindingsMax);
                Facts.Past = Facts.Past with { At = Known.Nothing, OpenSince = Moment.Never, Open = default };
                break;
            case SealEvent.SealUnbound unbound:
                Unbind(Moment.Of(unbound.At));
                break;
            case SealEvent.OpeningCommanded opening:
                Facts.Openings = Added(Facts.Openings, new OpeningCommand(Moment.Of(opening.At), Moment.Of(opening.Until)), OpeningsMax);
                break;
            case SealEvent.ClosingCommanded closing:
                EndOpenings(Moment.Of(closing.At));
                break;
            case SealEvent.RemovalBegan removal:
                Facts.Removals = Added(
                    Facts.Removals, new Removal(Moment.Of(removal.At), Moment.Of(removal.ReapplyBy), Moment.Endless), RemovalsMax);
                Facts.Past.Removed = default;
                break;
            case SealEvent.RemovalEnded ended:
                EndRemoval(Moment.Of(ended.At));
                break;
            case SealEvent.CommandQueued or SealEvent.CommandConfirmed or SealEvent.CommandSent or SealEvent.CommandAnswered
                or SealEvent.CommandEnded:
                Facts.Commands = Facts.Commands.Evolve(change);
                break;
            case SealEvent.NotJudged notJudged:
                Facts.LastHeardAt = Moment.Later(Facts.LastHeardAt, Moment.Of(notJudged.At));
                break;
            default:
                throw new UnreachableException();
        }

        return null;
    }

    private static bool IsSameDevice(SealEvent.SealRegistered? former, SealEvent.SealRegistered present) =>
        former is not null && (former.Protocol, former.IdentityKind, former.IdentityValue)
            == (present.Protocol, present.IdentityKind, present.IdentityValue);

    private ReportWindow.Undo? Hear(SealEvent.Observed observed)
    {
        var receivedAt = Moment.Of(observed.ReceivedAt);
        Facts.LastHeardAt = Moment.Later(Facts.LastHeardAt, receivedAt);
        if (observed.Judgement is not (Judgement.Judged or Judgement.NoTransportation))
        {
            KeepPlaceless(observed.Observation, receivedAt);
            return null;
        }

        var report = Report.Of(observed, Moment.Of(observed.Observation.MeasuredAt!.Value));
        if (report.MeasuredAt <= Facts.Past.Floor || (Window.IsFull && report.MeasuredAt < Window[0].MeasuredAt))
        {
            KeepPlaceless(observed.Observation, receivedAt);
            Facts.Gaps = Gap.Filled(Facts.Gaps, report);
            return null;
        }

        TakeLatest(report, observed.Observation);
        var undo = Window.Insert(report);
        if (undo.Evicted) Forget(undo.Oldest);
        return undo;
    }

    private void TakeLatest(in Report report, Observation observation)
    {
        var at = report.MeasuredAt;
        if (report.Element != 0 && at >= Facts.Element.MeasuredAt) Facts.Element = new(at, report.Element);
        if (report.Case != 0 && at >= Facts.Case.MeasuredAt) Facts.Case = new(at, report.Case);
        if (report.Fault != 0 && at >= Facts.Fault.MeasuredAt) Facts.Fault = new(at, report.Fault);
        if (report.BatteryPercent is { } percent && at >= Facts.Battery.MeasuredAt) Facts.Battery = new(at, (byte)percent);
        if (report.HasBelievedFix && at >= Facts.Fix.MeasuredAt) Facts.Fix = new(at, report.At);
        if (at >= Facts.Motion.MeasuredAt && MotionOf(observation) is { } motion) Facts.Motion = new(at, motion);
    }

    private static int? MotionOf(Observation observation) => observation.IsMoving switch
    {
        true => SealFacts.SaysMoving,
        false => SealFacts.SaysStanding,
        null => observation.Fix is { IsValid: true, SpeedTenthsKilometrePerHour: { } speed } ? speed : null,
    };

    private void KeepPlaceless(Observation observation, Moment receivedAt) =>
        Facts.Placeless = Added(Facts.Placeless, new PlacelessKey(PlacelessKey.Of(observation), receivedAt), PlacelessMax);

    private void Forget(in Report oldest)
    {
        ref var past = ref Facts.Past;
        past.Floor = Moment.Later(past.Floor, oldest.MeasuredAt);
        if (Facts.Bindings is [.., var binding] && oldest.MeasuredAt >= binding.From)
        {
            if (oldest.Element == SealingElementState.Closed) (past.OpenSince, past.Open) = (Moment.Never, default);
            else if (oldest.Element != 0 && past.OpenSince.IsNever) past.OpenSince = oldest.MeasuredAt;
            past.At = past.At.Then(oldest);
        }

        if (Gap.IsSilence(oldest.MeasuredAt, Window[0].MeasuredAt))
        {
            var gap = new Gap(oldest.MeasuredAt, Window[0].MeasuredAt, past.At, Known.Nothing.Then(Window[0]));
            Facts.Gaps = Added(Facts.Gaps, gap, GapsMax);
        }

        if (oldest.HasBelievedFix) ForgetFix(oldest);
    }

    private void ForgetFix(in Report oldest)
    {
        ref var past = ref Facts.Past;
        var isRemoved = Removal.AnyContains(Facts.Removals, oldest.MeasuredAt);
        if (!past.OpenSince.IsNever) past.Open = isRemoved ? past.Open.Interrupted() : past.Open.Then(past.Fix.Value, oldest.At);
        if (isRemoved && Facts.Removals[^1].Contains(oldest.MeasuredAt)) past.Removed = past.Removed.Then(past.Fix.Value, oldest.At);
        past.FixBeyond = past.Fix.MeasuredAt == oldest.MeasuredAt ? past.FixBeyond & oldest.BeyondLimitOf : oldest.BeyondLimitOf;
        past.Fix = new(oldest.MeasuredAt, oldest.At);
    }

    private void Unbind(Moment at)
    {
        EndOpenings(at);
        EndRemoval(at);
        if (Facts.Bindings is not [.., { IsCurrent: true } last]) return;
        Facts.Bindings = [.. Facts.Bindings];
        Facts.Bindings[^1] = last with { Until = at };
    }

    private void EndOpenings(Moment at)
    {
        if (!Array.Exists(Facts.Openings, opening => opening.Until > at)) return;
        Facts.Openings = Array.ConvertAll(Facts.Openings, opening => opening with { Until = Moment.Earlier(opening.Until, at) });
    }

    private void EndRemoval(Moment at)
    {
        if (Facts.Removals is not [.., { IsCurrent: true } last]) return;
        Facts.Removals = [.. Facts.Removals];
        Facts.Removals[^1] = last with { Until = at };
    }

    private static T[] Added<T>(T[] values, T value, int countMax) =>
        values.Length < countMax ? [.. values, value] : [.. values.AsSpan(1), value];
}
