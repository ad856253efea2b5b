using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>A transportation as the API shows it.</summary>
public sealed record TransportationResource
{
    [Description("The unique number of the transportation.")]
    public required string Number { get; init; }

    public required string Seal { get; init; }

    [Description("Under which law: eaeu, kz-escort.")]
    public required TrackingRegimes Regimes { get; init; }

    public required TransportMode Mode { get; init; }

    public required TransportationStatus Status { get; init; }

    public required DateTimeOffset ActivatedAt { get; init; }

    public DateTimeOffset? DeactivatedAt { get; init; }

    [Description("While the seal is removed: until when it has to be applied again.")]
    public DateTimeOffset? ReapplyBy { get; init; }

    public required int MovingPeriodSeconds { get; init; }

    public required int StandingPeriodSeconds { get; init; }

    public string? Vehicle { get; init; }

    [Description("A key of reference/checkpoints.csv.")]
    public string? DepartureOffice { get; init; }

    [Description("A key of reference/checkpoints.csv.")]
    public string? DestinationOffice { get; init; }

    [Description("Key of the set route; left out where none is set.")]
    public string? Route { get; init; }

    [Description("Farther off the set route is code 03; left out where it is not judged.")]
    public int? DeviationLimitMetres { get; init; }

    [Description("Half-width of the set route: farther off is KZ-DEVIATION; left out where it is not judged.")]
    public int? HalfWidthMetres { get; init; }

    [Description("Metres from the set route to the last believed position of the seal; of a single transportation only.")]
    public int? MetresFromRoute { get; init; }

    public required int OpenSituations { get; init; }

    public Severity? WorstOpen { get; init; }

    public required DateTimeOffset LastChangeAt { get; init; }

    [Description("What is waited for next.")]
    public required Awaited Awaits { get; init; }

    [Description("The number of the declaration.")]
    public string? Declaration { get; init; }

    [Description("What the vehicles of one convoy or the wagons of one consignment note have in common.")]
    public string? Group { get; init; }

    [Description("Every seal that had a part in it, in the order of affixing.")]
    public required IReadOnlyList<SealPartResource> Seals { get; init; }

    internal static TransportationResource Of(TransportationRow row, RouteLimits limits) => new()
    {
        Number = row.Number.ToString(),
        Seal = row.Seal.Text,
        Regimes = row.Regimes,
        Mode = row.Mode,
        Status = row.Status,
        ActivatedAt = row.ActivatedAt,
        DeactivatedAt = row.DeactivatedAt,
        ReapplyBy = row.ReapplyBy,
        MovingPeriodSeconds = row.MovingPeriodSeconds,
        StandingPeriodSeconds = row.StandingPeriodSeconds,
        Vehicle = row.Particulars?.Vehicle,
        DepartureOffice = row.Particulars?.DepartureOffice,
        DestinationOffice = row.Particulars?.DestinationOffice,
        Route = row.Life.Application?.Route,
        DeviationLimitMetres = limits.Of(row).Union,
        HalfWidthMetres = limits.Of(row).Escort,
        OpenSituations = row.OpenSituations,
        WorstOpen = row.WorstOpen,
        LastChangeAt = row.LastChangeAt,
        Awaits = row.Awaits,
        Declaration = row.Life.Demand?.Declaration ?? row.Life.Application?.Declaration?.Number,
        Group = row.Life.Application?.Group,
        Seals = [.. row.Life.Seals.Select(SealPartResource.Of)],
    };
}

/// <summary>One seal of a transportation, with the times of its part.</summary>
public sealed record SealPartResource
{
    public required string Seal { get; init; }

    [Description("The compartment or object it closes, from 1.")]
    public required int Compartment { get; init; }

    public required SealStage Stage { get; init; }

    public DateTimeOffset? AffixedAt { get; init; }

    [Description("From when it tracked.")]
    public DateTimeOffset? From { get; init; }

    [Description("Until when it tracked.")]
    public DateTimeOffset? To { get; init; }

    [Description("The seal that took its place on the way.")]
    public string? ReplacedBy { get; init; }

    internal static SealPartResource Of(SealPart part) => new()
    {
        Seal = part.Seal.Text,
        Compartment = part.Compartment,
        Stage = part.Stage,
        AffixedAt = part.AffixedAt,
        From = part.ActivatedAt,
        To = part.EndedAt,
        ReplacedBy = part.ReplacedBy?.Text,
    };
}

/// <summary>What a list of transportations is asked for.</summary>
internal sealed record TransportationsAsked
{
    public string? Status { get; init; }

    public string? Text { get; init; }

    public string? Seal { get; init; }

    public string? Vehicle { get; init; }

    public string? Declaration { get; init; }

    public string? SealingElement { get; init; }

    public string? Group { get; init; }

    public string? Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>One event of a transportation.</summary>
public sealed record TimelineResource
{
    [Description("Its place among the events of the transportation, from 1.")]
    public required int N { get; init; }

    [Description("The commit of the journal that holds it.")]
    public required long Commit { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    [Description("The name of the event, as docs/journal-content.md lists them.")]
    public required string Event { get; init; }

    [Description("Its members; left out where this version does not know the event.")]
    public JsonElement? Detail { get; init; }

    internal static TimelineResource Of(TimelineRow row) => new()
    {
        N = row.N,
        Commit = row.Commit,
        DecidedAt = row.DecidedAt,
        Event = row.Name,
        Detail = row.Event is { } known
            ? JsonSerializer.SerializeToElement(known, ApiJson.Default.GetTypeInfo(known.GetType())!)
            : null,
    };
}

/// <summary>Transportations for programs.</summary>
internal static class TransportationsEndpoints
{
    public const string NumberForm = "Take a UUID of 36 characters.";

