using System.Security.Claims;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views.Registries;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>Of what a field is offered values, beside what is typed freely.</summary>
public enum Offered
{
    Nothing = 0,

    /// <summary>Customs offices and other controlling bodies, by their keys.</summary>
    Offices,

    /// <summary>Customs offices that have a code, by it.</summary>
    OfficeCodes,

    /// <summary>The seals of the transportation.</summary>
    SealsOfIt,

    /// <summary>Seals that track nothing.</summary>
    FreeSeals,

    /// <summary>The contracts of those who answer for the transportation.</summary>
    Contracts,

    /// <summary>The kinds of documents.</summary>
    DocumentKinds,

    /// <summary>The vehicles of the application.</summary>
    Vehicles,
}

/// <summary>For what and for whom a form is proposed values.</summary>
/// <param name="Row">The transportation.</param>
/// <param name="Visitor">Who fills it in.</param>
/// <param name="Offers">What the registries know.</param>
public sealed record ActSetting(TransportationRow Row, ClaimsPrincipal Visitor, ActOffers Offers);

/// <summary>What the fields of acts are offered from registries and views.</summary>
/// <param name="registries">With the day of law.</param>
/// <param name="documents">The kinds of documents.</param>
public sealed class ActOffers(RegistryParts registries, DocumentKinds documents)
{
    private const int SealsMax = 200;

    /// <summary>The values of a field with what stands beside them, in one language.</summary>
    public IReadOnlyList<(string Value, string Name)> Of(Offered what, TransportationRow row, string language) => what switch
    {
        Offered.Offices =>
            [.. registries.ChoicesOf(RegistryKind.Office, language), .. registries.ChoicesOf(RegistryKind.ControllingBody, language)],
        Offered.OfficeCodes =>
        [
            .. registries.RowsOf(RegistryKind.Office).Where(one => one["code"].Length > 0)
                .Select(one => (one["code"], one.NameIn(language))),
        ],
        Offered.SealsOfIt => [.. row.Life.Seals.Select(part => (part.Seal.Text, ""))],
        Offered.FreeSeals =>
        [
            .. registries.Views.Seals.List(new SealFilter { Tracked = false, Relay = false }, null, SealsMax).Items
                .Select(seal => (seal.Seal.Text, seal.Model)),
        ],
        Offered.Contracts => [.. ContractsOf(row).Select(contract => (contract.Key, contract["organisation"]))],
        Offered.DocumentKinds => [.. documents.All.Select(kind => (kind.Key, kind.NameIn(language)))],
        Offered.Vehicles => [.. (row.Life.Application?.Vehicles ?? []).Select(vehicle => (vehicle.Number, vehicle.Country ?? ""))],
        _ => [],
    };

    /// <summary>An organisation by its name and key.</summary>
    public string OrganisationOf(string? key) => registries.OrganisationOf(key);

    /// <summary>Whether there is such a kind of documents.</summary>
    public bool IsDocument(string kind) => documents.Find(kind) is not null;

    /// <summary>A kind of documents by its name.</summary>
    public string DocumentOf(string kind, string language) => documents.NameOf(kind, language);

    /// <summary>The contract that a transportation is taken on under, where there is but one.</summary>
    public string? ContractFor(TransportationRow row) => ContractsOf(row) is [var only] ? only.Key : null;

    /// <summary>The office of destination as the registry has it; null where it does not know it.</summary>
    public RegistryRow? DestinationOf(TransportationRow row) =>
        row.Particulars?.DestinationOffice is { } key ? registries.Find(RegistryKind.Office, key) : null;

    private List<RegistryRow> ContractsOf(TransportationRow row)
    {
        string?[] parties = [row.Life.Application?.ServiceCustomer, row.Life.Application?.Carrier, row.Life.Application?.Declarant];
        return [.. registries.RowsOf(RegistryKind.Contract).Where(contract => parties.Contains(contract["organisation"]))];
    }
}
