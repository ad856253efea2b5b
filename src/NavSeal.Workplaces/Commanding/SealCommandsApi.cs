using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Commanding;

/// <summary>A command to a seal as the API shows it.</summary>
public sealed record SealCommandResource
{
    [Description("Within the seal, from 1.")]
    public required int Number { get; init; }

    public required DeviceCommandKind Kind { get; init; }

    [Description("Where it stands; what was sent, what the seal answered and what a later report shows are told apart.")]
    public required SealCommandState State { get; init; }

    [Description("Seconds between reports while moving; only of setPeriods.")]
    public int? MovingSeconds { get; init; }

    [Description("Seconds between reports while standing; only of setPeriods.")]
    public int? StandingSeconds { get; init; }

    [Description("Number of the transportation that the seal served.")]
    public string? Transportation { get; init; }

    [Description("Who gave it: user/… or key/….")]
    public required string By { get; init; }

    [Description("Empty where readsBack says it.")]
    public required string Reason { get; init; }

    [Description("The command whose work this reading proves; left out where a person or a program gave the command.")]
    public int? ReadsBack { get; init; }

    public required DateTimeOffset At { get; init; }

    [Description("What nothing has shown until then has failed.")]
    public required DateTimeOffset Until { get; init; }

    [Description("The second person who agreed.")]
    public string? SecondBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    [Description("Key of the authority whose permission stands for a second person.")]
    public string? PermittedBy { get; init; }

    [Description("How often it was sent.")]
    public required int Attempts { get; init; }

    public DateTimeOffset? FirstSentAt { get; init; }

    public DateTimeOffset? LastSentAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    [Description("Whether the seal says that it does it; it is no proof that it was done.")]
    public bool? Accepted { get; init; }

    [Description("What the seal says beside that.")]
    public string? Answer { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Description("When the seal measured what shows that it was done.")]
    public DateTimeOffset? ShownAt { get; init; }

    [Description("Who took it back.")]
    public string? CancelledBy { get; init; }

    [Description("Why it was taken back.")]
    public string? CancelReason { get; init; }

    internal static SealCommandResource Of(SealCommandRow row) => new()
    {
        Number = row.Number,
        Kind = row.Kind,
        State = row.State,
        MovingSeconds = row.MovingSeconds,
        StandingSeconds = row.StandingSeconds,
        Transportation = row.Transportation?.ToString(),
        By = row.By,
        Reason = row.Reason,
        ReadsBack = row.ReadsBack,
        At = row.QueuedAt,
        Until = row.Until,
        SecondBy = row.SecondBy,
        ConfirmedAt = row.ConfirmedAt,
        PermittedBy = row.PermittedBy,
        Attempts = row.Attempts,
        FirstSentAt = row.FirstSentAt,
        LastSentAt = row.LastSentAt,
        AnsweredAt = row.AnsweredAt,
        Accepted = row.IsAccepted,
        Answer = row.Answer,
        EndedAt = row.EndedAt,
        ShownAt = row.ShownAt,
        CancelledBy = row.EndedBy,
        CancelReason = row.EndReason,
    };
}

/// <summary>A command to give.</summary>
public sealed record SealCommandWriting
{
    [Description("open, close, setPeriods, askPosition, writeRegister, readRegister or eraseRegister.")]
    public required string Kind { get; init; }

    [Description("Seconds between reports while moving, 10 to 86400, of some models fewer; with setPeriods alone.")]
    public int? MovingSeconds { get; init; }

    [Description("Seconds between reports while standing, 10 to 86400, of some models fewer; with setPeriods alone.")]
    public int? StandingSeconds { get; init; }

    [Description("Number of the transportation whose register is written or read; with writeRegister and readRegister alone.")]
    public string? Transportation { get; init; }

    [Description("Why, in 1 to 200 characters.")]
    public required string Reason { get; init; }
}

/// <summary>A command is taken back.</summary>
public sealed record SealCommandCancelling
{
    [Description("Why, in 1 to 200 characters.")]
    public required string Reason { get; init; }
}

