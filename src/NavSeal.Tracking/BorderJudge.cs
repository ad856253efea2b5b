using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tracking;

/// <summary>Finds crossings of state borders (MON-015): two believed fixes in a row in another state than two in a row before them. The
/// crossing is dated by the first fix beyond.</summary>
/// <remarks>A fix at sea or in a state that the borders do not know tells nothing and is passed over. A late report may find a crossing
/// that was missed, and never repeats one; what was measured in a silence before the window finds none, for the fixes around that silence
/// have.</remarks>
internal static class BorderJudge
{
    private const int InRow = 2;

    /// <summary>Whether there is nothing to find: no believed fix, or the latest one lies where the seal is known to be.</summary>
    public static bool IsOrdinary(in Placing placing, bool isBelieved, SealSlot seal, StateBorders borders)
    {
        if (!isBelieved || ReferenceEquals(borders, StateBorders.None)) return true;
        if (!placing.IsLatest || seal.Holder is not { State: { } state } holder) return false;
        if (holder.Number != placing.Binding.Transportation || state.Find(seal.Number) is not { } tracked) return false;
        var window = seal.State!.Window;
        var here = window[window.Count - 1].At;
        if (tracked.Crossings is [.., var last]) return borders.StateAt(here) is not { } known || known == last.Into;
        return AllAlike(window, here, borders);
    }

    /// <param name="judging">The transportation that held the seal when the report was measured.</param>
    /// <param name="binding">Since when and until when it did.</param>
    /// <param name="borders">The borders.</param>
    public static void Judge(in Judging judging, in Binding binding, StateBorders borders)
    {
        if (judging.State.Find(judging.Seal.Number) is not { } tracked) return;
        var fixes = FixesOf(judging.SealState, binding, borders);
        if (fixes.Count < InRow) return;
        var found = Found(fixes, StartOf(tracked, fixes[0].At));
        for (var i = 0; i < found.Count; i++)
        {
            var from = i == 0 ? Moment.Never : Moment.Of(found[i - 1].At);
            var until = i == found.Count - 1 ? Moment.Endless : Moment.Of(found[i + 1].At);
            if (IsKnown(tracked, found[i], from, until)) continue;
            judging.Changes.Apply(judging.Transportation, new TransportationEvent.BorderCrossed
            {
                Seal = judging.Seal.Number,
                From = found[i].From,
                Into = found[i].Into,
                At = found[i].At,
            });
        }
    }

    /// <summary>The last fixes lie in one state: as many as could together have made a crossing.</summary>
    private static bool AllAlike(ReportWindow window, GeoPoint here, StateBorders borders)
    {
        var state = borders.StateAt(here);
        var seen = 1;
        for (var i = window.Count - 2; i >= 0 && seen <= InRow; i--)
        {
            if (!window[i].HasBelievedFix) continue;
            if (window[i].At != here && borders.StateAt(window[i].At) != state) return false;
            seen++;
        }

        return true;
    }

    private static bool IsKnown(TrackedSeal tracked, Crossing crossing, Moment from, Moment until)
    {
        foreach (var known in tracked.Crossings)
        {
            if (known.From != crossing.From || known.Into != crossing.Into) continue;
            if (Moment.Of(known.At) is var at && at > from && at < until) return true;
        }

        return false;
    }

    /// <summary>The state before the first of the fixes, as the crossings that are known tell; null where they do not.</summary>
    private static string? StartOf(TrackedSeal tracked, Moment first)
    {
        string? state = null;
        foreach (var known in tracked.Crossings)
        {
            if (Moment.Of(known.At) > first) return state ?? known.From;
            state = known.Into;
        }

        return state;
    }

    private static List<Crossing> Found(List<StateFix> fixes, string? state)
    {
        var found = new List<Crossing>();
        for (var i = 1; i < fixes.Count; i++)
        {
            if (fixes[i].State != fixes[i - 1].State || fixes[i].State == state) continue;
            if (state is not null) found.Add(new Crossing(state, fixes[i].State, fixes[i - 1].At.ToInstant()));
            state = fixes[i].State;
        }

        return found;
    }

    /// <summary>The believed fixes of a binding in the order of measuring, the one before the window and the one at which the binding began
    /// first.</summary>
    private static List<StateFix> FixesOf(SealState seal, in Binding binding, StateBorders borders)
    {
        var (window, past) = (seal.Window, seal.Facts.Past);
        var fixes = new List<StateFix>(window.Count + 1);
        var begun = seal.FixBefore(binding.From);
        var before = past.Fix.IsKnown && binding.Contains(past.Fix.MeasuredAt) ? past.Fix : begun;
        if (before.IsKnown && borders.StateAt(before.Value) is { } start) fixes.Add(new StateFix(before.MeasuredAt, start));
        for (var i = window.FirstFrom(binding.From); i < window.Count && window[i].MeasuredAt <= binding.Until; i++)
        {
            ref readonly var report = ref window[i];
            if (!report.HasBelievedFix || borders.StateAt(report.At) is not { } state) continue;
            if (fixes is not [.., var last] || last.At < report.MeasuredAt) fixes.Add(new StateFix(report.MeasuredAt, state));
        }

        return fixes;
    }

    private readonly record struct StateFix(Moment At, string State);
}
