using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NavSeal.Model.Desk;
using NavSeal.Model.Intake;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;

namespace NavSeal.Model.Encoding;

/// <summary>The canonical JSON of every event but <see cref="SealEvent.Observed"/>: members in the order of declaration,
/// instants as milliseconds since 1970, numbers whole, members that are null left out. The name of the event is the name
/// of its type; a changed event gets a new one.</summary>
public static class EventEncoding
{
    private static readonly FrozenDictionary<Type, JsonTypeInfo> ByType = new JsonTypeInfo[]
    {
        EventJson.Default.SealRegistered, EventJson.Default.SealBound, EventJson.Default.SealUnbound, EventJson.Default.OpeningCommanded,
        EventJson.Default.ClosingCommanded, EventJson.Default.RemovalBegan, EventJson.Default.RemovalEnded, EventJson.Default.NotJudged,
        EventJson.Default.SealActivated, EventJson.Default.SealDeactivated, EventJson.Default.SealRemoved, EventJson.Default.SealReapplied,
        EventJson.Default.NonRoutineSituationOpened, EventJson.Default.NonRoutineSituationEnded,
        EventJson.Default.ParticularsStated, EventJson.Default.SituationAcknowledged, EventJson.Default.SituationShelved,
        EventJson.Default.ApplicationDrafted, EventJson.Default.TransportationConfirmed,
        EventJson.Default.TransportationCancelled, EventJson.Default.SealOrdered,
        EventJson.Default.PermissionGiven, EventJson.Default.PermissionTakenBack,
        EventJson.Default.ActivationDemanded, EventJson.Default.DemandCorrected,
        EventJson.Default.DocumentAttached, EventJson.Default.FormsOfControlSet,
        EventJson.Default.DeviationLimitSet, EventJson.Default.VehicleChanged,
        EventJson.Default.ArrivalRecorded, EventJson.Default.DocumentsRegistered,
        EventJson.Default.InspectionRecorded, EventJson.Default.TransportationCompleted,
        EventJson.Default.TransportationTerminated, EventJson.Default.HighRiskMarked,
        EventJson.Default.HighRiskLifted, EventJson.Default.SealAffixed,
        EventJson.Default.SealRejected, EventJson.Default.RegisterKept, EventJson.Default.SignalVerified, EventJson.Default.SealReplaced,
        EventJson.Default.DeactivationDemanded, EventJson.Default.SealTakenOff,
        EventJson.Default.SealHandedOver, EventJson.Default.SealErased,
        EventJson.Default.BorderCrossed, EventJson.Default.ObligationBegan,
        EventJson.Default.ObligationFulfilled, EventJson.Default.ObligationBreached,
        EventJson.Default.ObligationDropped, EventJson.Default.OfficesNotified,
        EventJson.Default.MeasuresRecorded, EventJson.Default.SituationClosed,
        EventJson.Default.SituationWithdrawn,
        EventJson.Default.OperatorAnswered, EventJson.Default.SpecialDeviceRecorded,
        EventJson.Default.RemovalEstablished,
        EventJson.Default.DossierHeld, EventJson.Default.HoldReleased, EventJson.Default.DossierErased,
        EventJson.Default.IntakeStopped, EventJson.Default.IntakeResumed, EventJson.Default.CommandDone,
        EventJson.Default.RowEntered, EventJson.Default.RowEnded, EventJson.Default.SealStateChanged,
        EventJson.Default.CommandQueued, EventJson.Default.CommandConfirmed, EventJson.Default.CommandSent,
        EventJson.Default.CommandAnswered, EventJson.Default.CommandEnded, EventJson.Default.SecretKept,
    }.ToFrozenDictionary(info => info.Type);

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName = ByType.Values.ToFrozenDictionary(info => info.Type.Name);

    /// <summary>The names of all events that are written as JSON.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The name under which an event stands in the journal.</summary>
    public static string NameOf(object change) => change.GetType().Name;