/// <summary>Commands to seals for programs.</summary>
public static class SealCommandsApi
{
    public static void MapSealCommands(this IEndpointRouteBuilder api, ApiParts parts)
    {
        api.MapGet("/seals/{seal}/commands", (HttpContext context, string seal, string? limit, string? cursor) =>
            List(context, parts, seal, (limit, cursor)))
            .Reads<ApiList<SealCommandResource>>(
                Scopes.SealsRead, ("listSealCommands", "The commands to a seal and what became of them, the newest first."), 404);
        api.MapPost("/seals/{seal}/commands", (HttpContext context, string seal) => GiveAsync(context, parts, seal))
            .Writes(Scopes.ToAct(Rights.CommandSeals), (
                "commandSeal",
                "Give a seal a command, which waits until the seal can be reached; an opening takes a session with a second factor."))
            .Accepts<SealCommandWriting>("application/json");

        // Who agrees to an opening is a person: no key has this right.
        api.MapPost("/seals/{seal}/commands/{command}/confirm", (HttpContext context, string seal, string command) =>
            ConfirmAsync(context, parts, seal, command))
            .Writes(Rights.CommandSeals, (
                "confirmSealCommand", "Agree as second person that a command is sent; takes a session with a second factor."));
        api.MapPost("/seals/{seal}/commands/{command}/cancel", (HttpContext context, string seal, string command) =>
            CancelAsync(context, parts, seal, command))
            .Writes(Scopes.ToAct(Rights.CommandSeals), ("cancelSealCommand", "Take back a command that is not over."))
            .Accepts<SealCommandCancelling>("application/json");
    }

    private static IResult List(HttpContext context, ApiParts parts, string text, (string? Limit, string? Cursor) page)
    {
        var input = new ApiInput();
        var seal = SealOf(input, text);
        var limit = input.Limit(page.Limit);
        if (input.Problem is { } problem) return problem;
        var seen = parts.Seen(context, Scopes.SealsRead);
        return seen.KnowsOf(seal)
            ? ApiAnswer.Page(
                context, seen.Commands.List(seal, page.Cursor, limit), SealCommandResource.Of, ApiJson.Default.ApiListSealCommandResource)
            : Problems.NotFound($"seal {seal}");
    }

    private static async Task<IResult> GiveAsync(HttpContext context, ApiParts parts, string text)
    {
        var (said, unread) = await ApiWrite.ReadAsync(context, ApiJson.Default.SealCommandWriting);
        if (said is null) return unread!;
        var input = new ApiInput();
        var seal = SealOf(input, text);
        var kind = input.Word<DeviceCommandKind>("kind", said.Kind);
        var transportation = said.Transportation is { } named
            ? input.Number<TransportationNumber>(
                SealCommandAsk.Of, named, TransportationNumber.TryParse, TransportationsEndpoints.NumberForm)
            : (TransportationNumber?)null;
        if (input.Problem is { } problem) return problem;
        var asked = new SealCommandAsk(kind!.Value, said.Reason.Trim())
        {
            MovingSeconds = said.MovingSeconds,
            StandingSeconds = said.StandingSeconds,
            Transportation = transportation,
        };
        var known = parts.Seen(context, Scopes.ToAct(Rights.CommandSeals)).Seals.Find(seal);
        if (asked.Faults(known) is [var fault, ..]) return ProblemOf(fault);
        if (asked.Kind == DeviceCommandKind.Open && !parts.Sights.HasShownSecondFactor(context.User)) return Problems.SecondFactorNeeded;
        return await ApiWrite.DoAsync(context, parts, _ => asked.ToCommand(seal));
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, ApiParts parts, string text, string command)
    {
        var input = new ApiInput();
        var (seal, number) = (SealOf(input, text), NumberOf(input, command));
        if (input.Problem is { } problem) return problem;
        if (!parts.Sights.HasShownSecondFactor(context.User)) return Problems.SecondFactorNeeded;
        return await ApiWrite.DoAsync(context, parts, _ => new Command.ConfirmSealCommand(seal, number));
    }

    private static async Task<IResult> CancelAsync(HttpContext context, ApiParts parts, string text, string command)
    {
        var (said, unread) = await ApiWrite.ReadAsync(context, ApiJson.Default.SealCommandCancelling);
        if (said is null) return unread!;
        var input = new ApiInput();
        var (seal, number) = (SealOf(input, text), NumberOf(input, command));
        if (input.Problem is { } problem) return problem;
        if (!CommandForms.IsReason(said.Reason)) return ProblemOf(SealCommandAsk.ReasonFault);
        return await ApiWrite.DoAsync(context, parts, _ => new Command.CancelSealCommand(seal, number, said.Reason.Trim()));
    }

    private static IResult ProblemOf(SealCommandFault fault) =>
        Problems.Field(fault.Field, $"'{fault.Field}' cannot be used.", fault.Cure);

    private static SealNumber SealOf(ApiInput input, string text) =>
        input.Number<SealNumber>("seal", text, SealNumber.TryParse, SealsEndpoints.NumberForm);

    private static int NumberOf(ApiInput input, string text) =>
        input.Number<int>("command", text, TryNumber, "Take the number that the list of commands shows.");

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
