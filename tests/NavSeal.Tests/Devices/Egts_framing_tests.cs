using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Tests.Devices;

public sealed class Egts_framing_tests
{
    private static readonly byte[] digits = "123456789"u8.ToArray();
    private static readonly byte[] good = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report()));

    private readonly EgtsWorld world = new();

    [Fact]
    public void One_flipped_bit_is_never_read_as_another_packet()
    {
        foreach (var bytes in new GoldenFrames("egts").All)
        {
            if (EgtsFraming.TryCut(bytes, out var whole) != Cut.Whole || whole.Consumed < bytes.Length) continue;
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var connection = new EgtsWorld().Connect().Read(flipped);
                Assert.DoesNotContain(Cut.Whole, connection.Cuts);
                Assert.Empty(connection.Observations);
            }
        }
    }

    [Fact]
    public void Checksums_have_the_values_printed_in_the_standard()
    {
        Assert.Equal(0xF7, EgtsChecksum.OfHeader(digits));
        Assert.Equal(0x29B1, EgtsChecksum.OfData(digits));
    }

    [Fact]
    public void The_fast_checksum_equals_the_one_by_bits_at_every_length() => Seeds.Each(200, random =>
    {
        var bytes = new byte[random.Next(80)];
        random.NextBytes(bytes);
        var checksum = 0xFFFF;
        foreach (var value in bytes)
        {
            checksum ^= value << 8;
            for (var bit = 0; bit < 8; bit++) checksum = ((checksum << 1) ^ ((checksum & 0x8000) != 0 ? 0x1021 : 0)) & 0xFFFF;
        }

        Assert.Equal(checksum, EgtsChecksum.OfData(bytes));
    });

    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0, 0x0B242D361FDA71BC)]
    public void The_content_hash_has_the_published_values(string text, ulong seed, ulong expected) =>
        Assert.Equal(expected, ContentHash.Of(System.Text.Encoding.ASCII.GetBytes(text), seed));

    [Fact]
    public void A_packet_cut_at_any_byte_waits_and_nothing_is_answered()
    {
        for (var length = 0; length < good.Length; length++)
        {
            var connection = world.Connect().Read(good.AsSpan(0, length));
            Assert.True(connection.Batch.IsEmpty);
            connection.Read(good.AsSpan(length));
            Assert.Equal(["1 0 1:0"], connection.Answers);
            Assert.Single(connection.Observations);
        }
    }

    [Fact]
    public void Packets_glued_together_are_all_answered_in_order_and_half_a_packet_waits()
    {
        var sent = EgtsWorld.Sent((device, output) =>
        {
            for (var n = 0; n < 3; n++) device.Report(output, EgtsWorld.Report());
        });

        var connection = world.Connect().Read(sent.AsSpan(0, sent.Length - 5));
        Assert.Equal(["1 0 1:0", "2 0 2:0"], connection.Answers);
        connection.Read(sent.AsSpan(sent.Length - 5));
        Assert.Equal(["1 0 1:0", "2 0 2:0", "3 0 3:0"], connection.Answers);
    }

    [Theory]
    [InlineData("0D0A")]
    [InlineData("01")]
    [InlineData("0100000B0001010101")]
    [InlineData("0101010101010101010101010101010101010101")]
    [InlineData("474554202F20485454502F312E310D0A0D0A")]
    public void Noise_before_and_between_packets_is_skipped_and_the_next_packet_is_read(string noise)
    {
        var bytes = Convert.FromHexString(noise);
        var connection = world.Connect().Read([.. bytes, .. good, .. bytes, .. good]);

        Assert.Equal(2, connection.Observations.Count);
        Assert.Equal(bytes.Length * 2, connection.Batch.Skipped);
        Assert.Equal(2, connection.Batch.Corrupt);
        Assert.Equal(["1 0 1:0", "1 0 1:0"], connection.Answers.Where((_, n) => n % 2 == 1));
    }

    [Fact]
    public void A_run_of_noise_is_answered_once_and_ends_the_session_after_64_KiB()
    {
        var connection = world.Connect();
        for (var n = 0; n < 40; n++) connection.Read(new byte[1024]);
        Assert.Equal(["0 128"], connection.Answers);
        Assert.Null(connection.Session.End);

        for (var n = 0; n < 26; n++) connection.Read(new byte[1024]);
        Assert.Equal(SessionEnd.Noise, connection.Session.End);
    }

    [Fact]
    public void An_absurd_length_in_a_header_without_its_checksum_does_not_swallow_the_next_packet()
    {
        var absurd = good.ToArray();
        (absurd[5], absurd[6]) = (0xFF, 0xFF);
        var connection = world.Connect().Read([.. absurd, .. good]);

        Assert.Single(connection.Observations);
        Assert.Equal(["1 137", "1 0 1:0"], connection.Answers);
    }

    [Fact]
    public void A_length_that_no_packet_may_have_is_no_header_even_with_its_checksum()
    {
        byte[] header = [1, 0, 0, 11, 0, 0xEE, 0xFF, 9, 0, 1, 0];
        header[10] = EgtsChecksum.OfHeader(header.AsSpan(0, 10));
        Assert.Equal(["9 139", "1 0 1:0"], world.Connect().Read([.. header, .. good]).Answers);
    }

    [Theory]
    [InlineData(0, 2, "1 128")]
    [InlineData(3, 12, "1 131")]
    [InlineData(4, 1, "1 131")]
    public void A_header_of_another_form_is_refused_by_its_reason_and_the_next_packet_is_read(int at, byte value, string answer)
    {
        var wrong = good.ToArray();
        wrong[at] = value;
        wrong[10] = EgtsChecksum.OfHeader(wrong.AsSpan(0, 10));
        Assert.Equal([answer, "1 0 1:0"], world.Connect().Read([.. wrong, .. good]).Answers);
    }

    [Fact]
    public void A_wrong_checksum_of_the_header_is_137_and_of_the_data_138_and_loses_only_that_packet()
    {
        var (header, data) = (good.ToArray(), good.ToArray());
        header[10] ^= 1;
        data[^1] ^= 1;
        var connection = world.Connect().Read([.. header, .. good, .. data, .. good]);

        Assert.Equal(["1 137", "1 0 1:0", "1 138", "1 0 1:0"], connection.Answers);
        Assert.Equal(2, connection.Observations.Count);
        Assert.Equal(2, connection.Batch.Corrupt);
    }

    [Fact]
    public void The_largest_packet_is_read()
    {
        var largest = EgtsWorld.Telemetry(writer => writer.Subrecord(200, new byte[EgtsHeader.DataLengthMax - 14]));
        Assert.Equal(EgtsHeader.LengthShort + EgtsHeader.DataLengthMax + EgtsHeader.DataChecksumLength, largest.Length);

        var connection = world.Connect().Read(largest);
        Assert.Equal(["1 0 5:0"], connection.Answers);
        Assert.Null(Assert.Single(connection.Observations).Fix);
    }

    [Fact]
    public void More_records_than_anybody_sends_are_refused_and_as_many_as_allowed_are_confirmed_in_one_packet()
    {
        byte[] Records(int count) => EgtsWorld.Packet(writer =>
        {
            for (var n = 0; n < count; n++)
            {
                var service = n % 2 == 0 ? EgtsService.TeleData : EgtsService.ECall;
                writer.BeginRecord(new EgtsRecordHead { Number = (ushort)n, Service = service });
            }
        });

        Assert.Equal(["1 156"], world.Connect().Read(Records(EgtsContent.RecordsMax + 1)).Answers);
        var answer = Assert.Single(world.Connect().Read(Records(EgtsContent.RecordsMax)).Answers);
        Assert.Equal(EgtsContent.RecordsMax + 2, answer.Split(' ').Length);
    }

    [Fact]
    public void Cutting_and_checking_allocates_nothing()
    {
        EgtsFraming.TryCut(good, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var records = 0;
        for (var n = 0; n < 1000; n++)
        {
            EgtsFraming.TryCut(good, out var cut);
            EgtsContent.TryFindRecords(cut, out var rest);
            while (EgtsRecord.TryTake(ref rest, out var record))
            {
                foreach (var subrecord in record.Subrecords) records += subrecord.Type;
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(16 * 1000, records);
    }

    [Fact]
    public void Taking_a_report_allocates_the_observation_and_nothing_else() =>
        Allocations.HoldObservationsOnly(world.Connect().Session, good);
}
