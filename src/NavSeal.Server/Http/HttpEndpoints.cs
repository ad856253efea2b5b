using NavSeal.Server.Control;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Overview;

namespace NavSeal.Server.Http;

/// <summary>Every group of endpoints. What names no policy takes somebody who is signed in; what is open to everybody says so by
/// AllowAnonymous, and a test holds the list.</summary>
internal static class HttpEndpoints
{
    public static void MapAll(this WebApplication app, HttpParts parts)
    {
        MapHealth(app, parts);
        app.MapClientAssets();
        app.MapGet("/metrics", () => Results.Text(parts.Metrics.ToText(), "text/plain; version=0.0.4; charset=utf-8"))
            .RequireAuthorization(Rights.Metrics);
        app.MapControl(parts.Desk, parts.Registry);
        app.MapReader();
        app.MapSignIn();
        app.MapAccount();
        app.MapUsers();
        MapOverview(app, parts);
    }

    private static void MapHealth(WebApplication app, HttpParts parts)
    {
        app.MapGet("/health/live", () => "live").AllowAnonymous();
        app.MapGet("/health/ready", () =>
            parts.IsRoomAhead() ? Results.Text("ready") : Results.Text("no room for the journal", statusCode: 503)).AllowAnonymous();
    }

    private static void MapOverview(WebApplication app, HttpParts parts) =>
        app.MapGroup("").RequireAuthorization(Rights.See).MapOverview(
            () => new OverviewModel(parts.Views, parts.Clock.GetUtcNow(), (parts.Connections(), parts.Journal.LastCommit)), parts.Clock);
}
