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
        options.DefaultPolicy = options.FallbackPolicy = Policy(visitor => !visitor.Owes());
        options.AddPolicy(Rights.SignedIn, options.DefaultPolicy);
        options.AddPolicy(Rights.OwnAccount, Policy(visitor => !visitor.IsKey()));
        options.AddPolicy(Rights.Metrics, policy => policy.RequireAssertion(context =>
            (context.Resource is HttpContext http && IsOpenTo(http, metrics)) || context.User.MayUse(Scopes.MetricsRead)));
        foreach (var row in Rights.Table) options.AddPolicy(row.Name, Policy(visitor => visitor.Has(row.Name)));
        var acts = Rights.Table.Select(row => Scopes.ToAct(row.Name));
        foreach (var scope in Scopes.All.Concat(acts)) options.AddPolicy(scope, Policy(visitor => visitor.MayUse(scope)));
    }

    /// <summary>Unlike all else the figures may be open to the machine itself.</summary>
    private static bool IsOpenTo(HttpContext context, MetricsOpening metrics) => metrics switch
    {
        MetricsOpening.Yes => true,
        MetricsOpening.Loopback => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !MarksOfProxies.Any(context.Request.Headers.ContainsKey),
        _ => false,
    };

    private static AuthorizationPolicy Policy(Func<ClaimsPrincipal, bool> allows) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(context => allows(context.User)).Build();
}
