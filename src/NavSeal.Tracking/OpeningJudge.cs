using NavSeal.Model.Observations;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Tracking;

/// <summary>Judges openings of the sealing element: 01 and KZ-REMOVAL where none of our own means opened it, 07 (under escort KZ-REMOVAL,
/// if none
/// lasts) where it then went on for more than a kilometre, whoever opened it.</summary>
/// <remarks>Whether an opening is covered is settled by its first report and holds until the element reports closed.</remarks>
internal static class OpeningJudge
{
    /// <param name="judging">The transportation.</param>
    /// <param name="report">The report that makes us look: at its opening, or the one it ends, and at the next one after it, for which it
    /// may
    /// have used the command up. Of those still later it tells nothing: the next one has used up whatever both could stand under.</param>
    public static void Judge(in Judging judging, in ReportJudge.Span report)
    {
        foreach (var opening in Run.Of(judging.SealState, report.Binding, Condition.Element, judging.Rules))
        {
            if (opening.Over < report.At) continue;
            JudgeOpening(judging, report, opening);
            if (opening.First > report.At) break;
        }
    }

    private static void JudgeOpening(in Judging judging, in ReportJudge.Span report, in Run opening)
    {
        var isRaised = opening.BeganBefore || IsCovered(judging.SealState, opening.First);
        if (!isRaised && judging.State.IsUnion && !judging.Has(NonRoutineKind.SealingElementBroken, opening.First, opening.Last))
            judging.Open(NonRoutineKind.SealingElementBroken, opening.First, report.ReceivedAt);
        if (!isRaised && judging.State.IsEscort && !HasOwn(judging, NonRoutineKind.KzRemoval, opening))
            judging.Open(NonRoutineKind.KzRemoval, opening.First, report.ReceivedAt);
        JudgeWay(judging, report, opening);
        if (opening.Over.IsEndless) return;
        var (extent, removals) = (opening, judging.SealState.Facts.Removals);
        judging.EndAll(opening.Over, situation => IsOfOpenings(situation.Kind) && IsOwn(situation, extent, removals));
    }

    private static void JudgeWay(in Judging judging, in ReportJudge.Span report, in Run opening)
    {
        var isUnionOpen = judging.State.IsUnion && !HasOwn(judging, NonRoutineKind.UnauthorisedAction, opening);
        var isEscortOpen = judging.State.IsEscort && !HasOwn(judging, NonRoutineKind.KzRemoval, opening);
        if (!isUnionOpen && !isEscortOpen) return;
        if (FirstFixBeyond(judging.SealState, report.Binding, opening, judging.Rules.UnsealedDistanceMaxMetres) is not { } beyond) return;
        if (isUnionOpen) judging.Open(NonRoutineKind.UnauthorisedAction, beyond, report.ReceivedAt);
        if (isEscortOpen && !judging.WasOpenAt(NonRoutineKind.KzRemoval, beyond))
            judging.Open(NonRoutineKind.KzRemoval, beyond, report.ReceivedAt);
    }

    private static bool IsOfOpenings(NonRoutineKind kind) =>
        kind is NonRoutineKind.SealingElementBroken or NonRoutineKind.UnauthorisedAction or NonRoutineKind.KzRemoval;

    private static bool HasOwn(in Judging judging, NonRoutineKind kind, in Run opening)
    {
        foreach (var situation in judging.State.Situations)
        {
            var isSame = situation.Kind == kind && situation.Seal == judging.Seal.Number;
            if (isSame && IsOwn(situation, opening, judging.SealState.Facts.Removals)) return true;
        }

        return false;
    }

    /// <summary>Whether a situation comes from this opening: it happened in its time and not under a removal, which answers for
    /// itself.</summary>
    private static bool IsOwn(in Situation situation, in Run opening, Removal[] removals)
    {
        var at = Moment.Of(situation.OccurredAt);
        return at >= opening.First && (at <= opening.Last || at < opening.Over) && !Removal.AnyContains(removals, at);
    }

    /// <summary>Whether our own means opened it: a removal on the way, or an opening command in force at that instant.</summary>
    public static bool IsCovered(SealState seal, Moment at)
    {
        if (Removal.AnyContains(seal.Facts.Removals, at)) return true;
        foreach (var command in seal.Facts.Openings)
            if (at >= command.From && at <= command.Until && !IsUsedUp(seal.Window, command, at)) return true;
        return false;
    }

    /// <summary>Whether a command has had its opening, and the element then reported closed.</summary>
    private static bool IsUsedUp(ReportWindow window, in OpeningCommand command, Moment at)
    {
        var wasOpen = false;
        for (var i = window.FirstFrom(command.From); i < window.Count && window[i].MeasuredAt < at; i++)
        {
            if (window[i].Element == SealingElementState.Closed && wasOpen) return true;
            wasOpen |= window[i].Element is SealingElementState.Open or SealingElementState.Broken;
        }

        return false;
    }

    /// <summary>The first believed fix more than the limit along the path since the element opened; null where there is none. The path
    /// begins at
    /// the first fix that was measured open, leaves out removals, and ends before the report that says closed.</summary>
    private static Moment? FirstFixBeyond(SealState seal, in Binding binding, in Run opening, int limitMetres)
    {
        var (window, past) = (seal.Window, seal.Facts.Past);
        var metres = opening.BeganBefore ? past.Open.Metres : 0;
        if (metres > limitMetres) return null;
        GeoPoint? before = opening.BeganBefore && past.Open.HasBegun ? past.Fix.Value : null;
        for (var i = window.FirstFrom(opening.First); i < window.Count && window[i].MeasuredAt <= binding.Until; i++)
        {
            ref readonly var report = ref window[i];
            if (report.MeasuredAt > opening.Last && report.MeasuredAt >= opening.Over && opening.Over != binding.Until) break;
            if (!report.HasBelievedFix) continue;
            if (Removal.AnyContains(seal.Facts.Removals, report.MeasuredAt))
            {
                before = null;
                continue;
            }

            if (before is { } from) metres += from.MetresTo(report.At);
            if (metres > limitMetres) return report.MeasuredAt;
            before = report.At;
        }

        return null;
    }
}
