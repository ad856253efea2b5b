using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Teltonika;

namespace NavSeal.Tests.Devices;

public sealed class Teltonika_identity_tests
{
    private static readonly byte[] packet = TeltonikaWorld.Packet(TeltonikaWorld.Record());

    private readonly TeltonikaWorld world = new();

    [Fact]
    public void A_device_is_known_by_its_IMEI_and_reports()
    {
        var connection = world.Connect().Read([.. TeltonikaWorld.Login(TeltonikaWorld.Imei), .. packet]);
        Assert.Equal("0100000001", connection.Replies);
        Assert.Equal(("S1", "S1"), (connection.Session.Sender?.Number.Text, Assert.Single(connection.Speakers)));
    }

    [Fact]
    public void Whoever_is_not_known_may_try_again_twice_and_then_the_connection_is_closed()
    {
        var connection = world.Connect().Read(TeltonikaWorld.Login(TeltonikaWorld.Unknown)).Read(TeltonikaWorld.Login(0));
        Assert.Null(connection.Session.End);
        connection.Read(TeltonikaWorld.Login(TeltonikaWorld.Unknown));
        Assert.Equal("000000", connection.Replies);
        Assert.Equal(
            (SessionEnd.UnknownDevice, 3, 0), (connection.Session.End, connection.Batch.Unknown, connection.Batch.Acknowledged));
    }

    [Fact]
    public void Data_before_the_login_is_not_answered_and_the_connection_is_closed()
    {
        var reply = TeltonikaWorld.Sent((_, output) => TeltonikaEncoder.Reply(output, "OK"));
        foreach (var bytes in new[] { packet, reply })
        {
            var connection = world.Connect().Read(bytes);
            Assert.Equal("", connection.Replies);
            Assert.Empty(connection.Observations);
            Assert.Equal(SessionEnd.NotAuthorised, connection.Session.End);
        }
    }

    [Fact]
    public void A_datagram_over_a_connection_is_noise_and_so_is_a_packet_in_a_datagram()
    {
        var datagram = TeltonikaWorld.Datagram(TeltonikaWorld.Imei, TeltonikaWorld.Record());
        Assert.Empty(world.LoggedIn().Read(datagram).Observations);
        var connection = world.Datagram().Read([.. TeltonikaWorld.Login(TeltonikaWorld.Imei), .. packet]);
        Assert.Equal("", connection.Replies);
        Assert.Empty(connection.Observations);
    }

    [Fact]
    public void A_seal_that_changes_its_identity_is_refused_and_closed()
    {
        var connection = world.LoggedIn().Read([.. TeltonikaWorld.Login(TeltonikaWorld.Second), .. packet]);
        Assert.StartsWith("00", connection.Replies, StringComparison.Ordinal);
        Assert.Equal(SessionEnd.IdentityChanged, connection.Session.End);
        Assert.DoesNotContain("S2", connection.Speakers);
    }

    [Fact]
    public void A_seal_may_log_in_again_as_itself_and_a_relay_as_one_after_the_other()
    {
        Assert.Equal("01", world.LoggedIn().Read(TeltonikaWorld.Login(TeltonikaWorld.Imei)).Replies);
        var relay = world.LoggedIn(TeltonikaWorld.Relay).Read([.. TeltonikaWorld.Login(TeltonikaWorld.Second), .. packet]);
        Assert.Equal("0100000001", relay.Replies);
        Assert.Equal("S2", Assert.Single(relay.Speakers));
        Assert.Equal("RELAY", Assert.Single(relay.Batch.Frames).Sender.Number.Text);
    }

    [Fact]
    public void A_datagram_names_its_device_and_is_answered_by_its_numbers()
    {
        var connection = world.Datagram()
            .Read(TeltonikaWorld.Datagram(TeltonikaWorld.Second, TeltonikaWorld.Record(), TeltonikaWorld.Record()));
        Assert.Equal("0005BEEF010902", connection.Replies);
        Assert.Equal(["S2", "S2"], connection.Speakers);
        Assert.Equal(1, connection.Batch.Acknowledged);
    }

    [Fact]
    public void A_datagram_of_a_stranger_is_counted_and_not_answered()
    {
        var connection = world.Datagram().Read(TeltonikaWorld.Datagram(TeltonikaWorld.Unknown, TeltonikaWorld.Record()));
        Assert.Equal("", connection.Replies);
        Assert.Equal((1, 0), (connection.Batch.Unknown, connection.Batch.Frames.Count));
    }

    [Theory]
    [InlineData("000F3836", false)]
    [InlineData("00", false)]
    [InlineData("000F", false)]
    [InlineData("000F38", true)]
    public void A_fresh_connection_is_told_by_the_length_and_the_first_digit_of_its_login(string first, bool isEnough)
    {
        var bytes = Convert.FromHexString(first);
        var expected = isEnough || bytes.Length > 2 ? Recognition.Yes : Recognition.NeedMore;
        Assert.Equal(expected, DeviceProtocols.Recognise(bytes, out _));
    }

    [Fact]
    public void A_reply_to_a_command_is_kept_as_a_sign_of_life_and_not_answered()
    {
        var replies = TeltonikaWorld.Sent((_, output) =>
        {
            TeltonikaEncoder.Reply(output, "DO1:1");
            TeltonikaEncoder.Reply(output, "OK", seconds: 1_795_000_000);
            TeltonikaEncoder.Reply(output, "OK", device: TeltonikaWorld.Imei);
        });
        var connection = world.LoggedIn().Read(replies);
        Assert.Equal("", connection.Replies);
        Assert.Equal((3, 3, 0), (connection.Observations.Count, connection.Batch.Frames.Count, connection.Batch.Acknowledged));
        Assert.All(connection.Observations, observation => Assert.Equal((null, null), (observation.MeasuredAt, observation.Fix)));
        Assert.Equal(3, connection.Observations.Select(observation => observation.ContentKey).Distinct().Count());
    }

    [Fact]
    public void A_command_is_sent_as_the_device_reads_it()
    {
        var toAnybody = TeltonikaWorld.Sent((_, output) => TeltonikaCommand.Send(output, "setdigout 1"));
        Assert.Equal("0C01050000000B", Convert.ToHexString(toAnybody.AsSpan(8, 7)));
        var toOne = TeltonikaWorld.Sent((_, output) => TeltonikaCommand.Send(output, "getver", TeltonikaWorld.Imei));
        Assert.True(TeltonikaCommand.TryRead(toOne.AsSpan()[8..^4], out var command));
        Assert.Equal(
            (TeltonikaCodec.Codec14, TeltonikaCommand.Command, "0860000000000017", "getver"),
            (command.Codec, command.Type, Convert.ToHexString(command.Device), Encoding.ASCII.GetString(command.Text)));
        foreach (var text in new[] { "", "a\nb", "замок", new string('x', TeltonikaCommand.TextLengthMax + 1) })
            Assert.Throws<ArgumentException>(() => TeltonikaWorld.Sent((_, output) => TeltonikaCommand.Send(output, text)));
    }
}
