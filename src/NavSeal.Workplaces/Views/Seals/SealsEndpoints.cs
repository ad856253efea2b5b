using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>A seal or relay as the API shows it.</summary>
public sealed record SealResource
{
    public required string Number { get; init; }

    public required DeviceProtocol Protocol { get; init; }

    public required string IdentityKind { get; init; }

    public required string Identity { get; init; }

    public required string Model { get; init; }

    public required string Profile { get; init; }

    [Description("The registering operator, ISO alpha-2 of its state.")]
    public required string Operator { get; init; }

    public required bool IsRelay { get; init; }

    [Description("Reports stored.")]
    public required long Reports { get; init; }

    [Description("The latest instant at which a report was received.")]
    public DateTimeOffset? HeardAt { get; init; }

    public DateTimeOffset? MeasuredAt { get; init; }

    [Description("The last believed position.")]
    public GeoPoint? Position { get; init; }

    [Description("When that position was measured.")]
    public DateTimeOffset? PositionMeasuredAt { get; init; }

    [Description("Metres from that position to the set route of the transportation; left out where none was set.")]
    public int? MetresFromRoute { get; init; }

    [Description("Kilometres per hour.")]
    public decimal? Speed { get; init; }

    [Description("Degrees from north, 0 to 359.")]
    public int? Course { get; init; }

    public SealingElementState? SealingElement { get; init; }

    public CaseState? Case { get; init; }

    public bool? HasFault { get; init; }

    [Description("Percent.")]
    public int? Battery { get; init; }

    public bool? IsMoving { get; init; }

    [Description("Number of the transportation that the seal tracks.")]
    public string? Transportation { get; init; }

    [Description("Severity of its worst open situation.")]
    public Severity? WorstOpen { get; init; }

    public required int OpenSituations { get; init; }

    internal static SealResource Of(SealRow row) => new()
    {
        Number = row.Seal.Text,
        Protocol = row.Protocol,
        IdentityKind = JsonNamingPolicy.CamelCase.ConvertName(row.IdentityKind.ToString()),
        Identity = row.IdentityValue,
        Model = row.Model,
        Profile = row.Profile,
        Operator = row.Operator,
        IsRelay = row.IsRelay,
        Reports = row.Reports,
        HeardAt = row.HeardAt,
        MeasuredAt = row.MeasuredAt,
        Position = row.At,
        PositionMeasuredAt = row.FixMeasuredAt,
        MetresFromRoute = row.MetresFromRoute,
        Speed = row.SpeedTenthsKilometrePerHour / 10m,
        Course = row.CourseDegrees,
        SealingElement = row.SealingElement,
        Case = row.Case,
        HasFault = row.HasFault,
        Battery = row.BatteryLeft?.Value,
        IsMoving = row.IsMoving,
        Transportation = row.Transportation?.ToString(),
        WorstOpen = row.WorstOpen,
        OpenSituations = row.OpenSituations,
    };
}

/// <summary>Seals for programs.</summary>
internal static class SealsEndpoints
{
    public const string NumberForm = "Take 1 to 32 letters, digits and hyphens.";

    public static void MapSeals(this IEndpointRouteBuilder api, ApiParts parts)
    {
        api.MapGet("/seals", (HttpContext context, string? text, string? tracked, string? silentSince, string? worst, string? limit,
            string? cursor) => List(context, parts, new Asked(text, tracked, silentSince, worst), (limit, cursor)))
            .Reads<ApiList<SealResource>>(Scopes.SealsRead, ("listSeals", "Seals and relays in the order of their numbers."));
        api.MapGet("/seals/{seal}", (HttpContext context, string seal) => Find(context, parts, seal))
            .Reads<SealResource>(Scopes.SealsRead, ("getSeal", "What is known of one seal now."), 404);
    }

    private static IResult List(HttpContext context, ApiParts parts, Asked asked, (string? Limit, string? Cursor) page)
    {
        var input = new ApiInput();
        var filter = new SealFilter
        {
            Text = input.Text("text", asked.Text),
            Tracked = input.Truth("tracked", asked.Tracked),
            SilentSince = input.Instant("silentSince", asked.SilentSince),
            Worst = input.Word<Severity>("worst", asked.Worst),
        };
        var limit = input.Limit(page.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, parts.Seen(context, Scopes.SealsRead).Seals.List(filter, page.Cursor, limit), SealResource.Of,
            ApiJson.Default.ApiListSealResource);
    }

    private static IResult Find(HttpContext context, ApiParts parts, string text)
    {
        var input = new ApiInput();
        var number = input.Number<SealNumber>("seal", text, SealNumber.TryParse, NumberForm);
        if (input.Problem is { } problem) return problem;
        return parts.Seen(context, Scopes.SealsRead).Seals.Find(number) is { } row
            ? ApiAnswer.Of(SealResource.Of(row), ApiJson.Default.SealResource)
            : Problems.NotFound($"seal {number}");
    }

    private sealed record Asked(string? Text, string? Tracked, string? SilentSince, string? Worst);
}
