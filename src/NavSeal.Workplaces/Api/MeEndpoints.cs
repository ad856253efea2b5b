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

    /// <summary>What may be called.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>A line of the audit of sign-ins.</summary>
public sealed record SignInResource
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    public required string Name { get; init; }

    public string? User { get; init; }

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
        var byRole = NavSeal.Workplaces.Scopes.All.Where(scope => NavSeal.Workplaces.Scopes.Holders[scope].Any(roles.Contains));
        var isKey = visitor.HasClaim(claim => claim.Type == Visitor.KeyClaim);
        return new MeResource
        {
            Actor = visitor.Actor(),
            Name = visitor.Identity?.Name ?? "",
            DisplayName = visitor.DisplayName(),
            Roles = roles,
            Scopes = [.. byRole.Where(scope => !isKey || visitor.HasClaim(Visitor.ScopeClaim, scope))],
        };
    }
}
