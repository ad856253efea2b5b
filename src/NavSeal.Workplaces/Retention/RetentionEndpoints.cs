using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Retention;

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

    [Description("Situations that last; with any of them it is not erased.")]
    public required int OpenSituations { get; init; }

    internal static DueDossierResource Of(TransportationRow row, RetentionRule rule)
    {
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
        };
    }
}

/// <summary>The dossiers whose term of keeping has passed: page and API.</summary>
public static class RetentionEndpoints
{
    private const int PageRows = 50;

    public static void MapRetention(this IEndpointRouteBuilder routes, BoardParts parts, Func<RetentionRule> rule) =>
        routes.MapGet(Paths.Retention, (HttpContext context, string? cursor) => Page(context, (parts, rule()), cursor))
            .RequireAuthorization(Rights.Retain);

    public static void MapRetentionApi(this IEndpointRouteBuilder api, ApiParts parts, Func<RetentionRule> rule) =>
        api.MapGet("/due-dossiers", (HttpContext context, [AsParameters] Asked asked) => List(context, (parts, rule()), asked))
            .Reads<ApiList<DueDossierResource>>(
                Scopes.TransportationsRead,
                ("listDueDossiers", "Dossiers whose term of keeping has passed and that are not erased; what ended first comes first."));

    private static IResult List(HttpContext context, (ApiParts Api, RetentionRule Rule) parts, Asked asked)
    {
        var input = new ApiInput();
        var limit = input.Limit(asked.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, DueIn(parts.Api.Seen(context, Scopes.TransportationsRead), parts.Rule, (parts.Api.Clock, asked.Cursor, limit)),
            row => DueDossierResource.Of(row, parts.Rule), ApiJson.Default.ApiListDueDossierResource);
    }

    private static RazorComponentResult<RetentionPage> Page(
        HttpContext context, (BoardParts Board, RetentionRule Rule) parts, string? cursor)
    {
        var reader = parts.Board.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        var rows = DueIn(parts.Board.Seen(context.User, Rights.Retain), parts.Rule, (parts.Board.Clock, cursor, PageRows));
        return new RazorComponentResult<RetentionPage>(new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = parts.Board.WordsFor(reader, context.RequestServices),
            ["Rule"] = parts.Rule,
            ["Rows"] = rows,
        });
    }

    private static ResultPage<TransportationRow> DueIn(
        SeenViews seen, RetentionRule rule, (TimeProvider Clock, string? Cursor, int Limit) asked)
    {
        var now = asked.Clock.GetUtcNow();
        return seen.Transportations.Ended(rule.DueBefore(now, true), rule.DueBefore(now, false), asked.Cursor, asked.Limit);
    }

    /// <summary>The parameters of the list.</summary>
    internal sealed record Asked
    {
        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }
}
