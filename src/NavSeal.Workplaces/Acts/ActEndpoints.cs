using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Texts;

namespace NavSeal.Workplaces.Acts;

/// <summary>The card of a transportation, the form of each act, and the desks of officers.</summary>
public static class ActEndpoints
{
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapActPages(this IEndpointRouteBuilder routes, BoardParts parts, ActDesk desk)
    {
        var one = routes.MapGroup("/transportations/{number:guid}");
        one.MapGet("", (HttpContext context, Guid number) => CardAsync(context, parts, desk, new TransportationNumber(number)))
            .RequireAuthorization(Rights.See);
        one.MapGet("/check", (HttpContext context, Guid number) => CheckAsync(context, parts, desk, new TransportationNumber(number)))
            .RequireAuthorization(Rights.Watch);
        foreach (var act in ActTable.All)
        {
            var form = one.MapGroup("/acts/" + act.Name).RequireAuthorization(act.Right);
            form.MapGet("", (HttpContext context, Guid number) => Form(context, parts, desk, (act, new TransportationNumber(number))));
            form.MapPost("", (HttpContext context, Guid number, IFormCollection typed) =>
                DoAsync(context, parts, desk, new Sent(act, new TransportationNumber(number), typed)));
        }

        routes.MapGet(Paths.Permissions, (HttpContext context) => Page<PermissionsPage>(context, parts, desk))
            .RequireAuthorization(Rights.Permit);
        routes.MapGet(Paths.Arrivals, (HttpContext context) => Page<ArrivalsPage>(context, parts, desk))
            .RequireAuthorization(Rights.Control);
    }

    private static async Task<IResult> CardAsync(HttpContext context, BoardParts parts, ActDesk desk, TransportationNumber number)
    {
        var seen = parts.Seen(context.User, Rights.See);
        if (seen.Transportations.Find(number) is not { } row) return Results.NotFound();
        var parameters = ParametersOf(context, parts, desk);
        parameters["Row"] = row;
        parameters["Next"] = await desk.NextAsync(context.User, row, context.RequestAborted);
        var card = TransportationCard.Read(parts, seen, row, (context.User, context.RequestServices));
        parameters["Card"] = card with
        {
            Driver = card.ShowsDriver ? await desk.DriverOf(number, row.Life.Application, context.RequestAborted) : null,
        };
        return new RazorComponentResult<TransportationPage>(parameters);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, BoardParts parts, ActDesk desk, TransportationNumber number)
    {
        var seen = parts.Seen(context.User, Rights.Watch);
        if (seen.Transportations.Find(number) is not { } row) return Results.NotFound();
        var parameters = ParametersOf(context, parts, desk);
        parameters["Row"] = row;
        parameters["Checks"] = await ActivationCheck.ReadAsync(desk, row, context.RequestAborted);
        return new RazorComponentResult<CheckPage>(parameters);
    }

    private static IResult Form(
        HttpContext context, BoardParts parts, ActDesk desk, (Act Act, TransportationNumber Number) asked, FormState? state = null)
    {
        if (desk.Reached(context.User, asked.Act, asked.Number) is not { } reached) return Results.NotFound();
        var parameters = ParametersOf(context, parts, desk);
        parameters["Row"] = reached;
        parameters["Act"] = asked.Act;
        parameters["State"] = state ?? FormState.Of(
            asked.Act, new ActSetting(reached, context.User, desk.Offers), context.Request.Query, parts.NewId());
        return new RazorComponentResult<ActPage>(parameters) { StatusCode = state is null || state.IsShown ? 200 : 422 };
    }

    private static async Task<IResult> DoAsync(HttpContext context, BoardParts parts, ActDesk desk, Sent sent)
    {
        var (act, number) = (sent.Act, sent.Number);
        var raw = RawOf(act, sent.Typed, parts.ReaderOf(context).Zone);
        if (!Guid.TryParse(sent.Typed["act"], out var id) || id == Guid.Empty) id = parts.NewId();
        var (said, faults) = ActValues.Check(act, raw, desk.ReasonsOf);
        var state = new FormState { Id = id, Values = raw, Faults = faults };

        // What is signed is shown whole first, and the code is asked for under it.
        if (faults.Count == 0 && act.IsSigned && sent.Typed["shown"] != ActDesk.HashOf(ActDesk.ShownText(act, number, said)))
            return Form(context, parts, desk, (act, number), state with { Shown = ActDesk.ShownText(act, number, said) });
        if (faults.Count > 0) return Form(context, parts, desk, (act, number), state);
        var outcome = await desk.DoAsync(
            context, (act, number, id), raw, new SigningInput(TypedOrNull(sent.Typed["code"]), TypedOrNull(sent.Typed["cms"])));
        if (outcome.IsForbidden) return Results.NotFound();
        if (outcome.Commit is { } commit)
        {
            OwnWrites.Remember(context, commit);
            await parts.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
            return Results.LocalRedirect($"/transportations/{number}");
        }

        // A refused command used up its id; another attempt is another command.
        return Form(context, parts, desk, (act, number), state with
        {
            Id = outcome.Refused is null ? id : parts.NewId(),
            Faults = outcome.Faults,
            Refused = outcome.Refused,
            Shown = act.IsSigned ? ActDesk.ShownText(act, number, said) : null,
        });
    }

    /// <summary>What was typed, by field; instants in the reader's zone.</summary>
    internal static Dictionary<string, string> RawOf(Act act, IFormCollection typed, TimeZoneInfo zone) =>
        act.Fields.ToDictionary(one => one.Name, one => one.Kind == FieldKind.Instant
            ? ActValues.InstantOf(typed[one.Name].ToString().Trim(), zone)
            : typed[one.Name].ToString());

    internal static string? TypedOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static RazorComponentResult<T> Page<T>(HttpContext context, BoardParts parts, ActDesk desk)
        where T : IComponent => new(ParametersOf(context, parts, desk));

    internal static Dictionary<string, object?> ParametersOf(HttpContext context, BoardParts parts, ActDesk desk)
    {
        var reader = parts.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = parts.WordsFor(reader, context.RequestServices),
            ["Names"] = new ActNames(
                context.RequestServices.GetRequiredService<IStringLocalizer<ActTexts>>(),
                context.RequestServices.GetRequiredService<IStringLocalizer<WordsTexts>>()),
            ["Parts"] = parts,
            ["Desk"] = desk,
        };
    }

    private sealed record Sent(Act Act, TransportationNumber Number, IFormCollection Typed);
}
