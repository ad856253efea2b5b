using System.Text;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Eseal_command_tests
{
    private static readonly GoldenFrames frames = new("eseal");

    private readonly EsealWorld world = new();

    [Fact]
    public void A_lock_is_told_to_open_has_read_it_and_shows_its_door_open()
    {
        var connection = world.Connect().Read(EsealWorld.Report);
        Assert.Equal(frames.Bytes("command-unlock"), connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 4)));
        connection.Read(frames.Bytes("unlock-reply")).Read(frames.Bytes("unlock-reply"));
        Assert.Equal("S1 4+", connection.Batch.Words());
        Assert.Equal([EsealWorld.Answer], connection.Answers);
    }

    [Fact]
    public void A_command_begins_as_the_last_message_of_the_device_did()
    {
        var connection = world.Connect().Read(EsealWorld.Report);
        connection.Read(EsealWorld.Report.Replace(",256,3.0.6,", ",77,4.1,", StringComparison.Ordinal));
        Assert.Equal("##S,eSeal,4000017,77,4.1,RC-Unlock,E##\r\n", Encoding.ASCII.GetString(
            connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open))!));
    }

    [Theory]
    [InlineData("RC-Unlock AC")]
    [InlineData("RC-Unlock")]
    [InlineData("RC-Power Control ACK,Power OFF")]
    [InlineData("Startup OK,1,180,30,30,16,1")]
    [InlineData("Event-RC-Unlock,35," + EsealWorld.Content)]
    public void Another_message_is_no_answer(string content)
    {
        var connection = world.Connect().Read(EsealWorld.Report);
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open));
        Assert.Empty(connection.Read($"##S,eSeal,4000017,256,3.0.6,{content},E##\r\n").Batch.Answers);
        Assert.Equal(2, connection.Observations.Count);
    }

    [Fact]
    public void A_reply_that_nobody_asked_for_or_of_another_lock_is_no_answer()
    {
        var connection = world.Connect().Read(EsealWorld.Report).Read(frames.Bytes("unlock-reply"));
        Assert.Empty(connection.Batch.Answers);
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open));
        Assert.Empty(connection.Read("##S,eSeal,4000025,256,3.0.6,RC-Unlock ACK,E##\r\n").Batch.Answers);
        Assert.Equal(SessionEnd.IdentityChanged, connection.Session.End);
    }

    [Fact]
    public void Nothing_but_an_opening_is_sent_and_only_to_a_lock_that_has_spoken()
    {
        var connection = world.Connect().Read(EsealWorld.Report);
        foreach (var kind in Enum.GetValues<DeviceCommandKind>().Where(kind => kind != DeviceCommandKind.Open))
            Assert.Null(connection.Session.Give(GivenCommands.Of(kind)));
        var relay = world.Connect().Read(EsealWorld.Report.Replace("4000017", "90000", StringComparison.Ordinal));
        Assert.Null(relay.Session.Give(GivenCommands.Of(DeviceCommandKind.Open)));
        var seal = connection.Session.Sender!;
        Assert.Null(world.Connect().Session.Give(GivenCommands.Of(DeviceCommandKind.Open), seal));
    }
}
