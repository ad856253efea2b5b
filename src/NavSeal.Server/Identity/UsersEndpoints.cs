using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Administration;

namespace NavSeal.Server.Identity;

/// <summary>The administrator's pages: users, and the audit of sign-ins.</summary>
internal static class UsersEndpoints
{
    private const int AuditRows = 100;

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup(Paths.Users).RequireAuthorization(Rights.Administer);
        users.MapGet("", (Delegate)((HttpContext context) => ShowAsync(context)));
        users.MapPost("", AddAsync);
        users.MapPost("/{id}/{act}", ActAsync);
        var audit = routes.MapGroup(Paths.SignIns).RequireAuthorization(Rights.ReadAudit);
        audit.MapGet("", ShowAuditAsync);
        audit.MapGet("/csv", SendAuditAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IFormCollection form)
    {
        var (typed, shown) = (form["name"].ToString().Trim(), form["displayName"].ToString());
        List<string> held = [.. form["roles"].OfType<string>()];
        var password = Identifiers.NewPassword();
        var faults = await DeskOf(context).AddAsync(
            new NewUser(typed, shown, password, held), mustChange: true, SignInEndpoints.OriginOf(context));
        return faults.Count == 0
            ? await ShowAsync(context, model => model with { Notice = ("UserAdded", typed), NewPassword = password })
            : await ShowAsync(context, model => model with
            {
                Errors = new Dictionary<string, string> { [faults[0] == "RolesWrong" ? "roles" : "name"] = faults[0] },
                Typed = (typed, shown, held),
            });
    }

    private static async Task<IResult> ActAsync(HttpContext context, string id, string act, IFormCollection form)
    {
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
            default:
                return Results.NotFound();
        }

        return await ShowAsync(context, model => model with { Notice = ("Done." + act, user.UserName!), NewPassword = password });

        Task<IResult> RefuseAsync(string text) =>
            ShowAsync(context, model => model with { Errors = new Dictionary<string, string> { ["user-" + id] = text } });
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Func<UsersModel, UsersModel>? with = null)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var listed = await DeskOf(context).ListAsync();
        var model = new UsersModel { Users = [.. listed.Select(one => RowOf(one, now, context.User.UserId()))], Now = now };
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
        HasSecondFactor = one.User.TwoFactorEnabled,
        HasPassword = one.User.PasswordHash is not null,
        LockedAt = one.User.LockedAt,
        PausedUntil = one.User.LockoutEnd > now ? one.User.LockoutEnd : null,
        IsSelf = one.User.Id == self,
    };

    private static async Task<IResult> ShowAuditAsync(SignInLog log, string? name, string? what, long? before)
    {
        var lines = await log.ReadAsync(FilterOf(name, what), before, AuditRows + 1);
        var model = new SignInAuditModel
        {
            Rows = [.. lines.Take(AuditRows).Select(RowOf)],
            Next = lines.Count > AuditRows ? lines[AuditRows - 1].Id : null,
            Name = name ?? "",
            Event = what ?? "",
            Events = Enum.GetNames<SignInEvent>(),
        };
        return new RazorComponentResult<SignInAuditPage>(new Dictionary<string, object?> { ["Model"] = model });
    }

    private static async Task SendAuditAsync(HttpContext context, SignInLog log, string? name, string? what)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"navseal-sign-ins.csv\"";
        await log.AddAsync(
            SignInEvent.AuditRead, (context.User.UserId(), context.User.Identity!.Name!), SignInEndpoints.OriginOf(context), "CSV");
        await context.Response.WriteAsync("id,at,event,name,by,address,client,detail\r\n");
        long? before = null;
        do
        {
            var lines = await log.ReadAsync(FilterOf(name, what), before, AuditRows);
            foreach (var line in lines) await context.Response.WriteAsync(CsvOf(RowOf(line)), context.RequestAborted);
            before = lines.Count == AuditRows ? lines[^1].Id : null;
        }
        while (before is not null);
    }

    private static SignInFilter FilterOf(string? name, string? what) => new(
        name?.Trim(), Enum.TryParse<SignInEvent>(what, out var known) && Enum.IsDefined(known) ? known : null, null, null);

    private static SignInRow RowOf(SignInEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Event = entry.Event.ToString(),
        Name = entry.Name,
        By = entry.By,
        Address = entry.Address,
        Client = entry.Client,
        Detail = entry.Detail,
    };

    private static string CsvOf(SignInRow row)
    {
        string[] cells =
        [
            row.Id.ToString(CultureInfo.InvariantCulture), row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            row.Event, row.Name, row.By, row.Address, row.Client, row.Detail,
        ];
        return string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";
    }

    private static UserDesk DeskOf(HttpContext context) => context.RequestServices.GetRequiredService<UserDesk>();
}
