using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Server.CommandLine;

/// <summary>Reads the report of a step of <c>navseal judge</c>.</summary>
internal static class JudgeReport
{
    private const int SpeedTenthsMax = 65_534, SatellitesMax = 254;

    /// <exception cref="FormatException">A member is not what the head of check-judge.py says.</exception>
    public static Observation Of(JsonElement said)
    {
        if (said.ValueKind != JsonValueKind.Object) throw new FormatException("A report is an object.");
        var observation = new Observation
        {
            MeasuredAt = Reported(said, "measuredAt") is { } measuredAt ? Instant(measuredAt) : null,
            ContentKey = 0,
            FromMemory = Flag(said, "archive") ?? false,
            Fix = FixOf(said),
            BatteryLeft = Reported(said, "batteryPercent") is { } battery ? Charge(battery.GetDouble()) : null,
            SealingElement = Text(said, "sealingElement") switch
            {
                null => null,
                "closed" => SealingElementState.Closed,
                "open" => SealingElementState.Open,
                "broken" => SealingElementState.Broken,
                var other => throw new FormatException($"'{other}' is no state of the sealing element."),
            },
            Case = Text(said, "case") switch
            {
                null => null,
                "intact" => CaseState.Intact,
                "breached" => CaseState.Breached,
                var other => throw new FormatException($"'{other}' is no state of the case."),
            },
            HasFault = Flag(said, "fault"),
        };
        return observation with { ContentKey = KeyOf(observation) };
    }

    /// <summary>An instant with its offset; one without is taken as UTC.</summary>
    public static DateTimeOffset Instant(JsonElement text) =>
        DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToMilliseconds()
            : throw new FormatException($"'{text}' is no instant.");

    /// <summary>Parts of a percent are dropped, so that a charge below a whole percent stays below it.</summary>
    private static Percent? Charge(double percent) => percent is >= 0 and <= 100 ? new Percent((int)percent) : null;

    /// <summary>Whether a report came from memory changes neither what it says nor its key.</summary>
    private static ulong KeyOf(Observation observation) => BinaryPrimitives.ReadUInt64LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes((observation with { FromMemory = false, MeasuredAt = null }).ToString())));

    private static Fix? FixOf(JsonElement said)
    {
        if (Reported(said, "lat") is not { } latitude || Reported(said, "lon") is not { } longitude) return null;
        var at = GeoPoint.FromDegrees(latitude.GetDouble(), longitude.GetDouble());
        return new Fix
        {
            At = at,
            IsValid = at is not null && (Flag(said, "valid") ?? true),
            Satellites = Reported(said, "satellites") is { } satellites ? (int)Math.Clamp(satellites.GetDouble(), 0, SatellitesMax) : null,
            SpeedTenthsKilometrePerHour = Reported(said, "speedKmh") is { } speed
                ? (int)Math.Clamp(speed.GetDouble() * 10, 0, SpeedTenthsMax)
                : null,
        };
    }

    private static JsonElement? Reported(JsonElement said, string name) =>
        said.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement said, string name) => Reported(said, name)?.GetString();

    private static bool? Flag(JsonElement said, string name) => Reported(said, name)?.GetBoolean();
}
