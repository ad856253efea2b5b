using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking;

/// <summary>Judges deviations from the set route: code 03 and KZ-DEVIATION, each regime for itself. Two believed fixes in a row beyond the
/// limit begin one, at the second of them; two in a row within it end it.</summary>
/// <remarks>Whether a fix is beyond was measured when it came and stands in its event, so that another limit or another version of the
/// route judges what comes after it. Fixes measured at one instant count as one, which is beyond where all of them are.</remarks>
internal static class RouteJudge
{
    /// <summary>Whether there is nothing to judge: no route, no believed fix, or the latest fix shows what lasts already.</summary>
    public static bool IsOrdinary(in Placing placing, SealEvent.Observed observed, SealSlot seal)
    {
        if (observed.MetresFromRoute is null) return true;
        if (!placing.IsLatest || seal.Holder is not { State: { } state } holder) return false;
        return holder.Number == placing.Binding.Transportation
            && IsBeyond(observed, TrackingRegimes.Union) == state.HasOpen(NonRoutineKind.RouteDeviation, seal.Number)
            && IsBeyond(observed, TrackingRegimes.KzElectronicCustomsEscort) == state.HasOpen(NonRoutineKind.KzDeviation, seal.Number);
    }

    /// <param name="judging">The transportation that held the seal when the report was measured.</param>
    /// <param name="report">The report; it is in the window already.</param>
    public static void Judge(in Judging judging, in ReportJudge.Span report)
    {
        var fixes = FixesOf(judging.SealState, report.Binding);
        if (judging.State.IsUnion) Judge(judging, report, fixes, NonRoutineKind.RouteDeviation);
        if (judging.State.IsEscort) Judge(judging, report, fixes, NonRoutineKind.KzDeviation);
    }

    private static bool IsBeyond(SealEvent.Observed observed, TrackingRegimes regime) => (observed.BeyondLimitOf & regime) != 0;

    private static void Judge(in Judging judging, in ReportJudge.Span report, List<RouteFix> fixes, NonRoutineKind kind)
    {
        EndWhatIsOver(judging, report.Binding, fixes, kind);
        foreach (var deviation in Deviations(judging, fixes, kind))
        {
            if (deviation.Over < report.At) continue;
            if (!IsRaised(judging, kind, deviation)) judging.Open(kind, deviation.Begun!.Value, report.ReceivedAt);
            if (deviation.Begun > report.At) break;
        }

        EndWhatIsOver(judging, report.Binding, fixes, kind);
    }

    /// <summary>Each time between two pairs within the limit in which a pair beyond it lies.</summary>
    private static List<Deviation> Deviations(in Judging judging, List<RouteFix> fixes, NonRoutineKind kind)
    {
        var regime = RegimeOf(kind);
        var found = new List<Deviation>();
        if (fixes.Count == 0) return found;
        var isLasting = judging.WasOpenAt(kind, fixes[0].At);
        var next = new Deviation(isLasting ? Moment.Never : fixes[0].At, null, Moment.Endless);
        for (var i = 1; i < fixes.Count; i++)
        {
            var (before, at) = (fixes[i - 1], fixes[i]);
            if (before.IsBeyond(regime) && at.IsBeyond(regime))
            {
                if (!isLasting && next.Begun is null) next = next with { Begun = at.At };
            }
            else if (!before.IsBeyond(regime) && !at.IsBeyond(regime))
            {
                if (next.Begun is not null) found.Add(next with { Over = at.At });
                next = new Deviation(at.At, null, Moment.Endless);
                isLasting = false;
            }
        }

        if (next.Begun is not null) found.Add(next);
        return found;
    }

    private static bool IsRaised(in Judging judging, NonRoutineKind kind, in Deviation deviation)
    {
        foreach (var situation in judging.State.Situations)
        {
            if (situation.Kind != kind || situation.Seal != judging.Seal.Number) continue;
            if (Moment.Of(situation.OccurredAt) is var at && at >= deviation.From && at < deviation.Over) return true;
        }

        return false;
    }

    private static void EndWhatIsOver(in Judging judging, in Binding binding, List<RouteFix> fixes, NonRoutineKind kind)
    {
        foreach (var situation in judging.State.Situations)
        {
            if (!situation.IsOpen || situation.Kind != kind || situation.Seal != judging.Seal.Number) continue;
            var end = Moment.Earlier(EndOf(fixes, RegimeOf(kind), Moment.Of(situation.OccurredAt)), binding.Until);
            if (!end.IsEndless) judging.End(situation.Number, end);
        }
    }

    private static TrackingRegimes RegimeOf(NonRoutineKind kind) =>
        kind == NonRoutineKind.RouteDeviation ? TrackingRegimes.Union : TrackingRegimes.KzElectronicCustomsEscort;

    /// <summary>The second of the first two fixes in a row within the limit, both after an instant.</summary>
    private static Moment EndOf(List<RouteFix> fixes, TrackingRegimes regime, Moment after)
    {
        for (var i = 1; i < fixes.Count; i++)
            if (fixes[i - 1].At > after && !fixes[i - 1].IsBeyond(regime) && !fixes[i].IsBeyond(regime)) return fixes[i].At;
        return Moment.Endless;
    }

    /// <summary>The believed fixes of a binding in the order of measuring; the one before the window first.</summary>
    private static List<RouteFix> FixesOf(SealState seal, in Binding binding)
    {
        var (window, past) = (seal.Window, seal.Facts.Past);
        var fixes = new List<RouteFix>(window.Count + 1);
        if (past.Fix.IsKnown && binding.Contains(past.Fix.MeasuredAt)) fixes.Add(new RouteFix(past.Fix.MeasuredAt, past.FixBeyond));
        for (var i = window.FirstFrom(binding.From); i < window.Count && window[i].MeasuredAt <= binding.Until; i++)
        {
            ref readonly var report = ref window[i];
            if (!report.HasBelievedFix) continue;
            if (fixes is [.., var last] && last.At == report.MeasuredAt)
                fixes[^1] = last with { Beyond = last.Beyond & report.BeyondLimitOf };
            else
                fixes.Add(new RouteFix(report.MeasuredAt, report.BeyondLimitOf));
        }

        return fixes;
    }

    /// <summary>A believed fix, and the regimes whose limit it is beyond.</summary>
    private readonly record struct RouteFix(Moment At, TrackingRegimes Beyond)
    {
        public bool IsBeyond(TrackingRegimes regime) => (Beyond & regime) != 0;
    }

    /// <summary>One deviation.</summary>
    /// <param name="From">Since when a situation that happened belongs to it: the end of the one before.</param>
    /// <param name="Begun">The second fix beyond the limit; null where there were not two in a row.</param>
    /// <param name="Over">The second fix within it after that; endless where there are not two in a row.</param>
    private readonly record struct Deviation(Moment From, Moment? Begun, Moment Over);
}
