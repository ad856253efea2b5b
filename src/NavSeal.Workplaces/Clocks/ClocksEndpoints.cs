using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Words;

namespace NavSeal.Workplaces.Clocks;

/// <summary>The board of the clocks of the law: page, its part that is drawn anew while one looks on, and file.</summary>
public static class ClocksEndpoints
{
    /// <summary>Most rows of a file.</summary>
    private const int RowsMax = 100_000;

    private const int RowsOfPart = 500;

    public static void MapClocks(this IEndpointRouteBuilder routes, BoardParts parts, ClockClauses clauses)
    {
        var clocks = routes.MapGroup("").RequireAuthorization(Rights.See);
        clocks.MapGet(Paths.Clocks, (HttpContext context, [AsParameters] ClockAsk ask) =>
            Page<ClocksPage>(context, (parts, clauses), ask));
        clocks.MapGet("/live/clocks", (HttpContext context, [AsParameters] ClockAsk ask) =>
            Page<ClockTable>(context, (parts, clauses), ask));
        clocks.MapGet(Paths.Clocks + "/csv", (HttpContext context, [AsParameters] ClockAsk ask) =>
            SendAsync(context, (parts, clauses), ask));
    }

    private static RazorComponentResult<T> Page<T>(HttpContext context, (BoardParts Board, ClockClauses Clauses) parts, ClockAsk ask)
        where T : IComponent
    {
        var reader = parts.Board.ReaderOf(context);
        var words = parts.Board.WordsFor(reader, context.RequestServices);
        var filter = ask.ToFilter(words.Now);
        var seen = parts.Board.Seen(context.User, Rights.See).Obligations;
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<T>(new Dictionary<string, object?>
        {
            ["Model"] = new ClocksModel
            {
                Reader = reader,
                Words = words,
                Clauses = parts.Clauses,
                Ask = ask,
                Rows = seen.List(filter, ask.Cursor, ClockAsk.PageRows),
                Count = seen.Count(filter),
            },
        });
    }

    private static async Task SendAsync(HttpContext context, (BoardParts Board, ClockClauses Clauses) parts, ClockAsk ask)
    {
        var words = parts.Board.WordsFor(parts.Board.ReaderOf(context), context.RequestServices);
        var own = new ClockWords(context.RequestServices.GetRequiredService<IStringLocalizer<ClockTexts>>(), words.Now);
        var (seen, filter) = (parts.Board.Seen(context.User, Rights.See).Obligations, ask.ToFilter(words.Now));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"navseal-clocks.csv\"";
        await context.Response.WriteAsync(
            "transportation,obligation,kind,what,clause,owes,began_at,warn_at,due_at,state,fulfilled_at,breached_at,dropped_at,vehicle,"
            + "situation,seal\r\n");
        string? cursor = null;
        for (var sent = 0; sent < RowsMax; sent += RowsOfPart)
        {
            var page = seen.List(filter, cursor, RowsOfPart);
            foreach (var row in page.Items)
                await context.Response.WriteAsync(LineOf(row, (words, own), parts.Clauses), context.RequestAborted);
            if ((cursor = page.Next) is null) break;
        }
    }

    private static string LineOf(
        ObligationRow row, (FieldWords Field, ClockWords Clock) words, ClockClauses clauses) => string.Join(',', new[]
    {
        row.Transportation.ToString(), Number(row.Obligation), row.Kind.ToString(), words.Field.Name(row.Kind),
        words.Field.Clause(clauses.Of(row.Kind)), words.Field.Name(row.Owes), At(row.BeganAt), At(row.WarnAt), At(row.DueAt),
        row.StateAt(words.Field.Now).ToString(), At(row.FulfilledAt), At(row.BreachedAt), At(row.DroppedAt), row.Vehicle ?? "",
        row.Situation is { } situation ? Number(situation) : "", row.Seal?.Text ?? "",
    }.Select(CsvCell.Of)) + "\r\n";

    private static string At(DateTimeOffset? at) => at is { } known ? FieldWords.Machine(known) : "";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
