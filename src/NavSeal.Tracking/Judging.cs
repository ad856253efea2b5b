using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking;

/// <summary>One occasion to judge a transportation by what its seal did: opens and ends situations in the draft.</summary>
/// <param name="Changes">The draft's changes.</param>
/// <param name="Rules">The rules of the day of the decision.</param>
/// <param name="Seal">The seal that shows it.</param>
/// <param name="Transportation">The transportation that is judged; it is known.</param>
internal readonly record struct Judging(DraftChanges Changes, TrackingRules Rules, SealSlot Seal, TransportationSlot Transportation)
{
    public Transportation State => Transportation.State!;

    public SealState SealState => Seal.State!;

    /// <summary>Opens a situation.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="occurredAt">When it happened by the rule.</param>
    /// <param name="knowableAt">When our system could know: the report's receivedAt, or the deadline itself where time alone
    /// decided.</param>
    /// <returns>Its number; null where the law does not know the kind on this day.</returns>
    /// <remarks>The clock of one hour (Order 407, 11) runs for every situation of a transportation under escort, those of the Union too
    /// (open
    /// question Q35: the stricter of both).</remarks>
    public int? Open(NonRoutineKind kind, Moment occurredAt, Moment knowableAt)
    {
        if (!Rules.KindsInForce.Contains(kind)) return null;
        var number = State.LastSituation + 1;
        Moment? notifyBy = State.IsEscort ? occurredAt + Rules.NoticeTime : null;
        Changes.Apply(Transportation, new TransportationEvent.NonRoutineSituationOpened
        {
            Situation = number,
            Kind = kind,
            Seal = Seal.Number,
            OccurredAt = occurredAt.ToInstant(),
            KnowableAt = knowableAt.ToInstant(),
            NotifyBy = notifyBy?.ToInstant(),
            CouldNotBeMet = notifyBy is { } limit && knowableAt > limit,
            Place = SealState.PlaceAt(occurredAt),
            Rules = Rules.Version,
        });
        OwedFor(number, kind, (occurredAt, knowableAt));
        return number;
    }

    private void OwedFor(int situation, NonRoutineKind kind, (Moment Occurred, Moment Knowable) at)
    {
        if (State.IsEscort)
        {
            ObligationBook.Begin(Changes, Transportation, Rules, new Owing(ObligationKind.NotifyOffices, at.Occurred.ToInstant())
            {
                Situation = situation,
                KnowableAt = at.Knowable.ToInstant(),
            });
        }

        if (!Rules.HighRiskKinds.Contains(kind) || State.Papers.IsHighRisk) return;
        Changes.Apply(Transportation, new TransportationEvent.HighRiskMarked { Kind = kind, At = at.Knowable.ToInstant() });
    }

    /// <summary>Ends a situation, unless it ended before.</summary>
    public void End(int number, Moment at)
    {
        foreach (var situation in State.Situations)
        {
            if (situation.Number != number || !situation.IsOpen) continue;
            Changes.Apply(Transportation, new TransportationEvent.NonRoutineSituationEnded { Situation = number, At = at.ToInstant() });
            return;
        }
    }

    /// <summary>Ends all open situations that <paramref name="ends"/> picks.</summary>
    public void EndAll(Moment at, Func<Situation, bool> ends)
    {
        foreach (var situation in State.Situations)
            if (situation.IsOpen && situation.Seal == Seal.Number && ends(situation)) End(situation.Number, at);
    }

    /// <summary>Whether a situation of that kind happened between two instants, both included.</summary>
    public bool Has(NonRoutineKind kind, Moment first, Moment last) => Find(kind, first, last) is not null;

    /// <summary>The situation of that kind that happened between two instants, both included; the first where there are several.</summary>
    public int? Find(NonRoutineKind kind, Moment first, Moment last)
    {
        foreach (var situation in State.Situations)
            if (IsOwn(situation, kind) && Moment.Of(situation.OccurredAt) is var at && at >= first && at <= last) return situation.Number;
        return null;
    }

    /// <summary>The open situation of that kind that happened at an instant or before.</summary>
    public int? FindOpen(NonRoutineKind kind, Moment last)
    {
        foreach (var situation in State.Situations)
            if (IsOwn(situation, kind) && situation.IsOpen && Moment.Of(situation.OccurredAt) <= last) return situation.Number;
        return null;
    }

    /// <summary>Whether a situation of that kind lasted at an instant.</summary>
    public bool WasOpenAt(NonRoutineKind kind, Moment moment)
    {
        foreach (var situation in State.Situations)
        {
            if (!IsOwn(situation, kind) || Moment.Of(situation.OccurredAt) > moment) continue;
            if (situation.EndedAt is not { } endedAt || Moment.Of(endedAt) > moment) return true;
        }

        return false;
    }

    private bool IsOwn(in Situation situation, NonRoutineKind kind) => situation.Kind == kind && situation.Seal == Seal.Number;
}
