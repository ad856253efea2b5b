using System.Collections.Immutable;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>The row of a transportation after an event.</summary>
internal static class LifeFold
{
    public static TransportationRow Evolve(TransportationRow row, TransportationEvent change)
    {
        var after = Settle(EvolveRow(row, change) with { Life = EvolveLife(row.Life, change) });
        return after with { Awaits = AwaitedIn(after), Authorities = AuthoritiesAfter(row.Authorities, change) };
    }

    private static IReadOnlyList<string> AuthoritiesAfter(IReadOnlyList<string> known, TransportationEvent change) =>
        AuthorityOf(change) is not { } authority || known.Contains(authority) ? known : [.. known, authority];

    private static string? AuthorityOf(TransportationEvent change) => change switch
    {
        TransportationEvent.SealOrdered e => e.Order.Authority,
        TransportationEvent.PermissionGiven e => e.Authority,
        TransportationEvent.DeviationLimitSet e => e.Authority,
        TransportationEvent.DossierHeld e => e.Authority,
        TransportationEvent.TransportationTerminated e => e.Authority,
        _ => null,
    };

    private static TransportationRow EvolveRow(TransportationRow row, TransportationEvent change) => change switch
    {
        TransportationEvent.ApplicationDrafted e => Drafted(row, e),
        TransportationEvent.TransportationConfirmed => row with { Status = TransportationStatus.Confirmed },
        TransportationEvent.TransportationCancelled e => row with { Status = TransportationStatus.Cancelled, DeactivatedAt = e.At },
        TransportationEvent.TransportationTerminated => row with { Status = TransportationStatus.Terminated },
        TransportationEvent.TransportationCompleted => row with { Status = TransportationStatus.Completed },
        TransportationEvent.SealActivated e => row with
        {
            Seal = e.Seal,
            Regimes = e.Regimes,
            Mode = e.Mode,
            ActivatedAt = row.WasActivated ? row.ActivatedAt : e.At,
            WasActivated = true,
            MovingPeriodSeconds = e.MovingPeriodSeconds,
            StandingPeriodSeconds = e.StandingPeriodSeconds,
            Status = TransportationStatus.UnderTracking,
        },
        TransportationEvent.ParticularsStated e => row with
        {
            Particulars = new Particulars
            {
                Vehicle = e.Vehicle,
                DepartureOffice = e.DepartureOffice,
                DestinationOffice = e.DestinationOffice,
            },
        },
        TransportationEvent.SealOrdered { Order.Ground: OrderGround.ElectronicCustomsEscort } =>
            row with { Regimes = row.Regimes | TrackingRegimes.KzElectronicCustomsEscort },
        TransportationEvent.SealDeactivated e => row with { DeactivatedAt = e.At },
        TransportationEvent.ActivationDemanded { Office: { } office } => Bound(row, office),
        TransportationEvent.DemandCorrected { Office: { } office } => Bound(row, office),
        TransportationEvent.VehicleChanged e => row with { Particulars = (row.Particulars ?? new()) with { Vehicle = e.Present.Number } },
        _ => row,
    };

    private static TransportationRow Drafted(TransportationRow row, TransportationEvent.ApplicationDrafted e) => row with
    {
        Status = TransportationStatus.Draft,
        Mode = e.Application.Mode,
        Regimes = e.Application.IsUnion ? TrackingRegimes.Union : TrackingRegimes.None,
        ActivatedAt = row.Events <= 1 ? e.At : row.ActivatedAt,
        Particulars = new Particulars
        {
            Vehicle = e.Application.Vehicles is [var first, ..] ? first.Number : null,
            DepartureOffice = e.Application.DepartureOffice,
            DestinationOffice = e.Application.DestinationOffice,
        },
        Organisations = [.. Organisations(e.Application).Distinct()],
        States = [.. e.Application.States.Distinct()],
    };

    /// <summary>The demand says to which office the goods go: that one sees them from here on.</summary>
    private static TransportationRow Bound(TransportationRow row, string office) =>
        row with { Particulars = (row.Particulars ?? new()) with { DestinationOffice = office } };

    private static IEnumerable<string> Organisations(Application application)
    {
        string?[] named =
        [
            application.ServiceCustomer, application.Carrier, application.Declarant, application.CustomsRepresentative,
            application.Forwarder,
        ];
        return named.OfType<string>();
    }

