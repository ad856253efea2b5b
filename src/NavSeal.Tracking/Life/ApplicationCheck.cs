using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>What an application has to say: little while it is a draft, all of it before it is confirmed (CAB-016).</summary>
internal static class ApplicationCheck
{
    /// <summary>Whether a draft can be kept: bounds and forms.</summary>
    public static Refusal? Draft(Application application)
    {
        if (HasHoles(application)) return Refusal.TextOutOfForm;
        if (!Enum.IsDefined(application.Mode)) return Refusal.UnknownMode;
        if (!Enum.IsDefined(application.Ground) || !Enum.IsDefined(application.End)) return Refusal.TextOutOfForm;
        if (!Forms.IsText(application.ServiceCustomer, Application.TextMax)) return Refusal.CustomerUnknown;
        if (AreListsTooLong(application)) return Refusal.ListTooLong;
        if (application.Goods.Any(line => !Forms.IsGoodsCode(line.Code))) return Refusal.GoodsCodeOutOfForm;
        if (application.Declaration is { } declaration && !Forms.IsDeclaration(declaration)) return Refusal.DeclarationOutOfForm;
        return AreTextsInForm(application) ? null : Refusal.TextOutOfForm;
    }

    /// <summary>Whoever writes JSON can write null where something should stand.</summary>
    private static bool HasHoles(Application a) => a.States.Contains(null!) || a.Goods.Contains(null!) || a.Documents.Contains(null!)
        || a.Vehicles.Contains(null!) || a.Operations.Contains(null!) || a.Goods.Any(line => line.SpecialMeasures.Contains(null!));

    private static bool AreListsTooLong(Application a) => a.Goods.Length > Application.GoodsMax
        || a.Documents.Length > Application.DocumentsMax || a.Vehicles.Length > Application.VehiclesMax
        || a.Operations.Length > Application.OperationsMax || a.States.Length > 2 * Application.StatesMax
        || a.Compartments is < 0 or > Application.SealsMax || a.SealedObjects is < 0 or > Application.SealsMax
        || a.SealsPlanned is < 0 or > Application.SealsMax;

    /// <summary>Whether the operator can take it on.</summary>
    public static Refusal? Complete(in CommandDecisions asked, Transportation state)
    {
        var application = state.Papers.Application!;
        if (!Knows(asked, RegistryKind.Organisation, application.ServiceCustomer)) return Refusal.CustomerUnknown;
        if (application.Carrier is not { } carrier || !Knows(asked, RegistryKind.Organisation, carrier)) return Refusal.CarrierMissing;
        if (application.Goods.IsEmpty) return Refusal.GoodsMissing;
        if (CheckWay(asked, state, application) is { } refusal) return refusal;
        if (application.Vehicles.IsEmpty) return Refusal.VehicleMissing;
        if (application.Mode == TransportMode.Road && application is not { DriverDocument: not null, DriverConsentAt: not null })
            return Refusal.DriverMissing;
        if (application.Documents.IsEmpty) return Refusal.PapersMissing;
        if (application.SealsPlanned < application.SealsNeeded) return Refusal.TooFewSeals;
        return application.IsUnfinished ? Refusal.ApplicationUnfinished : null;
    }

    /// <summary>The kind of carriage by the Agreement, 2.2.</summary>
    public static CarriageKind KindOf(Application application) => (application.BeginsAtBorder, application.End) switch
    {
        (true, RouteEnd.PlaceOfExport) => CarriageKind.BorderToBorder,
        (true, _) => CarriageKind.FromBorderIntoUnion,
        (false, RouteEnd.PlaceOfExport) => CarriageKind.FromUnionToBorder,
        _ when application.States[0] == application.States[^1] => CarriageKind.WithinOneOverAnother,
        _ => CarriageKind.BetweenMemberStates,
    };

    private static Refusal? CheckWay(in CommandDecisions asked, Transportation state, Application application)
    {
        var members = asked.State.Registries.States;
        if (application.States.IsEmpty || application.States.Any(name => !members.Contains(name))) return Refusal.StatesMissing;
        if (!application.IsUnion && !state.IsEscort) return Refusal.NoRegime;
        if (application.IsUnion && application.States.Distinct().Count() < 2) return Refusal.TooFewStates;
        if (!IsOfficeOrNone(asked, application.DepartureOffice) || !IsOfficeOrNone(asked, application.DestinationOffice))
            return Refusal.UnknownOffice;
        if (state.IsEscort && !application.HasBothOffices) return Refusal.OfficesMissing;
        return application.Route is { } route && !Knows(asked, RegistryKind.Route, route) ? Refusal.UnknownRoute : null;
    }

    private static bool IsOfficeOrNone(in CommandDecisions asked, string? key) => key is null || Knows(asked, RegistryKind.Office, key);

    private static bool Knows(in CommandDecisions asked, RegistryKind kind, string key) =>
        asked.State.Registries.Find(kind, key, asked.Day) is not null;

    private static bool AreTextsInForm(Application a) =>
        Short(a.Carrier, a.Declarant, a.CustomsRepresentative, a.Forwarder, a.DepartureOffice, a.DestinationOffice, a.Route, a.Group)
        && (a.DriverDocument is null || Forms.IsHash(a.DriverDocument))
        && a.States.All(state => Forms.IsText(state, 2))
        && a.Goods.All(line => Forms.IsTextOrNone(line.Description, Application.LongTextMax) && line.GrossKilograms is null or >= 0)
        && a.Documents.All(IsInForm) && a.Vehicles.All(IsInForm)
        && a.Operations.All(one => Short(one.Kind, one.Office, one.NewVehicle) && Forms.IsText(one.Place));

    /// <summary>Whether a document can be cited.</summary>
    public static bool IsInForm(AccompanyingDocument document) => document.Id != Guid.Empty
        && Forms.IsText(document.Kind, Application.TextMax) && Forms.IsText(document.Number, Application.TextMax)
        && Short(document.Day, document.Issuer) && document.SizeBytes >= 0 && (document.Sha256 is null || Forms.IsHash(document.Sha256));

    /// <summary>Whether a vehicle can be named.</summary>
    public static bool IsInForm(Vehicle vehicle) => Enum.IsDefined(vehicle.Kind)
        && Forms.IsText(vehicle.Number, Application.TextMax) && Forms.IsTextOrNone(vehicle.Country, 2);

    private static bool Short(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (!Forms.IsTextOrNone(text, Application.TextMax)) return false;
        return true;
    }
}
