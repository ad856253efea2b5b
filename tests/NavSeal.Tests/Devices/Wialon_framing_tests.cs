using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;

namespace NavSeal.Tests.Devices;

public sealed class Wialon_framing_tests
{
    private const string Line = "#SD#" + WialonWorld.Short;

    private readonly WialonWorld world = new();

    [Theory]
    [InlineData("123456789", 0xBB3D)]
    [InlineData("", 0)]
    [InlineData("1", 0xD4C1)]
    public void The_checksum_has_the_published_values(string text, int expected) =>
        Assert.Equal(expected, WialonChecksum.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void One_flipped_bit_in_a_checked_body_is_never_taken()
    {
        var frames = new GoldenFrames("wialon");
        foreach (var name in new[] { "position-with-checksum", "report-with-checksum", "black-box-with-checksum" })
        {
            var bytes = frames.Bytes(name);
            var body = bytes.AsSpan().IndexOf("#2"u8) + 1;
            for (var bit = body * 8; bit < (bytes.Length - 2) * 8; bit++)
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                // The case of a letter of the checksum is no part of it.
                if (bit / 8 >= bytes.Length - 6 && bit % 8 == 5 && char.IsAsciiLetter((char)bytes[bit / 8])) continue;
                var connection = new WialonWorld().Connect()
                    .Read(WialonWorld.Sent((device, output) => device.Login(output, WialonWorld.Imei))).Read(flipped);
                Assert.Empty(connection.Observations);
                Assert.DoesNotContain(connection.Answers.Skip(1), answer => answer.EndsWith("#1", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void The_fast_checksum_equals_the_one_by_bits_at_every_length() => Seeds.Each(200, random =>
    {
        var bytes = new byte[random.Next(70)];
        random.NextBytes(bytes);
        var slow = 0;
        foreach (var value in bytes)
        {
            slow ^= value;
            for (var bit = 0; bit < 8; bit++) slow = (slow & 1) != 0 ? (slow >> 1) ^ 0xA001 : slow >> 1;
        }

        Assert.Equal(slow, WialonChecksum.Of(bytes));
    });

    [Fact]
    public void Cutting_does_not_depend_on_how_the_bytes_arrived() => Seeds.Each(300, random =>
    {
        var bytes = Enumerable.Range(0, 48).Select(_ => random.Next(8) == 0 ? (byte)'\n' : (byte)random.Next(10, 14)).ToArray();
        var inOnePiece = Lines(bytes, bytes.Length);
        for (var chunk = 1; chunk < bytes.Length; chunk++) Assert.Equal(inOnePiece, Lines(bytes, chunk));
    });

    [Fact]
    public void A_line_ends_with_a_line_feed_whether_or_not_a_return_stands_before_it()
    {
        var connection = world.LoggedIn().Read($"{Line}\n{Line}\r\n\r\n\n{Line}\n");
        Assert.Equal(["#ASD#1", "#ASD#1", "#ASD#1"], connection.Answers);
        Assert.Equal([$"{Line}\n", $"{Line}\r\n", $"{Line}\n"], connection.Lines);
        Assert.Equal(0, connection.Batch.Corrupt);
    }

    [Fact]
    public void Packets_glued_together_are_all_answered_in_order_and_half_a_packet_waits()
    {
        var connection = world.LoggedIn().Read($"{Line}\r\n#P#\r\n#D#{WialonWorld.Full}\r\n#SD#2011");
        Assert.Equal(["#ASD#1", "#AP#", "#AD#1"], connection.Answers);
        connection.Read($"{WialonWorld.Short[4..]}\r\n");
        Assert.Equal(["#ASD#1", "#AP#", "#AD#1", "#ASD#1"], connection.Answers);
    }

    [Theory]
    [InlineData("hello ")]
    [InlineData("#")]
    [InlineData("#x#y#")]
    [InlineData("a;b#1;2#")]
    [InlineData("7")]
    [InlineData("hello\r\n")]
    [InlineData("\r\n#\n##\n")]
    public void Noise_before_a_packet_is_counted_and_skipped_and_the_packet_is_read(string noise)
    {
        var connection = world.LoggedIn().Read($"{noise}{Line}\r\n");
        Assert.Equal(["#ASD#1"], connection.Answers);
        Assert.Equal([$"{Line}\r\n"], connection.Lines);
        Assert.True(connection.Batch is { Corrupt: > 0, Skipped: > 0 });
        Assert.Null(connection.Session.End);
    }

    [Theory]
    [InlineData("#QI#\r\n", true)]
    [InlineData("#SD#1;2\r\n", true)]
    [InlineData("#SD#" + WialonWorld.Short + "\r\n", false)]
    public void Noise_before_a_packet_that_is_refused_is_not_counted_twice(string packet, bool isLoggedIn)
    {
        var connection = (isLoggedIn ? world.LoggedIn() : world.Connect()).Read("~~~" + packet);
        Assert.Equal("~~~".Length + packet.Length, connection.Batch.Skipped);
    }

    [Fact]
    public void A_compressed_packet_is_noise_and_the_next_line_is_read()
    {
        byte[] compressed = [0xFF, 0xFF, 0xFF, 0x4B, 0x04, 0x00, (byte)'\n'];
        var connection = world.LoggedIn().Read(compressed);
        Assert.Equal("a compressed packet, which is not taken", connection.Session.Fault);
        Assert.Equal(["#ASD#1"], connection.Read($"{Line}\r\n").Answers);
    }

    [Fact]
    public void A_packet_of_an_unknown_type_is_counted_and_not_answered()
    {
        var connection = world.LoggedIn().Read($"#X#1;2\r\n{Line}\r\n");
        Assert.Equal(["#ASD#1"], connection.Answers);
        Assert.Equal((2, 1, 1), (connection.Batch.Received, connection.Batch.Acknowledged, connection.Batch.Corrupt));
    }

    [Fact]
    public void A_run_of_noise_counts_once_and_ends_the_session_after_64_KiB()
    {
        var connection = world.LoggedIn();
        var line = Encoding.ASCII.GetBytes(new string('x', 1023) + "\n");
        for (var n = 0; n < 63; n++) connection.Read(line);
        Assert.Null(connection.Session.End);
        Assert.Equal(1, connection.Batch.Corrupt);
        connection.Read(line);
        Assert.Equal(SessionEnd.Noise, connection.Session.End);
    }

    [Fact]
    public void A_line_of_the_greatest_length_is_read_and_a_longer_one_ends_the_session()
    {
        var text = new string('x', WialonFraming.LineLengthMax - "#M#\r\n".Length);
        Assert.Equal(["#AM#1"], world.LoggedIn().Read($"#M#{text}\r\n").Answers);
        var connection = world.LoggedIn().Read($"#M#{text}x\r\n");
        Assert.Equal(SessionEnd.Noise, connection.Session.End);
        Assert.Empty(connection.Answers);
    }

    [Fact]
    public void A_zero_byte_and_bytes_that_are_no_text_are_kept_as_they_came()
    {
        byte[] bytes = [.. "#M#a"u8, 0, 0xC3, 0x28, .. "\r\n"u8];
        var connection = world.LoggedIn().Read(bytes);
        Assert.Equal(["#AM#1"], connection.Answers);
        Assert.Equal(bytes, connection.Batch.BytesOf(connection.Batch.Frames[0]).ToArray());
        Assert.Equal("M message, 4 bytes\n  text \"a\"\n", WialonExplain.Of(bytes));
    }

    [Fact]
    public void Taking_a_report_allocates_the_observation_and_nothing_else() => Allocations.HoldObservationsOnly(
        world.LoggedIn().Session, Encoding.ASCII.GetBytes(WialonWorld.Checked("D", WialonWorld.Full)));

    private static List<string> Lines(byte[] bytes, int chunk)
    {
        const int lengthMax = 9;
        List<string> found = [];
        byte[] buffered = [];
        foreach (var part in bytes.Chunk(chunk))
        {
            buffered = [.. buffered, .. part];
            while (WialonFraming.TryCut(buffered, lengthMax, out var line, out var consumed) is var cut && cut != Cut.NeedMore)
            {
                found.Add($"{cut} {consumed} {Convert.ToHexString(line)}");
                buffered = buffered[consumed..];
            }
        }

        return found;
    }
}
