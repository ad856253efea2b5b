using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>A non-routine situation as the API shows it.</summary>
public sealed record SituationResource
{
    public required string Transportation { get; init; }

    [Description("Its number within the transportation, from 1.")]
    public required int Situation { get; init; }

    [Description("A key of reference/situations.csv.")]
    public required NonRoutineKind Kind { get; init; }

    public required Severity Severity { get; init; }

    public required string Seal { get; init; }

    public string? Vehicle { get; init; }

    [Description("When it happened by the rule.")]
    public required DateTimeOffset OccurredAt { get; init; }

    [Description("When it became knowable to the operator.")]
    public required DateTimeOffset KnowableAt { get; init; }

    [Description("Until when the offices have to be told.")]
    public DateTimeOffset? NotifyBy { get; init; }

    [Description("Whether that clock had run out before the situation became knowable.")]
    public required bool CouldNotBeMet { get; init; }

    [Description("The last believed position at the occurrence.")]
    public GeoPoint? Position { get; init; }

    [Description("When its condition was over; left out while it is open.")]
    public DateTimeOffset? EndedAt { get; init; }

    [Description("Version of the rules that judged.")]
    public required string Rules { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? ShelvedAt { get; init; }

    public DateTimeOffset? ShelvedUntil { get; init; }

    public string? ShelvedReason { get; init; }

    public string? ShelvedBy { get; init; }

    [Description("When the offices were told; left out: not yet.")]
    public DateTimeOffset? NotifiedAt { get; init; }

    [Description("What the authority did, in its words.")]
    public string? Measures { get; init; }

    [Description("When a person closed it; left out: not yet.")]
    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    [Description("A code of reference/reasons.csv, kind case_result.")]
    public string? Result { get; init; }

    public string? ClosingText { get; init; }

    [Description("When it was withdrawn by a signed correction.")]
    public DateTimeOffset? WithdrawnAt { get; init; }

    internal static SituationResource Of(SituationRow row) => new()
    {
        Transportation = row.Transportation.ToString(),
        Situation = row.Situation,
        Kind = row.Kind,
        Severity = row.Severity,
        Seal = row.Seal.Text,
        Vehicle = row.Vehicle,
        OccurredAt = row.OccurredAt,
        KnowableAt = row.KnowableAt,
        NotifyBy = row.NotifyBy,
        CouldNotBeMet = row.CouldNotBeMet,
        Position = row.Place,
        EndedAt = row.EndedAt,
        Rules = row.Rules,
        AcknowledgedAt = row.AcknowledgedAt,
        AcknowledgedBy = row.AcknowledgedBy,
        ShelvedAt = row.ShelvedAt,
        ShelvedUntil = row.ShelvedUntil,
        ShelvedReason = row.ShelvedReason,
        ShelvedBy = row.ShelvedBy,
        NotifiedAt = row.NotifiedAt,
        Measures = row.Measures,
        ClosedAt = row.ClosedAt,
        ClosedBy = row.ClosedBy,
        Result = row.Result,
        ClosingText = row.ClosingText,
        WithdrawnAt = row.WithdrawnAt,
    };
}

/// <summary>Until when a situation is put aside, and why.</summary>
public sealed record Shelving
{
    [Description("At most one shift ahead.")]
    public required DateTimeOffset Until { get; init; }

    [Description("1 to 200 characters.")]
    public required string Reason { get; init; }
}

/// <summary>Situations for programs.</summary>
internal static class SituationsEndpoints
{
    public static void MapSituations(this IEndpointRouteBuilder api, ApiParts parts)
    {
        api.MapGet("/situations", (HttpContext context, [AsParameters] Asked asked) => List(context, parts, asked))
            .Reads<ApiList<SituationResource>>(
                Scopes.SituationsRead,
                ("listSituations", "Situations, the latest first; with open=true as the queue of work, worst first."));
        api.MapGet("/situations/{transportation}/{situation}", (HttpContext context, string transportation, string situation) =>
            Find(context, parts, transportation, situation))
            .Reads<SituationResource>(Scopes.SituationsRead, ("getSituation", "A situation as it stands."), 404);
        var acts = api.MapGroup("/situations/{transportation}/{situation}");
        acts.MapPost("/acknowledge", (HttpContext context, string transportation, string situation) =>
            ActAsync(context, parts, (transportation, situation), (one, n) => new Command.AcknowledgeSituation(one, n)))
            .Writes(Scopes.SituationsWrite, ("acknowledge", "Take a situation in hand."));
        acts.MapPost("/shelve", (HttpContext context, string transportation, string situation) =>
            ShelveAsync(context, parts, (transportation, situation)))
            .Writes(Scopes.SituationsWrite, ("shelve", "Put an open situation aside for a while; it comes back by itself."))
            .Accepts<Shelving>("application/json");
    }

