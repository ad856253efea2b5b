using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>Where a seal is.</summary>
public sealed record PositionResource
{
    public required string Seal { get; init; }

    public required GeoPoint Position { get; init; }

    public required DateTimeOffset MeasuredAt { get; init; }

    public required DateTimeOffset HeardAt { get; init; }

    [Description("Kilometres per hour.")]
    public decimal? Speed { get; init; }

    [Description("Degrees from north, 0 to 359.")]
    public int? Course { get; init; }

    [Description("Whether it tracks a transportation.")]
    public required bool IsTracking { get; init; }

    [Description("Whether it is taken off on the way by the rules.")]
    public required bool IsRemoved { get; init; }

    public Severity? WorstOpen { get; init; }
}

/// <summary>Live positions for programs.</summary>
internal static class PositionsEndpoints
{
    private const int Edges = 4;
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private const string BoxForm = "Take west,south,east,north in degrees, for example 60.5,42,79,51.2.";

    public static void MapPositions(this IEndpointRouteBuilder api, ApiParts parts) =>
        api.MapGet("/positions", (HttpContext context, string? bbox, string? limit, string? cursor) =>
            List(context, parts, bbox, (limit, cursor)))
            .Reads<ApiList<PositionResource>>(Scopes.PositionsRead, ("listPositions", "Where the seals are now that lie within a box."));

    private static IResult List(HttpContext context, ApiParts parts, string? bbox, (string? Limit, string? Cursor) page)
    {
        var input = new ApiInput();
        var box = bbox is null ? GeoBox.World : BoxOf(bbox);
        if (box is null) input.Say("bbox", BoxForm);
        var limit = input.Limit(page.Limit);
        if (input.Problem is { } problem) return problem;
        var behind = page.Cursor is null ? 0 : Cursor.Numbers(page.Cursor, 1) is [var id] ? id : (long?)null;
        if (behind is null)
            return ApiAnswer.Page(context, Cursor.Wrong<LivePosition>(), Of, ApiJson.Default.ApiListPositionResource);
        var found = new List<LivePosition>();
        parts.Views.Positions.Snapshot(box!.Value, found);
        if (parts.Seen(context, Scopes.PositionsRead).SealIds() is { } seen) found.RemoveAll(one => !seen.Contains(one.Id));
        // The small numbers never change, so that a page that is read later neither leaves out nor repeats a seal.
        var rows = found.Where(one => one.Id > behind).OrderBy(one => one.Id).Take(limit + 1).ToList();
        var shown = new ResultPage<LivePosition>(
            [.. rows.Take(limit)], rows.Count > limit ? Cursor.Of((long)rows[limit - 1].Id) : null);
        return ApiAnswer.Page(context, shown, Of, ApiJson.Default.ApiListPositionResource);

        PositionResource Of(LivePosition one) => new()
        {
            Seal = parts.Views.Positions.NumberOf(one.Id).Text,
            Position = new GeoPoint(one.LatitudeMicrodegrees, one.LongitudeMicrodegrees),
            MeasuredAt = DateTimeOffset.FromUnixTimeMilliseconds(one.FixMeasuredAtMilliseconds),
            HeardAt = DateTimeOffset.FromUnixTimeMilliseconds(one.HeardAtMilliseconds),
            Speed = one.SpeedTenthsKilometrePerHour < 0 ? null : one.SpeedTenthsKilometrePerHour / 10m,
            Course = one.CourseDegrees < 0 ? null : one.CourseDegrees,
            IsTracking = one.IsTracking,
            IsRemoved = one.IsRemoved,
            WorstOpen = one.WorstOpen,
        };
    }

    private static GeoBox? BoxOf(string text)
    {
        var edges = text.Split(',');
        if (edges.Length != Edges) return null;
        var degrees = new int[Edges];
        for (var i = 0; i < Edges; i++)
        {
            var max = i % 2 == 0 ? 180m : 90m;
            if (!decimal.TryParse(edges[i], Plain, CultureInfo.InvariantCulture, out var edge) || Math.Abs(edge) > max) return null;
            degrees[i] = (int)(edge * 1_000_000m);
        }

        return degrees[1] <= degrees[3] ? new GeoBox(degrees[1], degrees[0], degrees[3], degrees[2]) : null;
    }
}
