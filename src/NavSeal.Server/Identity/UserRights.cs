using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using NavSeal.Server.Configuration;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>The policies behind <see cref="Rights"/> and <see cref="Scopes"/>.</summary>
internal static class UserRights
{
    /// <summary>What a proxy adds: a request that came through one is no request of this machine, whatever address it has.</summary>
    private static readonly string[] MarksOfProxies = ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"];

    /// <summary>Everything that names no policy takes a person or key that is signed in and owes no new password.</summary>
    public static void Add(AuthorizationOptions options, MetricsOpening metrics)
    {
        options.DefaultPolicy = options.FallbackPolicy = Policy(visitor => !Owes(visitor));
        options.AddPolicy(Rights.SignedIn, options.DefaultPolicy);
        options.AddPolicy(Rights.OwnAccount, Policy(visitor => !IsKey(visitor)));
        options.AddPolicy(Rights.Metrics, policy => policy.RequireAssertion(context =>
            (context.Resource is HttpContext http && IsOpenTo(http, metrics)) || MayUse(context.User, Scopes.MetricsRead)));
        foreach (var right in Rights.Holders.Keys) options.AddPolicy(right, Policy(visitor => visitor.Has(right)));
        foreach (var scope in Scopes.All) options.AddPolicy(scope, Policy(visitor => MayUse(visitor, scope)));
    }

    /// <summary>Unlike all else the figures may be open to the machine itself.</summary>
    private static bool IsOpenTo(HttpContext context, MetricsOpening metrics) => metrics switch
    {
        MetricsOpening.Yes => true,
        MetricsOpening.Loopback => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !MarksOfProxies.Any(context.Request.Headers.ContainsKey),
        _ => false,
    };

    private static bool MayUse(ClaimsPrincipal visitor, string scope) =>
        !Owes(visitor) && Scopes.Holders[scope].Any(visitor.IsInRole)
        && (!IsKey(visitor) || visitor.HasClaim(Visitor.ScopeClaim, scope));

    private static bool IsKey(ClaimsPrincipal visitor) => visitor.HasClaim(claim => claim.Type == Visitor.KeyClaim);

    private static bool Owes(ClaimsPrincipal visitor) => visitor.HasClaim(claim => claim.Type == Visitor.MustChangePasswordClaim);

    private static AuthorizationPolicy Policy(Func<ClaimsPrincipal, bool> allows) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(context => allows(context.User)).Build();
}
