using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>One report of a seal as the API shows it; what is left out was not reported.</summary>
public sealed record TelemetryResource
{
    [Description("By the seal's clock; left out where it is unknown.")]
    public DateTimeOffset? MeasuredAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    [Description("Number of the transportation that held the seal then.")]
    public string? Transportation { get; init; }

    public GeoPoint? Position { get; init; }

    [Description("Whether the position is believed, and if not, why.")]
    public required FixVerdict Verdict { get; init; }

    [Description("What the report was judged by.")]
    public required Judgement Judgement { get; init; }

    public FixSource? Source { get; init; }

    [Description("Kilometres per hour.")]
    public decimal? Speed { get; init; }

    [Description("Degrees from north, 0 to 359.")]
    public int? Course { get; init; }

    [Description("Metres above the sea.")]
    public int? Altitude { get; init; }

    public int? Satellites { get; init; }

    [Description("Horizontal dilution of precision.")]
    public decimal? Hdop { get; init; }

    [Description("Percent.")]
    public int? Battery { get; init; }

    [Description("Main supply in volts.")]
    public decimal? MainVoltage { get; init; }

    [Description("Backup battery in volts.")]
    public decimal? BackupVoltage { get; init; }

    [Description("Internal battery in volts.")]
    public decimal? InternalVoltage { get; init; }

    public SealingElementState? SealingElement { get; init; }

    public CaseState? Case { get; init; }

    public bool? HasFault { get; init; }

    public bool? IsMoving { get; init; }

    [Description("Whether the seal kept the report and sent it later.")]
    public required bool FromMemory { get; init; }

    [Description("The protocol's own number for what caused the report.")]
    public int? Cause { get; init; }

    [Description("Kilometres by the count of the device.")]
    public decimal? Odometer { get; init; }

    internal static TelemetryResource Of(TelemetryPoint point) => new()
    {
        MeasuredAt = point.MeasuredAt,
        ReceivedAt = point.ReceivedAt,
        Transportation = point.Transportation?.ToString(),
        Position = point.At,
        Verdict = point.Verdict,
        Judgement = point.Judgement,
        Source = point.Source,
        Speed = point.SpeedTenthsKilometrePerHour / 10m,
        Course = point.CourseDegrees,
        Altitude = point.AltitudeMetres,
        Satellites = point.Satellites,
        Hdop = point.HdopHundredths / 100m,
        Battery = point.BatteryLeft?.Value,
        MainVoltage = point.MainMillivolts / 1000m,
        BackupVoltage = point.BackupMillivolts / 1000m,
        InternalVoltage = point.InternalMillivolts / 1000m,
        SealingElement = point.SealingElement,
        Case = point.Case,
        HasFault = point.HasFault,
        IsMoving = point.IsMoving,
        FromMemory = point.FromMemory,
        Cause = point.Cause,
        Odometer = point.OdometerHundredMetres / 10m,
    };
}

/// <summary>The reports of a seal for programs: a page of JSON, or a whole period as CSV.</summary>
internal static class TelemetryEndpoints
{
    private const string Csv = "text/csv";

    /// <summary>Points read at once for a CSV.</summary>
    private const int CsvPage = 1000;

    /// <summary>The longest period of one request: a journey with some to spare.</summary>
    public static readonly TimeSpan PeriodMax = TimeSpan.FromDays(93);

    private static readonly TimeSpan PeriodDefault = TimeSpan.FromDays(1);

    private static readonly (string Name, Func<TelemetryPoint, object?> Value)[] Columns =
    [
        ("measured_at", point => point.MeasuredAt), ("received_at", point => point.ReceivedAt),
        ("transportation", point => point.Transportation?.ToString()),
        ("latitude", point => point.At is { } at ? DegreesConverter.Of(at.LatitudeMicrodegrees) : null),
        ("longitude", point => point.At is { } at ? DegreesConverter.Of(at.LongitudeMicrodegrees) : null),
        ("verdict", point => point.Verdict), ("speed_km_h", point => point.SpeedTenthsKilometrePerHour / 10m),
        ("course_degrees", point => point.CourseDegrees), ("altitude_m", point => point.AltitudeMetres),
        ("satellites", point => point.Satellites), ("battery_percent", point => point.BatteryLeft?.Value),
        ("internal_millivolts", point => point.InternalMillivolts), ("sealing_element", point => point.SealingElement),
        ("case", point => point.Case), ("fault", point => point.HasFault), ("moving", point => point.IsMoving),
        ("from_memory", point => point.FromMemory), ("odometer_km", point => point.OdometerHundredMetres / 10m),
    ];

