using System.Globalization;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Need;

namespace NavSeal.Workplaces.Need;

/// <summary>The form as it was filled in, and what came of it.</summary>
public sealed record NeedModel
{
    /// <summary>Most lines of goods on the page; who has more asks by the API.</summary>
    public const int LinesMax = 50;

    private const string Remove = "remove-";

    public required string Day { get; init; }

    public required string Procedure { get; init; }

    public required string Mode { get; init; }

    public required IReadOnlySet<string> States { get; init; }

    public required IReadOnlyList<NeedModelLine> Lines { get; init; }

    public string Compartments { get; init; } = "";

    public string Objects { get; init; } = "";

    public string Security { get; init; } = "";

    public string Currency { get; init; } = "USD";

    /// <summary>Null: nothing was asked yet.</summary>
    public NeedAnswer? Answer { get; init; }

    /// <summary>An empty form.</summary>
    public static NeedModel Empty(DateOnly today) => new()
    {
        Day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Procedure = "transit",
        Mode = "road",
        States = new HashSet<string>(),
        Lines = [new NeedModelLine("", "", "")],
    };

    /// <summary>What a form says, after the act of the button that sent it: a line more, a line less, or the answer.</summary>
    public static NeedModel Of(IFormCollection form, Func<NeedQuestion, NeedAnswer> answer)
    {
        var (codes, measures, exemptions) = (form["code"], form["measures"], form["exemption"]);
        var lines = codes.Take(LinesMax).Select((code, i) => new NeedModelLine(
            (code ?? "").Trim(), measures.ElementAtOrDefault(i) ?? "", exemptions.ElementAtOrDefault(i) ?? "")).ToList();
        var act = Text("act");
        if (act == "add" && lines.Count < LinesMax) lines.Add(new NeedModelLine("", "", ""));
        if (act.StartsWith(Remove, StringComparison.Ordinal)
            && int.TryParse(act.AsSpan(Remove.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && place < lines.Count)
        {
            lines.RemoveAt(place);
        }

        if (act == "ask") lines.RemoveAll(line => line.Code.Length == 0);
        if (lines.Count == 0) lines.Add(new NeedModelLine("", "", ""));
        var model = new NeedModel
        {
            Day = Text("day"),
            Procedure = Text("procedure"),
            Mode = Text("mode"),
            States = form["states"].OfType<string>().ToHashSet(StringComparer.Ordinal),
            Lines = lines,
            Compartments = Text("compartments"),
            Objects = Text("objects"),
            Security = Text("security"),
            Currency = Text("currency"),
        };
        return act == "ask" ? model with { Answer = answer(model.Question()) } : model;

        string Text(string name) => form[name].FirstOrDefault()?.Trim() ?? "";
    }

    /// <summary>The control that holds what is wrong.</summary>
    public static string ControlOf(string field) => field switch
    {
        "date" => "day",
        "trackingObjects" => "objects",
        "securityCurrency" => "currency",
        "goods" => "code-0",
        _ when field.StartsWith("states", StringComparison.Ordinal) => "states",
        _ when field.StartsWith("goods[", StringComparison.Ordinal) => "code-" + field[6..].Split(']')[0],
        _ => field,
    };

    private NeedQuestion Question() => new()
    {
        Day = Day,
        Procedure = Procedure,
        Mode = Mode,
        States = [.. States],
        Goods = [.. Lines.Select(line => new GoodsLine(
            line.Code, line.Measures.Length == 0 ? null : [line.Measures], line.Exemption.Length == 0 ? null : line.Exemption))],
        Compartments = Filled(Compartments),
        TrackingObjects = Filled(Objects),
        // People write sums with spaces and a decimal comma.
        Security = Filled(string.Concat(Security.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.')),
        SecurityCurrency = Security.Length == 0 ? null : Filled(Currency),
    };

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}

/// <summary>A line of goods of the form.</summary>
/// <param name="Code">As typed.</param>
/// <param name="Measures">The state that applies special measures; empty: none.</param>
/// <param name="Exemption">The exemption that is claimed; empty: none.</param>
public sealed record NeedModelLine(string Code, string Measures, string Exemption);
