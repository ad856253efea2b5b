using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.SignIn;

namespace NavSeal.Server.Identity;

/// <summary>In and out. The only pages that are open to everybody.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Paths.SignIn, (HttpContext context, string? next) =>
            context.User.Identity?.IsAuthenticated == true
                ? Results.LocalRedirect(Paths.LocalOr(next))
                : Page(new SignInModel("", Paths.LocalOr(next), null))).AllowAnonymous();
        routes.MapPost(Paths.SignIn, SignInAsync).AllowAnonymous().RequireRateLimiting(UserServices.AttemptsPolicy);
        routes.MapGet(Paths.SecondFactor, async (HttpContext context, string? next) =>
            await HalfOfAsync(context) is null
                ? Results.LocalRedirect(Paths.SignIn)
                : Page(new SecondFactorModel(Paths.LocalOr(next), null))).AllowAnonymous();
        routes.MapPost(Paths.SecondFactor, SecondFactorAsync).AllowAnonymous().RequireRateLimiting(UserServices.AttemptsPolicy);
        routes.MapPost(Paths.SignOut, SignOutAsync).RequireAuthorization(Rights.OwnAccount).WithMetadata(new AuditedItself());
    }

    /// <summary>Where a request comes from, for the audit.</summary>
    public static Origin OriginOf(HttpContext context) => new(
        context.User.Identity?.IsAuthenticated == true ? context.User.Actor() : "",
        context.Connection.RemoteIpAddress?.ToString() ?? "socket",
        context.Request.Headers.UserAgent.ToString());

    /// <summary>Begins a session, or goes on with the one there is: what was shown and scanned in it stays.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Whose.</param>
    /// <param name="more">What it keeps from now on.</param>
    public static async Task BeginAsync(HttpContext context, User user, params Claim[] more)
    {
        var desk = context.RequestServices.GetRequiredService<SignInDesk>();
        var isSame = context.User.Identity?.IsAuthenticated == true && context.User.UserId() == user.Id;
        var known = isSame ? context.User.Claims : [];
        var looks = known.Where(claim => claim.Type == Visitor.LookClaim).TakeLast(Sights.LooksMax - 1);
        var factor = known.Where(claim => claim.Type == Visitor.SecondFactorClaim && user.TwoFactorEnabled
            && more.All(one => one.Type != Visitor.SecondFactorClaim));
        Claim[] kept = [.. looks, .. factor, .. more];
        await context.SignInAsync(UserServices.SessionScheme, await desk.PrincipalOfAsync(user, UserServices.SessionScheme, kept));
        Remember(context, user);
    }

    /// <summary>Hands language and theme to the pages, which know nothing of users.</summary>
    public static void Remember(HttpContext context, User user)
    {
        Set(".NavSeal.Language", user.Language);
        Set(".NavSeal.Theme", user.Theme);

        void Set(string name, string? value)
        {
            if (value is null) return;
            context.Response.Cookies.Append(name, value, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
        }
    }

    private static async Task<IResult> SignInAsync(HttpContext context, [FromForm] string? name, [FromForm] string? password,
        [FromForm] string? next)
    {
        var desk = context.RequestServices.GetRequiredService<SignInDesk>();
        var (typed, target) = ((name ?? "").Trim(), Paths.LocalOr(next));
        if (typed.Length == 0 || string.IsNullOrEmpty(password)) return Page(new SignInModel(typed, target, "BothNeeded"), 422);
        var (outcome, user) = await desk.TryPasswordAsync(typed, password, OriginOf(context) with { By = "" });
        if (outcome == SignInOutcome.Refused) return Page(new SignInModel(typed, target, "SignInRefused"), 422);
        if (outcome == SignInOutcome.SignedIn)
        {
            await BeginAsync(context, user!);
            return Results.LocalRedirect(user!.MustChangePassword ? Paths.Account : target);
        }

        Claim[] half = [new(ClaimTypes.NameIdentifier, user!.Id), new(Visitor.StampClaim, user.SecurityStamp!)];
        await context.SignInAsync(UserServices.HalfScheme, new ClaimsPrincipal(new ClaimsIdentity(half, UserServices.HalfScheme)));
        return Results.LocalRedirect($"{Paths.SecondFactor}?next={Uri.EscapeDataString(target)}");
    }

    private static async Task<IResult> SecondFactorAsync(HttpContext context, [FromForm] string? code, [FromForm] string? next)
    {
        var desk = context.RequestServices.GetRequiredService<SignInDesk>();
        var target = Paths.LocalOr(next);
        if (await HalfOfAsync(context) is not { } user) return Results.LocalRedirect(Paths.SignIn);
        var outcome = await desk.TrySecondFactorAsync(user, code ?? "", OriginOf(context) with { By = "" });
        if (outcome == SignInOutcome.SecondFactorOwed) return Page(new SecondFactorModel(target, "CodeWrong"), 422);
        await context.SignOutAsync(UserServices.HalfScheme);
        if (outcome == SignInOutcome.Refused) return Page(new SignInModel("", target, "SignInRefused"), 422);
        await BeginAsync(context, user, desk.SecondFactorNow());
        return Results.LocalRedirect(user.MustChangePassword ? Paths.Account : target);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, AuditLog log, IFormCollection form)
    {
        _ = form;
        await log.AddAsync(AuditEvent.SignedOut, (context.User.UserId(), context.User.Identity!.Name!), OriginOf(context));
        await context.SignOutAsync(UserServices.SessionScheme);
        return Results.LocalRedirect(Paths.SignIn);
    }

    private static async Task<User?> HalfOfAsync(HttpContext context)
    {
        var half = await context.AuthenticateAsync(UserServices.HalfScheme);
        if (!half.Succeeded) return null;
        var users = context.RequestServices.GetRequiredService<UserManager<User>>();
        var user = await users.FindByIdAsync(half.Principal.UserId());
        return user?.SecurityStamp == half.Principal.FindFirstValue(Visitor.StampClaim) ? user : null;
    }

    private static RazorComponentResult<SignInPage> Page(SignInModel model, int status = 200) =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };

    private static RazorComponentResult<SecondFactorPage> Page(SecondFactorModel model, int status = 200) =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };
}
