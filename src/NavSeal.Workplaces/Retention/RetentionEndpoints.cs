using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Acts;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Retention;

/// <summary>A dossier whose term of keeping has passed.</summary>
/// <param name="Row">The transportation.</param>
/// <param name="Refused">Why its erasure would be refused now; null: it would not.</param>
/// <param name="ShowsHolds">Whether who holds it, and on what ground, is for these eyes.</param>
public sealed record DueDossier(TransportationRow Row, Refusal? Refused, bool ShowsHolds);

/// <summary>A dossier whose term of keeping has passed, as the API shows it.</summary>
public sealed record DueDossierResource
{
    [Description("Number of the transportation.")]
    public required string Transportation { get; init; }

    [Description("The last deactivation; the cancellation where no seal was ever activated.")]
    public required DateTimeOffset EndedAt { get; init; }

    [Description("Whether any seal was ever activated.")]
    public required bool WasActivated { get; init; }

    [Description("The day from which the term counts: the day after the end, by the zone of the tracking state.")]
    public required DateOnly KeptFrom { get; init; }

    [Description("The first day on which it may be erased.")]
    public required DateOnly KeptUntil { get; init; }

    [Description("Holds of authorities that last; with any of them it is not erased.")]
    public required int Holds { get; init; }

    [Description("Situations that last; with any of them it is not erased, nor with any that no person has closed.")]
    public required int OpenSituations { get; init; }

    [Description("Why erasing it would be refused now, as a problem names it; left out where it would not.")]
    public string? Refused { get; init; }

    internal static DueDossierResource Of(DueDossier due, RetentionRule rule)
    {
        var row = due.Row;
        var term = rule.TermAfter(row.DeactivatedAt!.Value, row.WasActivated);
        return new DueDossierResource
        {
            Transportation = row.Number.ToString(),
            EndedAt = row.DeactivatedAt.Value,
            WasActivated = row.WasActivated,
            KeptFrom = term.From,
            KeptUntil = term.Until,
            Holds = row.Life.Holds.Length,
            OpenSituations = row.OpenSituations,
            Refused = due.Refused is { } reason ? Problems.CodeOf(reason) : null,
        };
    }
}

/// <summary>The dossiers whose term of keeping has passed: page and API.</summary>
public static class RetentionEndpoints
{
    private const int PageRows = 50;

    private static readonly Act Erasure = ActTable.Find("erase-dossier")!;

    public static void MapRetention(this IEndpointRouteBuilder routes, BoardParts parts, ActDesk desk, Func<RetentionRule> rule) =>
        routes.MapGet(Paths.Retention, (HttpContext context, string? cursor) => PageAsync(context, parts, (desk, rule()), cursor))
            .RequireAuthorization(Erasure.Right);

    public static void MapRetentionApi(this IEndpointRouteBuilder api, ActDesk desk, Func<RetentionRule> rule) =>
        api.MapGet("/due-dossiers", (HttpContext context, [AsParameters] Asked asked) => ListAsync(context, (desk, rule()), asked))
            .Reads<ApiList<DueDossierResource>>(
                Erasure.Scope,
                ("listDueDossiers", "Dossiers whose term of keeping has passed and that are not erased; what ended first comes first."));

    private static async Task<IResult> ListAsync(HttpContext context, (ActDesk Desk, RetentionRule Rule) parts, Asked asked)
    {
        var input = new ApiInput();
        var limit = input.Limit(asked.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, await DueAsync(context, Erasure.Scope, parts, (asked.Cursor, limit)),
            due => DueDossierResource.Of(due, parts.Rule), ApiJson.Default.ApiListDueDossierResource);
    }

    private static async Task<RazorComponentResult<RetentionPage>> PageAsync(
        HttpContext context, BoardParts board, (ActDesk Desk, RetentionRule Rule) parts, string? cursor)
    {
        var reader = board.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        var rows = await DueAsync(context, Erasure.Right, parts, (cursor, PageRows));
        return new RazorComponentResult<RetentionPage>(new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = board.WordsFor(reader, context.RequestServices),
            ["Rule"] = parts.Rule,
            ["Rows"] = rows,
        });
    }

    private static async Task<ResultPage<DueDossier>> DueAsync(
        HttpContext context, string right, (ActDesk Desk, RetentionRule Rule) parts, (string? Cursor, int Limit) asked)
    {
        var (desk, rule) = parts;
        var now = desk.Clock.GetUtcNow();
        var page = desk.Views.For(desk.Sights.Of(context.User, right)).Transportations.Ended(
            rule.DueBefore(now, true), rule.DueBefore(now, false), asked.Cursor, asked.Limit);
        var rows = new List<DueDossier>(page.Items.Count);
        foreach (var some in page.Items.Chunk(PageRows))
            rows.AddRange(await Task.WhenAll(some.Select(row => DueOfAsync(context, desk, row))));
        return new ResultPage<DueDossier>(rows, page.Next) { IsCursorWrong = page.IsCursorWrong };
    }

    private static async Task<DueDossier> DueOfAsync(HttpContext context, ActDesk desk, TransportationRow row) => new(
        row, await desk.AskAsync(Erasure, row, context.User, context.RequestAborted),
        !row.Life.Holds.IsEmpty && Redaction.Of(context.User, row.Number, (desk.Views, desk.Sights)).ShowsFormsOfControl);

    /// <summary>The parameters of the list.</summary>
    internal sealed record Asked
    {
        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }
}
