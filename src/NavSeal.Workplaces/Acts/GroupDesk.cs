using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>What is asked of a group at once.</summary>
/// <param name="Act">Which act.</param>
/// <param name="Group">What the transportations have in common.</param>
/// <param name="Id">Of the act over the group; the ids of the single acts follow from it.</param>
public sealed record GroupAsked(Act Act, string Group, Guid Id);

/// <summary>What became of an act over a group.</summary>
public sealed record GroupOutcome
{
    /// <summary>Each transportation and what became of the act there; empty where nothing was tried.</summary>
    public IReadOnlyList<(TransportationRow Row, ActOutcome Outcome)> Each { get; init; } = [];

    /// <summary>What is wrong for all of them, so that nothing was tried.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The text that was or is to be signed.</summary>
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

    /// <summary>Those of a group that the visitor reaches by a right, and that are not over.</summary>
    public IReadOnlyList<TransportationRow> RowsOf(ClaimsPrincipal visitor, string right, string group) => group.Length == 0
        ? []
        : [.. desk.Views.For(desk.Sights.Of(visitor, right)).Transportations.List(
            new TransportationFilter { Group = group }, null, RowsMax + 1).Items.Where(row => !row.IsOver)];

    /// <summary>Tries the act, or says what would be signed.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="asked">What.</param>
    /// <param name="raw">By field; what is empty each transportation says of itself.</param>
    /// <param name="signing">Null: only what would be signed is wanted.</param>
    public async Task<GroupOutcome> DoAsync(
        HttpContext context, GroupAsked asked, IReadOnlyDictionary<string, string> raw, SigningInput? signing)
    {
        var act = asked.Act;
        var rows = RowsOf(context.User, context.User.IsKey() ? act.Scope : act.Right, asked.Group);
        if (rows.Count is 0 or > RowsMax) return Wrong("group", rows.Count == 0 ? "GroupUnknown" : "GroupTooLarge");
        var each = new List<(TransportationRow Row, Checked Checked)>();
        foreach (var row in rows)
        {
            var said = SaidOf(act, new ActSetting(row, context.User, desk.Offers), raw);
            each.Add((row, await desk.CheckAsync(context, act, row.Number, said)));
        }

        var shown = string.Join(
            "\n\n", each.Where(one => one.Checked.Wrong is null).Select(one => ActDesk.ShownText(act, one.Row.Number, one.Checked.Said)));
        PersonSignature? signature = null;
        if (act.IsSigned && shown.Length > 0)
        {
            if (signing is null) return new GroupOutcome { Shown = shown };
            (signature, var refused) = await desk.Sign(context, shown, signing);
            if (refused is not null) return Refused(each, refused.Value, shown);
            if (signature is null) return Wrong(signing.Cms is null ? "code" : "cms", "SignatureWrong") with { Shown = shown };
        }

        var done = await Task.WhenAll(each.Select(async one => (one.Row, one.Checked.Wrong ?? await desk.HandInAsync(
            context, (act, one.Row.Number, IdOf(asked.Id, one.Row.Number)), ActValues.Of(one.Checked.Said, signature)))));
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

    private static GroupOutcome Wrong(string field, string fault) => new()
    {
        Faults = [new FieldFault(field, fault, fault switch
        {
            "GroupUnknown" => "Name a group that has transportations which are yours and not over.",
            "GroupTooLarge" => $"Take a group of at most {RowsMax} transportations.",
            _ => ActDesk.SigningCure,
        })],
    };

    // Handed in twice it is the same act at each of them.
    private static Guid IdOf(Guid id, TransportationNumber number) =>
        new(SHA256.HashData([.. id.ToByteArray(), .. number.Value.ToByteArray()]).AsSpan(0, 16));
}
