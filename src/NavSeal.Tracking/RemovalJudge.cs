using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>Judges removals on the way by the way that was made without an applied seal, whatever the element says; the limit of time is
/// one of
/// the <see cref="TimeDecisions"/>. Once for each removal.</summary>
internal static class RemovalJudge
{
    public static void Judge(in Judging judging, in ReportJudge.Span report)
    {
        var removals = judging.SealState.Facts.Removals;
        for (var i = 0; i < removals.Length; i++)
            if (removals[i].Contains(report.At) && report.Binding.Contains(removals[i].From)) JudgeWay(judging, report, removals[i]);
    }

    private static void JudgeWay(in Judging judging, in ReportJudge.Span report, Removal removal)
    {
        var isUnionOpen = judging.State.IsUnion && !judging.Has(NonRoutineKind.UnauthorisedAction, removal.From, removal.Until);
        var isEscortOpen = judging.State.IsEscort && !judging.Has(NonRoutineKind.KzRemoval, removal.From, removal.Until);
        if (!isUnionOpen && !isEscortOpen) return;
        if (FirstFixBeyond(judging.SealState, removal, judging.Rules.UnsealedDistanceMaxMetres) is not { } beyond) return;
        if (isUnionOpen) judging.Open(NonRoutineKind.UnauthorisedAction, beyond, report.ReceivedAt);
        if (isEscortOpen && !judging.WasOpenAt(NonRoutineKind.KzRemoval, beyond))
            judging.Open(NonRoutineKind.KzRemoval, beyond, report.ReceivedAt);
        if (!removal.IsCurrent) End(judging, removal, removal.Until);
    }

    /// <summary>Ends what a removal raised: a seal is applied again.</summary>
    public static void End(in Judging judging, Removal removal, Moment at) => judging.EndAll(at, situation =>
        situation.Kind is NonRoutineKind.UnauthorisedAction or NonRoutineKind.KzRemoval
        && Moment.Of(situation.OccurredAt) is var occurredAt && removal.Contains(occurredAt));

    /// <summary>The path begins at the first believed fix since the removal.</summary>
    private static Moment? FirstFixBeyond(SealState seal, in Removal removal, int limitMetres)
    {
        var (window, past) = (seal.Window, seal.Facts.Past);
        var reachesBack = removal.From <= past.Floor;
        if (reachesBack && removal != seal.Facts.Removals[^1]) return null;
        var metres = reachesBack ? past.Removed.Metres : 0;
        if (metres > limitMetres) return null;
        GeoPoint? before = reachesBack && past.Removed.HasBegun ? past.Fix.Value : null;
        for (var i = window.FirstFrom(removal.From); i < window.Count && window[i].MeasuredAt <= removal.Until; i++)
        {
            ref readonly var report = ref window[i];
            if (!report.HasBelievedFix) continue;
            if (before is { } from) metres += from.MetresTo(report.At);
            if (metres > limitMetres) return report.MeasuredAt;
            before = report.At;
        }

        return null;
    }
}