    public static void MapTransportations(this IEndpointRouteBuilder api, ApiParts parts)
    {
        var all = api.MapGroup("/transportations");
        all.MapGet("", (HttpContext context, [AsParameters] TransportationsAsked asked) => List(context, parts, asked))
            .Reads<ApiList<TransportationResource>>(
                Scopes.TransportationsRead, ("listTransportations", "Transportations, the latest activation first."));
        all.MapGet("/{number}", (HttpContext context, string number) => Find(context, parts, number))
            .Reads<TransportationResource>(Scopes.TransportationsRead, ("getTransportation", "A transportation as it stands."), 404);
        all.MapGet("/{number}/timeline", (HttpContext context, string number) => Timeline(context, parts, number))
            .Reads<ApiList<TimelineResource>>(
                Scopes.TransportationsRead, ("listTimeline", "All that happened to a transportation, in order."), 404);
        // As a delegate: else its result passes for that of a bare request delegate, and is thrown away.
        all.MapPost("", (Delegate)((HttpContext context) => DraftAsync(context, parts, null)))
            .Writes(Scopes.ToAct(Rights.Apply), ("draft", "Apply for tracking: a draft, to be confirmed by the operator."),
                StatusCodes.Status201Created)
            .Accepts<Application>("application/json");
        all.MapPut("/{number}", (HttpContext context, string number) => DraftAsync(context, parts, number))
            .Writes(Scopes.ToAct(Rights.Apply), ("redraft", "Change what was applied for while it is a draft."))
            .Accepts<Application>("application/json");
    }

    private static IResult List(HttpContext context, ApiParts parts, TransportationsAsked asked)
    {
        var input = new ApiInput();
        var filter = new TransportationFilter
        {
            Status = input.Word<TransportationStatus>("status", asked.Status),
            Text = input.Text("text", asked.Text),
            Seal = asked.Seal is null ? null : input.Number<SealNumber>("seal", asked.Seal, SealNumber.TryParse, SealsEndpoints.NumberForm),
            Vehicle = input.Text("vehicle", asked.Vehicle),
            Declaration = input.Text("declaration", asked.Declaration),
            SealingElement = input.Word<SealingElementState>("sealingElement", asked.SealingElement),
            Group = input.Text("group", asked.Group),
        };
        var limit = input.Limit(asked.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, parts.Seen(context, Scopes.TransportationsRead).Transportations.List(filter, asked.Cursor, limit),
            row => TransportationResource.Of(row, parts.Limits), ApiJson.Default.ApiListTransportationResource);
    }

    private static IResult Find(HttpContext context, ApiParts parts, string text)
    {
        var input = new ApiInput();
        var number = input.Number<TransportationNumber>("number", text, TransportationNumber.TryParse, NumberForm);
        if (input.Problem is { } problem) return problem;
        var seen = parts.Seen(context, Scopes.TransportationsRead);
        return seen.Transportations.Find(number) is { } row
            ? ApiAnswer.Of(
                TransportationResource.Of(row, parts.Limits) with { MetresFromRoute = FromRoute(seen, row) },
                ApiJson.Default.TransportationResource)
            : Problems.NotFound($"transportation {number}");
    }

    private static int? FromRoute(SeenViews seen, TransportationRow row) =>
        seen.Seals.Find(row.Seal) is { } seal && seal.Transportation == row.Number ? seal.MetresFromRoute : null;

    private static IResult Timeline(HttpContext context, ApiParts parts, string text)
    {
        var input = new ApiInput();
        var number = input.Number<TransportationNumber>("number", text, TransportationNumber.TryParse, NumberForm);
        if (input.Problem is { } problem) return problem;
        var rows = parts.Seen(context, Scopes.TransportationsRead).Transportations.Timeline(number);
        var redaction = Redaction.Of(context.User, number, (parts.Views, parts.Sights));
        return rows.Count == 0
            ? Problems.NotFound($"transportation {number}")
            : ApiAnswer.Of(
                new ApiList<TimelineResource>([.. redaction.Apply(rows).Select(TimelineResource.Of)], null),
                ApiJson.Default.ApiListTimelineResource);
    }

    private static async Task<IResult> DraftAsync(HttpContext context, ApiParts parts, string? text)
    {
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.Application);
        if (asked is null) return wrong!;
        var input = new ApiInput();
        var number = text is null
            ? (TransportationNumber?)null
            : input.Number<TransportationNumber>("number", text, TransportationNumber.TryParse, NumberForm);
        return input.Problem ?? await ApiWrite.DoAsync(context, parts, id => new Command.Draft(
            number ?? TransportationNumber.Of(id), context.User.IsTrustedOnOrigin() ? asked : AsOfCustomer(asked)));
    }

    // A customer cannot say of its own papers that they came from the authority.
    private static Application AsOfCustomer(Application asked) => asked with
    {
        Documents = [.. asked.Documents.Select(document => document with { IsFromAuthority = false })],
    };
}
