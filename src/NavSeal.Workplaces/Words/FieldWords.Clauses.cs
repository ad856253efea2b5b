using System.Text.RegularExpressions;
using NavSeal.Model.Commands;

namespace NavSeal.Workplaces.Words;

/// <summary>The law that something stands on, as people of the reader's language cite it.</summary>
public sealed partial class FieldWords
{
    /// <summary>The law behind a refusal.</summary>
    public string Clause(Refusal reason) => Clause(Clauses.Of(reason));

    /// <summary>A citation as code and tables write it, for example <c>Order 407, 8; operator's rule</c>. What is of none of the known
    /// forms stays as it is.</summary>
    public string Clause(string citation) => string.Join("; ", citation.Split("; ").Select(OneClause));

    private string OneClause(string citation)
    {
        if (Citation().Match(citation) is not { Success: true } found) return citation;
        var key = found.Groups["law"].Value switch
        {
            "Agreement" => "Agreement",
            "Order 407" or "O407" => "Order",
            "Board" => "Board",
            "Council" => "Council",
            "Code" => "Code",
            "customs news of" => "News",
            "Instruction on the declaration" => "Instruction",
            "codes of situations" => "Codes",
            _ => "Operator",
        };
        var (act, part) = (found.Groups["act"].Value, found.Groups["part"].Value);
        if (part.Length == 0 || key == "Operator") return texts[$"Law_{key}", act];
        var form = key switch { "Code" => "Clause_Article", "News" => "Clause_Day", _ => "Clause" };
        return texts[form, texts[$"Law_{key}", act].Value, PartWord().Replace(part, word => texts[$"Clause_{word.Value}"].Value)];
    }

    [GeneratedRegex(
        @"^(?<law>Agreement|Order 407|O407|Board(?= \d)|Council(?= \d)|Code|customs news of|Instruction on the declaration"
        + @"|codes of situations|operator's rule)(?: (?<act>\d+/\d{4}))?,? ?\(?(?<part>[^()]*(?:\(\d+\))?[^()]*)\)?$")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\b(?:and|to|storage|column)\b")]
    private static partial Regex PartWord();
}
