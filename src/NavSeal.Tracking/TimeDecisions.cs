using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking;

/// <summary>What time alone decides: silences, the limit of a removal, and breaches of the clocks of the law. A decision stands at its
/// deadline, not at the instant somebody looked, so that it makes no difference how often time is passed.</summary>
public static class TimeDecisions
{
    /// <summary>The instant after which time alone decides something about a seal; null where it decides nothing. At that very
    /// instant it does not yet: a report of the same instant comes first.</summary>
    /// <param name="transportation">The transportation.</param>
    /// <param name="seal">A seal that tracks it.</param>
    /// <param name="intake">Whether our intake works: while it does not, no seal is silent.</param>
    /// <param name="rules">The rules of the day.</param>
    public static DateTimeOffset? NextDeadline(Transportation transportation, SealState seal, IntakeState intake, TrackingRules rules) =>
        Earliest(transportation, seal, intake, rules) is { At.IsEndless: false } due ? due.At.ToInstant() : null;

    /// <summary>Decides everything about a transportation that was due before an instant, in the order of the deadlines: of
    /// one instant the seals in the order in which they were affixed, then what is owed.</summary>
    internal static void Decide(TrackingState state, DraftChanges changes, TrackingRules rules, (TransportationSlot Slot, Moment Now) asked)
    {
        var (slot, now) = asked;
        while (true)
        {
            var due = (At: Moment.Endless, Kind: default(NonRoutineKind), Seal: (SealSlot?)null);
            foreach (var tracked in slot.State!.Seals)
            {
                if (!tracked.IsTracking || state.Find(tracked.Number) is not { State: { } seal } known) continue;
                var next = Earliest(slot.State, seal, state.Intake, rules);
                if (next.At < due.At) due = (next.At, next.Kind, known);
            }

            if (FirstOwed(slot.State) is { } owed && Moment.Of(owed.DueAt) is var owedAt && owedAt < due.At)
            {
                if (owedAt >= now) return;
                changes.Apply(slot, new TransportationEvent.ObligationBreached { Obligation = owed.Number, At = owed.DueAt });
                continue;
            }

            if (due.At >= now || due.Seal is null) return;
            new Judging(changes, rules, due.Seal, slot).Open(due.Kind, due.At, due.At);
        }
    }

    /// <summary>When the first clock of a transportation runs out; <see cref="Moment.Endless"/> where none runs.</summary>
    internal static Moment EarliestOwed(Transportation transportation) =>
        FirstOwed(transportation) is { } owed ? Moment.Of(owed.DueAt) : Moment.Endless;

    /// <summary>The earliest deadline of a seal; for one instant the Union's codes come first.</summary>
    internal static (Moment At, NonRoutineKind Kind) Earliest(
        Transportation transportation, SealState seal, IntakeState intake, TrackingRules rules)
    {
        var earliest = (At: Moment.Endless, Kind: default(NonRoutineKind));
        if (transportation.Find(seal.Number) is not { IsTracking: true } tracked) return earliest;
        if (intake.IsRunning)
        {
            var since = Moment.Later(seal.Facts.LastHeardAt, Moment.Of(tracked.ActivatedAt!.Value));
            if (intake.ResumedAt is { } resumedAt) since = Moment.Later(since, Moment.Of(resumedAt));
            var silence = rules.SilentPeriods * PeriodOf(tracked, seal, rules);
            if (transportation.IsUnion) Consider(NonRoutineKind.NoData, since + silence);
            if (transportation.IsEscort) Consider(NonRoutineKind.KzSilence, since + rules.KzSilenceTime);
        }

        if (tracked is { RemovedAt: { } removedAt, ReapplyBy: { } limit })
        {
            if (transportation.IsUnion && !WasRaisedSince(NonRoutineKind.UnauthorisedAction, removedAt))
                Consider(NonRoutineKind.UnauthorisedAction, Moment.Of(limit));
            if (transportation.IsEscort && !WasRaisedSince(NonRoutineKind.KzRemoval, removedAt))
                Consider(NonRoutineKind.KzRemoval, Moment.Of(limit));
        }

        return earliest;

        void Consider(NonRoutineKind kind, Moment at)
        {
            var isRaised = kind != NonRoutineKind.UnauthorisedAction && transportation.HasOpen(kind, seal.Number);
            if (at < earliest.At && !isRaised && rules.KindsInForce.Contains(kind)) earliest = (at, kind);
        }

        bool WasRaisedSince(NonRoutineKind kind, DateTimeOffset since)
        {
            foreach (var situation in transportation.Situations)
                if (situation.Kind == kind && situation.Seal == seal.Number && situation.OccurredAt >= since) return true;
            return false;
        }
    }

    /// <summary>No silence of a seal is shorter than this.</summary>
    internal static TimeSpan ShortestSilence(TrackedSeal tracked, TrackingRules rules)
    {
        var (moving, standing) = (tracked.MovingPeriod, tracked.StandingPeriod);
        var shortest = rules.SilentPeriods * (moving < standing ? moving : standing);
        return shortest < rules.KzSilenceTime ? shortest : rules.KzSilenceTime;
    }

    /// <summary>The reporting period in force at the last report: moving or standing (<see cref="SealState.IsMoving"/>).</summary>
    internal static TimeSpan PeriodOf(TrackedSeal tracked, SealState seal, TrackingRules rules) =>
        seal.IsMoving(rules) ? tracked.MovingPeriod : tracked.StandingPeriod;

    private static Obligation? FirstOwed(Transportation transportation)
    {
        Obligation? first = null;
        foreach (var one in transportation.Obligations)
            if (!one.IsOver && (first is null || one.DueAt < first.Value.DueAt)) first = one;
        return first;
    }
}
