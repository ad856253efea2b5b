using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NavSeal.Workplaces;
using NavSeal.Workplaces.SignIn;

namespace NavSeal.Server.Identity;

/// <summary>One's own account: password, second factor, sessions, what one likes, keys of one's programs.</summary>
internal static class AccountEndpoints
{
    private const string WrongPassword = "PasswordWrong";
    private static readonly int[] KeyDays = [30, 90, 365, ApiKeys.DaysMax];

    public static void MapAccount(this IEndpointRouteBuilder routes, CmsReader reader)
    {
        var account = routes.MapGroup(Paths.Account).RequireAuthorization(Rights.OwnAccount).WithMetadata(new AuditedItself());
        // As delegates: else a task of a result passes for a bare request delegate, and the result is thrown away.
        account.MapGet("", (Delegate)((HttpContext context) => ShowAsync(context)));
        account.MapPost("/password", ChangePasswordAsync);
        account.MapPost("/sessions", EndSessionsAsync);
        account.MapPost("/preferences", PreferAsync);
        // Also to somebody who owes a second factor.
        account.MapGet("/second-factor", (Delegate)BeginEnrolmentAsync);
        account.MapPost("/second-factor", EnrolAsync);
        var settled = account.MapGroup("").RequireAuthorization();
        settled.MapPost("/second-factor/remove", RemoveSecondFactorAsync);
        settled.MapPost("/recovery-codes", RenewCodesAsync);
        settled.MapPost("/keys", MakeKeyAsync);
        settled.MapPost("/keys/{id}/revoke", RevokeKeyAsync);
        settled.MapCertificates(reader);
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, [FromForm] string? current, [FromForm] string? password, [FromForm] string? again)
    {
        var (desk, user) = (DeskOf(context), await UserOfAsync(context));
        var isFirst = user.MustChangePassword;
        if (password != again) return await ShowAsync(context, Wrong("again", "PasswordsDiffer"));
        if (!await SignInOf(context).ConfirmAsync(user, current ?? "", SignInEndpoints.OriginOf(context)))
            return await ShowAsync(context, Wrong("current", WrongPassword));
        var faults = await desk.SetPasswordAsync(user, password ?? "", isOwn: true, SignInEndpoints.OriginOf(context));
        if (faults.Count > 0) return await ShowAsync(context, Wrong("password", faults[0]));
        await SignInEndpoints.BeginAsync(context, user);
        return await ShowAsync(context, model => model with { Notice = "PasswordChanged", Next = isFirst ? "/" : null });
    }

    private static async Task<IResult> EndSessionsAsync(HttpContext context, IFormCollection form)
    {
        _ = form;
        var user = await UserOfAsync(context);
        await DeskOf(context).EndSessionsAsync(user, SignInEndpoints.OriginOf(context));
        await SignInEndpoints.BeginAsync(context, user);
        return await ShowAsync(context, model => model with { Notice = "SessionsEnded" });
    }

    private static async Task<IResult> PreferAsync(
        HttpContext context, [FromForm] string? language, [FromForm] string? zone, [FromForm] string? theme)
    {
        var user = await UserOfAsync(context);
        await DeskOf(context).PreferAsync(
            user, (OneOf(Preferences.Languages, language), OneOf(Preferences.Zones, zone), OneOf(Preferences.Themes, theme)));
        await SignInEndpoints.BeginAsync(context, user);
        return Results.LocalRedirect(Paths.Account);
    }

    private static async Task<IResult> BeginEnrolmentAsync(HttpContext context, string? next)
    {
        var user = await UserOfAsync(context);
        return user.TwoFactorEnabled || user.MustChangePassword
            ? Results.LocalRedirect(Paths.Account)
            : Enrolment(context, (user, Totp.NewSecret(), next), null);
    }

    private static async Task<IResult> EnrolAsync(
        HttpContext context, [FromForm] string? secret, [FromForm] string? code, [FromForm] string? next)
    {
        var (desk, user) = (DeskOf(context), await UserOfAsync(context));
        if (user.TwoFactorEnabled || user.MustChangePassword || SignInOf(context).Unprotect(secret) is not { } known)
            return Results.LocalRedirect(Paths.Account);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (Totp.Match(known, code ?? "", now, lastStep: 0) is not { } step)
            return Enrolment(context, (user, known, next), "CodeWrong");
        var codes = await desk.EnrolAsync(user, secret!, step, SignInEndpoints.OriginOf(context));
        await SignInEndpoints.BeginAsync(context, user, SignInOf(context).SecondFactorNow());
        return await ShowAsync(context, model => model with
        {
            Notice = "SecondFactorOn",
            RecoveryCodes = codes,
            Next = Paths.IsLocal(next) ? next : null,
        });
    }

    private static async Task<IResult> RemoveSecondFactorAsync(HttpContext context, [FromForm] string? current)
    {
        var user = await UserOfAsync(context);
        if (!await SignInOf(context).ConfirmAsync(user, current ?? "", SignInEndpoints.OriginOf(context)))
            return await ShowAsync(context, Wrong("current-for-removal", WrongPassword));
        await DeskOf(context).RemoveSecondFactorAsync(user, SignInEndpoints.OriginOf(context));
        await SignInEndpoints.BeginAsync(context, user);
        return await ShowAsync(context, model => model with { Notice = "SecondFactorOff" });
    }

