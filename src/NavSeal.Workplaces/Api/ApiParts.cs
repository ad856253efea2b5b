using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Api;

/// <summary>What the API stands on.</summary>
public sealed record ApiParts
{
    public required ViewStore Views { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required TimeProvider Clock { get; init; }

    public required RegistryParts Registries { get; init; }
}
