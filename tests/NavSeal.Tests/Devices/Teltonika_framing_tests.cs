using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Teltonika;

namespace NavSeal.Tests.Devices;

public sealed class Teltonika_framing_tests
{
    private static readonly byte[] packet = TeltonikaWorld.Packet(TeltonikaWorld.Record(new TeltonikaItem(1, 1, 1)));

    private readonly TeltonikaWorld world = new();

    [Fact]
    public void One_flipped_bit_in_a_packet_is_never_taken()
    {
        var frames = new GoldenFrames("teltonika");
        foreach (var name in new[] { "codec-8", "codec-8-extended", "codec-16", "reply-codec-12" })
        {
            var bytes = frames.Bytes(name);
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var connection = new TeltonikaWorld().LoggedIn().Read(flipped);
                Assert.Empty(connection.Observations);
                Assert.Equal(0, connection.Batch.Acknowledged);
                Assert.Equal("", connection.Replies.Trim('0'));
            }
        }
    }

    [Fact]
    public void Packets_glued_together_are_all_answered_in_order_and_half_a_packet_waits()
    {
        var two = TeltonikaWorld.Packet(TeltonikaWorld.Record(), TeltonikaWorld.Record());
        var connection = world.LoggedIn().Read([.. packet, 0xFF, .. two, .. packet[..20]]);
        Assert.Equal("0000000100000002", connection.Replies);
        Assert.Equal("000000010000000200000001", connection.Read(packet.AsSpan(20)).Replies);
        Assert.Equal((4, 3, 0), (connection.Batch.Received, connection.Batch.Acknowledged, connection.Batch.Corrupt));
    }

    [Theory]
    [InlineData("48656C6C6F")]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("00000000")]
    [InlineData("0000000000000000")]
    [InlineData("000000000000000208")]
    [InlineData("000000000001000008")]
    [InlineData("000F31323358")]
    [InlineData("01FFFF00000000")]
    [InlineData("00FF00FF")]
    public void Noise_before_a_packet_is_counted_and_skipped_and_the_packet_is_read(string noise)
    {
        var connection = world.LoggedIn().Read([.. Convert.FromHexString(noise), .. packet, .. packet]);
        Assert.Equal("000000000000000100000001", connection.Replies);
        Assert.Equal((1, noise.Length / 2), (connection.Batch.Corrupt, (int)connection.Batch.Skipped));
        Assert.Null(connection.Session.End);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(700)]
    public void A_packet_that_says_too_great_a_length_does_not_swallow_the_next_ones(int length)
    {
        byte[] wrong = [0, 0, 0, 0, 0, 0, (byte)(length >> 8), (byte)(length & 0xFF), .. packet[8..40]];
        var bytes = Enumerable.Repeat(packet, 30).Prepend(wrong).SelectMany(each => each).ToArray();
        var connection = world.LoggedIn().Read(bytes);
        Assert.Equal(30, connection.Observations.Count);
        Assert.Equal(wrong.Length, connection.Batch.Skipped);
    }

    [Fact]
    public void A_run_of_noise_counts_once_and_ends_the_session()
    {
        var connection = world.LoggedIn();
        var noise = Encoding.ASCII.GetBytes(new string('x', 100));
        for (var n = 0; n < 12; n++) connection.Read(noise);
        Assert.Equal((null, 1), (connection.Session.End, connection.Batch.Corrupt));
        connection.Read(noise);
        Assert.Equal(SessionEnd.Noise, connection.Session.End);
        Assert.Equal("00000000", connection.Replies);
    }

    [Fact]
    public void A_packet_of_the_greatest_length_is_read()
    {
        var empty = TeltonikaWorld.Packet(TeltonikaWorld.Record(new TeltonikaItem(256, 0, 0)));
        var text = new byte[TeltonikaFraming.PacketLengthMax - empty.Length];
        var longest = TeltonikaWorld.Packet(TeltonikaWorld.Record(new TeltonikaItem(256, 0, 0, text)));
        Assert.Equal(TeltonikaFraming.PacketLengthMax, longest.Length);
        var connection = world.LoggedIn();
        foreach (var part in longest.Chunk(1400)) connection.Read(part);
        Assert.Equal("00000001", connection.Replies);
    }

    [Theory]
    [InlineData(TeltonikaCodec.Codec8)]
    [InlineData(TeltonikaCodec.Codec8Extended)]
    [InlineData(TeltonikaCodec.Codec16)]
    public void Any_changed_count_or_length_in_a_record_with_a_right_checksum_is_refused_or_read_and_never_throws(TeltonikaCodec codec) =>
        Seeds.Each(300, random =>
        {
            var record = TeltonikaWorld.Record(new TeltonikaItem(1, 1, 1));
            var sent = TeltonikaWorld.Sent((device, output) => device.Report(output, [record]), codec);
            var data = sent[8..^4];
            for (var n = random.Next(1, 4); n > 0; n--) data[random.Next(data.Length)] = (byte)random.Next(256);
            var checksum = Crc16.Of(data);
            byte[] bytes = [.. sent[..8], .. data, 0, 0, (byte)(checksum >> 8), (byte)(checksum & 0xFF)];
            var connection = world.LoggedIn().Read(bytes);
            Assert.Null(connection.Session.End);
            Assert.Single(connection.Cuts);
            TeltonikaExplain.Of(bytes);
        });

    [Fact]
    public void Taking_a_packet_allocates_its_observations_and_nothing_else() =>
        Allocations.HoldObservationsOnly(world.LoggedIn().Session, packet);
}
