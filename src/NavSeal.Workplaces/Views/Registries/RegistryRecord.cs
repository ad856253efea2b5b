using System.Text.Json;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Registries;

/// <summary>A version of a row of a registry as it stands, and who entered it.</summary>
public sealed record RegistryRecord
{
    public required RegistryRow Row { get; init; }

    /// <summary>The last day on which it is valid once ends are counted in; null: it has none.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Whether it stands; false: it was corrected, or ended before it began.</summary>
    public required bool Stands { get; init; }

    /// <summary>The version that this one corrected.</summary>
    public int? Corrects { get; init; }

    /// <summary>Who entered it; null: it lies in <c>reference/</c>.</summary>
    public string? By { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Source { get; init; }

    /// <summary>What <see cref="Read"/> reads.</summary>
    internal const string Columns =
        "v.kind, v.key, v.version, v.valid_from, v.valid_to, v.last_day, v.stands, v.json, v.corrects, v.entered_by, v.entered_at, "
        + "v.source";

    internal static RegistryRecord Read(Statement row) => new()
    {
        Row = new RegistryRow
        {
            Kind = (RegistryKind)row.Int(0),
            Key = row.Text(1),
            Version = row.Int(2),
            ValidFrom = RegistryDays.Parse(row.Text(3)),
            ValidTo = RegistryDays.Parse(row.Text(4)),
            Values = ValuesOf(row.Text(7)),
        },
        LastDay = RegistryDays.Parse(row.Text(5)),
        Stands = row.Bool(6),
        Corrects = row.IntOrNull(8),
        By = row.TextOrNull(9),
        At = row.InstantOrNull(10),
        Source = row.TextOrNull(11),
    };

    internal static string JsonOf(RegistryValues values)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) new RegistryValuesConverter().Write(writer, values, JsonSerializerOptions.Default);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static RegistryValues ValuesOf(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.Read();
        return new RegistryValuesConverter().Read(ref reader, typeof(RegistryValues), JsonSerializerOptions.Default);
    }
}

/// <summary>How a row is called.</summary>
public static class RowNames
{
    /// <summary>The name in a language; where there is none, in Russian, else what people recognise the row by.</summary>
    public static string NameIn(this RegistryRow row, string language)
    {
        var name = row[language switch { "ru" => "name_ru", "kk" => "name_kk", _ => "name_en" }];
        if (name.Length > 0) return name;
        return row["name_ru"].Length > 0 ? row["name_ru"] : row[RegistrySchema.Of(row.Kind).TitleColumn];
    }
}

/// <summary>That a row was ended.</summary>
public sealed record RegistryEnding(DateOnly LastDay, string By, DateTimeOffset At, string Reason);
