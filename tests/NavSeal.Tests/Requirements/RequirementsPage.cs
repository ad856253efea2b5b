using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace NavSeal.Tests.Requirements;

/// <summary>One row of reference/requirements.csv.</summary>
internal sealed record Requirement(string Id, string Text, string Source)
{
    public string Group => Id.Split('-')[0];
}

/// <summary>A test or a test class that says which requirement it proves.</summary>
internal sealed record Proof(string Requirement, string Sentence);

/// <summary>docs/requirements.md: each requirement with the tests that prove it. A pure function of the list and of the attributes,
/// so that a lost proof is a line in the diff.</summary>
internal static partial class RequirementsPage
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["SEAL"] = "Seals and their registry",
        ["ACT"] = "Affixing and activating",
        ["MON"] = "Tracking",
        ["EMG"] = "Non-routine situations",
        ["RMV"] = "Removal and replacement on the way",
        ["ARR"] = "Arrival and deactivation",
        ["IXC"] = "Exchange between states",
        ["REG"] = "Access of controlling bodies",
        ["CAB"] = "Customers, prices, settlement",
        ["RET"] = "Retention and protection",
        ["STG"] = "Stages and applicability",
    };

    /// <summary>Rows of the list; fields in quotes may hold commas and doubled quotes, no line breaks.</summary>
    /// <exception cref="FormatException">A row has not three fields, or its identifier was there before.</exception>
    public static IReadOnlyList<Requirement> Read(string csv)
    {
        var seen = new HashSet<string>();
        var rows = new List<Requirement>();
        foreach (var line in csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (Fields(line) is not [var id, var text, var source]) throw new FormatException($"Not id,text,source: {line}");
            if (!seen.Add(id)) throw new FormatException($"{id} is there twice.");
            rows.Add(new Requirement(id, text, source));
        }

        return rows;
    }

    /// <summary>What the attributes of <paramref name="types"/> and of their methods say.</summary>
    public static IEnumerable<Proof> ProofsIn(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var subject = type.Name.Replace('_', ' ');
            foreach (var claim in type.GetCustomAttributes<RequirementAttribute>(inherit: false)) yield return new Proof(claim.Id, subject);
            foreach (var method in type.GetMethods(Declared))
            {
                foreach (var claim in method.GetCustomAttributes<RequirementAttribute>(inherit: false))
                    yield return new Proof(claim.Id, $"{subject}: {method.Name.Replace('_', ' ')}");
            }
        }
    }

    /// <summary>Identifiers that are proven but not listed.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<Requirement> requirements, IEnumerable<Proof> proofs) =>
        proofs.ExceptBy(requirements.Select(requirement => requirement.Id), proof => proof.Requirement)
            .Select(proof => $"{proof.Requirement} ({proof.Sentence}) is not in reference/requirements.csv");

    /// <summary>Why some are open: id and reason.</summary>
    /// <exception cref="FormatException">A row has not two fields.</exception>
    public static IReadOnlyDictionary<string, string> ReadOpen(string csv) => csv.ReplaceLineEndings("\n")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Fields).ToDictionary(
            fields => fields is [var id, _] ? id : throw new FormatException($"Not id,why: {string.Join(',', fields)}"),
                fields => fields[1]);

    /// <summary>Identifiers that nothing proves and that do not say why, a proof that was lost among them; and explanations of what is
    /// proven, or is no requirement.</summary>
    public static IEnumerable<string> Unexplained(
        IReadOnlyCollection<Requirement> requirements, IReadOnlyCollection<Proof> proofs, IReadOnlyDictionary<string, string> open)
    {
        var proven = proofs.Select(proof => proof.Requirement).ToHashSet();
        foreach (var requirement in requirements)
        {
            var (isProven, isOpen) = (proven.Contains(requirement.Id), open.ContainsKey(requirement.Id));
            if (!isProven && !isOpen) yield return $"{requirement.Id} is proven by no test, and the list of open ones does not say why";
            if (isProven && isOpen) yield return $"{requirement.Id} is proven, and the list of open ones says why it is not";
        }

        foreach (var unknown in open.Keys.Except(requirements.Select(requirement => requirement.Id)))
            yield return $"{unknown} is listed as open and is not in reference/requirements.csv";
    }

    public static string Write(
        IReadOnlyList<Requirement> requirements, IEnumerable<Proof> proofs, IReadOnlyDictionary<string, string> open)
    {
        var byId = proofs.ToLookup(proof => proof.Requirement, proof => proof.Sentence);
        var page = new StringBuilder("""
            # Requirements and their proofs

            What the law and the practice ask of the system, in our words, and the tests that prove it. *Open*: no test proves it yet,
            and why. The list is `reference/requirements.csv`; `Requirement_tests` keeps this page, `REWRITE=1 ./check` writes it anew.
            After a source, *by report* means that the act itself was not seen, *observed* that working systems do so, *inferred* that
            it follows from the context, *our default* that no source answers and we propose it.

            """);
        foreach (var group in requirements.GroupBy(requirement => requirement.Group))
        {
            page.Append("\n## ").Append(Titles.GetValueOrDefault(group.Key, group.Key)).Append("\n\n");
            page.Append("| id | requirement | source | proven by |\n|---|---|---|---|\n");
            foreach (var requirement in group) page.Append(Row(requirement, byId[requirement.Id], open));
        }

        return page.ToString();
    }

    private static string Row(
        Requirement requirement, IEnumerable<string> sentences, IReadOnlyDictionary<string, string> open)
    {
        var proven = string.Join("<br>", sentences.Distinct().Order(StringComparer.Ordinal));
        if (proven.Length == 0) proven = open.TryGetValue(requirement.Id, out var why) ? $"*open*: {Cell(why)}" : "*open*";
        return $"| {requirement.Id} | {Cell(requirement.Text)} | {Cell(requirement.Source)} | {proven} |\n";
    }

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("<", "&lt;");

    private static string[] Fields(string line) =>
        [.. Field().Matches(line).Select(match => match.Groups["plain"].Value + match.Groups["quoted"].Value.Replace("\"\"", "\""))];

    [GeneratedRegex("""(?:^|,)(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,"]*))(?=,|$)""")]
    private static partial Regex Field();
}