    private static TransportationLife EvolveLife(TransportationLife life, TransportationEvent change) => change switch
    {
        TransportationEvent.ApplicationDrafted e => life with { Application = e.Application, DraftedAt = life.DraftedAt ?? e.At },
        TransportationEvent.TransportationConfirmed e => life with
        {
            ConfirmedAt = e.At,
            Kind = e.Kind,
            TrackingOperator = e.TrackingOperator,
            Contract = e.Contract,
        },
        TransportationEvent.SealOrdered e => life with { Order = e.Order, OrderedAt = e.At },
        TransportationEvent.PermissionGiven e => life with { Permissions = life.Permissions.SetItem(e.Kind.ToString(), e.Authority) },
        TransportationEvent.PermissionTakenBack e => life with { Permissions = life.Permissions.Remove(e.Kind.ToString()) },
        TransportationEvent.ActivationDemanded e => Demanded(life, e.Demand, e.Office),
        TransportationEvent.DemandCorrected e => Demanded(life, e.Demand, e.Office),
        TransportationEvent.DocumentAttached e when life.Application is { } application =>
            life with { Application = application with { Documents = application.Documents.Add(e.Document) } },
        TransportationEvent.VehicleChanged e => Changed(life, e),
        TransportationEvent.FormsOfControlSet e => life with { FormsOfControl = e.Forms },
        TransportationEvent.DeviationLimitSet e => life with { DeviationLimitMetres = e.LimitMetres },
        TransportationEvent.ArrivalRecorded e => life with { ArrivalOffice = e.Office, ArrivedAt = e.At },
        TransportationEvent.DocumentsRegistered e => life with { Registration = e.Registration },
        TransportationEvent.InspectionRecorded { Inspection.IsAtDeparture: false } e => life with { Inspection = e.Inspection },
        TransportationEvent.HighRiskMarked => life with { IsHighRisk = true },
        TransportationEvent.DossierHeld e => life with
        {
            Holds = life.Holds.Add(new DossierHold { Hold = e.Hold, Authority = e.Authority, Ground = e.Ground, At = e.At }),
        },
        TransportationEvent.HoldReleased e => life with { Holds = life.Holds.RemoveAll(one => one.Hold == e.Hold) },
        TransportationEvent.DossierErased e => life with { ErasedAt = e.At },
        TransportationEvent.HighRiskLifted => life with { IsHighRisk = false },
        TransportationEvent.TransportationCompleted e => life with { Completion = e.Completion, EndedAt = e.At },
        TransportationEvent.TransportationCancelled e => life with { EndedAt = e.At },
        TransportationEvent.TransportationTerminated e => life with { EndedAt = e.At },
        _ => life with { Seals = SealParts.After(life.Seals, change) },
    };

    private static TransportationLife Demanded(TransportationLife life, ActivationDemand demand, string? office) => life with
    {
        Demand = demand,
        Application = office is null || life.Application is null ? life.Application : life.Application with { DestinationOffice = office },
    };

    private static TransportationLife Changed(TransportationLife life, TransportationEvent.VehicleChanged e)
    {
        if (life.Application is not { } application) return life;
        var isDemanded = life.Demand is { } known && PlateNumber.AreSame(known.Vehicle, e.Former);
        return life with
        {
            Application = application with
            {
                Vehicles = [.. application.Vehicles.Select(vehicle => vehicle.Number == e.Former ? e.Present : vehicle)],
            },
            Demand = isDemanded ? life.Demand! with { Vehicle = e.Present.Number } : life.Demand,
        };
    }

    /// <summary>What follows from the seals: the status while any tracks, and until when one has to be applied again.</summary>
    private static TransportationRow Settle(TransportationRow row)
    {
        if (row.Status is not (TransportationStatus.UnderTracking or TransportationStatus.Removed or TransportationStatus.TrackingEnded))
            return row;
        var removed = row.Life.Seals.Where(part => part.Stage == SealStage.RemovedEnRoute).ToList();
        var tracks = row.Life.Seals.LastOrDefault(part => part.IsTracking);
        return row with
        {
            Seal = tracks?.Seal ?? row.Seal,
            Status = tracks is null ? row.Life.Application is null ? TransportationStatus.Completed : TransportationStatus.TrackingEnded
                : removed.Count > 0 ? TransportationStatus.Removed
                : TransportationStatus.UnderTracking,
            DeactivatedAt = tracks is null ? row.DeactivatedAt : null,
            ReapplyBy = removed.Min(part => part.ReapplyBy),
        };
    }

    private static Awaited AwaitedIn(TransportationRow row) => row.Status switch
    {
        TransportationStatus.Draft => row.Life.Application is { IsUnfinished: true } ? Awaited.Application : Awaited.Confirmation,
        TransportationStatus.Confirmed => BeforeActivation(row.Life),
        TransportationStatus.UnderTracking or TransportationStatus.Removed => OnTheWay(row.Life),
        TransportationStatus.TrackingEnded when row.Life.ArrivalOffice is null => Awaited.Arrival,
        TransportationStatus.TrackingEnded => row.Life.Seals.All(part => part.IsDone || IsEvidence(row.Life, part))
            ? Awaited.Completion
            : Awaited.SealReturn,
        _ => Awaited.Nothing,
    };