    private static async Task<IResult> RenewCodesAsync(HttpContext context, [FromForm] string? current)
    {
        var user = await UserOfAsync(context);
        if (!user.TwoFactorEnabled || !await SignInOf(context).ConfirmAsync(user, current ?? "", SignInEndpoints.OriginOf(context)))
            return await ShowAsync(context, Wrong("current-for-codes", WrongPassword));
        var codes = await DeskOf(context).RenewCodesAsync(user, SignInEndpoints.OriginOf(context));
        await SignInEndpoints.BeginAsync(context, user);
        return await ShowAsync(context, model => model with { RecoveryCodes = codes });
    }

    private static async Task<IResult> MakeKeyAsync(HttpContext context, IFormCollection form)
    {
        var keys = context.RequestServices.GetRequiredService<ApiKeys>();
        var label = Identifiers.Plain(form["name"].ToString(), ApiKeys.NameLengthMax + 1);
        var asked = form["scopes"].OfType<string>().ToList();
        if (label.Length is 0 or > ApiKeys.NameLengthMax) return await ShowAsync(context, Keep("key-name", "KeyNameWrong"));
        if (asked.Count == 0 || asked.Except(ScopesOf(context)).Any()) return await ShowAsync(context, Keep("scopes", "ScopesWrong"));
        var isKnown = int.TryParse(form["days"], CultureInfo.InvariantCulture, out var days) && KeyDays.Contains(days);
        if (!isKnown) return await ShowAsync(context, Keep("days", "DaysWrong"));
        var made = await keys.MakeAsync(new NewApiKey(context.User.UserId(), label, asked, days), SignInEndpoints.OriginOf(context));
        return made is null
            ? await ShowAsync(context, Keep("key-name", "TooManyKeys"))
            : await ShowAsync(context, model => model with { NewKey = made });

        Func<AccountModel, AccountModel> Keep(string field, string text) => model => Wrong(field, text)(model) with { KeyName = label };
    }

    private static async Task<IResult> RevokeKeyAsync(HttpContext context, string id, IFormCollection form)
    {
        _ = form;
        var keys = context.RequestServices.GetRequiredService<ApiKeys>();
        return await keys.RevokeAsync(id, context.User.UserId(), SignInEndpoints.OriginOf(context))
            ? await ShowAsync(context, model => model with { Notice = "KeyRevoked" })
            : Results.NotFound();
    }

    /// <summary>The page, with what was just done.</summary>
    public static async Task<IResult> ShowAsync(HttpContext context, Func<AccountModel, AccountModel>? with = null)
    {
        var user = await UserOfAsync(context);
        var keys = await context.RequestServices.GetRequiredService<ApiKeys>().OfAsync(user.Id);
        var certificates = await context.RequestServices.GetRequiredService<PersonCertificates>().OfAsync(user.Id);
        var model = new AccountModel
        {
            Name = user.UserName!,
            DisplayName = user.DisplayName,
            RolesHeld = [.. Roles.All.Where(context.User.IsInRole)],
            MustChangePassword = user.MustChangePassword,
            HasSecondFactor = user.TwoFactorEnabled,
            RecoveryCodesLeft = user.RecoveryCodes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
            Liked = new Preferences(user.Language, user.Zone, user.Theme),
            Keys = [.. keys.Select(RowOf)],
            Certificates = [.. certificates.Select(CertificateEndpoints.RowOf)],
            ScopesToGive = ScopesOf(context),
            Now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var shown = with is null ? model : with(model);
        var parameters = new Dictionary<string, object?> { ["Model"] = shown };
        return new RazorComponentResult<AccountPage>(parameters) { StatusCode = shown.Errors.Count > 0 ? 422 : 200 };
    }

    private static RazorComponentResult<EnrolmentPage> Enrolment(
        HttpContext context, (User User, string Secret, string? Next) begun, string? error)
    {
        var (user, secret, next) = begun;
        var groups = string.Join(' ', secret.Chunk(4).Select(group => new string(group)));
        var model = new EnrolmentModel(
            groups, SignInOf(context).Protect(secret), QrPicture.Of(Totp.Address(secret, user.UserName!)), error)
        {
            Next = Paths.IsLocal(next) ? next : null,
            IsOwed = context.User.HasClaim(claim => claim.Type == Visitor.MustEnrolClaim),
        };
        var parameters = new Dictionary<string, object?> { ["Model"] = model };
        return new RazorComponentResult<EnrolmentPage>(parameters) { StatusCode = error is null ? 200 : 422 };
    }

    private static Func<AccountModel, AccountModel> Wrong(string field, string text) =>
        model => model with { Errors = new Dictionary<string, string> { [field] = text } };

    private static KeyRow RowOf(ApiKey key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Scopes = key.Scopes.Split(' '),
        MadeAt = key.MadeAt,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
    };

    private static List<string> ScopesOf(HttpContext context) =>
        [.. Scopes.All.Where(context.User.MayUse)];

    private static string? OneOf(IReadOnlyList<string> known, string? asked) => known.FirstOrDefault(one => one == asked);

    private static UserDesk DeskOf(HttpContext context) => context.RequestServices.GetRequiredService<UserDesk>();

    private static SignInDesk SignInOf(HttpContext context) => context.RequestServices.GetRequiredService<SignInDesk>();

    // The session was held against the store a moment ago; a user is never removed.
    public static async Task<User> UserOfAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<UserManager<User>>().FindByIdAsync(context.User.UserId())
            ?? throw new InvalidOperationException("The user of a session is gone.");
}
