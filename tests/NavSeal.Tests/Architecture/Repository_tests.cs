using System.Text.RegularExpressions;

namespace NavSeal.Tests.Architecture;

/// <summary>The repository itself: few entries at its root, and no link into nothing.</summary>
public sealed partial class Repository_tests
{
    private const string DecisionFolder = "docs/decisions/";

    private static readonly string[] AllowedAtTheRoot =
    [
        ".ci", ".editorconfig", ".gitignore", "ARCHITECTURE.md", "BannedSymbols.txt", "CONTRIBUTING.md",
        "Directory.Build.props", "Directory.Packages.props", "LICENSE", "NavSeal.slnx", "README.md", "global.json",
        "check", "navseal", "bench", "deploy", "docs", "reference", "src", "tests",
    ];

    [Fact]
    public void The_root_has_no_other_entries() => Rules.Hold(Unknown(Repository.RootEntries));

    [Fact]
    public void A_planted_entry_of_the_root_is_reported() => Rules.Report("PLAN.md", Unknown(["src", "PLAN.md", "tests"]));

    [Fact]
    public void The_rules_have_something_to_look_at()
    {
        Assert.Contains("src/NavSeal.Server/Program.cs", Repository.Files);
        Assert.Contains("check", Repository.Files);
        Assert.DoesNotContain(Repository.Files, path => path.StartsWith("artifacts/", StringComparison.Ordinal));
        Assert.Contains(Sources.CSharp, file => file.Path.EndsWith("/Repository_tests.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_lead_to_files_of_the_repository() => Rules.Hold(DeadLinks(Pages()));

    [Theory]
    [InlineData("See [the loop](../src/NavSeal.Server/Nowhere.cs).", "../src/NavSeal.Server/Nowhere.cs")]
    [InlineData("See [the loop][1].\n\n[1]: nowhere.md#there", "nowhere.md")]
    [InlineData("The loop is `src/NavSeal.Server/Nowhere.cs`.", "src/NavSeal.Server/Nowhere.cs")]
    [InlineData("![picture](/etc/hostname)", "/etc/hostname")]
    [InlineData("[out](../../outside.md)", "../../outside.md")]
    public void A_planted_dead_link_is_reported(string text, string expected) =>
        Rules.Report(expected, DeadLinks([Sources.Planted(text, "docs/Planted.md")]));

    [Fact]
    public void Links_that_lead_somewhere_are_not_reported() => Rules.Hold(DeadLinks([Sources.Planted("""
        [Start](../src/NavSeal.Server/Program.cs), [tests](../tests/),
        [below](#below), [law](https://example.org/law),
        `src/NavSeal.Server/`, `src/NavSeal.Devices/<Family>/`, `tests/**.cs`,
        [mail](mailto:somebody@example.org), [checks](../check "all of them").

            [1]: of-a-listing.md

        ```
        [not](a-link.md)
        ```
        """, "docs/Planted.md")]));

    [Fact]
    public void Every_decision_is_in_the_index() =>
        Rules.Hold(NotIndexed(Repository.TextOf(DecisionFolder + "README.md"), Repository.Files));

    [Fact]
    public void A_planted_decision_outside_the_index_is_reported() => Rules.Report(
        "0002-b.md", NotIndexed("| [0001](0001-a.md) | A |", ["README.md", DecisionFolder + "0001-a.md", DecisionFolder + "0002-b.md"]));

    private static IEnumerable<string> NotIndexed(string index, IEnumerable<string> files) =>
        from path in files
        where path.StartsWith(DecisionFolder + "0", StringComparison.Ordinal)
        where !index.Contains($"({path[DecisionFolder.Length..]})", StringComparison.Ordinal)
        select $"{path} is not in {DecisionFolder}README.md";

    private static IEnumerable<string> Unknown(IEnumerable<string> entries) =>
        entries.Except(AllowedAtTheRoot).Select(entry => $"{entry} is no entry of the root; the list stands in Repository_tests");

    private static IEnumerable<SourceFile> Pages() => Sources.Texts.Where(file =>
        file.Path is "README.md" or "ARCHITECTURE.md" or "CONTRIBUTING.md"
        || (file.Path.StartsWith("docs/", StringComparison.Ordinal) && file.Path.EndsWith(".md", StringComparison.Ordinal)));

    private static IEnumerable<string> DeadLinks(IEnumerable<SourceFile> pages)
    {
        foreach (var page in pages)
        {
            var fenced = false;
            foreach (var (index, line) in page.Lines.Index())
            {
                if (line.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
                if (fenced) continue;
                foreach (var target in TargetsIn(line, page.Path).Where(target => !Exists(target.From, target.Link)))
                    yield return page.At(index, $"{target.Link} leads nowhere");
            }
        }
    }

    /// <summary>Links are relative to their page; paths in code voice are relative to the root and begin with a directory of it.</summary>
    private static IEnumerable<(string From, string Link)> TargetsIn(string line, string page) =>
    [
        .. Link().Matches(line).Select(match => (From: Path.GetDirectoryName(page) ?? "", Link: match.Groups["to"].Value.Split('#')[0]))
            .Where(target => target.Link != ""),
        .. Code().Matches(line).Select(match => ("", match.Groups["to"].Value)),
    ];

    private static bool Exists(string from, string link)
    {
        if (link.StartsWith('/')) return false;
        var path = Path.GetFullPath(Path.Combine(Repository.Root, from, Uri.UnescapeDataString(link)));
        return (path + "/").StartsWith(Repository.Root + "/", StringComparison.Ordinal) && Path.Exists(path);
    }

    [GeneratedRegex(@"(\]\(|^\[[^\]]+\]:\s+)(?!\w+:)(?<to>[^)\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<to>(src|tests|docs|reference|bench)/[\w./-]*)`")]
    private static partial Regex Code();
}
