using NavSeal.Model.Transportations;

namespace NavSeal.Tracking;

/// <summary>What time alone decides: silences and the limit of a removal. A decision stands at its deadline, not at the instant somebody
/// looked,
/// so that it makes no difference how often time is passed.</summary>
public static class TimeDecisions
{
    /// <summary>The instant after which time alone decides something for a transportation; null where it decides nothing. At that very
    /// instant it
    /// does not yet: a report of the same instant comes first.</summary>
    /// <param name="transportation">The transportation.</param>
    /// <param name="seal">The seal that tracks it.</param>
    /// <param name="intake">Whether our intake works: while it does not, no seal is silent.</param>
    /// <param name="rules">The rules of the day.</param>
    public static DateTimeOffset? NextDeadline(Transportation transportation, SealState seal, IntakeState intake, TrackingRules rules) =>
        Earliest(transportation, seal, intake, rules) is { At.IsEndless: false } due ? due.At.ToInstant() : null;

    /// <summary>Decides everything that was due before <paramref name="now"/>, in the order of the deadlines.</summary>
    internal static void Decide(in Judging judging, IntakeState intake, Moment now)
    {
        while (Earliest(judging.State, judging.SealState, intake, judging.Rules) is var due && due.At < now)
            judging.Open(due.Kind, due.At, due.At);
    }

    /// <summary>The earliest deadline; for one instant the Union's codes come first.</summary>
    internal static (Moment At, NonRoutineKind Kind) Earliest(
        Transportation transportation, SealState seal, IntakeState intake, TrackingRules rules)
    {
        var earliest = (At: Moment.Endless, Kind: default(NonRoutineKind));
        if (!transportation.IsTracked) return earliest;
        if (intake.IsRunning)
        {
            var since = Moment.Later(seal.Facts.LastHeardAt, Moment.Of(transportation.ActivatedAt));
            if (intake.ResumedAt is { } resumedAt) since = Moment.Later(since, Moment.Of(resumedAt));
            var silence = rules.SilentPeriods * PeriodOf(transportation, seal, rules);
            if (transportation.IsUnion) Consider(NonRoutineKind.NoData, since + silence);
            if (transportation.IsEscort) Consider(NonRoutineKind.KzSilence, since + rules.KzSilenceTime);
        }

        if (transportation is { RemovedAt: { } removedAt, ReapplyBy: { } limit })
        {
            if (transportation.IsUnion && !WasRaisedSince(NonRoutineKind.UnauthorisedAction, removedAt))
                Consider(NonRoutineKind.UnauthorisedAction, Moment.Of(limit));
            if (transportation.IsEscort && !WasRaisedSince(NonRoutineKind.KzRemoval, removedAt))
                Consider(NonRoutineKind.KzRemoval, Moment.Of(limit));
        }

        return earliest;

        void Consider(NonRoutineKind kind, Moment at)
        {
            var isRaised = kind != NonRoutineKind.UnauthorisedAction && transportation.HasOpen(kind);
            if (at < earliest.At && !isRaised && rules.KindsInForce.Contains(kind)) earliest = (at, kind);
        }

        bool WasRaisedSince(NonRoutineKind kind, DateTimeOffset since)
        {
            foreach (var situation in transportation.Situations)
                if (situation.Kind == kind && situation.OccurredAt >= since) return true;
            return false;
        }
    }

    /// <summary>No silence of a transportation is shorter than this.</summary>
    internal static TimeSpan ShortestSilence(Transportation transportation, TrackingRules rules)
    {
        var (moving, standing) = (transportation.MovingPeriod, transportation.StandingPeriod);
        var shortest = rules.SilentPeriods * (moving < standing ? moving : standing);
        return shortest < rules.KzSilenceTime ? shortest : rules.KzSilenceTime;
    }

    /// <summary>The reporting period in force at the last report: moving or standing (<see cref="SealState.IsMoving"/>).</summary>
    internal static TimeSpan PeriodOf(Transportation transportation, SealState seal, TrackingRules rules) =>
        seal.IsMoving(rules) ? transportation.MovingPeriod : transportation.StandingPeriod;
}
