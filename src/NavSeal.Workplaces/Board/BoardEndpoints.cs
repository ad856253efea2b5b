using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Board;

/// <summary>The dispatcher's board: the page, its card, its live stream, and what a dispatcher does with a situation.</summary>
public static class BoardEndpoints
{
    private const string HtmxHeader = "HX-Request";
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapBoard(this IEndpointRouteBuilder routes, BoardParts parts)
    {
        var queue = new SharedQueue(parts);
        var live = new BoardLive(parts, queue);
        routes.MapGet("/", (HttpContext context) => Results.LocalRedirect(Paths.FirstOf(context.User)))
            .RequireAuthorization(Rights.SignedIn);
        var board = routes.MapGroup("").RequireAuthorization(Rights.Watch);
        board.MapGet("/board", (HttpContext context, Severity? severity) => Page(context, parts, queue, Ask.Of(null, severity)));
        board.MapGet("/board/{transportation:guid}", (HttpContext context, Guid transportation, int? situation, Severity? severity) =>
            Page(context, parts, queue, Ask.Of(new Selection(new TransportationNumber(transportation), null, situation), severity)));
        board.MapGet("/board/seals/{seal}", (HttpContext context, string seal, Severity? severity) =>
            Page(context, parts, queue, Ask.Of(Selection.Of(null, seal, null), severity)));
        board.MapGet("/live/board", (HttpContext context, [AsParameters] LiveQuery query) => live.Serve(context, query));
        var acts = routes.MapGroup("/board/{transportation:guid}/situations/{situation:int}").RequireAuthorization(Rights.Command);
        acts.MapPost("/acknowledge", (HttpContext context, Guid transportation, int situation, [FromForm] Guid act) =>
            DoAsync(context, parts, queue, (new Command.AcknowledgeSituation(new TransportationNumber(transportation), situation), act)));
        acts.MapPost("/shelve", (HttpContext context, Guid transportation, int situation, [AsParameters] ShelvingForm form) =>
            DoAsync(context, parts, queue, (form.ToCommand(new TransportationNumber(transportation), situation, parts.Clock), form.Id)));
    }

    // A browser that follows a link within the board wants the card alone; one that opens an address wants the page.
    private static IResult Page(HttpContext context, BoardParts parts, SharedQueue queue, Ask ask)
    {
        var reader = parts.ReaderOf(context);
        var words = parts.WordsFor(reader, context.RequestServices);
        var card = BoardCard.Read(parts, context.User, ask.Chosen, parts.EventsFor(words, context.RequestServices));
        var parameters = new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = words,
            ["Chosen"] = ask.Chosen,
            ["Card"] = card,
            ["PersonOf"] = parts.PersonOf,
            ["IdOf"] = (Func<string, Guid>)(_ => parts.NewId()),
            ["Notice"] = ask.Notice,
        };
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HtmxHeader;
        if (context.Request.Headers.ContainsKey(HtmxHeader)) return new RazorComponentResult<CardFragment>(parameters);
        parameters["Queue"] = queue.Now(context.User);
        parameters["Only"] = ask.Only;
        parameters["MapTiles"] = parts.MapTiles;
        parameters["Lag"] = parts.LagText();
        parameters["IsTakingIn"] = parts.IsTakingIn();
        var isUnknown = card is null && !ask.Chosen.IsEmpty;
        return new RazorComponentResult<BoardPage>(parameters)
        {
            StatusCode = isUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
    }

    private static async Task<IResult> DoAsync(
        HttpContext context, BoardParts parts, SharedQueue queue, (Command Command, Guid Id) asked)
    {
        if (!parts.Sights.May(context.User, Rights.Command, asked.Command, parts.Views)) return Results.Forbid();
        var answer = await parts.Desk.Do(asked.Command, new CommandOrigin(asked.Id, context.User.Actor()), context.RequestAborted);
        if (answer is Answer.Done(var commit))
        {
            OwnWrites.Remember(context, commit);
            await parts.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
        }

        var (transportation, situation) = asked.Command switch
        {
            Command.AcknowledgeSituation c => (c.Transportation, c.Situation),
            Command.ShelveSituation c => (c.Transportation, c.Situation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var isFragment = context.Request.Headers.ContainsKey(HtmxHeader);
        if (answer is Answer.Done && !isFragment) return Results.LocalRedirect($"/board/{transportation}?situation={situation}");
        var reader = parts.ReaderOf(context);
        var notice = answer is Answer.Refused(var reason) ? parts.WordsFor(reader, context.RequestServices).Refusal(reason) : null;
        var chosen = new Selection(transportation, null, situation);
        return Page(context, parts, queue, new Ask(chosen, null, notice));
    }

    /// <summary>What an address asks for.</summary>
    private sealed record Ask(Selection Chosen, Severity? Only, string? Notice)
    {
        public static Ask Of(Selection? chosen, Severity? only) => new(chosen ?? new Selection(null, null, null), only, null);
    }
}

/// <summary>The form that puts a situation aside. Its id is sent as "act": scripts that ask a form for its id would get a field of that
/// name.</summary>
public sealed record ShelvingForm(
    [FromForm(Name = "act")] Guid Id, [FromForm(Name = "hours")] int Hours, [FromForm(Name = "reason")] string? Reason)
{
    private const int HoursMax = 1000;

    /// <summary>As a command; what is out of range is refused by the rules.</summary>
    public Command.ShelveSituation ToCommand(TransportationNumber transportation, int situation, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var until = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero)
            .AddHours(Math.Clamp(Hours, 0, HoursMax));
        return new Command.ShelveSituation(transportation, situation, until, (Reason ?? "").Trim());
    }
}
