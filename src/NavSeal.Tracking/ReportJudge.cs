using NavSeal.Model.Observations;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking;

/// <summary>Judges a report that was just taken into the window, in the time of the device: each situation once for each time its condition
/// lasted, whatever the order in which the reports came.</summary>
/// <remarks>A late report is held against the reports before and after it. It may lengthen such a time (nothing is raised again), make a
/// new one
/// (raised, and ended at once where a later report tells of the end), or cut one in two (the second part is raised, for there the condition
/// came back).</remarks>
internal static class ReportJudge
{
    /// <summary>Whether there is nothing to judge: the latest report, all well, as it was before.</summary>
    public static bool IsOrdinary(in Known before, Observation observation, TrackingRules rules) =>
        IsWell(before, rules) && IsWell(Known.Of(observation), rules);

    private static bool IsWell(in Known known, TrackingRules rules) =>
        known is { Element: 0 or SealingElementState.Closed, Case: not CaseState.Breached, Fault: not FaultReport.Faulty }
        && known.Battery >= rules.LowBatteryBelow.Value;

    /// <param name="judging">The transportation that held the seal when the report was measured.</param>
    /// <param name="span">When the report was measured; it is in the window already.</param>
    /// <param name="observed">What it says.</param>
    /// <param name="before">For the latest report of all the conditions before it: what did not change needs no look.
    /// Null for a late one.</param>
    public static void Judge(in Judging judging, in Span span, Observation observed, in Known? before)
    {
        var said = Known.Of(observed);
        if (judging.State.IsUnion)
        {
            if (IsNews(Condition.Case, before, said, judging.Rules)) JudgeCondition(judging, span, Condition.Case);
            if (IsNews(Condition.Fault, before, said, judging.Rules)) JudgeCondition(judging, span, Condition.Fault);
            if (IsNews(Condition.Battery, before, said, judging.Rules)) JudgeCondition(judging, span, Condition.Battery);
        }

        var wasClosed = before is { Element: 0 or SealingElementState.Closed } && said.Element is 0 or SealingElementState.Closed;
        if (!wasClosed) OpeningJudge.Judge(judging, span);
        RemovalJudge.Judge(judging, span);
    }

    /// <summary>Judges what lasts at an activation by reports that came before it and were measured at its very instant or, by a clock that
    /// is ahead, after it: later reports that say the same are no news.</summary>
    public static void JudgeLasting(in Judging judging, Moment activatedAt)
    {
        if (!judging.State.IsUnion) return;
        foreach (var condition in (ReadOnlySpan<Condition>)[Condition.Case, Condition.Fault, Condition.Battery])
        {
            var runs = Run.Of(judging.SealState, judging.SealState.Facts.Bindings[^1], condition, judging.Rules);
            if (runs is [.., { Over.IsEndless: true } lasting]) Raise(judging, KindOf(condition), lasting, activatedAt);
        }
    }

    private static bool IsNews(Condition condition, in Known? before, in Known said, TrackingRules rules) =>
        Run.IsShown(said, condition, rules) is { } shown && (before is not { } known || Run.IsShown(known, condition, rules) != shown);

    private static void JudgeCondition(in Judging judging, in Span span, Condition condition)
    {
        foreach (var run in Run.Of(judging.SealState, span.Binding, condition, judging.Rules))
        {
            if (run.Over < span.At) continue;
            Raise(judging, KindOf(condition), run, span.ReceivedAt);
            if (run.First > span.At) break;
        }
    }

    /// <summary>Sees to it that a time of a condition has its one situation, and that it ends with it.</summary>
    private static void Raise(in Judging judging, NonRoutineKind kind, in Run run, Moment receivedAt)
    {
        var situation = judging.Find(kind, run.First, run.Last);
        if (run.BeganBefore) situation = judging.FindOpen(kind, run.Last);
        else situation ??= judging.Open(kind, run.First, receivedAt);
        if (situation is { } number && !run.Over.IsEndless) judging.End(number, run.Over);
    }

    private static NonRoutineKind KindOf(Condition condition) => condition switch
    {
        Condition.Case => NonRoutineKind.CaseBroken,
        Condition.Fault => NonRoutineKind.SealFault,
        Condition.Battery => NonRoutineKind.LowBattery,
        _ => NonRoutineKind.SealingElementBroken,
    };

    /// <summary>The report that is being judged.</summary>
    /// <param name="Binding">That of its transportation.</param>
    /// <param name="At">When it was measured.</param>
    /// <param name="ReceivedAt">When it came.</param>
    internal readonly record struct Span(Binding Binding, Moment At, Moment ReceivedAt);
}
