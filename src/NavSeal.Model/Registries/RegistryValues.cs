using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NavSeal.Model.Registries;

/// <summary>What a row says, column by column, as normalised text. Columns in which nothing stands are not in it. Equal contents are
/// equal values.</summary>
[JsonConverter(typeof(RegistryValuesConverter))]
public sealed class RegistryValues : IEquatable<RegistryValues>
{
    /// <summary>A row that says nothing.</summary>
    public static readonly RegistryValues Empty = new([]);

    private readonly KeyValuePair<string, string>[] inOrder;

    /// <summary>Takes over pairs of column and text; empty texts are left out.</summary>
    /// <param name="pairs">In any order.</param>
    /// <exception cref="ArgumentException">A column stands twice.</exception>
    public RegistryValues(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        inOrder = [.. pairs.Where(pair => pair.Value.Length > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
        for (var i = 1; i < inOrder.Length; i++)
        {
            if (inOrder[i].Key == inOrder[i - 1].Key)
                throw new ArgumentException($"The column '{inOrder[i].Key}' stands twice.", nameof(pairs));
        }
    }

    /// <summary>The text of a column; empty where nothing stands.</summary>
    public string this[string column]
    {
        get
        {
            foreach (var pair in inOrder)
                if (pair.Key == column) return pair.Value;
            return "";
        }
    }

    /// <summary>Column and text by the name of the column, ordinal.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => inOrder;

    /// <summary>The whole number of a column; null where nothing or no number stands.</summary>
    public int? Whole(string column) =>
        int.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The decimal number of a column; null where nothing or no number stands.</summary>
    public decimal? Number(string column) => decimal.TryParse(
        this[column], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        ? value : null;

    /// <summary>The day of law of a column; null where nothing or no day stands.</summary>
    public DateOnly? Day(string column) => RegistryDays.Parse(this[column]);

    /// <summary>Whether a column says yes.</summary>
    public bool Says(string column) => this[column] == RegistryColumn.Yes;

    /// <summary>The codes of a column that holds several, in their order; empty where nothing stands.</summary>
    public IReadOnlyList<string> List(string column) =>
        this[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same values but for one column.</summary>
    public RegistryValues With(string column, string value) =>
        new(inOrder.Where(pair => pair.Key != column).Append(KeyValuePair.Create(column, value)));

    /// <inheritdoc/>
    public bool Equals(RegistryValues? other) => other is not null && inOrder.AsSpan().SequenceEqual(other.inOrder);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegistryValues);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var pair in inOrder) hash.Add(pair);
        return hash.ToHashCode();
    }

    /// <summary>All values on one line, for logs and tests.</summary>
    public override string ToString() => string.Join("; ", inOrder.Select(pair => $"{pair.Key}={pair.Value}"));
}

/// <summary>Days of law as text.</summary>
public static class RegistryDays
{
    /// <summary>The form in which days are written: year, month, day.</summary>
    public const string Form = "yyyy-MM-dd";

    /// <summary>Reads a day; null where the text is none.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Writes a day; empty for null, which means without a bound.</summary>
    public static string Text(DateOnly? day) => day?.ToString(Form, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Values as a JSON object of texts, by the name of the column.</summary>
public sealed class RegistryValuesConverter : JsonConverter<RegistryValues>
{
    /// <inheritdoc/>
    public override RegistryValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Not the values of a row.");
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException("A value of a row is no text.");
            if (!pairs.TryAdd(column, reader.GetString()!)) throw new JsonException("A column stands twice.");
        }

        return new RegistryValues(pairs);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RegistryValues value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (column, text) in value.Pairs) writer.WriteString(column, text);
        writer.WriteEndObject();
    }
}
