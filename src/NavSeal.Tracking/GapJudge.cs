using NavSeal.Model.Transportations;

namespace NavSeal.Tracking;

/// <summary>Judges a report from a silence before the window by what is known on both sides of the silence: a condition that neither side
/// shows
/// began with it and was over at the far side. Where a side is not known, nothing is judged; ways are not measured there.</summary>
internal static class GapJudge
{
    /// <param name="judging">The transportation that held the seal then.</param>
    /// <param name="span">The report.</param>
    /// <param name="gap">The silence as it was before the report.</param>
    /// <param name="said">What the report says.</param>
    public static void Judge(in Judging judging, in ReportJudge.Span span, in Gap gap, in Known said)
    {
        if (judging.State.IsUnion)
        {
            if (IsNew(judging, span, gap, said, Condition.Case)) Raise(judging, span, gap, NonRoutineKind.CaseBroken);
            if (IsNew(judging, span, gap, said, Condition.Fault)) Raise(judging, span, gap, NonRoutineKind.SealFault);
            if (IsNew(judging, span, gap, said, Condition.Battery)) Raise(judging, span, gap, NonRoutineKind.LowBattery);
        }

        if (!IsNew(judging, span, gap, said, Condition.Element) || OpeningJudge.IsCovered(judging.SealState, span.At)) return;
        if (judging.State.IsUnion) Raise(judging, span, gap, NonRoutineKind.SealingElementBroken);
        if (judging.State.IsEscort) Raise(judging, span, gap, NonRoutineKind.KzRemoval);
    }

    private static bool IsNew(in Judging judging, in ReportJudge.Span span, in Gap gap, in Known said, Condition condition)
    {
        if (Run.IsShown(said, condition, judging.Rules) != true || Run.IsShown(gap.Right, condition, judging.Rules) != false) return false;
        return gap.After < span.Binding.From || Run.IsShown(gap.Left, condition, judging.Rules) != true;
    }

    private static void Raise(in Judging judging, in ReportJudge.Span span, in Gap gap, NonRoutineKind kind)
    {
        if (judging.Open(kind, span.At, span.ReceivedAt) is { } number) judging.End(number, Moment.Earlier(gap.Before, span.Binding.Until));
    }
}
