using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using NavSeal.Journal;
using NavSeal.Workplaces;
using NavSeal.Workplaces.SignIn;

namespace NavSeal.Server.Http;

/// <summary>What is said where no endpoint said anything: a page to people, a problem (RFC 9457) to programs.</summary>
internal static class Errors
{
    /// <summary>After so many seconds somebody asks again; another database takes the place of one that died within half a
    /// minute.</summary>
    private const string AwaySeconds = "5";

    /// <summary>An endpoint threw.</summary>
    public static void Handle(IApplicationBuilder branch) => branch.Run(async context =>
    {
        var cause = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (cause is BadHttpRequestException { StatusCode: var status }) context.Response.StatusCode = status;
        else if (PostgresDatabase.IsAway(cause)) SetAway(context, cause!);
        else Log.RequestFailed(LoggerOf(context), context.Request.Path, cause);
        if (PostgresDatabase.IsAway(cause) && !IsForPeople(context.Request)) await Problems.DatabaseAway.ExecuteAsync(context);
        else await WriteAsync(context);
    });

    /// <summary>Writes the body that belongs to the status of the answer.</summary>
    public static Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (IsForPeople(context.Request))
        {
            var parameters = new Dictionary<string, object?> { ["Status"] = status };
            return new RazorComponentResult<ErrorPage>(parameters) { StatusCode = status }.ExecuteAsync(context);
        }

        return ProblemOf(status).ExecuteAsync(context);
    }

    /// <summary>Whether a browser asks for a page.</summary>
    public static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static void SetAway(HttpContext context, Exception cause)
    {
        Log.DatabaseAway(LoggerOf(context), context.Request.Path, cause.GetBaseException().Message);
        (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (503, AwaySeconds);
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("NavSeal");

    private static IResult ProblemOf(int status) => status switch
    {
        400 => Problems.Of(400, "request-wrong", "The request cannot be read.", "Hold it against /openapi/v1.json."),
        401 => Problems.NotSignedIn,
        403 => Problems.NotAllowed,
        404 => Problems.NotFound("such path"),
        405 => Problems.Of(405, "method-wrong", "This path does not take that method.", "Take one of those in the header Allow."),
        413 => Problems.Of(413, "too-large", "The request is too large.", "Send at most 1 MiB."),
        415 => Problems.Of(415, "media-type-wrong", "The body is of a kind that is not read here.", "Send application/json."),
        429 => Problems.Of(429, "too-many", "Too many requests from your address.", "Wait as long as the header Retry-After says."),
        503 => Problems.Of(503, "not-ready", "The server starts or stops.", "Ask again in a few seconds."),
        _ => Problems.Of(status, "failed", "The request failed here; it is logged.", "Ask again; if it fails again, tell the operator."),
    };
}
