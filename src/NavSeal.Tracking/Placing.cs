using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Tracking;

/// <summary>Where a report belongs in the time of its seal.</summary>
internal readonly record struct Placing
{
    /// <summary>So long without a clock: less than any reporting period, so that the next report of a standing seal, which reads the same,
    /// still shows that the seal lives.</summary>
    private static readonly TimeSpan ClocklessTime = TimeSpan.FromSeconds(10);

    public required Judgement Judgement { get; init; }

    /// <summary>Whether it is the latest of its seal.</summary>
    public bool IsLatest { get; init; }

    /// <summary>Place of the silence before the window that it was measured in; -1 where it is in the window or nowhere.</summary>
    public required int Gap { get; init; }

    /// <summary>Who held the seal when it was measured; of two that meet at an instant the later one.</summary>
    public Binding Binding { get; init; }

    public bool IsInWindow => Gap < 0 && Judgement is Judgement.Judged or Judgement.NoTransportation;

    /// <summary>Places a report; null where it is a repeat of one that was taken in.</summary>
    public static Placing? Of(SealState seal, Observation observation, Moment receivedAt, TrackingRules rules)
    {
        ref readonly var facts = ref seal.Facts;
        if (observation.MeasuredAt is not { } clock) return Placeless(seal, observation, receivedAt, Judgement.UnknownClock);
        var measuredAt = Moment.Of(clock);
        var window = seal.Window;
        var isLatest = window.Count == 0 || measuredAt >= window[window.Count - 1].MeasuredAt;
        if (measuredAt > receivedAt + rules.ClockAheadMax) return Placeless(seal, observation, receivedAt, Judgement.UnknownClock);
        if (window.Contains(measuredAt, observation.ContentKey)) return null;
        if (facts.Bindings is [.., { IsCurrent: true } current] && current.From - measuredAt > rules.LateHorizon)
            return Placeless(seal, observation, receivedAt, Judgement.UnknownClock);
        if (receivedAt - measuredAt > rules.LateHorizon) return Placeless(seal, observation, receivedAt, Judgement.BeyondHorizon);

        var gap = -1;
        if (measuredAt <= facts.Past.Floor || (window.IsFull && measuredAt < window[0].MeasuredAt))
        {
            gap = Tracking.Gap.PlaceOf(facts.Gaps, measuredAt);
            if (gap < 0) return Placeless(seal, observation, receivedAt, Judgement.PossiblyRepeated);
        }

        for (var i = facts.Bindings.Length - 1; i >= 0; i--)
        {
            if (facts.Bindings[i].Contains(measuredAt))
                return new Placing { Judgement = Judgement.Judged, Gap = gap, IsLatest = isLatest, Binding = facts.Bindings[i] };
        }

        return new Placing { Judgement = Judgement.NoTransportation, Gap = gap, IsLatest = isLatest };
    }

    /// <summary>The same content at the same time by the seal's clock is a repeat, however late. Without a clock it is one only where
    /// it came a short while ago, for two such reports may well read the same.</summary>
    private static Placing? Placeless(SealState seal, Observation observation, Moment receivedAt, Judgement judgement)
    {
        var key = PlacelessKey.Of(observation);
        var hasClock = judgement != Judgement.UnknownClock;
        foreach (var known in seal.Facts.Placeless)
            if (known.Key == key && (hasClock || receivedAt - known.ReceivedAt < ClocklessTime)) return null;
        return new Placing { Judgement = judgement, Gap = -1 };
    }
}
