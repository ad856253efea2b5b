using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>The policies behind <see cref="Rights"/> and <see cref="Scopes"/>.</summary>
internal static class UserRights
{
    /// <summary>Everything that names no policy takes a person or key that is signed in and owes no new password.</summary>
    public static void Add(AuthorizationOptions options)
    {
        options.DefaultPolicy = options.FallbackPolicy = Policy(visitor => !Owes(visitor));
        options.AddPolicy(Rights.OwnAccount, Policy(visitor => !IsKey(visitor)));
        options.AddPolicy(Rights.Metrics, Policy(visitor => MayUse(visitor, Scopes.MetricsRead)));
        foreach (var right in Rights.Holders.Keys) options.AddPolicy(right, Policy(visitor => visitor.Has(right)));
        foreach (var scope in Scopes.All) options.AddPolicy(scope, Policy(visitor => MayUse(visitor, scope)));
    }

    private static bool MayUse(ClaimsPrincipal visitor, string scope) =>
        !Owes(visitor) && Scopes.Holders[scope].Any(visitor.IsInRole)
        && (!IsKey(visitor) || visitor.HasClaim(Visitor.ScopeClaim, scope));

    private static bool IsKey(ClaimsPrincipal visitor) => visitor.HasClaim(claim => claim.Type == Visitor.KeyClaim);

    private static bool Owes(ClaimsPrincipal visitor) => visitor.HasClaim(claim => claim.Type == Visitor.MustChangePasswordClaim);

    private static AuthorizationPolicy Policy(Func<ClaimsPrincipal, bool> allows) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(context => allows(context.User)).Build();
}
