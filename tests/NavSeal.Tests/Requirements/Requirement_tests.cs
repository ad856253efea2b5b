using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Requirements;

public sealed class Requirement_tests
{
    private const string Page = "docs/requirements.md";

    private static readonly Lazy<IReadOnlyList<Requirement>> Listed =
        new(() => RequirementsPage.Read(Repository.TextOf("reference/requirements.csv")));

    /// <summary>Only what the runner sees: the planted proofs below are private.</summary>
    private static readonly Lazy<Proof[]> Claimed =
        new(() => [.. RequirementsPage.ProofsIn(typeof(Requirement_tests).Assembly.GetTypes().Where(type => type.IsVisible))]);

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Open =
        new(() => RequirementsPage.ReadOpen(Repository.TextOf("reference/requirements-open.csv")));

    private static readonly Requirement[] Two =
    [
        new("ACT-001", "Each transportation gets its own number.", "D40"),
        new("ACT-002", "A number that is a|b is refused.", "D40"),
    ];

    /// <summary>REWRITE=1 writes the page anew; whoever commits it sees in the diff what is newly proven and what no longer.</summary>
    [Fact]
    public void The_page_of_requirements_says_what_is_proven()
    {
        var expected = RequirementsPage.Write(Listed.Value, Claimed.Value, Open.Value);
        if (Environment.GetEnvironmentVariable("REWRITE") == "1") File.WriteAllText(Repository.PathOf(Page), expected);
        var actual = File.Exists(Repository.PathOf(Page)) ? Repository.TextOf(Page).ReplaceLineEndings("\n") : "";
        var gone = actual.Split('\n').Except(expected.Split('\n')).Select(line => "- " + line);
        var come = expected.Split('\n').Except(actual.Split('\n')).Select(line => "+ " + line);
        if (actual != expected) Assert.Fail($"{Page} is not what REWRITE=1 ./check would write:\n{string.Join('\n', gone.Concat(come))}");
    }

    [Fact]
    public void Every_requirement_is_listed() => Assert.Equal(243, Listed.Value.Count);

    [Fact]
    public void Every_row_says_what_and_by_which_source() =>
        Assert.DoesNotContain(Listed.Value, row => string.IsNullOrWhiteSpace(row.Text) || string.IsNullOrWhiteSpace(row.Source));

    [Fact]
    public void Attributes_name_listed_requirements_only() => Rules.Hold(RequirementsPage.Unknown(Listed.Value, Claimed.Value));

    [Fact]
    public void What_no_test_proves_says_why_and_what_one_proves_does_not() =>
        Rules.Hold(RequirementsPage.Unexplained(Listed.Value, Claimed.Value, Open.Value));

    [Fact]
    public void A_planted_lost_proof_is_reported() => Rules.Report(
        "ACT-002", RequirementsPage.Unexplained(Two, [new("ACT-001", "A")], new Dictionary<string, string>()));

    [Fact]
    public void A_planted_explanation_of_what_is_proven_is_reported() => Rules.Report(
        "ACT-001", RequirementsPage.Unexplained(
            Two, [new("ACT-001", "A"), new("ACT-002", "B")], new Dictionary<string, string> { ["ACT-001"] = "comes later" }));

    [Fact]
    public void A_planted_explanation_of_no_requirement_is_reported() => Rules.Report(
        "ACT-999", RequirementsPage.Unexplained(
            Two, [new("ACT-001", "A"), new("ACT-002", "B")], new Dictionary<string, string> { ["ACT-999"] = "comes later" }));

    [Fact]
    public void A_planted_unknown_requirement_is_reported() =>
        Rules.Report("ACT-999", RequirementsPage.Unknown(Two, [new("ACT-001", "known"), new("ACT-999", "unknown")]));

    [Fact]
    public void A_row_shows_its_proofs_once_in_order_or_that_it_is_open()
    {
        var page = RequirementsPage.Write(Two, [new("ACT-001", "B"), new("ACT-001", "A: two"), new("ACT-001", "B")],
            new Dictionary<string, string> { ["ACT-002"] = "comes later" });
        Assert.Contains("\n## Affixing and activating\n", page);
        Assert.Contains("\n| ACT-001 | Each transportation gets its own number. | D40 | A: two<br>B |\n", page);
        Assert.Contains("\n| ACT-002 | A number that is a\\|b is refused. | D40 | *open*: comes later |\n", page);
    }

    [Fact]
    public void Proofs_are_read_from_classes_and_methods_as_sentences() =>
        Assert.Equal(
            [
                new Proof("SEAL-001", "Planted proofs"),
                new Proof("SEAL-002", "Planted proofs: Two things are proven at once"),
                new Proof("SEAL-003", "Planted proofs: Two things are proven at once"),
            ],
            RequirementsPage.ProofsIn([typeof(Planted_proofs)]).OrderBy(proof => proof.Requirement, StringComparer.Ordinal));

    [Theory]
    [InlineData("id,text,source\nA-1,one\n")]
    [InlineData("id,text,source\nA-1,one,x,y\n")]
    [InlineData("id,text,source\nA-1,one,x\nA-1,two,x\n")]
    public void A_planted_wrong_row_is_refused(string csv) => Assert.Throws<FormatException>(() => RequirementsPage.Read(csv));

    [Fact]
    public void Quoted_fields_keep_commas_and_quotes() => Assert.Equal(
        [new Requirement("A-1", "one, \"two\"", "x")], RequirementsPage.Read("id,text,source\n\"A-1\",\"one, \"\"two\"\"\",x\n"));

    [Requirement("SEAL-001")]
    private static class Planted_proofs
    {
        [Requirement("SEAL-002")]
        [Requirement("SEAL-003")]
        public static void Two_things_are_proven_at_once()
        {
        }
    }
}
