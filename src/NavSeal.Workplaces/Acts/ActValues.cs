using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Api;

namespace NavSeal.Workplaces.Acts;

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Fault">Key of the text that says what would do: Fault_NAME.</param>
/// <param name="Cure">The same in English, for the API.</param>
public sealed record FieldFault(string Field, string Fault, string Cure);

/// <summary>The values of an act, read by its fields.</summary>
public sealed class ActValues
{
    private const int HashLength = 64, StampLength = 16;
    private readonly IReadOnlyDictionary<string, string> said;

    private ActValues(IReadOnlyDictionary<string, string> said, PersonSignature? signature) => (this.said, Signature) = (said, signature);

    /// <summary>The signature under the act; null where it asks for none.</summary>
    public PersonSignature? Signature { get; }

    /// <summary>Checks what was said against the fields of an act.</summary>
    /// <param name="act">The act.</param>
    /// <param name="raw">By field; what is empty is not said.</param>
    /// <param name="reasonsOf">The codes of a kind of reasons.</param>
    public static (IReadOnlyDictionary<string, string> Said, IReadOnlyList<FieldFault> Faults) Check(
        Act act, IReadOnlyDictionary<string, string> raw, Func<string, IReadOnlyList<string>> reasonsOf)
    {
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<FieldFault>();
        foreach (var field in act.Fields)
        {
            var text = raw.GetValueOrDefault(field.Name)?.Trim() ?? "";
            if (text.Length == 0 && field.Kind == FieldKind.Truth) text = "false";
            if (text.Length == 0 && !field.IsRequired) continue;
            if (FaultOf(field, text, reasonsOf) is { } fault) faults.Add(fault);
            else said[field.Name] = text;
        }

        return (said, faults);
    }

    public static ActValues Of(IReadOnlyDictionary<string, string> said, PersonSignature? signature) => new(said, signature);

    public string Text(string name) => said[name];

    public string? TextOrNull(string name) => said.GetValueOrDefault(name);

    public int Whole(string name) => int.Parse(said[name], CultureInfo.InvariantCulture);

    public TimeSpan? Seconds(string name) => said.ContainsKey(name) ? TimeSpan.FromSeconds(Whole(name)) : null;

    public bool Truth(string name) => said[name] == "true";

    public SealNumber Seal(string name = "seal") => SealNumber.Parse(said[name]);

    public SealNumber? SealOrNull(string name = "seal") => said.TryGetValue(name, out var text) ? SealNumber.Parse(text) : null;

    public ImmutableArray<SealNumber> Seals(string name) => [.. SealsIn(said[name])!];

    public DateTimeOffset Instant(string name) => UtcConverter.TryRead(said[name], out var at) ? at : default;

    public DateTimeOffset? InstantOrNull(string name) => said.ContainsKey(name) ? Instant(name) : null;

    public T Choice<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(said[name], ignoreCase: true);

    private static FieldFault? FaultOf(ActField field, string text, Func<string, IReadOnlyList<string>> reasonsOf)
    {
        if (text.Length == 0) return new FieldFault(field.Name, "Missing", "Say it.");
        if (text.Length > field.LengthMax || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r')))
            return new FieldFault(field.Name, "TextWrong", $"Take at most {field.LengthMax} characters without control characters.");
        return field.Kind switch
        {
            FieldKind.Whole when !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < field.Range.Min || number > field.Range.Max =>
                new FieldFault(field.Name, "NumberWrong", $"Take a whole number from {field.Range.Min} to {field.Range.Max}."),
            FieldKind.Truth when text is not ("true" or "false") => new FieldFault(field.Name, "ChoiceWrong", "Take true or false."),
            FieldKind.Instant when !UtcConverter.TryRead(text, out _) =>
                new FieldFault(field.Name, "InstantWrong", "Take ISO 8601 with an offset or Z, for example 2026-03-05T14:07:09Z."),
            FieldKind.Seal when !SealNumber.TryParse(text, out _) =>
                new FieldFault(field.Name, "SealWrong", "Take 1 to 32 letters, digits and hyphens."),
            FieldKind.Seals when SealsIn(text) is null =>
                new FieldFault(field.Name, "SealWrong", "Take numbers of 1 to 32 letters, digits and hyphens, parted by spaces."),
            FieldKind.Choice when ChoicesOf(field, reasonsOf).All(word => word != text) =>
                new FieldFault(field.Name, "ChoiceWrong", $"Take one of {string.Join(", ", ChoicesOf(field, reasonsOf))}."),
            FieldKind.Reason when ChoicesOf(field, reasonsOf).All(code => code != text) =>
                new FieldFault(field.Name, "ChoiceWrong", $"Take one of {string.Join(", ", ChoicesOf(field, reasonsOf))}."),
            FieldKind.Hash when text.Length != HashLength || !text.All(char.IsAsciiHexDigit) =>
                new FieldFault(field.Name, "HashWrong", "Take SHA-256 as 64 hexadecimal digits."),
            FieldKind.Day when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                new FieldFault(field.Name, "DayWrong", "Take a day as yyyy-MM-dd."),
            _ => null,
        };
    }

    /// <summary>The words of a choice, or the codes of a reason.</summary>
    public static IReadOnlyList<string> ChoicesOf(ActField field, Func<string, IReadOnlyList<string>> reasonsOf) => field.Kind switch
    {
        FieldKind.Choice when field.Only.Count > 0 => field.Only,
        FieldKind.Choice => [.. Enum.GetNames(field.Members!).Select(JsonNamingPolicy.CamelCase.ConvertName)],
        FieldKind.Reason => reasonsOf(field.ReasonKind),
        FieldKind.Truth => ["true", "false"],
        _ => [],
    };

    /// <summary>What a browser's field for a date and time sends, in the reader's zone, as an instant of the API.</summary>
    public static string InstantOf(string typed, TimeZoneInfo zone) => typed.Length >= StampLength
        && DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Kind == DateTimeKind.Unspecified
        && !zone.IsInvalidTime(local)
            ? UtcConverter.Text(new DateTimeOffset(local, zone.GetUtcOffset(local)))
            : typed;

    private static List<SealNumber>? SealsIn(string text)
    {
        var seals = new List<SealNumber>();
        foreach (var part in text.Split([' ', ',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!SealNumber.TryParse(part, out var seal)) return null;
            seals.Add(seal);
        }

        return seals.Count is 0 or > Application.SealsMax ? null : seals;
    }
}
