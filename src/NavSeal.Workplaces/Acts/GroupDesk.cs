using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>What is asked of a group at once.</summary>
/// <param name="Act">Which act.</param>
/// <param name="Group">What the transportations have in common.</param>
/// <param name="Id">Of the act over the group; the ids of the single acts follow from it.</param>
public sealed record GroupAsked(Act Act, string Group, Guid Id);

/// <summary>An act over a group whose values were held against each of its transportations.</summary>
public sealed record GroupPrepared
{
    /// <summary>Each transportation and what the act would be done with there; empty where nothing can be tried.</summary>
    public IReadOnlyList<(TransportationRow Row, Checked Checked)> Each { get; init; } = [];

    /// <summary>What is wrong for all of them.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The text that is to be signed.</summary>
    public string Shown { get; init; } = "";
}

/// <summary>What became of an act over a group.</summary>
public sealed record GroupOutcome
{
    /// <summary>Each transportation and what became of the act there; empty where nothing was tried.</summary>
    public IReadOnlyList<(TransportationRow Row, ActOutcome Outcome)> Each { get; init; } = [];

    /// <summary>What is wrong for all of them, so that nothing was tried.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The text that was to be signed.</summary>
    public string Shown { get; init; } = "";

    /// <summary>The last commit that holds any of it; null where nothing was done.</summary>
    public long? Commit => Each.Max(one => one.Outcome.Commit);
}

/// <summary>Does one act to all transportations of a group in one pass: the vehicles of a convoy, the wagons of a consignment note. Each
/// keeps its own life: what the rules refuse for one of them holds none of the others up.</summary>
/// <param name="desk">Does each of them.</param>
public sealed class GroupDesk(ActDesk desk)
{
    /// <summary>Most transportations of a group that one pass takes.</summary>
    public const int RowsMax = 120;

    /// <summary>Does each of them.</summary>
    public ActDesk Desk => desk;

    /// <summary>Those of a group that the visitor sees, and that are not over.</summary>
    public IReadOnlyList<TransportationRow> SeenOf(ClaimsPrincipal visitor, string group) =>
        RowsOf(desk.Sights.Of(visitor, Rights.See), group);

    /// <summary>Those of a group to which the visitor may do an act, and that are not over.</summary>
    public IReadOnlyList<TransportationRow> RowsOf(ClaimsPrincipal visitor, Act act, string group) =>
        RowsOf(desk.SightOf(visitor, act), group);

    private List<TransportationRow> RowsOf(Sight sight, string group) => group.Length == 0
        ? []
        : [.. desk.Views.For(sight).Transportations.List(
            new TransportationFilter { Group = group, NotOver = true }, null, RowsMax + 1).Items];

    /// <summary>Holds the values of an act against each of the rows that <see cref="RowsOf(ClaimsPrincipal, Act, string)"/> gave.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="act">What.</param>
    /// <param name="rows">To which transportations.</param>
    /// <param name="raw">By field; what is empty each transportation says of itself.</param>
    public async Task<GroupPrepared> PrepareAsync(
        HttpContext context, Act act, IReadOnlyList<TransportationRow> rows, IReadOnlyDictionary<string, string> raw)
    {
        if (rows.Count is 0 or > RowsMax)
            return new GroupPrepared { Faults = [Fault("group", rows.Count == 0 ? "GroupUnknown" : "GroupTooLarge")] };
        var sight = desk.SightOf(context.User, act);
        var each = new List<(TransportationRow Row, Checked Checked)>();
        foreach (var row in rows)
        {
            var said = SaidOf(act, new ActSetting(row, context.User, desk.Offers), raw);
            each.Add((row, await desk.CheckAsync(act, said, sight, context.RequestAborted)));
        }

        var shown = each.Where(one => one.Checked.Wrong is null).Select(one => ActDesk.ShownText(act, one.Row.Number, one.Checked.Said));
        return new GroupPrepared { Each = each, Shown = string.Join("\n\n", shown) };
    }

    /// <summary>Tries the act at each.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="asked">What.</param>
    /// <param name="prepared">With what.</param>
    /// <param name="signing">How it is signed, where it is.</param>
    public async Task<GroupOutcome> DoAsync(HttpContext context, GroupAsked asked, GroupPrepared prepared, SigningInput signing)
    {
        var (act, each, shown) = (asked.Act, prepared.Each, prepared.Shown);
        if (prepared.Faults.Count > 0) return new GroupOutcome { Faults = prepared.Faults };
        PersonSignature? signature = null;
        if (act.IsSigned && shown.Length > 0)
        {
            (signature, var refused) = await desk.Sign(context, shown, signing);
            if (refused is not null) return Refused(each, refused.Value, shown);
            if (signature is null)
                return new GroupOutcome { Faults = [Fault(signing.Cms is null ? "code" : "cms", "SignatureWrong")], Shown = shown };
        }

        // Handed in twice it is the same act at each of them.
        var done = await Task.WhenAll(each.Select(async one => (one.Row, one.Checked.Wrong ?? await desk.HandInAsync(
            context, (act, one.Row.Number, PartIds.Of(asked.Id, one.Row.Number.ToString())),
            ActValues.Of(one.Checked.Said, signature)))));
        return new GroupOutcome { Each = done, Shown = shown };
    }

    /// <summary>What a form proposes for all of them: what each would be proposed alone, where that is the same.</summary>
    public IReadOnlyDictionary<string, string> Proposed(Act act, ClaimsPrincipal visitor, IReadOnlyList<TransportationRow> rows) =>
        act.ForGroup().Fields.ToDictionary(field => field.Name, field => rows
            .Select(row => field.Proposed?.Invoke(new ActSetting(row, visitor, desk.Offers)) ?? "").Distinct().ToList() is [var only]
                ? only
                : "");

    private static Dictionary<string, string> SaidOf(Act act, ActSetting setting, IReadOnlyDictionary<string, string> raw) =>
        act.Fields.ToDictionary(field => field.Name, field => raw.GetValueOrDefault(field.Name)?.Trim() is { Length: > 0 } said
            ? said
            : field.Proposed?.Invoke(setting) ?? "");

    private static GroupOutcome Refused(IEnumerable<(TransportationRow Row, Checked Checked)> each, Refusal reason, string shown) => new()
    {
        Each = [.. each.Select(one => (one.Row, one.Checked.Wrong ?? new ActOutcome { Refused = reason }))],
        Shown = shown,
    };

    private static FieldFault Fault(string field, string fault) => new(field, fault, fault switch
    {
        "GroupUnknown" => "Name a group that has transportations which are yours and not over.",
        "GroupTooLarge" => $"Take a group of at most {RowsMax} transportations.",
        _ => ActDesk.SigningCure,
    });
}
