using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Encoding;
using NavSeal.Model.Need;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Acts;
using NavSeal.Workplaces.Commanding;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Need;
using NavSeal.Workplaces.Retention;
using NavSeal.Workplaces.Stock;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Views.Positions;
using NavSeal.Workplaces.Views.Registries;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Telemetry;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Api;

/// <summary>The JSON of the API: members in camel case, what is not known left out, instants in UTC with milliseconds, degrees with six
/// decimals, words of enumerations in camel case; kinds of situations as the keys of <c>reference/situations.csv</c>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcConverter), typeof(DegreesConverter), typeof(RegimesConverter), typeof(SealNumberConverter),
        typeof(TransportationNumberConverter), typeof(JsonStringEnumConverter<NonRoutineKind>), typeof(CamelConverter<Severity>),
        typeof(CamelConverter<TransportationStatus>), typeof(CamelConverter<TransportMode>), typeof(CamelConverter<DeviceProtocol>),
        typeof(CamelConverter<SealingElementState>), typeof(CamelConverter<CaseState>), typeof(CamelConverter<FixSource>),
        typeof(CamelConverter<FixVerdict>), typeof(CamelConverter<Judgement>),
        typeof(CamelConverter<TrackingGround>), typeof(CamelConverter<RouteEnd>), typeof(CamelConverter<DeclarationKind>),
        typeof(CamelConverter<VehicleKind>), typeof(CamelConverter<CarriageKind>), typeof(CamelConverter<SignatureMethod>),
        typeof(CamelConverter<OrderGround>), typeof(CamelConverter<PermissionKind>), typeof(CamelConverter<RepresentativeRole>),
        typeof(CamelConverter<PlaceKind>), typeof(CamelConverter<Completion>), typeof(CamelConverter<RegisterPlace>),
        typeof(CamelConverter<ObligationKind>), typeof(CamelConverter<Debtor>), typeof(CamelConverter<ClockState>),
        typeof(CamelConverter<SealStage>), typeof(CamelConverter<DeviceCommandKind>), typeof(CamelConverter<SealCommandState>),
        typeof(CamelConverter<SealSessionEnd>),
        typeof(CamelConverter<Awaited>),
        typeof(CamelConverter<NeedReason>), typeof(CamelConverter<EscortGround>)])]
