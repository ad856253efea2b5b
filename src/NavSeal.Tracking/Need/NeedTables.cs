using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NavSeal.Model.Need;

namespace NavSeal.Tracking.Need;

/// <summary>The tables by which is decided who needs a seal, with their days of validity. May be asked by many threads at once.</summary>
public sealed partial class NeedTables
{
    private const string Goods = "goods.csv", Stages = "stages.csv", Exempted = "exemptions.csv", Measured = "special-measures.csv",
        ExchangeRates = "exchange-rates.csv", PhysicalEscort = "physical-escort.csv", SealRegimes = "seal-regimes.csv",
        StatesName = "states.csv";

    private readonly Dictionary<int, DateOnly> stageStarts;
    private readonly IReadOnlyDictionary<string, string> texts;

    private NeedTables(IReadOnlyDictionary<string, string> texts)
    {
        this.texts = texts;
        Rules = [.. Rows(Stages).Select(RuleOf)];
        stageStarts = Rules.GroupBy(rule => rule.Stage).ToDictionary(stage => stage.Key, stage => stage.Min(rule => rule.Days.First));
        Headings = [.. Rows(Goods).Select(row =>
            new Heading(row["code"], Prefix(row, "match_prefix"), Filled(row, "group"), LegalDays.Of(row)))];
        Measures = [.. Rows(Measured).Select(MeasureOf)];
        Exemptions = [.. Rows(Exempted).Select(ExemptionOf)];
        Rates = [.. Rows(ExchangeRates).Select(RateOf)];
        EscortExceptions = [.. Rows(PhysicalEscort).Select(ExceptionOf)];
        Regimes = [.. Rows(SealRegimes).Select(RegimeOf)];
        States = Rows(StatesName).Select(row => row["alpha2"]).ToFrozenSet(StringComparer.Ordinal);
        ThrowIfTwice(Exempted, Exemptions.Select(row => row.Id));
        var all = string.Join('\0', texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value));
        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 8));

        IReadOnlyList<CsvRow> Rows(string name) => CsvText.Parse(name, texts[name]).Rows;
    }

    /// <summary>The names of the files that <see cref="Parse"/> asks for.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Goods, Stages, Exempted, Measured, ExchangeRates, PhysicalEscort, SealRegimes, StatesName];

    /// <summary>Sixteen hexadecimal digits that change with every letter of the tables.</summary>
    public string Version { get; private init; }

    /// <summary>The member states by two letters, in the order of the alphabet.</summary>
    public IReadOnlyList<string> MemberStates => [.. States.Order(StringComparer.Ordinal)];

    internal IReadOnlyList<StageRule> Rules { get; }

    internal IReadOnlyList<Heading> Headings { get; }

    internal IReadOnlyList<MeasureRow> Measures { get; private init; }

    internal IReadOnlyList<ExemptionRow> Exemptions { get; private init; }

    internal IReadOnlyList<RateRow> Rates { get; private init; }

    internal IReadOnlyList<EscortException> EscortExceptions { get; }

    internal IReadOnlyList<SealRegime> Regimes { get; }

    internal FrozenSet<string> States { get; }

    /// <summary>Reads the tables of <c>reference/</c>.</summary>
    /// <param name="textOf">Gives the text of a file by its name.</param>
    /// <exception cref="FormatException">A table cannot be read; the message names file, line and column.</exception>
    public static NeedTables Parse(Func<string, string> textOf) => new(Names.ToDictionary(name => name, textOf));

    /// <summary>Answers a question; never throws for what stands in it.</summary>
    public NeedAnswer Answer(NeedQuestion question)
    {
        var (asked, malformed) = new NeedReading(this, question).Read();
        return asked is null ? malformed! : new NeedAnswer.Decided(NeedJudge.Decide(this, asked));
    }

    private static StageRule RuleOf(CsvRow row) => new()
    {
        Rule = Filled(row, "rule"),
        Stage = int.TryParse(row["stage"], NumberStyles.None, CultureInfo.InvariantCulture, out var stage) && stage > 0
            ? stage
            : throw row.Wrong("stage", "is no number from 1 up."),
        Ground = NeedWords.GroundOf(row["procedure"]) ?? throw row.Wrong("procedure", $"is none of {NeedWords.Grounds}."),
        Mode = ModeOf(row, "mode") ?? throw row.Wrong("mode", $"is none of {NeedWords.Modes}."),
        Group = Filled(row, "group"),
        Clause = row["source_clause"],
        Days = row["valid_from"].Length > 0 ? LegalDays.Of(row) : throw row.Wrong("valid_from", "is empty: a stage has a first day."),
    };

    /// <summary>A register counts for nothing without the day of its publication and its source (Agreement 3.3).</summary>
    private static MeasureRow MeasureOf(CsvRow row)
    {
        Filled(row, "source");
        _ = LegalDays.Day(row, "published") ?? throw row.Wrong("published", "is empty: the register is loaded with its day.");
        return new MeasureRow(Filled(row, "state"), Prefix(row, "code"), LegalDays.Of(row));
    }

    private ExemptionRow ExemptionOf(CsvRow row) =>
        new(Filled(row, "id"), row["match_prefix"].Length > 0 ? Prefix(row, "match_prefix") : "", ModeOf(row, "mode"), EndingWithStage(row))
        {
            IsConditional = row["case"].Length > 0 || row["condition"].Length > 0,
        };

    private static RateRow RateOf(CsvRow row) => new(Filled(row, "currency"), Filled(row, "priced_in"), LegalDays.Of(row))
    {
        Units = Number(row, "units"),
        Amount = Number(row, "amount"),
        Source = Filled(row, "source"),
    };

    private static EscortException ExceptionOf(CsvRow row) => row["exception"] switch
    {
        "goods" => new EscortException(Filled(row, "group"), 0, "", LegalDays.Of(row)),
        "security" => new EscortException(null, Number(row, "above"), Filled(row, "currency"), LegalDays.Of(row)),
        _ => throw row.Wrong("exception", "is neither goods nor security."),
    };

    private SealRegime RegimeOf(CsvRow row)
    {
        var modes = row["modes"].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => NeedWords.ModeOf(word) ?? throw row.Wrong("modes", $"names none of {NeedWords.Modes}."));
        return new SealRegime(
            Filled(row, "regime"), row["state"] is { Length: > 0 } state ? state : null, modes.ToFrozenSet(), EndingWithStage(row))
        {
            EndsWithObligation = row["until_obliged"] == "yes",
        };
    }

    /// <summary>The days of a row that ends, at the latest, on the day before a stage begins.</summary>
    private LegalDays EndingWithStage(CsvRow row)
    {
        var days = LegalDays.Of(row);
        if (row["until_stage"] is not { Length: > 0 } text) return days;
        var isKnown = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stage);
        if (!isKnown || !stageStarts.TryGetValue(stage, out var start)) throw row.Wrong("until_stage", "is no stage of stages.csv.");
        var last = start.AddDays(-1);
        return last < days.Last ? days with { Last = last } : days;
    }

    private static string Filled(CsvRow row, string column) =>
        row[column] is { Length: > 0 } text ? text : throw row.Wrong(column, "is empty.");

    private static string Prefix(CsvRow row, string column) =>
        NeedWords.WithoutSpaces(row[column]) is { Length: >= 2 and <= 10 } digits && NeedWords.AreDigits(digits)
            ? digits
            : throw row.Wrong(column, "is no beginning of a goods code, 2 to 10 digits.");

    private static CarriageMode? ModeOf(CsvRow row, string column) => row[column].Length == 0
        ? null
        : NeedWords.ModeOf(row[column]) ?? throw row.Wrong(column, $"is none of {NeedWords.Modes}.");

    private static decimal Number(CsvRow row, string column) =>
        decimal.TryParse(row[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1e7m
            ? number
            : throw row.Wrong(column, "is no number above 0 and up to 10,000,000.");

    private static void ThrowIfTwice(string name, IEnumerable<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (!seen.Add(key)) throw new FormatException($"{name}: '{key}' stands twice.");
        }
    }
}