    /// <summary>The canonical JSON of an event, UTF-8.</summary>
    /// <exception cref="KeyNotFoundException">The type is no event of this table: a defect.</exception>
    public static byte[] Write(object change) => JsonSerializer.SerializeToUtf8Bytes(change, ByType[change.GetType()]);

    /// <summary>Reads an event back.</summary>
    /// <exception cref="FormatException">The name is not known to this version, or the text is not its JSON.</exception>
    public static object Read(string name, ReadOnlySpan<byte> json)
    {
        if (!ByName.TryGetValue(name, out var info)) throw new FormatException($"'{name}' is no event of this version.");
        try
        {
            return JsonSerializer.Deserialize(json, info) ?? throw new FormatException($"The event '{name}' is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The event '{name}' cannot be read: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter), typeof(SealNumberConverter), typeof(TransportationNumberConverter), typeof(GeoPointConverter)])]
[JsonSerializable(typeof(SealEvent.SealRegistered))]
[JsonSerializable(typeof(SealEvent.SealBound))]
[JsonSerializable(typeof(SealEvent.SealUnbound))]
[JsonSerializable(typeof(SealEvent.OpeningCommanded))]
[JsonSerializable(typeof(SealEvent.ClosingCommanded))]
[JsonSerializable(typeof(SealEvent.RemovalBegan))]
[JsonSerializable(typeof(SealEvent.RemovalEnded))]
[JsonSerializable(typeof(SealEvent.NotJudged))]
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
[JsonSerializable(typeof(TransportationEvent.OperatorAnswered))]
[JsonSerializable(typeof(DeskEvent.CommandDone))]
[JsonSerializable(typeof(IntakeEvent.IntakeStopped))]
[JsonSerializable(typeof(IntakeEvent.IntakeResumed))]
[JsonSerializable(typeof(RegistryEvent.RowEntered))]
[JsonSerializable(typeof(RegistryEvent.RowEnded))]
[JsonSerializable(typeof(SealEvent.SealStateChanged))]
[JsonSerializable(typeof(SealEvent.CommandQueued))]
[JsonSerializable(typeof(SealEvent.CommandConfirmed))]
[JsonSerializable(typeof(SealEvent.CommandSent))]
[JsonSerializable(typeof(SealEvent.CommandAnswered))]
[JsonSerializable(typeof(SealEvent.CommandEnded))]
[JsonSerializable(typeof(SealEvent.SecretKept))]
internal sealed partial class EventJson : JsonSerializerContext;

/// <summary>Instants as whole milliseconds since 1970-01-01T00:00:00Z.</summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instants.FromUnixMilliseconds(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.UnixMilliseconds());
}

/// <summary>Seal numbers as text.</summary>
public sealed class SealNumberConverter : JsonConverter<SealNumber>
{
    /// <inheritdoc/>
    public override SealNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SealNumber.TryParse(reader.GetString(), out var number) ? number : throw new JsonException("Not a seal number.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SealNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}

/// <summary>Transportation numbers as text of 36 characters.</summary>
public sealed class TransportationNumberConverter : JsonConverter<TransportationNumber>
{
    /// <inheritdoc/>
    public override TransportationNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TransportationNumber.TryParse(reader.GetString(), out var number)
            ? number
            : throw new JsonException("Not a transportation number.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TransportationNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Points as an array of two whole numbers: latitude and longitude in micro-degrees.</summary>
public sealed class GeoPointConverter : JsonConverter<GeoPoint>
{
    /// <inheritdoc/>
    public override GeoPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read()) throw new JsonException("Not a point.");
        var latitude = reader.GetInt32();
        if (!reader.Read()) throw new JsonException("Not a point.");
        var longitude = reader.GetInt32();
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new JsonException("Not a point.");
        return new GeoPoint(latitude, longitude);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, GeoPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.LatitudeMicrodegrees);
        writer.WriteNumberValue(value.LongitudeMicrodegrees);
        writer.WriteEndArray();
    }
}
