using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NavSeal.Workplaces.Api;

/// <summary>Who is asking.</summary>
public sealed record MeResource
{
    /// <summary>user/… or key/…, as the journal names it.</summary>
    public required string Actor { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    [System.ComponentModel.Description("Key of the office that one belongs to.")]
    public string? Office { get; init; }

    [System.ComponentModel.Description("Identification number of the organisation that one acts for.")]
    public string? Organisation { get; init; }

    [System.ComponentModel.Description("The member state whose operator one acts for, ISO alpha-2.")]
    public string? State { get; init; }

    /// <summary>What may be called.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>A line of the audit.</summary>
public sealed record AuditResource
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    public required string Name { get; init; }

    public string? User { get; init; }

    [System.ComponentModel.Description("What it was about: transportation/…, seal/…; empty where nothing.")]
    public required string Subject { get; init; }

    public required string By { get; init; }

    public required string Address { get; init; }

    public required string Client { get; init; }

    public required string Detail { get; init; }
}

internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder api) =>
        api.MapGet("/me", (HttpContext context) => ApiAnswer.Of(Of(context.User), ApiJson.Default.MeResource))
            .Reads<MeResource>(Rights.SignedIn, ("getMe", "Who is asking, and what may be called."));

    private static MeResource Of(ClaimsPrincipal visitor)
    {
        var roles = NavSeal.Workplaces.Roles.All.Where(visitor.IsInRole).ToList();
        return new MeResource
        {
            Actor = visitor.Actor(),
            Name = visitor.Identity?.Name ?? "",
            DisplayName = visitor.DisplayName(),
            Roles = roles,
            Office = visitor.Office(),
            Organisation = visitor.Organisation(),
            State = visitor.State(),
            Scopes = [.. NavSeal.Workplaces.Scopes.All.Where(visitor.MayUse)],
        };
    }
}
