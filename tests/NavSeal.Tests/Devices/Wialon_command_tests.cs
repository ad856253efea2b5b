using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Wialon_command_tests
{
    private static readonly GoldenFrames frames = new("wialon");

    private readonly WialonWorld world = new();

    [Fact]
    public void A_seal_is_told_to_open_answers_and_shows_it()
    {
        var connection = world.LoggedIn();
        Assert.Equal(frames.Bytes("command-open"), connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7)));
        var open = WialonWorld.Full.Replace("lock:1:1", "lock:1:0", StringComparison.Ordinal);
        connection.Read(frames.Bytes("message-answer")).Read($"#D#{open}\r\n");
        Assert.Equal("S1 7+", connection.Batch.Words());
        Assert.Equal(["#AD#1"], connection.Answers);
        Assert.Single(connection.Lines);
        Assert.Equal((2, 1, 0), (connection.Batch.Received, connection.Batch.Acknowledged, connection.Batch.Corrupt));
    }

    [Fact]
    public void A_device_of_2_0_gets_a_checksum_behind_the_words()
    {
        var connection = world.Connect().Read(WialonWorld.Sent((device, output) => device.Login(output, WialonWorld.Imei)));
        Assert.Equal(frames.Bytes("command-periods-with-checksum"), connection.Session.Give(GivenCommands.Periods(60, 600)));
        Assert.Equal(
            WialonWorld.Sent((device, output) => device.Message(output, "CLOSE")),
            connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Close)));
    }

    [Theory]
    [InlineData(DeviceCommandKind.Close, "#M#CLOSE\r\n")]
    [InlineData(DeviceCommandKind.AskPosition, "#M#POSITION\r\n")]
    [InlineData(DeviceCommandKind.SetPeriods, null)]
    [InlineData(DeviceCommandKind.WriteRegister, null)]
    [InlineData(DeviceCommandKind.ReadRegister, null)]
    [InlineData(DeviceCommandKind.EraseRegister, null)]
    public void There_are_words_for_what_a_line_can_hold(DeviceCommandKind kind, string? line) => Assert.Equal(
        line, world.LoggedIn().Session.Give(GivenCommands.Of(kind)) is { } bytes ? Encoding.ASCII.GetString(bytes) : null);

    [Theory]
    [InlineData("#AM#1", "S1 7+")]
    [InlineData("#AM#0", "S1 7- not done")]
    [InlineData("#AM#01", "S1 7- checksum wrong")]
    [InlineData("860000000000017#AM#1", "S1 7+")]
    [InlineData("noise #AM#1", "S1 7+")]
    [InlineData("860000000000025#AM#1", "")]
    [InlineData("#AM#", "")]
    [InlineData("#AM#2", "")]
    [InlineData("#AM#10", "")]
    [InlineData("#AM#1;ABCD", "")]
    [InlineData("#AM", "")]
    [InlineData("#AL#1", "")]
    [InlineData("#M#OPEN", "")]
    public void An_answer_is_one_of_three_codes(string line, string answer)
    {
        var connection = world.LoggedIn();
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7));
        connection.Read(line + "\r\n");
        Assert.Equal(answer, connection.Batch.Words());
        Assert.Null(connection.Session.End);
    }

    [Fact]
    public void Answers_come_in_the_order_of_the_commands_and_a_repeated_command_is_one()
    {
        var connection = world.LoggedIn();
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition, 3));
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 4));
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition, 3));
        connection.Read("#AM#0\r\n#AM#1\r\n#AM#1\r\n");
        Assert.Equal("S1 4- not done, S1 3+", connection.Batch.Words());
        Assert.Equal((3, 0), (connection.Batch.Received, connection.Batch.Corrupt));
    }

    [Fact]
    public void An_answer_that_nobody_asked_for_is_counted_and_no_more()
    {
        var connection = world.LoggedIn().Read("#AM#1\r\n#AM#0\r\n");
        Assert.Equal((2, 0, 0L), (connection.Batch.Received, connection.Batch.Corrupt, connection.Batch.Skipped));
        Assert.Empty(connection.Batch.Answers);
        Assert.Empty(connection.Answers);
        Assert.Empty(connection.Lines);
        Assert.Null(connection.Session.Fault);
        Assert.Null(world.Connect().Read("#AM#1\r\n").Session.End);
    }

    [Fact]
    public void A_message_of_the_device_is_answered_while_its_answer_is_waited_for()
    {
        var connection = world.LoggedIn();
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open));
        connection.Read("#M#door opened by hand\r\n#AM#1\r\n");
        Assert.Equal(["#AM#1"], connection.Answers);
        Assert.Equal("S1 1+", connection.Batch.Words());
    }

    [Fact]
    public void Only_the_device_at_the_other_end_is_told_and_not_once_the_connection_is_over()
    {
        var connection = world.LoggedIn();
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open), world["S2"]));
        Assert.Null(world.LoggedIn("90000").Session.Give(GivenCommands.Of(DeviceCommandKind.Open)));
        connection.Read("#L#860000000000025;NA\r\n");
        Assert.Equal(SessionEnd.IdentityChanged, connection.Session.End);
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open)));
    }

    [Fact]
    public void The_explanation_says_what_was_answered() => Assert.Equal(
        "AM answer to a message, 2 bytes\n  says \"01\": checksum wrong\n", WialonExplain.Of("#AM#01\r\n"u8));
}
