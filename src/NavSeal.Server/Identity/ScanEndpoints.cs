using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NavSeal.Model.Seals;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.SignIn;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Server.Identity;

/// <summary>An officer anywhere opens the transportation whose seal or vehicle is before him: for a stated reason and for a while, and the
/// audit keeps both. The session carries it, so that it ends with it and holds in every process.</summary>
internal static class ScanEndpoints
{
    private const int ReasonLengthMin = 5, ReasonLengthMax = 200, WhatLengthMax = 32, FoundMax = 10;

    public static void MapScan(this IEndpointRouteBuilder routes, ViewStore views, Sights sights)
    {
        var scan = routes.MapGroup(Paths.Scan).RequireAuthorization(Rights.Scan);
        scan.MapGet("", (string? what) => Page(new ScanModel(what ?? "", "", new Dictionary<string, string>())));
        scan.MapPost("", (HttpContext context, [FromForm] string? what, [FromForm] string? reason) =>
            OpenAsync(context, (views, sights), (what ?? "").Trim(), (reason ?? "").Trim()))
            .RequireRateLimiting(UserServices.AttemptsPolicy).WithMetadata(new AuditedItself());
    }

    private static async Task<IResult> OpenAsync(HttpContext context, (ViewStore Views, Sights Sights) parts, string what, string reason)
    {
        if (reason.Length is < ReasonLengthMin or > ReasonLengthMax) return Wrong("reason", "ScanReasonWrong");
        var found = what.Length is > 0 and <= WhatLengthMax ? Find(parts.Views.Transportations, what) : null;
        var (log, origin) = (context.RequestServices.GetRequiredService<AuditLog>(), SignInEndpoints.OriginOf(context));
        await log.AddAsync([new AuditNote(AuditEvent.Scanned, (context.User.UserId(), context.User.Identity?.Name ?? ""), origin)
        {
            Subject = found is null ? "" : $"transportation/{found.Number}",
            Detail = $"{what}: {reason}",
        }]);
        if (found is null) return Wrong("what", "ScanUnknown");
        var users = context.RequestServices.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync(context.User.UserId()) is not { } user) return Results.LocalRedirect(Paths.SignIn);
        var isSeen = parts.Views.For(parts.Sights.Of(context.User, Rights.See)).Transportations.Find(found.Number) is not null;
        if (!isSeen) await SignInEndpoints.BeginAsync(context, user, parts.Sights.LookAt(found.Number));
        return Results.LocalRedirect($"/transportations/{found.Number}");

        IResult Wrong(string field, string text) => Page(new ScanModel(what, reason, new Dictionary<string, string> { [field] = text }));
    }

    // What is on its way comes before what is completed: it is that one which stands there.
    private static TransportationRow? Find(TransportationQueries all, string what)
    {
        var bySeal = SealNumber.TryParse(what, out var seal)
            ? all.List(new TransportationFilter { Seal = seal }, null, FoundMax).Items
            : [];
        var byVehicle = all.List(new TransportationFilter { Vehicle = what }, null, FoundMax).Items;
        return bySeal.Concat(byVehicle).FirstOrDefault(row => !row.IsOver);
    }

    private static RazorComponentResult<ScanPage> Page(ScanModel model) =>
        new(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = model.Errors.Count > 0 ? 422 : 200 };
}
