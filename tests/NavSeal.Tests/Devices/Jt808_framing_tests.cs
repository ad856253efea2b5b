using NavSeal.Devices;
using NavSeal.Devices.Jt808;

namespace NavSeal.Tests.Devices;

public sealed class Jt808_framing_tests
{
    private const string Answer = "8001 0000020000";

    private readonly Jt808World world = new();

    [Fact]
    public void The_fast_check_byte_equals_the_slow_one_at_every_length() => Seeds.Each(200, random =>
    {
        var bytes = new byte[random.Next(70)];
        random.NextBytes(bytes);
        Assert.Equal(bytes.Aggregate(0, (check, value) => check ^ value), Jt808Message.Check(bytes));
    });

    [Fact]
    public void Taking_a_report_allocates_the_observation_and_nothing_else() =>
        Allocations.HoldObservationsOnly(new Jt808World().Connect().Session, Jt808World.Report());

    [Fact]
    public void Delimiters_and_escapes_inside_a_message_come_back_as_they_were()
    {
        byte[] items = [0xE1, 4, 0x7E, 0x7D, 0x7E, 0x01, 0xE2, 2, 0x7D, 0x02];
        var bytes = Jt808World.Report(items: items);
        Assert.Equal(2, bytes.Count(value => value == 0x7E));
        var connection = world.Connect().Read(bytes);
        Assert.Equal([Answer], connection.Answers);
        Assert.Equal(bytes, Assert.Single(connection.Frames));
    }

    [Fact]
    public void Frames_glued_together_are_all_answered_in_order_and_half_a_frame_waits()
    {
        var next = Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), first: 1);
        var connection = world.Connect().Read([.. Jt808World.Report(), .. next, .. next[..20]]);
        Assert.Equal([Answer, "8001 0001020000"], connection.Answers);
        Assert.Equal(3, connection.Read(next.AsSpan(20)).Answers.Count);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("7E")]
    [InlineData("7E7E7E")]
    [InlineData("7E0200003C0138")]
    [InlineData("28616263")]
    [InlineData("61287E29")]
    [InlineData("7D7D7D")]
    [InlineData("7E307D02087D01557E")]
    [InlineData("0200003C01380000001700007E")]
    public void Noise_before_a_frame_is_skipped_and_the_frame_is_read(string noise)
    {
        var connection = world.Connect().Read([.. Convert.FromHexString(noise), .. Jt808World.Report()]);
        Assert.Equal([Answer], connection.Answers);
        Assert.Equal(noise.Length / 2, connection.Batch.Skipped);
        Assert.Null(connection.Session.End);
    }

    [Fact]
    public void A_wrong_check_byte_is_not_answered_and_the_next_frame_is_read()
    {
        var damaged = Jt808World.Report();
        damaged[20] ^= 1;
        var connection = world.Connect().Read([.. damaged, .. Jt808World.Report()]);
        Assert.Equal([Answer], connection.Answers);
        Assert.Single(connection.Observations);
        Assert.Equal(1, connection.Batch.Corrupt);
    }

    [Fact]
    public void The_delimiter_that_ends_a_damaged_frame_may_begin_the_next()
    {
        var damaged = Jt808World.Report();
        damaged[20] ^= 1;
        Assert.Equal([Answer], world.Connect().Read([.. damaged[..^1], .. Jt808World.Report()]).Answers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(900)]
    public void A_length_in_the_header_that_does_not_fit_is_refused(int by)
    {
        var plain = Jt808World.Report()[1..^2];
        Assert.DoesNotContain((byte)0x7D, plain);
        var length = ((plain[2] << 8) | plain[3]) + by;
        (plain[2], plain[3]) = ((byte)(length >> 8), (byte)(length & 0xFF));
        var connection = world.Connect().Read([.. Jt808World.Framed(plain), .. Jt808World.Report()]);
        Assert.Equal([Answer], connection.Answers);
        Assert.Single(connection.Observations);
    }

    [Theory]
    [InlineData("7D03")]
    [InlineData("7D")]
    public void An_escape_that_stands_for_nothing_is_refused(string escape)
    {
        var bytes = Jt808World.Report();
        byte[] damaged = [.. bytes[..^2], .. Convert.FromHexString(escape), 0x7E];
        var connection = world.Connect().Read([.. damaged, .. bytes]);
        Assert.Equal([Answer], connection.Answers);
        Assert.Equal(1, connection.Batch.Corrupt);
    }

    [Fact]
    public void The_longest_body_is_taken_and_an_empty_one_too()
    {
        var connection = world.Connect().Read(Jt808World.Sent((device, output) =>
        {
            device.Send(output, (Jt808MessageId)0x0900, Enumerable.Repeat((byte)0x7E, Jt808Message.BodyLengthMax).ToArray());
            device.Send(output, (Jt808MessageId)0x0900, []);
        }));
        Assert.Equal(["8001 0000090000", "8001 0001090000"], connection.Answers);
    }

    [Fact]
    public void A_beginning_without_an_end_is_dropped_at_the_bound()
    {
        var connection = world.Connect().Read([0x7E, .. new byte[Jt808Framing.FrameLengthMax - 2]]);
        Assert.Empty(connection.Cuts);
        connection.Read([1]);
        Assert.Equal([Cut.Corrupt], connection.Cuts);
        Assert.Equal([Answer], connection.Read(Jt808World.Report()).Answers);
    }

    [Theory]
    [InlineData((byte)0x7E)]
    [InlineData((byte)'(')]
    [InlineData((byte)0)]
    public void Noise_without_end_closes_the_connection(byte value)
    {
        var connection = world.Connect();
        var noise = Enumerable.Repeat(value, 4_000).ToArray();
        for (var n = 0; n < 17; n++) connection.Read(noise);
        Assert.Equal(SessionEnd.Noise, connection.Session.End);
    }

    [Fact]
    public void A_frame_cut_short_anywhere_waits_and_is_not_answered()
    {
        var bytes = Jt808World.Report(items: [0xE1, 1, 0x7E]);
        for (var length = 0; length < bytes.Length; length++)
        {
            var connection = world.Connect().Read(bytes.AsSpan(0, length));
            Assert.Empty(connection.Cuts);
            Assert.Empty(connection.Answers);
        }
    }

    [Fact]
    public void One_flipped_bit_is_never_taken()
    {
        var bytes = Jt808World.Report(items: [0x31, 1, 9]);
        for (var bit = 8; bit < (bytes.Length - 1) * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Empty(world.Connect().Read(flipped).Observations);
        }
    }
}
