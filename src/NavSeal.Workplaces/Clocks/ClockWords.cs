using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views.Obligations;

namespace NavSeal.Workplaces.Clocks;

/// <summary>Says what stands on the board of clocks.</summary>
/// <param name="texts">In the reader's language.</param>
/// <param name="now">The instant at which the words are true.</param>
public sealed partial class ClockWords(IStringLocalizer<ClockTexts> texts, DateTimeOffset now)
{
    /// <summary>A clause of the table as people cite it.</summary>
    public string Clause(string clause)
    {
        if (Order().Match(clause) is { Success: true } order) return texts["Clause_Order", order.Groups["part"].Value];
        if (Code().Match(clause) is { Success: true } code) return texts["Clause_Code", code.Groups["part"].Value];
        if (News().Match(clause) is { Success: true } news) return texts["Clause_News", news.Groups["part"].Value];
        return clause.StartsWith("operator's rule", StringComparison.Ordinal) ? texts["Clause_Operator"] : clause;
    }

    public string State(ClockState state) => texts[$"State_{state}"];

    /// <summary>How long is left, or by how much it has run out, in the two largest units.</summary>
    public string Left(DateTimeOffset due) => due >= now ? texts["Left", Length(due - now)] : texts["Over", Length(now - due)];

    private string Length(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => texts["Length_Days", (int)time.TotalDays, time.Hours],
        { TotalHours: >= 1 } => texts["Length_Hours", time.Hours, time.Minutes],
        _ => texts["Length_Minutes", (int)Math.Ceiling(time.TotalMinutes)],
    };

    [GeneratedRegex("^O407 (?<part>.+)$")]
    private static partial Regex Order();

    [GeneratedRegex("^Code (?<part>.+)$")]
    private static partial Regex Code();

    [GeneratedRegex("^customs news of (?<part>.+)$")]
    private static partial Regex News();
}
