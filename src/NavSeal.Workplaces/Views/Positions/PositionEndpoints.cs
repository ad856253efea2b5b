using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>The live picture over a WebSocket: the map says what it shows, the server sends frames.</summary>
public static class PositionEndpoints
{
    /// <summary>Where maps connect.</summary>
    public const string Path = "/live/positions";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SocketSilenceMax = TimeSpan.FromSeconds(20);

    /// <summary>Longest time of one connection.</summary>
    private static readonly TimeSpan WatchMax = TimeSpan.FromDays(1);

    /// <summary>Adds the endpoint; every connection ends when the server stops.</summary>
    public static IEndpointConventionBuilder MapPositions(
        this WebApplication app, PositionFeed feed, Func<ClaimsPrincipal, IReadOnlySet<int>?> seen)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = KeepAlive, KeepAliveTimeout = SocketSilenceMax });
        var stop = app.Lifetime.ApplicationStopping;
        return app.MapGet(Path, (HttpContext context) => WatchAsync(context, (feed, () => seen(context.User)), stop));
    }

    private static async Task WatchAsync(
        HttpContext context, (PositionFeed Feed, Func<IReadOnlySet<int>?> Seen) shown, CancellationToken stop)
    {
        if (!context.WebSockets.IsWebSocketRequest) await RefuseAsync(context, 400, "Connect with a WebSocket.");
        else if (!IsOwnOrigin(context.Request)) await RefuseAsync(context, 403, "The page is of another origin.");
        else if (!shown.Feed.TryEnter())
            await RefuseAsync(context, 503, "Too many maps are open: close one, or raise the setting viewers-max.");
        else await ServeAsync(context, shown, stop);
    }

    private static async Task ServeAsync(
        HttpContext context, (PositionFeed Feed, Func<IReadOnlySet<int>?> Seen) shown, CancellationToken stop)
    {
        System.Net.WebSockets.WebSocket socket;
        try
        {
            socket = await context.WebSockets.AcceptWebSocketAsync();
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or IOException or InvalidOperationException)
        {
            shown.Feed.Leave();
            return;
        }

        using var expiry = new CancellationTokenSource(TimeLeft(context, shown.Feed.Clock), shown.Feed.Clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop, expiry.Token);
        using (socket) await shown.Feed.ServeAsync(socket, shown.Seen, any.Token);
    }

    /// <summary>A sign-in that has been used meanwhile was prolonged; the map connects again with it.</summary>
    private static TimeSpan TimeLeft(HttpContext context, TimeProvider clock)
    {
        var expires = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        var left = (expires ?? DateTimeOffset.MaxValue) - clock.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < WatchMax ? left : WatchMax;
    }

    /// <summary>Browsers send cookies to whoever asks and say who asked: a page of somebody else must not look through its visitor's
    /// eyes. Programs send no origin.</summary>
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is var origins
        && (origins.Count == 0 || (origins.Count == 1 && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)
            && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