    private static bool IsEvidence(TransportationLife life, SealPart part) =>
        !life.Holds.IsEmpty && part.Stage is SealStage.TakenOff or SealStage.HandedOver;

    private static Awaited BeforeActivation(TransportationLife life)
    {
        if (life.IsEscort && life.Demand is null) return Awaited.Demand;
        if (!life.MayActivate) return Awaited.ActivationPermission;
        if (life.Seals.All(part => part.Stage != SealStage.Affixed)) return Awaited.Affixing;
        return life.HasAuthorityPapers ? Awaited.Activation : Awaited.AuthorityPapers;
    }

    private static Awaited OnTheWay(TransportationLife life)
    {
        if (life.Seals.Any(part => part.Stage == SealStage.Affixed)) return Awaited.Activation;
        if (life.ArrivalOffice is null) return Awaited.Arrival;
        if (!life.IsEscort) return Awaited.Deactivation;
        if (life.Registration is null) return Awaited.Registration;
        if (life.Inspection is null) return Awaited.Inspection;
        return life.Seals.Any(part => part is { IsTracking: true, IsDemanded: false }) ? Awaited.DeactivationDemand : Awaited.Deactivation;
    }
}

/// <summary>The seals of a transportation after an event.</summary>
internal static class SealParts
{
    public static ImmutableArray<SealPart> After(ImmutableArray<SealPart> parts, TransportationEvent change) => change switch
    {
        TransportationEvent.SealAffixed e => parts.Add(new SealPart
        {
            Seal = e.Affixing.Seal,
            Compartment = e.Affixing.Compartment,
            Stage = SealStage.Affixed,
            AffixedAt = e.At,
        }),
        TransportationEvent.SealRejected e => With(parts, e.Seal, part => part with { Stage = SealStage.Rejected, EndedAt = e.At }),
        TransportationEvent.RegisterKept e =>
            With(parts, e.Seal, part => part with { RegisterSha256 = e.Sha256, RegisterPlace = e.Place }),
        TransportationEvent.SealActivated e => Activated(parts, e),
        TransportationEvent.SignalVerified e => With(parts, e.Seal, part => part with { IsVerified = true }),
        TransportationEvent.SealRemoved e => With(parts, e.Seal, part => part with
        {
            Stage = SealStage.RemovedEnRoute,
            RemovedAt = e.At,
            ReapplyBy = e.ReapplyBy,
        }),
        TransportationEvent.SealReapplied e => With(parts, e.Seal, part => Applied(part, SealStage.Active)),
        TransportationEvent.SealReplaced e => With(
            parts, e.Former, part => Applied(part, SealStage.TakenOff) with { EndedAt = e.At, ReplacedBy = e.Present }),
        TransportationEvent.DeactivationDemanded e => With(parts, e.Demand.Seal, part => part with { IsDemanded = true }),
        TransportationEvent.SealDeactivated e =>
            With(parts, e.Seal, part => Applied(part, SealStage.Deactivated) with { EndedAt = e.At }),
        TransportationEvent.SealTakenOff e => With(parts, e.Seal, part => part with { Stage = SealStage.TakenOff }),
        TransportationEvent.SealHandedOver e => With(parts, e.Seal, part => part with { Stage = SealStage.HandedOver }),
        TransportationEvent.SealErased e => With(parts, e.Seal, part => part with { Stage = SealStage.Erased }),
        _ => parts,
    };

    private static ImmutableArray<SealPart> Activated(ImmutableArray<SealPart> parts, TransportationEvent.SealActivated e)
    {
        var known = parts.Any(part => part.Seal == e.Seal && part.Stage == SealStage.Affixed)
            ? parts
            : parts.Add(new SealPart { Seal = e.Seal, Compartment = e.Compartment ?? 1, Stage = SealStage.Affixed });
        return With(known, e.Seal, part => part with { Stage = SealStage.Active, ActivatedAt = e.At });
    }

    private static SealPart Applied(SealPart part, SealStage stage) => part with { Stage = stage, RemovedAt = null, ReapplyBy = null };

    private static ImmutableArray<SealPart> With(ImmutableArray<SealPart> parts, SealNumber seal, Func<SealPart, SealPart> change)
    {
        for (var i = parts.Length - 1; i >= 0; i--)
            if (parts[i].Seal == seal) return parts.SetItem(i, change(parts[i]));
        return parts;
    }
}
