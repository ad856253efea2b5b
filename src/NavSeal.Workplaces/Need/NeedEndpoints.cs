using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Need;
using NavSeal.Workplaces.Api;

namespace NavSeal.Workplaces.Need;

/// <summary>The question whether a seal is needed: open to everybody, since it shows nothing but the law.</summary>
public static class NeedEndpoints
{
    /// <summary>Most bytes of a question; 999 lines of goods with everything filled in take half of it.</summary>
    private const int BodyBytesMax = 128 << 10;

    /// <summary>Taken in too, to be refused with a word: the answer of the routing would send a stranger to sign in.</summary>
    private const string AnyType = "*/*";

    private const int FormBytesMax = 32 << 10;

    /// <summary>The page.</summary>
    public static void MapNeed(this IEndpointRouteBuilder routes, NeedParts parts)
    {
        routes.MapGet(Paths.Need, () => Page(parts, NeedModel.Empty(Today(parts)))).AllowAnonymous();
        routes.MapPost(Paths.Need, (IFormCollection form) => Page(parts, NeedModel.Of(form, parts.Answer)))
            .AllowAnonymous().RequireRateLimiting(parts.RatePolicy).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
    }

    /// <summary>The operation for programs.</summary>
    public static void MapNeedApi(this IEndpointRouteBuilder api, NeedParts parts)
    {
        // Named as a delegate of its own: as a lambda it would be a bare request delegate, and what it returns be lost.
        Delegate ask = (HttpContext context) => AnswerAsync(context, parts);
        api.MapPost("/need", ask)
            .AllowAnonymous().RequireRateLimiting(parts.RatePolicy).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax))
            .Accepts<NeedBody>("application/json", AnyType).Produces<NeedResource>().ProducesProblem(400).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(429)
            .WithName("askNeed").WithSummary("Whether a carriage needs a seal, by which rule, and why.")
            .WithDescription("Open to everybody; asks for no key and changes nothing.");
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, NeedParts parts)
    {
        var (body, problem) = await ApiWrite.ReadAsync(context, ApiJson.Default.NeedBody, BodyBytesMax);
        if (body is null) return problem!;
        context.Response.Headers.CacheControl = "no-store";
        return parts.Answer(body.ToQuestion()) switch
        {
            NeedAnswer.Malformed wrong => Problems.Field(
                wrong.Field, NeedText.English.Fault(wrong) + ".", "Correct it and ask again."),
            NeedAnswer.Decided(var decision) =>
                Results.Json(NeedResource.Of(decision, NeedText.English, null), ApiJson.Default.NeedResource),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static DateOnly Today(NeedParts parts) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(parts.Clock.GetUtcNow(), parts.HomeZone).DateTime);

    private static RazorComponentResult<NeedPage> Page(NeedParts parts, NeedModel model)
    {
        var parameters = new Dictionary<string, object?> { ["Model"] = model, ["MemberStates"] = parts.MemberStates };
        return new RazorComponentResult<NeedPage>(parameters)
        {
            StatusCode = model.Answer is NeedAnswer.Malformed ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }
}