    public static void MapTelemetry(this IEndpointRouteBuilder api, ApiParts parts) =>
        api.MapGet("/seals/{seal}/telemetry", (HttpContext context, string seal, string? from, string? to, string? format, string? limit,
            string? cursor) => Read(context, parts, new Asked(seal, from, to, format), (limit, cursor)))
            .Reads<ApiList<TelemetryResource>>(
                Scopes.TelemetryRead,
                ("listTelemetry", "The reports of a seal in a period, by when they were measured, oldest first."), 404);

    private static IResult Read(HttpContext context, ApiParts parts, Asked asked, (string? Limit, string? Cursor) page)
    {
        var input = new ApiInput();
        var seal = input.Number<SealNumber>("seal", asked.Seal, SealNumber.TryParse, SealsEndpoints.NumberForm);
        var to = input.Instant("to", asked.To) ?? parts.Clock.GetUtcNow();
        var from = input.Instant("from", asked.From) ?? DayBefore(to);
        var limit = input.Limit(page.Limit);
        if (from >= to) input.Say("to", "Take an instant behind 'from'.");
        if (to - from > PeriodMax) input.Say("from", $"Take a period of at most {PeriodMax.TotalDays} days, and several of them.");
        if (asked.Format is not (null or "csv" or "json")) input.Say("format", "Take json or csv.");
        if (input.Problem is { } problem) return problem;
        var seen = parts.Seen(context, Scopes.TelemetryRead);
        if (!seen.KnowsOf(seal)) return Problems.NotFound($"seal {seal}");
        var wanted = asked.Format ?? (context.Request.Headers.Accept.ToString().StartsWith(Csv, StringComparison.Ordinal) ? "csv" : "json");
        return wanted == "csv"
            ? new CsvAnswer(seal, cursor => seen.Telemetry(seal, (from, to), cursor, CsvPage))
            : ApiAnswer.Page(
                context, seen.Telemetry(seal, (from, to), page.Cursor, limit), TelemetryResource.Of,
                ApiJson.Default.ApiListTelemetryResource);
    }

    // There is no instant before the first.
    private static DateTimeOffset DayBefore(DateTimeOffset to) =>
        to - DateTimeOffset.MinValue < PeriodDefault ? DateTimeOffset.MinValue : to - PeriodDefault;

    private sealed record Asked(string Seal, string? From, string? To, string? Format);

    /// <summary>Writes page after page as it reads them, so that a long period takes no memory.</summary>
    private sealed class CsvAnswer(SealNumber seal, Func<string?, ResultPage<TelemetryPoint>> read) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, stop) = (httpContext.Response, httpContext.RequestAborted);

            // Before anything is sent: where it cannot be read, the answer says so.
            var page = read(null);
            response.ContentType = Csv + "; charset=utf-8";
            response.Headers.ContentDisposition = $"attachment; filename=\"{seal}.csv\"";
            await response.WriteAsync(string.Join(',', Columns.Select(column => column.Name)) + "\r\n", stop);
            while (true)
            {
                var text = new StringBuilder();
                foreach (var point in page.Items)
                    text.AppendJoin(',', Columns.Select(column => TextOf(column.Value(point)))).Append("\r\n");
                await response.WriteAsync(text.ToString(), stop);
                if (page.Next is null) return;
                page = read(page.Next);
            }
        }

        private static string TextOf(object? value) => value switch
        {
            null => "",
            DateTimeOffset at => UtcConverter.Text(at),
            bool truth => truth ? "true" : "false",
            Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
            IFormattable number => CsvCell.Of(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => CsvCell.Of(value.ToString() ?? ""),
        };
    }
}
