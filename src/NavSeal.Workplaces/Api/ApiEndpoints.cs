using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using NavSeal.Workplaces.Commanding;
using NavSeal.Workplaces.Views.Positions;
using NavSeal.Workplaces.Views.Registries;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Telemetry;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Api;

/// <summary>The API for programs, by noun. Described at <c>/openapi/v1.json</c> and in <c>docs/api.md</c>.</summary>
public static class ApiEndpoints
{
    public const string Path = "/api/v1";

    /// <summary>The header that names a commit: in answers to writes the one that holds what was done, in others the last that is
    /// seen.</summary>
    public const string CommitHeader = "NavSeal-Commit";

    private const string After = "after";
    private const int NameLengthMax = 40;

    /// <summary>How long a reader who names a commit waits for it.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(2);

    /// <summary>Adds everything below <see cref="Path"/>.</summary>
    /// <returns>The group, for what others add to it.</returns>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, ApiParts parts)
    {
        var api = routes.MapGroup(Path);
        api.AddEndpointFilter((context, next) => UnknownName(context.HttpContext) is { } problem
            ? ValueTask.FromResult<object?>(problem)
            : next(context));
        api.AddEndpointFilter((context, next) => ReadAfterAsync(parts, context, next));
        api.MapSeals(parts);
        api.MapSealCommands(parts);
        api.MapTelemetry(parts);
        api.MapTransportations(parts);
        api.MapSituations(parts);
        api.MapPositions(parts);
        api.MapRegistries(parts);
        api.MapMe();
        return api;
    }

    // A name that is mistyped would ask for everything; better it is named.
    private static IResult? UnknownName(HttpContext http)
    {
        var parameters = http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [];
        HashSet<string> known = new(parameters.Select(parameter => parameter.Name).Append(After), StringComparer.OrdinalIgnoreCase);
        var unknown = http.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name));
        if (unknown is null) return null;
        var shown = unknown.Length <= NameLengthMax ? unknown : unknown[..NameLengthMax] + "…";
        return Problems.Field(
            shown, $"'{shown}' is no parameter of this operation.", "Take one that the description at /openapi/v1.json names.");
    }

    // Whoever has just written names the commit and sees it, or is told to ask again; never an older state without a word.
    private static async ValueTask<object?> ReadAfterAsync(
        ApiParts parts, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Query.TryGetValue(After, out var text))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
                return Problems.Field("after", "'after' is no number of a commit.", $"Send what the header {CommitHeader} said.");
            if (!await parts.Views.WhenReached(after, PatienceMax, http.RequestAborted))
            {
                http.Response.Headers.RetryAfter = "1";
                return Problems.Of(503, "not-caught-up", $"Commit {after} is not seen here yet.", "Ask again in a second.");
            }
        }

        if (HttpMethods.IsGet(http.Request.Method))
            http.Response.Headers[CommitHeader] = parts.Views.At.ToString(CultureInfo.InvariantCulture);
        return await next(context);
    }
}
