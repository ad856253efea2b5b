using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Workplaces.Api;

namespace NavSeal.Workplaces.Acts;

/// <summary>What became of an act over a group.</summary>
/// <param name="Commit">The last commit of the journal that holds any of it; left out where nothing was done.</param>
/// <param name="Items">Each transportation of the group.</param>
public sealed record GroupWritten(long? Commit, IReadOnlyList<GroupWrittenItem> Items);

/// <summary>What became of the act at one transportation.</summary>
/// <param name="Transportation">Its number.</param>
/// <param name="Commit">The commit that holds it; left out where it was not done.</param>
/// <param name="Code">Why it was not done, as a problem names it; left out where it was.</param>
/// <param name="Field">The field that is wrong; left out where none is.</param>
/// <param name="Detail">What to do.</param>
/// <param name="Clause">The law behind a refusal.</param>
public sealed record GroupWrittenItem(
    string Transportation, long? Commit, string? Code, string? Field, string? Detail, string? Clause);

/// <summary>The acts over groups for programs: an operation for each row of the table that a group can be done at once.</summary>
public static class GroupApi
{
    private const string Path = "/groups/acts/";

    public static void MapGroupActs(this IEndpointRouteBuilder api, ActDesk desk)
    {
        var groups = new GroupDesk(desk);
        foreach (var act in ActTable.All.Where(act => act.IsOfGroup))
        {
            api.MapPost(Path + act.Name, (HttpContext context, string? group) => DoAsync(context, groups, act, group))
                .Writes<GroupWritten>(act.Scope, (ActApi.NameOf(act) + "OfGroup", SummaryOf(act)))
                .WithMetadata(new ActMark(act.ForGroup(), desk.ReasonsOf));
        }
    }

    private static async Task<IResult> DoAsync(HttpContext context, GroupDesk desk, Act act, string? group)
    {
        var (id, problem) = ApiWrite.IdOf(context);
        if (problem is not null) return problem;
        var (said, unread) = await ActApi.ReadAsync(context, act.ForGroup());
        if (said is null) return unread!;
        var signing = new SigningInput(said.GetValueOrDefault("code"), said.GetValueOrDefault("cms"));
        var asked = new GroupAsked(act, group?.Trim() ?? "", id);
        var prepared = await desk.PrepareAsync(context, act, desk.RowsOf(context.User, act, asked.Group), said);
        var outcome = await desk.DoAsync(context, asked, prepared, signing);
        if (outcome.Faults is [var fault, ..]) return Problems.Field(fault.Field, $"'{fault.Field}' cannot be used.", fault.Cure);
        if (outcome.Commit is { } commit)
            context.Response.Headers[ApiEndpoints.CommitHeader] = commit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        var items = outcome.Each.Select(one => ItemOf(one.Row.Number.ToString(), one.Outcome)).ToList();
        return Results.Json(new GroupWritten(outcome.Commit, items), ApiJson.Default.GroupWritten);
    }

    private static string SummaryOf(Act act) => $"The act {act.Name.Replace('-', ' ')} over all transportations of a group.";

    private static GroupWrittenItem ItemOf(string number, ActOutcome outcome) => outcome switch
    {
        { Commit: { } commit } => new GroupWrittenItem(number, commit, null, null, null, null),
        { Refused: { } reason } => new GroupWrittenItem(
            number, null, Problems.CodeOf(reason), null, RefusalWords.Of(reason).Cure, Clauses.Of(reason)),
        { Faults: [var fault, ..] } => new GroupWrittenItem(number, null, "field-wrong", fault.Field, fault.Cure, null),
        _ => new GroupWrittenItem(number, null, "not-found", null, "Take a transportation that is yours.", null),
    };
}
