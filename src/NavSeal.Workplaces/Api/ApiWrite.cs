using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;

namespace NavSeal.Workplaces.Api;

/// <summary>What became of a write.</summary>
/// <param name="Commit">The commit of the journal that holds it; reads with <c>after</c> see it.</param>
/// <param name="Transportation">The number of the transportation that was begun; left out elsewhere.</param>
public sealed record Written(long Commit, string? Transportation);

/// <summary>Hands commands of programs in.</summary>
internal static class ApiWrite
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Most bytes of a body: an application with all its lines of goods.</summary>
    private const int BodyBytesMax = 256 << 10;

    /// <summary>The id under which a command is handed in; the problem where there is none.</summary>
    public static (Guid Id, IResult? Problem) IdOf(HttpContext context) =>
        context.Request.Headers[KeyHeader] is [{ } text] && Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty
            ? (id, null)
            : (default, Problems.Field(KeyHeader, $"The header {KeyHeader} is missing or no UUID.",
                "Send a new UUID with each act, and the same one when you repeat it."));

    /// <summary>Does a command once, under the id of the request, where the right of the endpoint reaches what it acts upon.</summary>
    public static async Task<IResult> DoAsync(HttpContext context, ApiParts parts, Func<Guid, Command> command)
    {
        var (id, problem) = IdOf(context);
        if (problem is not null) return problem;
        var asked = command(id);
        var right = context.GetEndpoint()?.Metadata.GetMetadata<WriteMark>()?.Scope ?? "";
        if (!parts.Sights.May(context.User, right, asked, parts.Views)) return Problems.NotAllowed;
        var answer = await parts.Desk.Do(asked, new CommandOrigin(id, context.User.Actor()), context.RequestAborted);
        if (answer is not Answer.Done(var commit)) return Problems.Refused(((Answer.Refused)answer).Reason);
        context.Response.Headers[ApiEndpoints.CommitHeader] = commit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        return asked is Command.Draft draft && HttpMethods.IsPost(context.Request.Method)
            ? Results.Json(
                new Written(commit, draft.Transportation.ToString()), ApiJson.Default.Written,
                statusCode: StatusCodes.Status201Created)
            : Results.Json(new Written(commit, null), ApiJson.Default.Written);
    }

    /// <summary>Reads a body; the problem names the member that is wrong.</summary>
    /// <param name="context">Whose body.</param>
    /// <param name="form">How it is read.</param>
    /// <param name="bytesMax">Most bytes that make sense.</param>
    public static async Task<(T? Body, IResult? Problem)> ReadAsync<T>(
        HttpContext context, JsonTypeInfo<T> form, int bytesMax = BodyBytesMax)
        where T : class
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
            return (null, Problems.Of(415, "media-type-wrong", "The body is no JSON.", "Send Content-Type: application/json."));
        if (request.ContentLength > bytesMax)
            return (null, Problems.Of(413, "too-large", "The body is too large.", $"Send at most {bytesMax} bytes."));
        try
        {
            var body = await JsonSerializer.DeserializeAsync(request.Body, form, context.RequestAborted);
            return body is null ? (null, Wrong("")) : (body, null);
        }
        catch (JsonException e)
        {
            return (null, Wrong((e.Path ?? "$").TrimStart('$', '.')));
        }

        static IResult Wrong(string member) => Problems.Field(
            member.Length == 0 ? "body" : member, $"The body cannot be read{(member.Length == 0 ? "" : $" at '{member}'")}.",
            "Hold it against the schema in /openapi/v1.json.");
    }
}
