using NavSeal.Model.Registries;
using NavSeal.Server.Registry;
using NavSeal.Tracking;
using NavSeal.Tracking.Need;
using NavSeal.Tracking.Registries;
using NavSeal.Tracking.Routes;
using NavSeal.Workplaces.Clocks;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Words;

namespace NavSeal.Server.Configuration;

/// <summary>The reference tables that the server needs, read once at the start.</summary>
/// <param name="Rules">Regimes, thresholds and reasons with their days of validity.</param>
/// <param name="Profiles">The device profiles.</param>
/// <param name="Places">Towns and offices, by which people say where something is.</param>
/// <param name="Offices">The offices of customs.</param>
internal sealed record ReferenceTables(RulesTable Rules, ProfileTable Profiles, Gazetteer Places, Offices Offices)
{
    /// <summary>Stages, goods and registers by which is decided who needs a seal.</summary>
    public required NeedTables Need { get; init; }

    /// <summary>The clauses of the clocks.</summary>
    public required ClockClauses Clauses { get; init; }

    /// <summary>The kinds of documents.</summary>
    public required DocumentKinds DocumentKinds { get; init; }

    /// <summary>The member states.</summary>
    public required MemberStates States { get; init; }

    /// <summary>The borders of states.</summary>
    public required StateBorders Borders { get; init; }

    /// <summary>The rows that lie under the registries.</summary>
    public required IReadOnlyList<RegistryRow> Rows { get; init; }

    /// <summary>Reads the tables of the reference folder.</summary>
    /// <exception cref="SettingException">A file is missing or wrong; the message names file, line and column.</exception>
    public static ReferenceTables Read(Settings settings)
    {
        try
        {
            var rules = RulesTable.Parse(Text("situations.csv"), Text("operator-rules.csv"), Text("reasons.csv"), settings.HomeOffset);
            var offices = PlaceTable.Parse("checkpoints.csv", Text("checkpoints.csv"), "id");
            var states = ReferenceRows.States(settings.HomeState, Text("states.csv"));
            var towns = PlaceTable.Parse("places.csv", Text("places.csv"), "key");
            return new ReferenceTables(
                rules, ProfileTable.Parse(Text("device-profiles.csv")), new Gazetteer(towns.Concat(offices)), new Offices(offices))
            {
                Need = NeedTables.Parse(Text),
                Clauses = ClausesOf(Text("operator-rules.csv")),
                DocumentKinds = KindsOf(Text("documents.csv")),
                States = states,
                Borders = StateBorders.Parse(Text("state-borders.geojson")),
                Rows =
                [
                    .. ReferenceRows.Offices(states, Text("checkpoints.csv"), Text("offices.csv")),
                    .. ReferenceRows.Routes(states, Text("corridors.geojson")),
                    .. ReferenceRows.SealModels(states, Text("seal-models.csv")),
                    .. ReferenceRows.ExchangeRates(states, Text("exchange-rates.csv")),
                    .. ReferenceRows.SpecialMeasures(states, Text("special-measures.csv")),
                    .. ReferenceRows.Exemptions(states, Text("exemptions.csv"), Text("stages.csv")),
                ],
            };
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new SettingException($"The reference tables in '{settings.ReferenceFolder}' cannot be used: {e.Message}");
        }

        string Text(string name) => File.ReadAllText(Path.Combine(settings.ReferenceFolder, name));
    }

    private static ClockClauses ClausesOf(string csv)
    {
        var sources = CsvText.Parse("operator-rules.csv", csv).Rows
            .GroupBy(row => row["key"]).ToDictionary(rows => rows.Key, rows => rows.Last()["source"]);
        return new ClockClauses(sources.GetValueOrDefault);
    }

    private static DocumentKinds KindsOf(string csv) => new(CsvText.Parse("documents.csv", csv).Rows.Select(row => new DocumentKind
    {
        Key = row["key"],
        Code = row["eaeu_code"],
        NameEnglish = row["name_en"],
        NameRussian = row["name_ru"],
        NameKazakh = row["name_kk"],
    }));
}
