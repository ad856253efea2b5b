using System.Collections.Immutable;
using System.Diagnostics;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>The papers after an event that changes nothing else.</summary>
internal static class PapersEvolve
{
    public static TransportationPapers Of(Transportation state, TransportationEvent change) => change switch
    {
        TransportationEvent.SealOrdered e => state.Papers with { Order = e.Order },
        TransportationEvent.PermissionGiven e => state.Papers with
        {
            Permissions = state.Papers.Permissions.Add(new GivenPermit(e.Kind, e.Authority, e.At)),
        },
        TransportationEvent.PermissionTakenBack e => state.Papers with
        {
            Permissions = state.Papers.Permissions.RemoveAll(permission => permission.Kind == e.Kind),
        },
        TransportationEvent.ActivationDemanded e => Demanded(state.Papers, e.Demand, e.Office),
        TransportationEvent.DemandCorrected e => Demanded(state.Papers, e.Demand, e.Office),
        TransportationEvent.DocumentAttached e => Attached(state.Papers, e.Document),
        TransportationEvent.DeviationLimitSet e => state.Papers with { DeviationLimitMetres = e.LimitMetres },
        TransportationEvent.VehicleChanged e => Changed(state.Papers, e),
        TransportationEvent.ArrivalRecorded e => state.Papers with { ArrivalOffice = e.Office },
        TransportationEvent.DocumentsRegistered e => state.Papers with { Registration = e.Registration },
        TransportationEvent.InspectionRecorded { Inspection.IsAtDeparture: true } => state.Papers,
        TransportationEvent.InspectionRecorded e => state.Papers with { Inspection = Together(state.Papers.Inspection, e.Inspection) },
        TransportationEvent.HighRiskMarked => state.Papers with { IsHighRisk = true },
        TransportationEvent.DossierHeld e => state.Papers with
        {
            LastHold = e.Hold,
            Holds = state.Papers.Holds.Add(new DossierHold(e.Hold, e.Authority)),
        },
        TransportationEvent.HoldReleased e => state.Papers with { Holds = state.Papers.Holds.RemoveAll(one => one.Number == e.Hold) },
        TransportationEvent.DossierErased => state.Papers with { IsErased = true },
        TransportationEvent.HighRiskLifted => state.Papers with { IsHighRisk = false },
        _ => throw new UnreachableException(),
    };

    /// <summary>A later act adds to what was found and takes nothing of it away (Order 407, 13 and 15).</summary>
    private static Inspection Together(Inspection? former, Inspection latest) => former is null
        ? latest
        : latest with
        {
            SealsIntact = former.SealsIntact && latest.SealsIntact,
            TracesOfAccess = former.TracesOfAccess || latest.TracesOfAccess,
            SignsOfMismatch = former.SignsOfMismatch || latest.SignsOfMismatch,
        };

    private static TransportationPapers Attached(TransportationPapers papers, AccompanyingDocument document) =>
        papers.Application is not { } application
            ? papers
            : papers with { Application = application with { Documents = application.Documents.Add(document) } };

    /// <summary>From the demand on the goods go to the office that the demand names (Order 407, 8).</summary>
    private static TransportationPapers Demanded(TransportationPapers papers, ActivationDemand demand, string? office) => papers with
    {
        Demand = demand,
        Application = office is null || papers.Application is null
            ? papers.Application
            : papers.Application with { DestinationOffice = office },
    };

    private static TransportationPapers Changed(TransportationPapers papers, TransportationEvent.VehicleChanged e)
    {
        if (papers.Application is not { } application) return papers;
        ImmutableArray<Vehicle> vehicles =
            [.. application.Vehicles.Select(vehicle => vehicle.Number == e.Former ? e.Present : vehicle)];
        var isDemanded = papers.Demand is { } known && PlateNumber.AreSame(known.Vehicle, e.Former);
        var demand = isDemanded ? papers.Demand! with { Vehicle = e.Present.Number } : papers.Demand;
        return papers with { Application = application with { Vehicles = vehicles }, Demand = demand };
    }
}
