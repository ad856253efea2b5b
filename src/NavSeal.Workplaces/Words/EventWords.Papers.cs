using System.Globalization;
using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Words;

/// <summary>Says what was applied for, ordered, permitted, demanded, inspected and completed.</summary>
public sealed partial class EventWords
{
    private EventSentence OfPapers(TransportationEvent change) => change switch
    {
        TransportationEvent.ApplicationDrafted e => Drafted(e),
        TransportationEvent.TransportationConfirmed e => Plain(change, e.Contract, personOf(e.By)),
        TransportationEvent.TransportationCancelled e => Plain(change, e.Reason, personOf(e.By)),
        TransportationEvent.DocumentAttached { Document: { IsFromAuthority: true } sent } e =>
            Variant(change, "FromAuthority", sent.Kind, sent.Number, personOf(e.By)),
        TransportationEvent.DocumentAttached e => Plain(change, e.Document.Kind, e.Document.Number, personOf(e.By)),
        TransportationEvent.VehicleChanged e => Plain(change, e.Former, e.Present.Number, e.Reason, personOf(e.By)),
        TransportationEvent.ArrivalRecorded e => Plain(change, words.Office(e.Office), e.Zone, personOf(e.By)),
        TransportationEvent.DocumentsRegistered e => Plain(change, e.Registration, words.Office(e.Office), personOf(e.By)),
        TransportationEvent.InspectionRecorded e => Inspected(e),
        TransportationEvent.TransportationCompleted e =>
            Plain(change, Inside(words.Name(e.Completion)), e.Situations, personOf(e.By)),
        TransportationEvent.TransportationTerminated e => Plain(change, words.Office(e.Authority), e.Reason, personOf(e.By)),
        TransportationEvent.HighRiskMarked { Kind: { } kind } => Plain(change, NameOf(kind)),
        TransportationEvent.HighRiskMarked => Variant(change, "AtControl"),
        TransportationEvent.HighRiskLifted e => Plain(change, e.Reason, personOf(e.By)),
        TransportationEvent.DossierHeld e => Plain(change, e.Hold, words.Office(e.Authority), e.Ground, personOf(e.By)),
        TransportationEvent.HoldReleased e => Plain(change, e.Hold, e.Reason, personOf(e.By)),
        TransportationEvent.DossierErased e => Plain(change, e.Documents, personOf(e.By)),
        _ => OfAuthorities(change),
    };

    /// <summary>An application is entered once; then it is changed, and handed in.</summary>
    private EventSentence Drafted(TransportationEvent.ApplicationDrafted e)
    {
        var former = drafted;
        drafted = e.Application;
        object[] parts = [e.Application.ServiceCustomer, personOf(e.By)];
        if (former is null) return Plain(e, parts);
        return Variant(e, former.IsUnfinished && !e.Application.IsUnfinished ? "HandedIn" : "Changed", parts);
    }

    private EventSentence OfAuthorities(TransportationEvent change) => change switch
    {
        TransportationEvent.SealOrdered e =>
            Plain(change, words.Office(e.Order.Authority), e.Order.Head, words.Name(e.Order.Ground), personOf(e.By)),
        TransportationEvent.PermissionGiven e =>
            Plain(change, Inside(words.Name(e.Kind)), words.Office(e.Authority), personOf(e.By)),
        TransportationEvent.PermissionTakenBack e =>
            Plain(change, Inside(words.Name(e.Kind)), words.Office(e.Authority), e.Reason, personOf(e.By)),
        TransportationEvent.ActivationDemanded e => Plain(change, [.. ItemsOf(e.Demand), personOf(e.By)]),
        TransportationEvent.DemandCorrected e => Plain(change, [.. ItemsOf(e.Demand), personOf(e.By), e.Reason]),
        // Which forms they are is not for the customer, who reads this line too (REG-017).
        TransportationEvent.FormsOfControlSet e => Plain(change, personOf(e.By)),
        TransportationEvent.DeviationLimitSet e => Plain(
            change,
            (e.LimitMetres / 1000m).ToString("0.###", CultureInfo.InvariantCulture),
            words.Office(e.Authority),
            personOf(e.By)),
        _ => OfSeals(change),
    };

    private EventSentence Inspected(TransportationEvent.InspectionRecorded e)
    {
        object[] parts = [e.Inspection.Act, words.Office(e.Office), words.Findings(e.Inspection), personOf(e.By)];
        return e.Inspection.IsAtDeparture ? Variant(e, "AtDeparture", parts) : Plain(e, parts);
    }

    /// <summary>The items of Order 407, 8 in their order.</summary>
    private object[] ItemsOf(ActivationDemand demand) =>
    [
        string.Join(", ", demand.Seals), demand.Declaration, demand.Vehicle, demand.OfficeCode, demand.OfficeName,
        words.Time(demand.TransitUntil), demand.Route,
    ];
}
