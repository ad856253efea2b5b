using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Need;
using NavSeal.Workplaces.Api;

namespace NavSeal.Workplaces.Need;

/// <summary>Questions and answers as lines of JSON, for the command line; members that are not known are passed over.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = false,
    Converters = [typeof(CamelConverter<NeedReason>), typeof(CamelConverter<EscortGround>)])]
[JsonSerializable(typeof(NeedBody))]
[JsonSerializable(typeof(NeedResource))]
[JsonSerializable(typeof(NeedErrorResource))]
public sealed partial class NeedJson : JsonSerializerContext;

/// <summary>Answers one line.</summary>
public static class NeedLine
{
    private static readonly NeedJson json = new(new JsonSerializerOptions(NeedJson.Default.Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>What comes of a line: its id, and the answer or what is wrong.</summary>
    public sealed record Outcome(JsonElement? Id, NeedAnswer? Answer, string? Error);

    /// <summary>Reads and decides; never throws for what stands in the line.</summary>
    public static Outcome Take(string line, Func<NeedQuestion, NeedAnswer> answer)
    {
        JsonElement? id = null;
        try
        {
            using var parsed = JsonDocument.Parse(line);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object) return new Outcome(null, null, "line: it is no JSON object");
            id = IdOf(parsed.RootElement);
            var decided = answer(JsonSerializer.Deserialize(line, json.NeedBody)!.ToQuestion());
            return decided is NeedAnswer.Malformed malformed
                ? new Outcome(id, null, $"{malformed.Field}: {NeedText.English.Fault(malformed)}")
                : new Outcome(id, decided, null);
        }
        catch (JsonException e)
        {
            var field = e.Path is { Length: > 2 } path ? path.TrimStart('$', '.') : "line";
            return new Outcome(id, null, $"{field}: this is no JSON of the form that is read here");
        }
        catch (InvalidOperationException)
        {
            return new Outcome(id, null, "line: it holds text that is no Unicode");
        }
    }

    /// <summary>The outcome as one line of JSON.</summary>
    public static string Write(Outcome outcome) => outcome.Answer is NeedAnswer.Decided(var decision)
        ? JsonSerializer.Serialize(NeedResource.Of(decision, NeedText.English, outcome.Id), json.NeedResource)
        : JsonSerializer.Serialize(new NeedErrorResource { Id = outcome.Id, Error = outcome.Error! }, json.NeedErrorResource);

    /// <summary>The id as it comes back; one that is no Unicode throws, for it cannot be written again.</summary>
    private static JsonElement? IdOf(JsonElement row)
    {
        if (!row.TryGetProperty("id", out var id)) return null;
        if (id.ValueKind == JsonValueKind.String) id.GetString();
        return id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.Clone() : null;
    }
}
