using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>What the pages of a group show.</summary>
public sealed record GroupModel
{
    public required string Group { get; init; }

    public required IReadOnlyList<TransportationRow> Rows { get; init; }

    /// <summary>The act that is asked for; null on the page of the group itself.</summary>
    public Act? Act { get; init; }

    public FormState? State { get; init; }

    /// <summary>What became of it; null: it is not done yet.</summary>
    public GroupOutcome? Outcome { get; init; }
}

/// <summary>The page of a group, and the form of each act over it.</summary>
public static class GroupEndpoints
{
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapGroupPages(this IEndpointRouteBuilder routes, BoardParts parts, ActDesk desk)
    {
        var groups = new GroupDesk(desk);
        routes.MapGet(Paths.Groups, (HttpContext context, string? group) => Show(
            context, parts, groups, new GroupModel { Group = group ?? "", Rows = groups.SeenOf(context.User, group ?? "") }))
            .RequireAuthorization(Rights.See);
        foreach (var act in ActTable.All.Where(act => act.IsOfGroup))
        {
            var form = routes.MapGroup($"{Paths.Groups}/acts/{act.Name}").RequireAuthorization(act.Right);
            form.MapGet("", (HttpContext context, string? group) => Form(context, parts, groups, (act, group ?? "")));
            form.MapPost("", (HttpContext context, IFormCollection typed) => DoAsync(context, parts, groups, (act, typed)));
        }
    }

    private static RazorComponentResult<GroupPage> Form(
        HttpContext context, BoardParts parts, GroupDesk groups, (Act Act, string Group) asked)
    {
        var rows = groups.RowsOf(context.User, asked.Act, asked.Group);
        var state = new FormState { Id = parts.NewId(), Values = groups.Proposed(asked.Act, context.User, rows) };
        return Show(context, parts, groups, new GroupModel { Group = asked.Group, Rows = rows, Act = asked.Act, State = state });
    }

    private static async Task<IResult> DoAsync(
        HttpContext context, BoardParts parts, GroupDesk groups, (Act Act, IFormCollection Typed) sent)
    {
        var (act, typed) = sent;
        var group = typed["group"].ToString();
        var raw = ActEndpoints.RawOf(act.ForGroup(), typed, parts.ReaderOf(context).Zone);
        if (!Guid.TryParse(typed["act"], out var id) || id == Guid.Empty) id = parts.NewId();
        var model = new GroupModel { Group = group, Rows = groups.RowsOf(context.User, act, group), Act = act };
        var state = new FormState { Id = id, Values = raw };

        // What is signed is shown whole first, and the code is asked for under it.
        var prepared = await groups.PrepareAsync(context, act, model.Rows, raw);
        if (act.IsSigned && prepared.Shown is { Length: > 0 } shown && typed["shown"] != ActDesk.HashOf(shown))
            return Show(context, parts, groups, model with { State = state with { Shown = shown } });

        var signing = new SigningInput(ActEndpoints.TypedOrNull(typed["code"]), ActEndpoints.TypedOrNull(typed["cms"]));
        var outcome = await groups.DoAsync(context, new GroupAsked(act, group, id), prepared, signing);
        if (outcome.Faults.Count > 0)
        {
            var again = state with { Faults = outcome.Faults, Shown = outcome.Shown.Length > 0 ? outcome.Shown : null };
            return Show(context, parts, groups, model with { State = again }, StatusCodes.Status422UnprocessableEntity);
        }

        if (outcome.Commit is { } commit)
        {
            OwnWrites.Remember(context, commit);
            await parts.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
        }

        return Show(context, parts, groups, model with { Outcome = outcome });
    }

    private static RazorComponentResult<GroupPage> Show(
        HttpContext context, BoardParts parts, GroupDesk groups, GroupModel model, int status = StatusCodes.Status200OK)
    {
        var parameters = ActEndpoints.ParametersOf(context, parts, groups.Desk);
        parameters["Model"] = model;
        return new RazorComponentResult<GroupPage>(parameters) { StatusCode = status };
    }
}
