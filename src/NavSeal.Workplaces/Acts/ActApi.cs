using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>Marks an operation that comes from the table of acts; its body is described by the fields.</summary>
/// <param name="Act">Which.</param>
/// <param name="ReasonsOf">The codes of a kind of reasons.</param>
public sealed record ActMark(Act Act, Func<string, IReadOnlyList<string>> ReasonsOf);

/// <summary>The acts for programs: an operation for each row of the table.</summary>
public static class ActApi
{
    private const int BodyBytesMax = 64 << 10;

    public static void MapActs(this IEndpointRouteBuilder api, ActDesk desk)
    {
        foreach (var act in ActTable.All)
        {
            var path = "/transportations/{number}/" + act.Name;
            api.MapPost(path, (HttpContext context, string number) => DoAsync(context, desk, act, number))
                .Writes(act.Scope, (NameOf(act), SummaryOf(act))).WithMetadata(new ActMark(act, desk.ReasonsOf));
        }
    }

    private static async Task<IResult> DoAsync(HttpContext context, ActDesk desk, Act act, string text)
    {
        var input = new ApiInput();
        var number = input.Number<TransportationNumber>(
            "number", text, TransportationNumber.TryParse, TransportationsEndpoints.NumberForm);
        if (input.Problem is { } wrong) return wrong;
        var (id, problem) = ApiWrite.IdOf(context);
        if (problem is not null) return problem;
        var (said, unread) = await ReadAsync(context, act);
        if (said is null) return unread!;
        var signing = new SigningInput(said.GetValueOrDefault("code"), said.GetValueOrDefault("cms"));
        var outcome = await desk.DoAsync(context, (act, number, id), said, signing);
        if (outcome.IsForbidden)
        {
            var isSeen = desk.Views.For(desk.Sights.Of(context.User, Scopes.TransportationsRead)).Transportations.Find(number) is not null;
            return isSeen ? Problems.NotAllowed : Problems.NotFound($"transportation {number}");
        }

        if (outcome.Faults is [var fault, ..]) return Problems.Field(fault.Field, $"'{fault.Field}' cannot be used.", fault.Cure);
        if (outcome.Refused is { } reason) return Problems.Refused(reason);
        context.Response.Headers[ApiEndpoints.CommitHeader] = outcome.Commit!.Value.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Written(outcome.Commit.Value, null), ApiJson.Default.Written);
    }

    internal static async Task<(Dictionary<string, string>? Said, IResult? Problem)> ReadAsync(HttpContext context, Act act)
    {
        var request = context.Request;
        var mayHaveBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;
        if (request.ContentLength == 0 || !mayHaveBody) return ([], null);
        if (!request.HasJsonContentType())
            return (null, Problems.Of(415, "media-type-wrong", "The body is no JSON.", "Send Content-Type: application/json."));
        if (request.ContentLength > BodyBytesMax)
            return (null, Problems.Of(413, "too-large", "The body is too large.", $"Send at most {BodyBytesMax} bytes."));
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 3 }, context.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object ? Values(body.RootElement, act) : (null, Unread("body"));
        }
        catch (JsonException)
        {
            return (null, Unread("body"));
        }
    }

    private static (Dictionary<string, string>? Said, IResult? Problem) Values(JsonElement body, Act act)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in body.EnumerateObject())
        {
            var isKnown = act.Fields.Any(field => field.Name == member.Name) || (act.IsSigned && member.Name is "code" or "cms");
            var text = isKnown ? TextOf(member.Value) : null;
            if (text is null) return (null, Unread(member.Name));
            if (text.Length > 0) said[member.Name] = text;
        }

        return (said, null);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            string.Join(' ', value.EnumerateArray().Select(one => one.GetString())),
        _ => null,
    };

    private static IResult Unread(string member) => Problems.Field(
        member, $"The body cannot be read at '{member}'.", "Hold it against the schema in /openapi/v1.json.");

    /// <summary>record-arrival becomes recordArrival.</summary>
    internal static string NameOf(Act act) => string.Concat(act.Name.Split('-').Select((part, i) =>
        i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    private static string SummaryOf(Act act) =>
        $"The act {act.Name.Replace('-', ' ')}{(act.IsSigned ? ", signed by a person" : "")}.";
}
