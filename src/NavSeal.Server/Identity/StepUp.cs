using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NavSeal.Workplaces;
using NavSeal.Workplaces.SignIn;

namespace NavSeal.Server.Identity;

/// <summary>What asks for a second factor that was shown lately: openings of seals, money, administration. Who has not shown it is led to
/// the page that asks for it, or told so.</summary>
internal static class StepUp
{
    public static void MapStepUp(this IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup(Paths.StepUp).RequireAuthorization(Rights.OwnAccount).WithMetadata(new AuditedItself());
        page.MapGet("", (HttpContext context, string? next) => ShowAsync(context, Paths.LocalOr(next), null));
        page.MapPost("", TryAsync).RequireRateLimiting(UserServices.AttemptsPolicy);
    }

    /// <summary>Behind authorisation: the right itself is held.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var rights = context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(one => one.Policy) ?? [];
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var isOwed = rights.Any(right => right is not null && Rights.NeedsSecondFactor(right)) && !context.User.HasShownSecondFactor(now);
        if (!isOwed) await next(context);
        else if (context.Request.Path.StartsWithSegments("/api")) await Problems.SecondFactorNeeded.ExecuteAsync(context);
        else context.Response.Redirect(Paths.StepUpTo(PlaceOf(context.Request)));
    }

    // A form that was sent cannot be sent again from here: one comes back to the page it stood on.
    private static string PlaceOf(HttpRequest request) => HttpMethods.IsGet(request.Method)
        ? request.Path + request.QueryString
        : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) ? Paths.LocalOr(page.PathAndQuery) : "/";

    private static async Task<IResult> TryAsync(HttpContext context, [FromForm] string? code, [FromForm] string? next)
    {
        var (desk, target) = (context.RequestServices.GetRequiredService<SignInDesk>(), Paths.LocalOr(next));
        if (await UserOfAsync(context) is not { } user) return Results.LocalRedirect(Paths.SignIn);
        if (!await desk.ShowSecondFactorAsync(user, code ?? "", SignInEndpoints.OriginOf(context)))
            return await ShowAsync(context, target, "CodeWrong");
        await SignInEndpoints.BeginAsync(context, user, desk.SecondFactorNow());
        return Results.LocalRedirect(target);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string next, string? error)
    {
        var user = await UserOfAsync(context);
        var parameters = new Dictionary<string, object?> { ["Model"] = new StepUpModel(next, user?.TwoFactorEnabled == true, error) };
        return new RazorComponentResult<StepUpPage>(parameters) { StatusCode = error is null ? 200 : 422 };
    }

    private static Task<User?> UserOfAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<UserManager<User>>().FindByIdAsync(context.User.UserId());
}
