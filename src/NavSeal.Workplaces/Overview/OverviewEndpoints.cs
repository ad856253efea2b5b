using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NavSeal.Workplaces.Overview;

/// <summary>The plain page: all seals, open situations and the figures of the journal, drawn by the server and live.</summary>
public static class OverviewEndpoints
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Adds the page, its look, and the stream of fragments.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="modelNow">Makes the model of this instant.</param>
    /// <param name="clock">Paces the stream.</param>
    public static void MapOverview(this IEndpointRouteBuilder routes, Func<OverviewModel> modelNow, TimeProvider clock)
    {
        routes.MapGet("/", () => new RazorComponentResult<OverviewPage>(new Dictionary<string, object?> { ["Model"] = modelNow() }));
        routes.MapGet("/overview.css", () => Resource("overview.css", "text/css"));
        routes.MapGet("/overview.js", () => Resource("overview.js", "text/javascript"));
        routes.MapGet("/overview/stream", (IServiceProvider services, CancellationToken stop) =>
            TypedResults.ServerSentEvents(Fragments(services, modelNow, clock, stop)));
    }

    private static async IAsyncEnumerable<SseItem<string>> Fragments(
        IServiceProvider services, Func<OverviewModel> modelNow, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = modelNow() });
            var html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<OverviewFragment>(parameters)).ToHtmlString());
            yield return new SseItem<string>(html);
        }
    }

    private static IResult Resource(string name, string type) =>
        Results.Stream(
            typeof(OverviewEndpoints).Assembly.GetManifestResourceStream($"NavSeal.Workplaces.Overview.{name}")!, type + "; charset=utf-8");
}
