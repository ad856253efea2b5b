using System.Globalization;
using System.Resources;
using NavSeal.Model.Need;
using NavSeal.Workplaces.Texts;

namespace NavSeal.Workplaces.Need;

/// <summary>Puts answers in words.</summary>
/// <param name="textOf">Gives a text of <c>NeedTexts*.resx</c> by its key; null or the key itself where there is none.</param>
public sealed class NeedText(Func<string, string?> textOf)
{
    private static readonly ResourceManager texts = new(typeof(NeedTexts));

    /// <summary>How the tables name the acts, as <c>reference/stages.csv</c> writes them.</summary>
    private static readonly string[] acts = ["Agreement", "Board", "announcement"];

    /// <summary>In English, for programs and the command line.</summary>
    public static NeedText English { get; } = new(key => texts.GetString(key, CultureInfo.InvariantCulture));

    /// <summary>Why a seal is required or not.</summary>
    public string Why(NeedDecision decision) => Why(decision.Reason, decision.Deciding);

    /// <summary>Why one line obliges or does not.</summary>
    public string Why(LineVerdict line) => Why(line.Reason, line);

    /// <summary>By what physical customs escort is allowed or barred.</summary>
    public string Escort(PhysicalEscortVerdict verdict)
    {
        var said = Formatted($"Escort_{verdict.Ground}", verdict.Line ?? 0);
        return verdict.RateSource is { } source ? said + " " + Formatted("RateSource", source) : said;
    }

    /// <summary>What is wrong with a question.</summary>
    public string Fault(NeedAnswer.Malformed malformed) => Formatted($"Fault_{malformed.Fault}", malformed.Shown, malformed.Detail);

    /// <summary>The name of a group of goods.</summary>
    public string Group(string? key) => Named("Group_", key);

    /// <summary>The name of another regime.</summary>
    public string Regime(string key) => Named("Regime_", key);

    /// <summary>The name of a member state.</summary>
    public string State(string key) => Named("State_", key);

    /// <summary>A clause of the tables with the names of the acts in the language.</summary>
    public string Clause(string clause) =>
        acts.Aggregate(clause, (said, act) => said.Replace(act, Named("Act_", act), StringComparison.Ordinal));

    /// <summary>A day as it is written in the language.</summary>
    public string Day(DateOnly day) => day.ToString(Found("DayForm") ?? "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Why(NeedReason reason, LineVerdict? line) => Formatted(
        $"Why_{reason}", line?.Code ?? "", line?.Heading ?? "", Group(line?.Group), line?.Stage ?? 0,
        line?.Since is { } since ? Day(since) : "", line?.Exemption ?? "");

    private string Named(string family, string? key) => key is null ? "" : Found(family + key) ?? key;

    private string? Found(string key) => textOf(key) is { } text && text != key ? text : null;

    private string Formatted(string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Found(key) ?? key, values);
}
