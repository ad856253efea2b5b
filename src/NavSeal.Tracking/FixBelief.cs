using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Tracking;

/// <summary>Whether a position is believed (rulings: believed fix, the first definition).</summary>
/// <remarks>Reachable means: from the believed fix before it in the order of measuring, at
/// <see cref="TrackingRules.BelievedSpeedMaxKilometresPerHour"/>, or not farther than
/// <see cref="TrackingRules.BelievedErrorMaxMetres"/>, the error of the fixes, which counts where they are an instant apart. A late fix is
/// not held against the one after it, and does not make that one less believed. A fix before which none is known is reachable.</remarks>
internal static class FixBelief
{
    private const double MillisecondsPerHour = 3_600_000, MetresPerKilometre = 1000;

    /// <param name="seal">The seal before the report.</param>
    /// <param name="observation">The report.</param>
    /// <param name="placing">Where it belongs.</param>
    /// <param name="rules">The rules of the day.</param>
    /// <returns>The verdict, and metres from the believed fix before it; 0 where there is none or it is not believed.</returns>
    public static (FixVerdict Verdict, int Metres) Of(SealState seal, Observation observation, in Placing placing, TrackingRules rules)
    {
        if (observation.Fix is not { } fix) return (FixVerdict.None, 0);
        if (fix.Source == FixSource.Cell) return (FixVerdict.NotBySatellite, 0);
        if (!fix.IsValid || fix.At is not { } at) return (FixVerdict.NotValid, 0);
        if (at.IsNullIsland) return (FixVerdict.NullIsland, 0);
        if (fix.Satellites is { } satellites && satellites < rules.BelievedSatellitesMin) return (FixVerdict.TooFewSatellites, 0);
        if (placing.Judgement == Judgement.UnknownClock) return (FixVerdict.UnknownClock, 0);
        if (!placing.IsInWindow) return (FixVerdict.Believed, 0);
        var measuredAt = Moment.Of(observation.MeasuredAt!.Value);
        var before = seal.FixBefore(measuredAt);
        if (!before.IsKnown || before.Value == at) return (FixVerdict.Believed, 0);
        var metres = before.Value.MetresTo(at);
        var hours = (measuredAt.Milliseconds - before.MeasuredAt.Milliseconds) / MillisecondsPerHour;
        return metres <= Math.Max(rules.BelievedErrorMaxMetres, hours * rules.BelievedSpeedMaxKilometresPerHour * MetresPerKilometre)
            ? (FixVerdict.Believed, (int)Math.Round(metres))
            : (FixVerdict.NotReachable, 0);
    }
}
