using System.Text;
using NavSeal.Model.Observations;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>The device's side of Wialon IPS; the tests play the platform by hand.</summary>
public sealed class Wialon_seal_client_tests
{
    private static readonly TimeSpan Response = TimeSpan.FromSeconds(5);

    private readonly WialonSealClient client =
        new("860000000000017", new SealClientSettings { ReportsPerPacketMax = 3 }, new Random(1), Scene.Start);

    private DateTimeOffset now = Scene.Start;

    [Fact]
    public void It_logs_in_and_sends_nothing_before_it_is_let_in()
    {
        client.Hold(Report(0), objectId: null);
        client.Connected(now);
        Assert.StartsWith("#L#2.0;860000000000017;NA;", Assert.Single(Sent()), StringComparison.Ordinal);
        Assert.Empty(Sent());
        Receive("#AL#1\r\n");
        Assert.Equal(SealClientState.InSession, client.State);
        Assert.StartsWith("#D#020326;060000;", Assert.Single(Sent()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#AL#0\r\n")]
    [InlineData("#AL#01\r\n")]
    public void A_refused_login_ends_the_connection_and_keeps_the_reports(string answer)
    {
        client.Hold(Report(0), objectId: null);
        client.Connected(now);
        Sent();
        Receive(answer);
        Assert.True(client.ShouldDisconnect);
        Assert.Equal((1, 1), (client.Counts.Denied, client.Held));
    }

    [Fact]
    public void A_damaged_login_is_sent_again_at_once()
    {
        client.Connected(now);
        var login = Sent();
        Receive("#AL#10\r\n");
        Assert.Equal(login, Sent());
        Receive("#AL#1\r\n");
        Assert.Equal(SealClientState.InSession, client.State);
    }

    [Fact]
    public void One_report_is_under_way_at_a_time_and_its_answer_erases_it()
    {
        LogIn();
        client.Hold(Report(0), objectId: null);
        client.Hold(Report(1), objectId: null);
        Assert.Single(Sent());
        Receive("#AD#");
        Assert.Equal(2, client.Held);
        Receive("1\r\n");
        Assert.Equal((1, 1), (client.Held, client.Counts.Acknowledged));
        Assert.Single(Sent());
        Receive("#AD#1\r\n");
        Assert.Equal(0, client.Held);
    }

    [Fact]
    public void What_waited_longer_leaves_as_a_black_box_and_what_is_not_taken_stays()
    {
        LogIn();
        for (var second = 0; second < 3; second++) client.Hold(Report(second), objectId: null);
        now += TimeSpan.FromMinutes(5);
        Assert.Equal(3, Assert.Single(Sent()).Count(letter => letter == '|'));
        Receive("#AB#2\r\n");
        Assert.Equal((1, 2), (client.Held, client.Counts.Acknowledged));
        Assert.StartsWith("#B#020326;060002;", Assert.Single(Sent()), StringComparison.Ordinal);
        Receive("#AB#1\r\n");
        Assert.Equal(0, client.Held);
    }

    [Theory]
    [InlineData("#AD#-1\r\n")]
    [InlineData("#AD#16\r\n")]
    public void A_refused_report_is_sent_again_three_times_and_then_the_connection_is_given_up(string answer)
    {
        LogIn();
        client.Hold(Report(0), objectId: null);
        var first = Sent();
        for (var n = 0; n < 3; n++)
        {
            Receive(answer);
            Assert.Equal(first, Sent());
        }

        Receive(answer);
        Assert.Empty(Sent());
        Assert.True(client.ShouldDisconnect);
        Assert.Equal((1, 3), (client.Held, client.Counts.Resent));
    }

    [Fact]
    public void Without_an_answer_the_connection_is_given_up_so_that_a_late_one_is_not_taken_for_the_next()
    {
        LogIn();
        client.Hold(Report(0), objectId: null);
        Sent();
        now += Response;
        Assert.Empty(Sent());
        Assert.True(client.ShouldDisconnect);
        client.Disconnected(now);
        now += TimeSpan.FromSeconds(30);
        LogIn();
        Assert.StartsWith("#D#020326;060000;", Assert.Single(Sent()), StringComparison.Ordinal);
        Assert.Equal(1, client.Held);
    }

    [Fact]
    public void Answers_to_something_else_and_messages_change_nothing()
    {
        LogIn();
        client.Hold(Report(0), objectId: null);
        Sent();
        Receive("#AP#\r\n#M#hello\r\n#AB#1\r\n#AM#1\r\nnoise\r\n\r\n");
        Assert.Equal((1, 0), (client.Held, client.Counts.Acknowledged));
    }

    private void LogIn()
    {
        client.Connected(now);
        Sent();
        Receive("#AL#1\r\n");
    }

    private void Receive(string text) => client.Received(Encoding.ASCII.GetBytes(text), now);

    private string[] Sent() =>
        Encoding.ASCII.GetString(client.TakeOutgoing(now).Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static SimulatedReport Report(int second) => new()
    {
        TakenAt = Scene.Start.AddSeconds(second),
        MeasuredAt = Scene.Start.AddSeconds(second),
        At = Scene.Corridors.All[0].Points[0],
        IsFixValid = true,
        IsMoving = true,
        SpeedTenthsKilometrePerHour = 615,
        CourseDegrees = 90,
        Satellites = 9,
        HdopHundredths = 90,
        OdometerHundredMetres = 7,
        BatteryMillivolts = 3_900,
        SealingElement = SealingElementState.Closed,
        Case = CaseState.Intact,
        Cause = ReportCause.TimerMoving,
    };
}
