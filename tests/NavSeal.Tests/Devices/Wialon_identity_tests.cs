using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;

namespace NavSeal.Tests.Devices;

public sealed class Wialon_identity_tests
{
    private const string Line = "#SD#" + WialonWorld.Short + "\r\n";

    private readonly WialonWorld world = new();

    [Theory]
    [InlineData("#L#860000000000017;NA", "S1")]
    [InlineData("#L#00860000000000017;any", "S1")]
    [InlineData("#L#860000000000017;", "S1")]
    [InlineData("#L#Truck-7;NA", "WORD")]
    public void A_device_is_known_by_the_digits_or_the_word_it_logs_in_with(string login, string number)
    {
        var connection = world.Connect().Read(login + "\r\n" + Line);
        Assert.Equal(["#AL#1", "#ASD#1"], connection.Answers);
        Assert.Equal((number, number), (connection.Session.Sender?.Number.Text, Assert.Single(connection.Speakers)));
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("2.1")]
    public void A_login_of_2_x_brings_its_version_and_its_checksum(string version)
    {
        var connection = world.Connect().Read(WialonWorld.Checked("L", $"{version};{WialonWorld.Imei};NA"));
        Assert.Equal(["#AL#1"], connection.Answers);
        Assert.Equal("S1", connection.Session.Sender?.Number.Text);
    }

    [Theory]
    [InlineData("#L#2.0;860000000000017;NA;0000", "#AL#10")]
    [InlineData("#L#2.0;860000000000017;NA", "#AL#10")]
    [InlineData("#L#2.0;860000000000017;NA;", "#AL#10")]
    [InlineData("#L#860000000000018;NA", "#AL#0")]
    [InlineData("#L#truck-7;NA", "#AL#0")]
    [InlineData("#L#;NA", "#AL#0")]
    [InlineData("#L#000;NA", "#AL#0")]
    [InlineData("#L#860000000000017", "#AL#0")]
    [InlineData("#L#860000000000017;NA;x", "#AL#0")]
    [InlineData("#L#", "#AL#0")]
    public void Whoever_is_not_known_or_comes_damaged_is_not_let_in(string login, string answer)
    {
        var connection = world.Connect().Read(login + "\r\n");
        Assert.Equal([answer], connection.Answers);
        Assert.Equal((null, null), (connection.Session.Sender, connection.Session.End));
        Assert.Equal(0, connection.Batch.Acknowledged);
    }

    [Fact]
    public void A_device_may_try_again_twice_and_then_the_connection_is_closed()
    {
        var connection = world.Connect().Read("#L#1;NA\r\n#L#1;NA\r\n");
        Assert.Null(connection.Session.End);
        connection.Read("#L#1;NA\r\n");
        Assert.Equal(["#AL#0", "#AL#0", "#AL#0"], connection.Answers);
        Assert.Equal((SessionEnd.UnknownDevice, 3), (connection.Session.End, connection.Batch.Unknown));
    }

    [Theory]
    [InlineData("#SD#" + WialonWorld.Short)]
    [InlineData("#D#" + WialonWorld.Full)]
    [InlineData("#B#" + WialonWorld.Full)]
    [InlineData("#M#hello")]
    [InlineData(WialonWorld.Imei + "#SD#" + WialonWorld.Short)]
    public void A_report_before_the_login_is_not_answered_and_the_connection_is_closed(string packet)
    {
        var connection = world.Connect().Read(packet + "\r\n");
        Assert.Empty(connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Equal(SessionEnd.NotAuthorised, connection.Session.End);
    }

    [Fact]
    public void A_device_that_may_report_unauthorised_names_itself_before_its_packets()
    {
        var connection = world.Connect().Read($"55501{Line}2.0;55501{Line}{Line}");
        Assert.Equal(["#ASD#1", "#ASD#1", "#ASD#1"], connection.Answers);
        Assert.Equal(["FREE", "FREE", "FREE"], connection.Speakers);
        Assert.StartsWith("55501#SD#", connection.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_nobody_registered_is_counted_and_closed()
    {
        var connection = world.LoggedIn().Read("860000000000099" + Line);
        Assert.Empty(connection.Answers);
        Assert.Equal((SessionEnd.UnknownDevice, 1), (connection.Session.End, connection.Batch.Unknown));
    }

    [Theory]
    [InlineData("#L#860000000000025;NA\r\n", "#AL#0")]
    [InlineData("860000000000025" + Line, null)]
    public void A_seal_that_changes_its_identity_is_refused_and_closed(string packet, string? answer)
    {
        var connection = world.LoggedIn().Read(packet);
        Assert.Equal(answer is null ? [] : [answer], connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Equal(SessionEnd.IdentityChanged, connection.Session.End);
    }

    [Fact]
    public void A_seal_may_log_in_again_as_itself()
    {
        var connection = world.LoggedIn().Read($"#L#{WialonWorld.Imei};NA\r\n{WialonWorld.Imei}{Line}");
        Assert.Equal(["#AL#1", "#ASD#1"], connection.Answers);
    }

    [Fact]
    public void A_relay_speaks_for_many_and_the_frame_is_its_own()
    {
        var connection = world.LoggedIn("90000")
            .Read($"860000000000025{Line}{Line}#L#{WialonWorld.Imei};NA\r\n{Line}860000000000099{Line}");
        Assert.Equal(["S2", "RELAY", "S1"], connection.Speakers);
        Assert.All(connection.Batch.Frames, frame => Assert.Equal("RELAY", frame.Sender.Number.Text));
        Assert.Equal((null, 1), (connection.Session.End, connection.Batch.Unknown));
    }

    [Fact]
    public void A_password_stands_in_no_frame_and_in_no_explanation()
    {
        var login = WialonWorld.Checked("L", $"2.0;{WialonWorld.Imei};hunter2");
        var connection = world.Connect().Read(login + WialonWorld.Checked("SD", WialonWorld.Short));
        Assert.DoesNotContain("hunter2", connection.Story, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", WialonExplain.Of(Encoding.ASCII.GetBytes(login)), StringComparison.Ordinal);
        Assert.Single(connection.Lines);
    }
}
