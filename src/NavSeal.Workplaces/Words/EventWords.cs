using Microsoft.Extensions.Localization;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Words;

/// <summary>An event of a time line, said to one reader.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Severity">Of the situation that began; null for everything else.</param>
/// <param name="HappenedAt">When it happened, where that is not when it was decided.</param>
public sealed record EventSentence(string Text, Severity? Severity, DateTimeOffset? HappenedAt);

/// <summary>Says the time line of a transportation.</summary>
public sealed partial class EventWords(IStringLocalizer<WordsTexts> texts, FieldWords words, Func<string, string> personOf)
{
    private readonly Dictionary<int, NonRoutineKind> kinds = [];
    private Application? drafted;

    /// <summary>All events, in the order in which they were decided.</summary>
    public IReadOnlyList<(TimelineRow Row, EventSentence Sentence)> Of(IEnumerable<TimelineRow> rows)
    {
        drafted = null;
        kinds.Clear();
        return [.. rows.Select(row => (row, row.Event is { } change ? Sentence(change) : new EventSentence(row.Name, null, null)))];
    }

    private EventSentence Sentence(TransportationEvent change) => change switch
    {
        TransportationEvent.SealActivated e => Plain(change, e.Seal),
        TransportationEvent.ParticularsStated e => Plain(change, ParticularsOf(e)),
        TransportationEvent.SealDeactivated e => Plain(change, e.Seal),
        TransportationEvent.SealRemoved e => Plain(change, e.Seal, words.Time(e.ReapplyBy)),
        TransportationEvent.SealReapplied e => Plain(change, e.Seal),
        TransportationEvent.NonRoutineSituationOpened e => Opened(e),
        TransportationEvent.NonRoutineSituationEnded e => Plain(change, NameOf(e.Situation)) with { HappenedAt = e.At },
        TransportationEvent.SituationAcknowledged e => Plain(change, NameOf(e.Situation), personOf(e.By)),
        TransportationEvent.SituationShelved e =>
            Plain(change, NameOf(e.Situation), personOf(e.By), words.Time(e.Until), e.Reason),
        _ => OfPapers(change),
    };

    /// <summary>The sentence that stands under the name of the event.</summary>
    private EventSentence Plain(TransportationEvent change, params object[] parts) =>
        new(texts[$"Event_{change.GetType().Name}", parts], null, null);

    /// <summary>The sentence of an event that is said in more than one way.</summary>
    private EventSentence Variant(TransportationEvent change, string variant, params object[] parts) =>
        new(texts[$"Event_{change.GetType().Name}_{variant}", parts], null, null);

    private EventSentence Opened(TransportationEvent.NonRoutineSituationOpened e)
    {
        kinds[e.Situation] = e.Kind;
        return Plain(e, NameOf(e.Situation)) with { Severity = Severities.Of(e.Kind), HappenedAt = e.OccurredAt };
    }

    private string NameOf(int situation) => kinds.TryGetValue(situation, out var kind) ? NameOf(kind) : $"№ {situation}";

    private string NameOf(NonRoutineKind kind) => $"{words.Situation(kind)} ({FieldWords.Code(kind)})";

    private string ParticularsOf(TransportationEvent.ParticularsStated e) => string.Join(", ", new[]
    {
        e.Vehicle,
        e.DepartureOffice is { } departure ? words.Office(departure) : null,
        e.DestinationOffice is { } destination ? words.Office(destination) : null,
    }.Where(said => said is not null));

    /// <summary>A label inside a sentence: a small letter at its head, unless it is an abbreviation.</summary>
    private static string Inside(string label) =>
        label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];
}