[JsonSerializable(typeof(ApiList<SealResource>))]
[JsonSerializable(typeof(ApiList<TelemetryResource>))]
[JsonSerializable(typeof(ApiList<TransportationResource>))]
[JsonSerializable(typeof(ApiList<TimelineResource>))]
[JsonSerializable(typeof(ApiList<SituationResource>))]
[JsonSerializable(typeof(ApiList<PositionResource>))]
[JsonSerializable(typeof(ApiList<AuditResource>))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(ApiList<ObligationResource>))]
[JsonSerializable(typeof(ApiList<DueDossierResource>))]
[JsonSerializable(typeof(KeptDocument))]
[JsonSerializable(typeof(KeptDriver))]
[JsonSerializable(typeof(DriverContact))]
[JsonSerializable(typeof(ApiList<RegistryResource>))]
[JsonSerializable(typeof(ApiList<RegistryRowResource>))]
[JsonSerializable(typeof(RegistryHistoryResource))]
[JsonSerializable(typeof(RowWriting))]
[JsonSerializable(typeof(RowEnding))]
[JsonSerializable(typeof(StockWriting))]
[JsonSerializable(typeof(ApiList<StockResource>))]
[JsonSerializable(typeof(SealRegistering))]
[JsonSerializable(typeof(SealPasswordWriting))]
[JsonSerializable(typeof(ApiList<SealCommandResource>))]
[JsonSerializable(typeof(ApiList<SealFrameResource>))]
[JsonSerializable(typeof(ApiList<SealSessionResource>))]
[JsonSerializable(typeof(SealCommandWriting))]
[JsonSerializable(typeof(SealCommandCancelling))]
[JsonSerializable(typeof(DifferenceResource))]
[JsonSerializable(typeof(Shelving))]
[JsonSerializable(typeof(Written))]
[JsonSerializable(typeof(GroupWritten))]
[JsonSerializable(typeof(MeResource))]
[JsonSerializable(typeof(NeedBody))]
[JsonSerializable(typeof(NeedResource))]
[JsonSerializable(typeof(TransportationEvent.SealActivated))]
[JsonSerializable(typeof(TransportationEvent.SealDeactivated))]
[JsonSerializable(typeof(TransportationEvent.SealRemoved))]
[JsonSerializable(typeof(TransportationEvent.SealReapplied))]
[JsonSerializable(typeof(TransportationEvent.NonRoutineSituationOpened))]
[JsonSerializable(typeof(TransportationEvent.NonRoutineSituationEnded))]
[JsonSerializable(typeof(TransportationEvent.ParticularsStated))]
[JsonSerializable(typeof(TransportationEvent.SituationAcknowledged))]
[JsonSerializable(typeof(TransportationEvent.SituationShelved))]
[JsonSerializable(typeof(TransportationEvent.ApplicationDrafted))]
[JsonSerializable(typeof(TransportationEvent.TransportationConfirmed))]
[JsonSerializable(typeof(TransportationEvent.TransportationCancelled))]
[JsonSerializable(typeof(TransportationEvent.SealOrdered))]
[JsonSerializable(typeof(TransportationEvent.PermissionGiven))]
[JsonSerializable(typeof(TransportationEvent.PermissionTakenBack))]
[JsonSerializable(typeof(TransportationEvent.ActivationDemanded))]
[JsonSerializable(typeof(TransportationEvent.DemandCorrected))]
[JsonSerializable(typeof(TransportationEvent.DocumentAttached))]
[JsonSerializable(typeof(TransportationEvent.FormsOfControlSet))]
[JsonSerializable(typeof(TransportationEvent.DeviationLimitSet))]
[JsonSerializable(typeof(TransportationEvent.VehicleChanged))]
[JsonSerializable(typeof(TransportationEvent.ArrivalRecorded))]
[JsonSerializable(typeof(TransportationEvent.DocumentsRegistered))]
[JsonSerializable(typeof(TransportationEvent.InspectionRecorded))]
[JsonSerializable(typeof(TransportationEvent.TransportationCompleted))]
[JsonSerializable(typeof(TransportationEvent.TransportationTerminated))]
[JsonSerializable(typeof(TransportationEvent.HighRiskMarked))]
[JsonSerializable(typeof(TransportationEvent.HighRiskLifted))]
[JsonSerializable(typeof(TransportationEvent.SealAffixed))]
[JsonSerializable(typeof(TransportationEvent.SealRejected))]
[JsonSerializable(typeof(TransportationEvent.OperatorAnswered))]
[JsonSerializable(typeof(TransportationEvent.RegisterKept))]
[JsonSerializable(typeof(TransportationEvent.SignalVerified))]
[JsonSerializable(typeof(TransportationEvent.SealReplaced))]
[JsonSerializable(typeof(TransportationEvent.DeactivationDemanded))]
[JsonSerializable(typeof(TransportationEvent.SealTakenOff))]
[JsonSerializable(typeof(TransportationEvent.SealHandedOver))]
[JsonSerializable(typeof(TransportationEvent.SealErased))]
[JsonSerializable(typeof(TransportationEvent.BorderCrossed))]
[JsonSerializable(typeof(TransportationEvent.SpecialDeviceRecorded))]
[JsonSerializable(typeof(TransportationEvent.RemovalEstablished))]
[JsonSerializable(typeof(TransportationEvent.DossierHeld))]
[JsonSerializable(typeof(TransportationEvent.HoldReleased))]
[JsonSerializable(typeof(TransportationEvent.DossierErased))]
[JsonSerializable(typeof(TransportationEvent.ObligationBegan))]
[JsonSerializable(typeof(TransportationEvent.ObligationFulfilled))]
[JsonSerializable(typeof(TransportationEvent.ObligationBreached))]
[JsonSerializable(typeof(TransportationEvent.ObligationDropped))]
[JsonSerializable(typeof(TransportationEvent.OfficesNotified))]
[JsonSerializable(typeof(TransportationEvent.MeasuresRecorded))]
[JsonSerializable(typeof(TransportationEvent.SituationClosed))]
[JsonSerializable(typeof(TransportationEvent.SituationWithdrawn))]
public sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Some rows of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">Address of the rows behind these; left out at the end.</param>
public sealed record ApiList<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Words of an enumeration in camel case; numbers are not taken.</summary>
public sealed class CamelConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Instants as <c>2026-03-05T14:07:09.250Z</c>; read with any offset, never without one.</summary>
public sealed class UtcConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads ISO 8601 with an offset or Z, cut to milliseconds.</summary>
    public static bool TryRead(string? text, out DateTimeOffset at)
    {
        at = default;
        var hasOffset = text is { Length: >= 17 and <= 40 } && text[10] == 'T'
            && (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > 10);
        if (!hasOffset || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        at = DateTimeOffset.FromUnixTimeMilliseconds(read.ToUnixTimeMilliseconds());
        return true;
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(reader.GetString(), out var at) ? at : throw new JsonException("Not an instant with its offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));
}

/// <summary>Points as latitude and longitude in degrees.</summary>
public sealed class DegreesConverter : JsonConverter<GeoPoint>
{
    /// <summary>Whole micro-degrees as degrees with six decimals.</summary>
    public static decimal Of(int microdegrees) => new(Math.Abs(microdegrees), 0, 0, microdegrees < 0, 6);

    public override GeoPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("Points are not read.");

    public override void Write(Utf8JsonWriter writer, GeoPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("latitude", Of(value.LatitudeMicrodegrees));
        writer.WriteNumber("longitude", Of(value.LongitudeMicrodegrees));
        writer.WriteEndObject();
    }
}

/// <summary>The laws under which is tracked, as a list of words.</summary>
public sealed class RegimesConverter : JsonConverter<TrackingRegimes>
{
    /// <summary>Words of the single regimes.</summary>
    public static IReadOnlyList<(string Word, TrackingRegimes Regime)> Words { get; } =
        [("eaeu", TrackingRegimes.Union), ("kz-escort", TrackingRegimes.KzElectronicCustomsEscort)];

    public override TrackingRegimes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Not a list.");
        var regimes = TrackingRegimes.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var word = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            var known = Words.FirstOrDefault(pair => pair.Word == word).Regime;
            regimes |= known == TrackingRegimes.None ? throw new JsonException("Not a regime.") : known;
        }

        return regimes;
    }

    public override void Write(Utf8JsonWriter writer, TrackingRegimes value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (word, regime) in Words)
        {
            if (value.HasFlag(regime)) writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