    private static IResult List(HttpContext context, ApiParts parts, Asked asked)
    {
        var input = new ApiInput();
        var kinds = asked.Kind?.Select(kind => input.Word<NonRoutineKind>("kind", kind)).OfType<NonRoutineKind>().ToList();
        var filter = new SituationFilter
        {
            Open = input.Truth("open", asked.Open),
            Kinds = kinds,
            Severity = input.Word<Severity>("severity", asked.Severity),
            Seal = asked.Seal is null
                ? null
                : input.Number<SealNumber>("seal", asked.Seal, SealNumber.TryParse, SealsEndpoints.NumberForm),
            Transportation = asked.Transportation is null
                ? null
                : input.Number<TransportationNumber>(
                    "transportation", asked.Transportation, TransportationNumber.TryParse, TransportationsEndpoints.NumberForm),
            From = input.Instant("from", asked.From),
            To = input.Instant("to", asked.To),
            Acknowledged = input.Truth("acknowledged", asked.Acknowledged),
            Text = input.Text("text", asked.Text),
        };
        if (filter.From >= filter.To) input.Say("to", "Take an instant behind 'from'.");
        var limit = input.Limit(asked.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, parts.Seen(context, Scopes.SituationsRead).Situations.List(filter, asked.Cursor, limit), SituationResource.Of,
            ApiJson.Default.ApiListSituationResource);
    }

    private static IResult Find(HttpContext context, ApiParts parts, string transportation, string situation)
    {
        var (number, n, problem) = KeyOf(transportation, situation);
        if (problem is not null) return problem;
        return parts.Seen(context, Scopes.SituationsRead).Situations.Find(number, n) is { } row
            ? ApiAnswer.Of(SituationResource.Of(row), ApiJson.Default.SituationResource)
            : Problems.NotFound($"situation {n} of transportation {number}");
    }

    private static async Task<IResult> ShelveAsync(HttpContext context, ApiParts parts, (string Transportation, string Situation) key)
    {
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.Shelving);
        return asked is null
            ? wrong!
            : await ActAsync(context, parts, key, (one, n) => new Command.ShelveSituation(one, n, asked.Until, asked.Reason));
    }

    private static async Task<IResult> ActAsync(HttpContext context, ApiParts parts, (string Transportation, string Situation) key,
        Func<TransportationNumber, int, Command> command)
    {
        var (number, n, problem) = KeyOf(key.Transportation, key.Situation);
        return problem ?? await ApiWrite.DoAsync(context, parts, _ => command(number, n));
    }

    private static (TransportationNumber Number, int N, IResult? Problem) KeyOf(string transportation, string situation)
    {
        var input = new ApiInput();
        var number = input.Number<TransportationNumber>(
            "transportation", transportation, TransportationNumber.TryParse, TransportationsEndpoints.NumberForm);
        if (!int.TryParse(situation, System.Globalization.CultureInfo.InvariantCulture, out var n) || n < 1)
            input.Say("situation", "Take a whole number from 1.");
        return (number, n, input.Problem);
    }

    /// <summary>The parameters of the list.</summary>
    internal sealed record Asked
    {
        public string? Open { get; init; }

        public string[]? Kind { get; init; }

        public string? Severity { get; init; }

        public string? Seal { get; init; }

        public string? Transportation { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        public string? Acknowledged { get; init; }

        public string? Text { get; init; }

        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }
}
