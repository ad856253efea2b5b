using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Tests.Devices;

public sealed class Egts_answer_tests
{
    private static readonly byte[] good = EgtsWorld.Telemetry(writer => writer.WriteTelemetry(EgtsWorld.Report()));

    private readonly EgtsWorld world = new();

    [Fact]
    public void Every_record_is_confirmed_in_one_answer_grouped_by_its_services()
    {
        var sent = EgtsWorld.Packet(writer =>
        {
            foreach (var (number, service) in new[] { (10, EgtsService.TeleData), (11, EgtsService.TeleData), (12, EgtsService.Commands) })
                writer.BeginRecord(new EgtsRecordHead { Number = (ushort)number, Service = service, ObjectId = 1 });
        });

        var connection = world.Connect().Read(sent);
        Assert.Equal(["1 0 10:0 11:0 12:0"], connection.Answers);
        EgtsFraming.TryCut(connection.Batch.Replies.Span, out var cut);
        Assert.True(EgtsAnswer.TryRead(cut, out var answer));
        var rest = answer.Records;
        Assert.True(EgtsRecord.TryTake(ref rest, out var first));
        Assert.Equal((EgtsService.TeleData, EgtsService.TeleData, 12), (first.SourceService, first.RecipientService, first.Body.Length));
        Assert.True(EgtsRecord.TryTake(ref rest, out var second));
        Assert.Equal((EgtsService.Commands, EgtsService.Commands, 6), (second.SourceService, second.RecipientService, second.Body.Length));
    }

    [Fact]
    public void A_confirmation_is_never_answered_whole_or_damaged()
    {
        var writer = new EgtsPacketWriter();
        writer.BeginResponse(3, 0, EgtsResult.Ok);
        writer.BeginRecord(new EgtsRecordHead { Number = 1, Service = EgtsService.Auth });
        writer.RecordResponse(0, EgtsResult.Ok);
        var whole = writer.Finish().ToArray();
        var damaged = whole.ToArray();
        damaged[^1] ^= 1;
        writer.Begin(EgtsPacketType.Response, 4);

        var connection = world.Connect().Read([.. whole, .. damaged, .. writer.Finish()]);
        Assert.Empty(connection.Answers);
        Assert.Equal([Cut.Whole, Cut.Corrupt, Cut.Corrupt], connection.Cuts);
    }

    [Fact]
    public void A_confirmation_that_comes_as_data_is_confirmed_and_reports_nothing()
    {
        var connection = world.Connect().Read(EgtsWorld.Telemetry(writer => writer.RecordResponse(65000, EgtsResult.Ok)));
        Assert.Equal(["1 0 5:0"], connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Empty(connection.Batch.Frames);
    }

    [Fact]
    public void A_repeated_packet_is_answered_again_and_has_the_same_key_whatever_its_counters_are()
    {
        var repeated = EgtsWorld.Changed(good, bytes => (bytes[7], bytes[13]) = (200, 201));
        var connection = world.Connect().Read([.. good, .. good, .. repeated]);

        Assert.Equal(["1 0 5:0", "1 0 5:0", "200 0 201:0"], connection.Answers);
        Assert.Single(connection.Observations.Select(observation => observation.ContentKey).Distinct());
    }

    [Fact]
    public void Counters_of_the_device_may_wrap()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var device = new EgtsEncoder(65535, 65535);
        device.Report(output, EgtsWorld.Report());
        device.Report(output, EgtsWorld.Report() with { Cause = 1 });
        Assert.Equal(["65535 0 65535:0", "0 0 0:0"], world.Connect().Read(output.WrittenSpan).Answers);
    }

    [Fact]
    public void Our_own_counters_wrap_too()
    {
        var connection = world.Connect();
        var empty = new EgtsPacketWriter();
        empty.Begin(EgtsPacketType.AppData, 8);
        var packet = empty.Finish().ToArray();
        for (var n = 0; n <= 65536; n++)
        {
            connection.Batch.Clear();
            connection.Session.Take(packet, EgtsWorld.Now, connection.Batch, out _);
        }

        EgtsFraming.TryCut(connection.Batch.Replies.Span, out var cut);
        Assert.Equal(0, cut.PacketId);
    }

    [Fact]
    public void A_packet_without_data_and_a_record_without_body_are_confirmed()
    {
        Assert.Equal(["1 0"], world.Connect().Read(EgtsWorld.Packet(_ => { })).Answers);
        var connection = world.Connect().Read(EgtsWorld.Telemetry(_ => { }));
        Assert.Equal(["1 0 5:0"], connection.Answers);
        Assert.Null(Assert.Single(connection.Observations).MeasuredAt);
    }

    [Theory]
    [InlineData(2, 0x08, "1 129")]
    [InlineData(2, 0x04, "1 132")]
    [InlineData(2, 0x40, "1 128")]
    [InlineData(2, 0x20, "1 131")]
    [InlineData(9, 9, "1 133")]
    [InlineData(11, 30, "1 139")]
    [InlineData(23, 25, "1 132")]
    public void A_packet_that_cannot_be_read_is_refused_by_its_reason_and_the_session_goes_on(int at, byte value, string answer)
    {
        var connection = world.Connect().Read([.. EgtsWorld.Changed(good, bytes => bytes[at] = value), .. good]);
        Assert.Equal([answer, "1 0 5:0"], connection.Answers);
        Assert.Single(connection.Observations);
        Assert.Null(connection.Session.End);
    }

    [Fact]
    public void A_rest_too_short_for_a_record_refuses_the_packet() =>
        Assert.Equal(["1 139"], world.Connect().Read(EgtsWorld.Changed([.. good, 0], bytes => bytes[5]++)).Answers);

    [Fact]
    public void A_service_nobody_knows_is_150_and_the_other_records_are_taken()
    {
        var connection = world.Connect().Read(EgtsWorld.Packet(writer =>
        {
            writer.BeginRecord(new EgtsRecordHead { Number = 1, Service = (EgtsService)77, ObjectId = 1 });
            writer.BeginRecord(new EgtsRecordHead { Number = 2, Service = EgtsService.TeleData, ObjectId = 1 });
        }));
        Assert.Equal(["1 0 1:150 2:0"], connection.Answers);
        Assert.Single(connection.Observations);
        Assert.Equal(1, connection.Batch.Acknowledged);
    }

    [Fact]
    public void A_signed_packet_is_read_behind_its_signature_and_a_signature_beyond_the_end_is_refused()
    {
        byte[] Signed(byte length) => EgtsWorld.Changed(
            [.. good.AsSpan(0, 11), length, 0, 0xAA, 0xBB, .. good.AsSpan(11)],
            bytes => (bytes[5], bytes[9]) = ((byte)(bytes[5] + 4), 2));

        Assert.Equal(["1 0 5:0"], world.Connect().Read(Signed(2)).Answers);
        Assert.Equal(["1 139"], world.Connect().Read(Signed(200)).Answers);
    }

    [Fact]
    public void A_routed_packet_is_taken_whatever_its_addresses_and_its_time_to_live()
    {
        var writer = new EgtsPacketWriter();
        writer.BeginRouted(EgtsPacketType.AppData, 6, (12, 34), 0);
        writer.BeginRecord(new EgtsRecordHead { Number = 2, Service = EgtsService.TeleData, ObjectId = 1 });
        Assert.Equal(["6 0 2:0"], world.Connect().Read(writer.Finish()).Answers);
    }
}
