using NavSeal.Model.Registries;

namespace NavSeal.Tracking.Life;

/// <summary>The rows of registries that an open transportation stands on.</summary>
internal static class RowsUnder
{
    /// <summary>Parties, offices, route and contract, each as often as it is named; none where it is over.</summary>
    /// <param name="state">Null: not begun.</param>
    public static IEnumerable<(RegistryKind Kind, string Key)> Of(Transportation? state)
    {
        if (state is null or { IsOver: true } || state.Papers.Application is not { } application) yield break;
        string?[] parties =
        [
            application.ServiceCustomer, application.Carrier, application.Declarant, application.CustomsRepresentative,
            application.Forwarder,
        ];
        foreach (var party in parties)
            if (party is not null) yield return (RegistryKind.Organisation, party);
        string?[] offices = [application.DepartureOffice, application.DestinationOffice];
        foreach (var office in offices)
            if (office is not null) yield return (RegistryKind.Office, office);
        if (application.Route is { } route) yield return (RegistryKind.Route, route);
        if (state.Papers.Contract is { } contract) yield return (RegistryKind.Contract, contract);
    }
}
