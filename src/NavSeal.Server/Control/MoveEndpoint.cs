using NavSeal.Server.Moving;

namespace NavSeal.Server.Control;

/// <summary>A request to move the installation.</summary>
/// <param name="Postgres">Connection to the database.</param>
internal sealed record MoveRequest(string Postgres);

/// <summary>The command line's way to move the installation of the running server: it answers with lines that say how far it is.</summary>
internal static class MoveEndpoint
{
    public const string Path = "/control/migrate";

    public static void MapMove(this RouteGroupBuilder control, Mover? mover) => control.MapPost(
        "/migrate", (MoveRequest request, HttpContext context) => mover is null
            ? context.Response.WriteAsync($"{Mover.Failed}The server works on a shared database already.\n", context.RequestAborted)
            : TellAsync(context.Response, mover.RunAsync(request.Postgres, context.RequestAborted), context.RequestAborted));

    private static async Task TellAsync(HttpResponse response, IAsyncEnumerable<string> lines, CancellationToken stop)
    {
        response.ContentType = "text/plain; charset=utf-8";
        await response.StartAsync(stop);
        await foreach (var line in lines)
        {
            if (stop.IsCancellationRequested) continue;
            await response.WriteAsync(line + "\n", stop);
            await response.Body.FlushAsync(stop);
        }
    }
}
