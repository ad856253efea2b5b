using System.Globalization;
using System.Text.Json;
using NavSeal.Model.Registries;

namespace NavSeal.Tracking.Registries;

/// <summary>Reads the rows of <c>reference/</c> that lie under the registries: offices and their tree, corridors, models of
/// seals.</summary>
public static class ReferenceRows
{
    private const string Approximate = "10000", TownCentre = "15000";

    /// <summary>Reads the member states.</summary>
    /// <param name="home">Two letters of our own state.</param>
    /// <param name="statesCsv">Text of <c>states.csv</c>.</param>
    /// <exception cref="FormatException">A row is wrong, or our own state is none of them; the message names file and line.</exception>
    public static MemberStates States(string home, string statesCsv)
    {
        var states = new MemberStates(home, CsvText.Parse("states.csv", statesCsv).Rows.Select(row => new MemberState(
            row["alpha2"], row["numeric"],
            int.TryParse(row["customs_office_code_digits"], NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                ? digits : throw row.Wrong("customs_office_code_digits", "is no whole number."))));
        return states.Contains(home) ? states : throw new FormatException($"states.csv: the home state '{home}' is not in it.");
    }

    /// <summary>Reads the offices: crossing points and places of clearance, and the tree in which they stand.</summary>
    /// <param name="states">The member states.</param>
    /// <param name="checkpointsCsv">Text of <c>checkpoints.csv</c>.</param>
    /// <param name="officesCsv">Text of <c>offices.csv</c>: offices above the points, and what stands below what.</param>
    /// <exception cref="FormatException">A row is wrong; the message names file, line and column.</exception>
    public static IReadOnlyList<RegistryRow> Offices(MemberStates states, string checkpointsCsv, string officesCsv)
    {
        var tree = CsvText.Parse("offices.csv", officesCsv).Rows.ToDictionary(row => row["id"], StringComparer.Ordinal);
        var points = CsvText.Parse("checkpoints.csv", checkpointsCsv).Rows;
        var known = points.Select(row => row["id"]).ToHashSet(StringComparer.Ordinal);
        var rows = points.Select(row => Checked(row, states, RegistryKind.Office, OfPoint(row, tree.GetValueOrDefault(row["id"]))))
            .Concat(tree.Values.Where(row => !known.Contains(row["id"]))
                .Select(row => Checked(row, states, RegistryKind.Office, row.AsValues())))
            .ToList();
        known.UnionWith(tree.Keys);
        return tree.Values.FirstOrDefault(row => row["parent"].Length > 0 && !known.Contains(row["parent"])) is { } lost
            ? throw lost.Wrong("parent", "is no office of these tables.")
            : rows;
    }

    /// <summary>Reads models of seals.</summary>
    /// <param name="states">The member states.</param>
    /// <param name="csv">Text of <c>seal-models.csv</c>, whose columns are those of the registry.</param>
    /// <exception cref="FormatException">A row is wrong; the message names file, line and column.</exception>
    public static IReadOnlyList<RegistryRow> SealModels(MemberStates states, string csv) =>
        [.. CsvText.Parse("seal-models.csv", csv).Rows.Select(row => Checked(row, states, RegistryKind.SealModel, row.AsValues()))];

    /// <summary>Reads the rates of exchange.</summary>
    /// <param name="states">The member states.</param>
    /// <param name="csv">Text of <c>exchange-rates.csv</c>.</param>
    /// <exception cref="FormatException">A row is wrong; the message names file, line and column.</exception>
    public static IReadOnlyList<RegistryRow> ExchangeRates(MemberStates states, string csv) =>
        [.. CsvText.Parse("exchange-rates.csv", csv).Rows.Select(row => Dated(row, Checked(row, states, RegistryKind.ExchangeRate, new(
        [
            new("currency", row["currency"]), new("units", row["units"]), new("rate", row["amount"]), new("quoted_in", row["priced_in"]),
            new("published_in", row["source"]),
        ]))))];

    /// <summary>Reads the goods under special measures, with the day and the place of publication (STG-019).</summary>
    /// <param name="states">The member states.</param>
    /// <param name="csv">Text of <c>special-measures.csv</c>.</param>
    /// <exception cref="FormatException">A row is wrong; the message names file, line and column.</exception>
    public static IReadOnlyList<RegistryRow> SpecialMeasures(MemberStates states, string csv) =>
        [.. CsvText.Parse("special-measures.csv", csv).Rows.Select(row => Dated(row, Checked(row, states, RegistryKind.SpecialMeasure, new(
        [
            new("state", row["state"]), new("code", row["code"]), new("description", row["name"]), new("published", row["published"]),
            new("published_in", row["source"]), new("act", row["act"]),
        ]))))];

    /// <summary>Reads what transit is freed of; where a row ends with a stage, it ends on the day before that begins.</summary>
    /// <param name="states">The member states.</param>
    /// <param name="csv">Text of <c>exemptions.csv</c>.</param>
    /// <param name="stagesCsv">Text of <c>stages.csv</c>.</param>
    /// <exception cref="FormatException">A row is wrong; the message names file, line and column.</exception>
    public static IReadOnlyList<RegistryRow> Exemptions(MemberStates states, string csv, string stagesCsv)
    {
        var starts = CsvText.Parse("stages.csv", stagesCsv).Rows.GroupBy(row => row["stage"])
            .ToDictionary(rows => rows.Key, rows => rows.Min(row => RegistryDays.Parse(row["valid_from"])), StringComparer.Ordinal);
        return [.. CsvText.Parse("exemptions.csv", csv).Rows.Select(row =>
        {
            string[] words = [row["goods"], row["case"], row["condition"]];
            var said = string.Join("; ", words.Where(word => word.Length > 0));
            var read = Dated(row, Checked(row, states, RegistryKind.Exemption, new(
            [
                new("id", row["id"]), new("code", row["match_prefix"]), new("mode", row["mode"]),
                new("description", said.Length > 0 ? said : row["id"]), new("legal_ground", row["source"]),
            ])));
            var last = starts.GetValueOrDefault(row["until_stage"])?.AddDays(-1);
            return last is not null && !(read.ValidTo < last) ? read with { ValidTo = last } : read;
        })];
    }

    /// <summary>Reads the corridors as routes of simplified geometry.</summary>
    /// <param name="states">The member states.</param>
    /// <param name="geoJson">Text of <c>corridors.geojson</c>.</param>
    /// <exception cref="FormatException">A corridor is wrong; the message names it.</exception>
    public static IReadOnlyList<RegistryRow> Routes(MemberStates states, string geoJson)
    {
        try
        {
            using var read = JsonDocument.Parse(geoJson);
            return [.. read.RootElement.GetProperty("features").EnumerateArray().Select(feature => Route(states, feature))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"corridors.geojson cannot be read: {e.Message}", e);
        }
    }

    private static RegistryRow Route(MemberStates states, JsonElement feature)
    {
        var told = feature.GetProperty("properties");
        string Text(string name) => told.GetProperty(name).ToString();
        string Joined(string name, char by) => string.Join(by, told.GetProperty(name).EnumerateArray().Select(each => each.ToString()));
        var points = feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray();
        var values = new RegistryValues(
        [
            new("id", Text("id")), new("name_en", Text("name_en")), new("name_ru", Text("name_ru")), new("mode", Text("mode")),
            new("from", Text("from")), new("to", Text("to")), new("states", Joined("states", ' ')),
            new("highways", Joined("highways", ' ')),
            new("length_km", Text("length_km")), new("geometry", "simplified"),
            new("line", string.Join(' ', points.Select(point => $"{point[1].GetRawText()},{point[0].GetRawText()}"))),
        ]);
        var (read, findings) = RegistrySchema.Of(RegistryKind.Route).Read(values.Pairs, states);
        return findings.Count == 0 ? Row(RegistryKind.Route, read)
            : throw new FormatException($"corridors.geojson, '{Text("id")}', property '{findings[0].Column}': {findings[0].Fault}.");
    }

    private static RegistryValues OfPoint(CsvRow row, CsvRow? place) => new(
    [
        new("id", row["id"]), new("name_en", row["name_en"]), new("name_ru", row["name_ru"]), new("name_kk", row["name_kk"]),
        new("country", row["country"]), new("neighbour", row["neighbour"]), new("place", row["kind"]), new("code", row["office_code"]),
        new("latitude", row["latitude"]), new("longitude", row["longitude"]), new("note", row["note"]),
        new("zone_radius_m", row["precision"] switch { "town" => TownCentre, "approximate" => Approximate, _ => "" }),
        new("level", place?["level"] ?? "checkpoint"), new("parent", place?["parent"] ?? ""),
    ]);

    private static RegistryRow Checked(CsvRow row, MemberStates states, RegistryKind kind, RegistryValues values)
    {
        var (read, findings) = RegistrySchema.Of(kind).Read(values.Pairs, states);
        foreach (var finding in findings)
            if (!finding.IsWarning) throw new FormatException($"{row.NameOf(finding.Column)}: {finding.Fault}.");
        return Row(kind, read);
    }

    private static RegistryRow Dated(CsvRow row, RegistryRow read) => read with
    {
        ValidFrom = RegistryDays.Parse(row["valid_from"]),
        ValidTo = RegistryDays.Parse(row["valid_to"]),
    };

    private static RegistryRow Row(RegistryKind kind, RegistryValues values) => new()
    {
        Kind = kind,
        Key = RegistrySchema.Of(kind).KeyOf(values),
        Version = 0,
        Values = values,
    };
}
