using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Administration;

namespace NavSeal.Server.Identity;

/// <summary>The administrator's page of users.</summary>
internal static class UsersEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes, BelongingChoices choices)
    {
        var users = routes.MapGroup(Paths.Users).RequireAuthorization(Rights.Administer).WithMetadata(new AuditedItself());
        users.MapGet("", (Delegate)((HttpContext context) => ShowAsync(context, choices)));
        users.MapPost("", (HttpContext context, IFormCollection form) => AddAsync(context, choices, form));
        users.MapPost("/{id}/{act}", (HttpContext context, string id, string act, IFormCollection form) =>
            ActAsync(context, choices, (id, act), form));
        users.MapPost(
            "/{id}/certificates/{fingerprint}/withdraw", (HttpContext context, string id, string fingerprint, IFormCollection form) =>
                WithdrawAsync(context, choices, (id, fingerprint), form));
    }

    private static async Task<IResult> AddAsync(HttpContext context, BelongingChoices choices, IFormCollection form)
    {
        var (typed, shown) = (form["name"].ToString().Trim(), form["displayName"].ToString());
        List<string> held = [.. form["roles"].OfType<string>()];
        var password = Identifiers.NewPassword();
        var (belonging, wrong) = BelongingIn(form, choices);
        var faults = belonging is null ? [wrong!] : await DeskOf(context).AddAsync(
            new NewUser(typed, shown, password, held) { Belonging = belonging }, mustChange: true, SignInEndpoints.OriginOf(context));
        return faults.Count == 0
            ? await ShowAsync(context, choices, model => model with { Notice = ("UserAdded", typed), NewPassword = password })
            : await ShowAsync(context, choices, model => model with
            {
                Errors = new Dictionary<string, string> { [FieldOf(faults[0])] = faults[0] },
                Typed = (typed, shown, held),
                TypedBelonging = belonging ?? Belonging.None,
            });
    }

    private static string FieldOf(string fault) => fault switch
    {
        "RolesWrong" => "roles",
        "BelongingWrong" or "OfficeUnknown" or "OrganisationUnknown" => "belonging",
        _ => "name",
    };

    private static (Belonging? Belonging, string? Fault) BelongingIn(IFormCollection form, BelongingChoices choices) =>
        Belonging.Of(form["office"], form["organisation"], form["state"]) is { } typed ? choices.Read(typed) : (null, "BelongingWrong");

    private static async Task<IResult> ActAsync(
        HttpContext context, BelongingChoices choices, (string Id, string Act) asked, IFormCollection form)
    {
        var (id, act) = asked;
        List<string> roles = [.. form["roles"].OfType<string>()];
        var (desk, origin) = (DeskOf(context), SignInEndpoints.OriginOf(context));
        var user = await context.RequestServices.GetRequiredService<UserManager<User>>().FindByIdAsync(id);
        if (user is null) return Results.NotFound();
        var takesAdministration = act == "lock" || (act == "roles" && !roles.Contains(Roles.Administrator));
        if (takesAdministration && await desk.IsLastAdministratorAsync(user)) return await RefuseAsync("LastAdministrator");
        string? password = null;
        switch (act)
        {
            case "lock":
                await desk.LockAsync(user, origin);
                break;
            case "unlock":
                await desk.UnlockAsync(user, origin);
                break;
            case "password":
                password = Identifiers.NewPassword();
                await desk.SetPasswordAsync(user, password, isOwn: false, origin);
                break;
            case "second-factor":
                await desk.RemoveSecondFactorAsync(user, origin);
                break;
            case "roles":
                if (!await desk.SetRolesAsync(user, roles, origin)) return await RefuseAsync("RolesWrong");
                break;
            case "belonging":
                var (belonging, wrong) = BelongingIn(form, choices);
                if (belonging is null) return await RefuseAsync(wrong!);
                await desk.SetBelongingAsync(user, belonging, origin);
                break;
            default:
                return Results.NotFound();
        }

        return await ShowAsync(context, choices, model => model with { Notice = ("Done." + act, user.UserName!), NewPassword = password });

        Task<IResult> RefuseAsync(string text) =>
            ShowAsync(context, choices, model => model with { Errors = new Dictionary<string, string> { ["user-" + id] = text } });
    }

    private static async Task<IResult> WithdrawAsync(
        HttpContext context, BelongingChoices choices, (string Id, string Fingerprint) asked, IFormCollection form)
    {
        _ = form;
        var user = await context.RequestServices.GetRequiredService<UserManager<User>>().FindByIdAsync(asked.Id);
        var certificates = context.RequestServices.GetRequiredService<PersonCertificates>();
        return user is not null && await certificates.WithdrawAsync(user, asked.Fingerprint, SignInEndpoints.OriginOf(context))
            ? await ShowAsync(context, choices, model => model with { Notice = ("CertificateWithdrawn", user.UserName!) })
            : Results.NotFound();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, BelongingChoices choices, Func<UsersModel, UsersModel>? with = null)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var listed = await DeskOf(context).ListAsync();
        var certificates = (await context.RequestServices.GetRequiredService<PersonCertificates>().LiveAsync())
            .ToLookup(one => one.UserId, CertificateEndpoints.RowOf);
        var model = new UsersModel
        {
            Users =
            [
                .. listed.Select(one => RowOf(one, now, context.User.UserId()) with { Certificates = [.. certificates[one.User.Id]] }),
            ],
            Now = now,
            Choices = choices,
        };
        var shown = with is null ? model : with(model);
        var parameters = new Dictionary<string, object?> { ["Model"] = shown };
        return new RazorComponentResult<UsersPage>(parameters) { StatusCode = shown.Errors.Count > 0 ? 422 : 200 };
    }

    private static UserRow RowOf(ListedUser one, DateTimeOffset now, string self) => new()
    {
        Id = one.User.Id,
        Name = one.User.UserName!,
        DisplayName = one.User.DisplayName,
        RolesHeld = one.Roles,
        Belonging = new Belonging(one.User.Office, one.User.Organisation, one.User.State),
        HasSecondFactor = one.User.TwoFactorEnabled,
        HasPassword = one.User.PasswordHash is not null,
        LockedAt = one.User.LockedAt,
        PausedUntil = one.User.LockoutEnd > now ? one.User.LockoutEnd : null,
        IsSelf = one.User.Id == self,
    };

    private static UserDesk DeskOf(HttpContext context) => context.RequestServices.GetRequiredService<UserDesk>();
}
