using NavSeal.Model.Registries;
using NavSeal.Model.Seals;

namespace NavSeal.Tracking.Life;

/// <summary>The rows of registries that an open transportation or a seal in use stands on.</summary>
internal static class RowsUnder
{
    /// <summary>Parties, offices, authorities, route and contract, each as often as it is named. Where it is over only whoever holds the
    /// dossier is left.</summary>
    /// <param name="state">Null: not begun.</param>
    public static IEnumerable<(RegistryKind Kind, string Key)> Of(Transportation? state)
    {
        if (state is null) yield break;
        foreach (var authority in AuthoritiesOf(state))
        {
            // An authority is an office or another body; where no such row is, nothing is kept from ending.
            yield return (RegistryKind.Office, authority);
            yield return (RegistryKind.ControllingBody, authority);
        }

        if (state.IsOver || state.Papers.Application is not { } application) yield break;
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

    private static IEnumerable<string> AuthoritiesOf(Transportation state)
    {
        foreach (var hold in state.Papers.Holds) yield return hold.Authority;
        if (state.IsOver) yield break;
        if (state.Papers.Order is { } order) yield return order.Authority;
        foreach (var permission in state.Papers.Permissions) yield return permission.Authority;
        if (state.Papers.ArrivalOffice is { } office) yield return office;
    }

    /// <summary>The model of a seal, unless it is retired, and whoever it is issued to.</summary>
    /// <param name="seal">Null: nothing is known of it.</param>
    public static IEnumerable<(RegistryKind Kind, string Key)> Of(SealState? seal)
    {
        if (seal is { Registration: { } registration, Stock: not SealStock.Retired })
            yield return (RegistryKind.SealModel, registration.Model);
        if (seal?.IssuedTo is { } holder) yield return (holder.Kind, holder.Key);
    }
}
