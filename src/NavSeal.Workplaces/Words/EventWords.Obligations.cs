using System.Diagnostics;
using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Words;

/// <summary>Says what became of situations, and the clocks of the law.</summary>
public sealed partial class EventWords
{
    private readonly Dictionary<int, string> obligations = [];
    private readonly HashSet<int> breached = [];

    private EventSentence OfSituations(TransportationEvent change) => change switch
    {
        TransportationEvent.OfficesNotified e => Plain(change, NameOf(e.Situation), personOf(e.By)),
        TransportationEvent.MeasuresRecorded e =>
            Plain(change, NameOf(e.Situation), words.Office(e.Authority), e.Measures, personOf(e.By)),
        TransportationEvent.SituationClosed e =>
            Plain(change, NameOf(e.Situation), words.Reason(e.Result), e.Text, personOf(e.By)),
        TransportationEvent.SituationWithdrawn e => Plain(change, NameOf(e.Situation), e.Reason, personOf(e.By)),
        _ => OfObligations(change),
    };

    private EventSentence OfObligations(TransportationEvent change) => change switch
    {
        TransportationEvent.ObligationBegan e => Began(e),
        TransportationEvent.ObligationFulfilled e when breached.Contains(e.Obligation) =>
            Variant(change, "Late", ObligationOf(e.Obligation)) with { HappenedAt = e.At },
        TransportationEvent.ObligationFulfilled e => Plain(change, ObligationOf(e.Obligation)) with { HappenedAt = e.At },
        TransportationEvent.ObligationBreached e => Breached(e),
        TransportationEvent.ObligationDropped e => Plain(change, ObligationOf(e.Obligation)) with { HappenedAt = e.At },
        _ => throw new UnreachableException(),
    };

    private EventSentence Began(TransportationEvent.ObligationBegan e)
    {
        var name = Inside(words.Name(e.Kind));
        var about = e.Situation is { } situation ? NameOf(situation) : e.Seal?.ToString();
        obligations[e.Obligation] = about is null ? name : $"{name}: {about}";
        object[] parts = [ObligationOf(e.Obligation), words.Time(e.DueAt), Inside(words.Name(e.Owes))];
        var sentence = e.CouldNotBeMet ? Variant(e, "TooLate", parts) : Plain(e, parts);
        return sentence with { HappenedAt = e.BeganAt };
    }

    private EventSentence Breached(TransportationEvent.ObligationBreached e)
    {
        breached.Add(e.Obligation);
        return Plain(e, ObligationOf(e.Obligation)) with { HappenedAt = e.At };
    }

    private string ObligationOf(int obligation) => obligations.GetValueOrDefault(obligation) ?? $"№ {obligation}";
}
