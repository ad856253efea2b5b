using System.Collections.Concurrent;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>Marks endpoints whose acts stand in the audit by themselves.</summary>
internal sealed class AuditedItself;

/// <summary>Sees every request of somebody who is signed in, and tells the audit: looks at a transportation or a seal, searches, exports,
/// refusals, acts. No endpoint can forget it.</summary>
internal sealed class AuditRequests(AuditTrail trail, TimeProvider clock)
{
    /// <summary>A stream that is asked for again while one looks on is the same look.</summary>
    private static readonly TimeSpan SameLook = TimeSpan.FromMinutes(15);

    private const int StreamsKnownMax = 5000;

    private readonly ConcurrentDictionary<(string Actor, string What), DateTimeOffset> streams = [];

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (context.User.Identity?.IsAuthenticated != true || endpoint is null)
        {
            await next(context);
            return;
        }

        // A stream may last for hours: it is told when it begins.
        if (context.Request.Path.StartsWithSegments("/live"))
        {
            if (SubjectOf(context) is { Length: > 0 } seen && IsNewLook(context.User.Actor(), seen)) Add(context, AuditEvent.Looked, seen);
            await next(context);
            return;
        }

        await next(context);
        Tell(context, isToldElsewhere: endpoint.Metadata.GetMetadata<AuditedItself>() is not null);
    }

    private void Tell(HttpContext context, bool isToldElsewhere)
    {
        var (request, status, subject) = (context.Request, context.Response.StatusCode, SubjectOf(context));
        var isAct = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (status is 401 or 403 || (status == 404 && subject.Length > 0))
            Add(context, AuditEvent.Refused, subject, $"{request.Method} {request.Path} → {status}");
        else if (isToldElsewhere) return;
        else if (isAct) Add(context, AuditEvent.Acted, subject, $"{request.Method} {request.Path} → {status}");
        else if (status >= 400) return;
        else if (context.Response.ContentType?.StartsWith("text/csv", StringComparison.Ordinal) == true)
            Add(context, AuditEvent.Exported, subject, $"{request.Path}{request.QueryString}");
        else if (subject.Length > 0) Add(context, AuditEvent.Looked, subject);
        else if (request.Query.ContainsKey("text") || IsListOfApi(request))
            Add(context, AuditEvent.Searched, "", $"{request.Path}{request.QueryString}");
    }

    private void Add(HttpContext context, AuditEvent what, string subject, string detail = "") => trail.Add(
        new AuditNote(what, (context.User.UserId(), context.User.Identity?.Name ?? ""), SignInEndpoints.OriginOf(context))
        {
            Subject = subject,
            Detail = detail,
        });

    // By the names that routes and parameters have for them.
    private static string SubjectOf(HttpContext context)
    {
        if (Said("transportation") is { } number || IsOf("/transportations") && (number = Said("number")!) is not null)
            return "transportation/" + number;
        if (context.GetRouteValue("hash") is string document) return "document/" + document;
        return Said("seal") is { } seal ? "seal/" + seal : "";

        string? Said(string name) => context.GetRouteValue(name)?.ToString()
            ?? (context.Request.Query[name].ToString() is { Length: > 0 } asked ? asked : null);

        bool IsOf(string part) => context.Request.Path.Value?.Contains(part, StringComparison.Ordinal) == true;
    }

    private static bool IsListOfApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") && !request.Path.Value!.EndsWith("/me", StringComparison.Ordinal);

    private bool IsNewLook(string actor, string what)
    {
        var now = clock.GetUtcNow();
        if (streams.TryGetValue((actor, what), out var at) && now - at < SameLook) return false;
        if (streams.Count >= StreamsKnownMax) streams.Clear();
        streams[(actor, what)] = now;
        return true;
    }
}
