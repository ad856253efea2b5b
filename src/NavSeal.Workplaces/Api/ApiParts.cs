using Microsoft.AspNetCore.Http;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Api;

/// <summary>What the API stands on.</summary>
public sealed record ApiParts
{
    /// <summary>All of them: only for what is shown to nobody. What a visitor sees is read through <see cref="Seen"/>.</summary>
    public required ViewStore Views { get; init; }

    public required Sights Sights { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>How far from its route a transportation may be.</summary>
    public required RouteLimits Limits { get; init; }

    public required RegistryParts Registries { get; init; }

    /// <summary>The views as whoever asks sees them by a scope or right.</summary>
    public SeenViews Seen(HttpContext context, string scope) => Views.For(Sights.Of(context.User, scope));
}
