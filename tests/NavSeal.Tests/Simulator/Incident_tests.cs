using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

public sealed class Incident_tests
{
    [Fact]
    public void A_script_is_read_in_the_order_of_its_times() => Assert.Equal(
        [
            new Incident(TimeSpan.FromSeconds(5), "@one", IncidentKind.Open, 0),
            new Incident(TimeSpan.FromSeconds(90), "SIM-000001", IncidentKind.Silence, 10),
            new Incident(TimeSpan.FromSeconds(3661), "@one", IncidentKind.Close, 0),
        ],
        IncidentScript.Parse("""
            # what happens to whom
            01:30     SIM-000001 silence 10
            00:05     @one       open        # cut

            01:01:01  @one       CLOSE
            """).Incidents);

    [Theory]
    [InlineData("soon @one open", "Write a time")]
    [InlineData("00:60 @one open", "Write a time")]
    [InlineData("00:10 @one", "Write a time")]
    [InlineData("00:10 @one open 5 6", "Write a time")]
    [InlineData("00:10 a_b open", "no seal number")]
    [InlineData("00:10 @one explode", "none of open")]
    [InlineData("00:10 @one 3", "none of open")]
    [InlineData("00:10 @one open 5", "takes no amount")]
    [InlineData("00:10 @one drain", "from 1 to 100")]
    [InlineData("00:10 @one drain 101", "from 1 to 100")]
    [InlineData("00:10 @one silence -1", "from 1 to 10080")]
    public void A_line_that_cannot_be_read_is_named_with_its_cure(string line, string cure)
    {
        var message = Assert.Throws<FormatException>(() => IncidentScript.Parse("00:01 @a open\n" + line)).Message;
        Assert.StartsWith("Line 2: ", message, StringComparison.Ordinal);
        Assert.Contains(cure, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_of_the_demo_begins_within_the_first_minute() =>
        Assert.True(IncidentScript.Demo.Incidents.Count(incident => incident.At < TimeSpan.FromMinutes(1)) >= 5);
}
