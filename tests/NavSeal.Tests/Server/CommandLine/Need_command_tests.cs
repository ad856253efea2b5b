using System.Text.Json;
using NavSeal.Server.CommandLine;

namespace NavSeal.Tests.Server.CommandLine;

public sealed class Need_command_tests
{
    private const string Rest = """
        "procedure": "transit", "mode": "road", "states": ["KZ", "RU"], "goods": [{"code": "2203 00 010 0"}]
        """;

    [Fact]
    public void Every_line_gets_its_answer_in_order()
    {
        var answers = Ask(
            $$"""{"id": "A", "date": "2026-03-01", {{Rest}}, "compartments": 2, "note": "passed over"}""",
            $$"""{"id": 7, "date": "2026-02-10", {{Rest}}}""");
        Assert.Equal(
            ("\"A\"", "true", "\"STG-004\"", "1", "\"alcohol\"", "2"),
            (Raw(answers[0], "id"), Raw(answers[0], "required"), Raw(answers[0], "rule"), Raw(answers[0], "stage"),
                Raw(answers[0], "group"), Raw(answers[0], "seals")));
        Assert.Equal(
            ("7", "false", "null", "null", "null", "[\"KZ-ESCORT\",\"UNILATERAL\"]"),
            (Raw(answers[1], "id"), Raw(answers[1], "required"), Raw(answers[1], "rule"), Raw(answers[1], "stage"),
                Raw(answers[1], "group"), Raw(answers[1], "mayStillApply")));
        Assert.Equal("\"not loaded\"", Raw(answers[0], "exemptions"));
        Assert.All(answers, answer => Assert.NotEmpty(answer.GetProperty("why").GetString()!));
    }

    [Theory]
    [InlineData("no JSON", "null", "line")]
    [InlineData("[]", "null", "line")]
    [InlineData("""{"id": "\ud800"}""", "null", "line")]
    [InlineData("""{"id": {"a": 1}, "date": 5}""", "null", "date")]
    [InlineData("""{"id": "B", "date": 20260301}""", "\"B\"", "date")]
    [InlineData("""{"id": "B", "date": "2026-03-01", "procedure": "transit", "mode": "tube"}""", "\"B\"", "mode")]
    [InlineData("""{"id": "B", "mode": "road", "mode": "rail"}""", "\"B\"", "mode")]
    [InlineData("""{"id": "B", "states": "KZ"}""", "\"B\"", "states")]
    [InlineData("""{"id": "B", "goods": [{"code": 2203000100}]}""", "\"B\"", "goods[0].code")]
    [InlineData("""{"id": "B", "goods": [{"code": "2204"}, {"code": "2204", "specialMeasures": "RU"}]}""", "\"B\"", "goods[1]")]
    public void A_line_that_cannot_be_asked_is_answered_with_its_field_and_the_next_is_read(string line, string id, string field)
    {
        var answers = Ask(line, $$"""{"id": "C", "date": "2026-03-01", {{Rest}}}""");
        Assert.Equal(id, Raw(answers[0], "id"));
        Assert.StartsWith(field, answers[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("\"C\"", Raw(answers[1], "id"));
        Assert.Equal("true", Raw(answers[1], "required"));
    }

    [Fact]
    public void A_line_without_end_is_refused_and_not_kept()
    {
        var answers = Ask(new string('x', 3 << 20), $$"""{"id": "C", "date": "2026-03-01", {{Rest}}}""");
        Assert.Contains("longer than", answers[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("true", Raw(answers[1], "required"));
    }

    [Fact]
    public void People_read_it_in_words()
    {
        var said = Said(explain: true, $$"""{"id": "A", "date": "2026-03-01", {{Rest}}}""", "nothing");
        Assert.Contains("A seal is required (STG-004).", said, StringComparison.Ordinal);
        Assert.Contains("2203 00 (alcohol)", said, StringComparison.Ordinal);
        Assert.Contains("Exemptions: no list is loaded", said, StringComparison.Ordinal);
        Assert.Contains("It cannot be asked so.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_tables_it_ends_with_a_code() => Assert.Equal(
        2, NeedCommand.Run(new DirectoryInfo("no such folder"), explain: false, new StringReader(""), new StringWriter()));

    private static List<JsonElement> Ask(params string[] lines)
    {
        var said = Said(explain: false, lines).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. said.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Said(bool explain, params string[] lines)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var reference = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "reference"));
        Assert.Equal(0, NeedCommand.Run(reference, explain, new StringReader(string.Join("\r\n", lines)), output));
        return output.ToString();
    }

    private static string Raw(JsonElement answer, string name) => answer.GetProperty(name).GetRawText();
}
