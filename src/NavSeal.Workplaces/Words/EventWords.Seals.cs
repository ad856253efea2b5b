using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Words;

/// <summary>Says what befell the seals and the object.</summary>
public sealed partial class EventWords
{
    private EventSentence OfSeals(TransportationEvent change) => change switch
    {
        TransportationEvent.SealAffixed e => Affixed(e),
        TransportationEvent.SealRejected e => Plain(change, e.Seal, e.Next, personOf(e.By)),
        TransportationEvent.OperatorAnswered { IsPositive: true } e => Plain(change, e.Seal, words.State(e.Operator), personOf(e.By)),
        TransportationEvent.OperatorAnswered e => Variant(change, "Negative", e.Seal, words.State(e.Operator), personOf(e.By)),
        TransportationEvent.RegisterKept e => Plain(change, e.Seal, Inside(words.Name(e.Place)), e.Entries.Length),
        TransportationEvent.SignalVerified e => Plain(change, e.Seal, words.Place(e.Position), personOf(e.By)),
        TransportationEvent.SealReplaced e => Plain(change, e.Former, e.Present, words.Reason(e.Reason), personOf(e.By)),
        TransportationEvent.DeactivationDemanded e =>
            Plain(change, e.Demand.Seal, e.Demand.Declaration, e.Demand.Vehicle, personOf(e.By)),
        TransportationEvent.SealTakenOff e => Plain(change, e.Seal, PlaceOf(e.PlaceKind, e.Place), personOf(e.By)),
        TransportationEvent.SealHandedOver e => Plain(change, e.Seal, Said(e.Representative), personOf(e.By)),
        TransportationEvent.SealErased e => Plain(change, e.Seal, Inside(words.Name(e.Place)), personOf(e.By)),
        TransportationEvent.SpecialDeviceRecorded { Use: { Opens: true } use } e => DeviceUsed(e, use, Plain(change, PartsOf(e))),
        TransportationEvent.SpecialDeviceRecorded e => DeviceUsed(e, e.Use, Variant(change, "Closed", PartsOf(e))),
        TransportationEvent.RemovalEstablished e => Plain(change, e.Seal, e.Finding, personOf(e.By)) with { HappenedAt = e.RemovedAt },
        TransportationEvent.BorderCrossed e =>
            Plain(change, e.Seal, words.State(e.From), words.State(e.Into)) with { HappenedAt = e.At },
        _ => OfSituations(change),
    };

    private object[] PartsOf(TransportationEvent.SpecialDeviceRecorded e) => [e.Seal, e.Use.Device, e.Use.Officer, personOf(e.By)];

    private static EventSentence DeviceUsed(
        TransportationEvent.SpecialDeviceRecorded e, SpecialDeviceUse use, EventSentence sentence) =>
        sentence with { HappenedAt = use.UsedAt ?? e.At };

    private EventSentence Affixed(TransportationEvent.SealAffixed e)
    {
        var affixing = e.Affixing;
        var place = PlaceOf(affixing.PlaceKind, affixing.Place);
        return Plain(e, affixing.Seal, affixing.Compartment, place, Said(affixing.Representative), personOf(e.By));
    }

    private string PlaceOf(PlaceKind kind, string place) => $"{Inside(words.Name(kind))}, {words.Office(place)}";

    private string Said(Representative representative) =>
        $"{representative.Name}, {Inside(words.Name(representative.Role))}, № {representative.EmployeeNumber}";
}
