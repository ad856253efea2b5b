using NavSeal.Model.Observations;

namespace NavSeal.Tracking;

/// <summary>A condition that a report may show.</summary>
internal enum Condition
{
    /// <summary>The sealing element is not closed.</summary>
    Element,

    /// <summary>The case is breached.</summary>
    Case,

    /// <summary>The seal reports a fault.</summary>
    Fault,

    /// <summary>The charge is low.</summary>
    Battery,
}

/// <summary>A time for which a condition lasted within one binding, as the reports in the window show it in the order of
/// measuring.</summary>
/// <param name="First">The first report that shows it.</param>
/// <param name="Last">The last report that shows it.</param>
/// <param name="Over">The first report after it that says the opposite, or the end of the binding; endless where there is neither.</param>
/// <param name="BeganBefore">Whether it began before the window, so that it was judged when it began.</param>
internal readonly record struct Run(Moment First, Moment Last, Moment Over, bool BeganBefore)
{
    /// <summary>All such times of a binding, in order.</summary>
    public static List<Run> Of(SealState seal, in Binding binding, Condition condition, TrackingRules rules)
    {
        var runs = new List<Run>();
        var (window, past) = (seal.Window, seal.Facts.Past);
        var isLatestBinding = binding == seal.Facts.Bindings[^1];
        var reachesBack = past.Floor >= binding.From;
        var isUnknownBefore = reachesBack && !isLatestBinding;
        Run? run = null;
        if (reachesBack && isLatestBinding && IsShown(past.At, condition, rules) == true)
            run = new Run(condition == Condition.Element ? past.OpenSince : binding.From, past.Floor, binding.Until, true);

        for (var i = window.FirstFrom(binding.From); i < window.Count && window[i].MeasuredAt <= binding.Until; i++)
        {
            var at = window[i].MeasuredAt;
            switch (IsShown(Known.Nothing.Then(window[i]), condition, rules))
            {
                case true:
                    run = run is { } lasting ? lasting with { Last = at } : new Run(at, at, binding.Until, isUnknownBefore);
                    break;
                case false:
                    if (run is { } ended) runs.Add(ended with { Over = at });
                    run = null;
                    isUnknownBefore = false;
                    break;
                case null:
                    break;
            }
        }

        if (run is { } last) runs.Add(last);
        return runs;
    }

    /// <summary>Whether a condition is shown; null where nothing is said of it.</summary>
    public static bool? IsShown(in Known known, Condition condition, TrackingRules rules) => condition switch
    {
        Condition.Element => known.Element == 0 ? null : known.Element != SealingElementState.Closed,
        Condition.Case => known.Case == 0 ? null : known.Case == CaseState.Breached,
        Condition.Fault => known.Fault == 0 ? null : known.Fault == FaultReport.Faulty,
        _ => known.Battery == Known.NoBattery ? null : known.Battery < rules.LowBatteryBelow.Value,
    };
}
