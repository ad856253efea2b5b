using NavSeal.Server.CommandLine;

namespace NavSeal.Tests.Server.CommandLine;

public sealed class Judge_command_tests
{
    private const string Setup = """
        "setup": {"regimes": ["EAEU", "KZ-ESCORT"], "mode": "road", "reportPeriodSeconds": 300, "route": null, "deviationLimitKm": null}
        """;

    [Fact]
    public void A_script_is_answered_with_its_events_at_the_instants_of_the_rules()
    {
        const string Script = """
            {"at": "2026-03-01T07:59:00Z", "observe": {"measuredAt": "2026-03-01T07:59:00Z", "sealingElement": "closed"}},
            {"at": "2026-03-01T13:00:00+05:00", "do": "activate"}, {"at": "2026-03-01T08:01:00Z", "do": "reapply"},
            {"at": "2026-03-01T08:20:00Z", "observe": {"measuredAt": "2026-03-01T08:19:00Z", "sealingElement": "broken",
             "lat": 91, "lon": 0, "batteryPercent": 15.9}}
            """;
        string[] expected =
        [
            """{"at":"2026-03-01T08:00:00.000Z","event":"activated"}""",
            """{"at":"2026-03-01T08:01:00.000Z","event":"refused","code":"NotRemoved"}""",
            """{"at":"2026-03-01T08:10:00.000Z","event":"opened","code":"06"}""",
            """{"at":"2026-03-01T08:20:00.000Z","event":"ended","code":"06"}""",
            """{"at":"2026-03-01T08:19:00.000Z","event":"opened","code":"01"}""",
            """{"at":"2026-03-01T08:19:00.000Z","event":"opened","code":"KZ-REMOVAL"}""",
        ];
        Assert.Equal(
            $$"""{"id":"A","events":[{{string.Join(',', expected)}}]}""" + "\n",
            Judge($$"""{"id": "A", {{Setup}}, "script": [{{Script.ReplaceLineEndings(" ")}}]}"""));
    }

    [Theory]
    [InlineData("no JSON", "null")]
    [InlineData("[]", "null")]
    [InlineData("""{"id": "B"}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": 5}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": [5]}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": [{"at": "now", "do": "pass"}]}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": [{"at": "2026-03-01T08:00:00Z", "do": "dance"}]}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {"regimes": ["MARS"]}, "script": [{"at": "2026-03-01T08:00:00Z", "do": "activate"}]}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": [{"at": "2026-03-01T08:00:00Z", "observe": {"sealingElement": "ajar"}}]}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": [{"at": "2026-03-01T08:00:00Z", "observe": {"lat": "north", "lon": 5}}]}""", "\"B\"")]
    [InlineData("""{"id": "B", "setup": {}, "script": [{"at": "2026-03-01T08:00:00Z", "observe": {"fault": "no"}}]}""", "\"B\"")]
    public void A_line_that_cannot_be_judged_is_answered_with_its_error_and_the_next_is_taken(string line, string id)
    {
        var answers = Judge(line + "\n\n" + $$"""{"id": "C", {{Setup}}, "script": []}""").Split('\n');
        Assert.StartsWith($"{{\"id\":{id},\"error\":\"", answers[0], StringComparison.Ordinal);
        Assert.Equal("""{"id":"C","events":[]}""", answers[1]);
    }

    [Fact]
    public void Tables_that_cannot_be_read_end_the_command() =>
        Assert.Equal(2, JudgeCommand.Run(Folder("nowhere"), TextReader.Null, TextWriter.Null));

    private static DirectoryInfo Folder(string name) => new(Path.Combine(AppContext.BaseDirectory, name));

    private static string Judge(string input)
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, JudgeCommand.Run(Folder("reference"), new StringReader(input), output));
        return output.ToString();
    }
}
