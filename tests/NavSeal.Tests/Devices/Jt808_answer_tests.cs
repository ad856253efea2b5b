using NavSeal.Devices;
using NavSeal.Devices.Jt808;

namespace NavSeal.Tests.Devices;

public sealed class Jt808_answer_tests
{
    private readonly Jt808World world = new();

    [Theory]
    [InlineData(0x0002, "", "8001 0007000200")]
    [InlineData(0x0003, "", "8001 0007000300")]
    [InlineData(0x0102, "313233", "8001 0007010200")]
    [InlineData(0x0107, "0011", "8001 0007010700")]
    [InlineData(0x0900, "F001", "8001 0007090000")]
    [InlineData(0x7777, "", "8001 0007777700")]
    [InlineData(0x0004, "", "8004 261120120000")]
    [InlineData(0x0109, "", "8109 07EA0B140C0000")]
    [InlineData(0x0200, "00", "8001 0007020002")]
    [InlineData(0x0704, "0001", "8001 0007070402")]
    [InlineData(0x0704, "000000", "8001 0007070400")]
    [InlineData(0x0704, "000100", "8001 0007070402")]
    [InlineData(0x0704, "00010000FF00", "8001 0007070402")]
    public void A_message_is_answered_by_its_number_and_kind(int id, string body, string answer)
    {
        var bytes = Jt808World.Sent((device, output) => device.Send(output, (Jt808MessageId)id, Convert.FromHexString(body)), first: 7);
        Assert.Equal([answer], world.Connect().Read(bytes).Answers);
    }

    [Theory]
    [InlineData(0x0001)]
    [InlineData(0x8001)]
    [InlineData(0x8300)]
    [InlineData(0x4401)]
    public void An_answer_and_a_message_of_a_platform_are_not_answered(int id)
    {
        var connection = world.Connect().Read(
            Jt808World.Sent((device, output) => device.Send(output, (Jt808MessageId)id, [0, 1, 2, 3, 0])));
        Assert.Empty(connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Null(connection.Session.Fault);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public void A_device_registers_authenticates_and_reports(int? version)
    {
        var bytes = Jt808World.Sent(
            (device, output) =>
            {
                device.Register(output);
                device.Authenticate(output, "13800000017"u8);
                device.Report(output, Jt808World.At());
            },
            version: (byte?)version);
        var connection = world.Connect().Read(bytes);
        Assert.Equal(["8100 0000003133383030303030303137", "8001 0001010200", "8001 0002020000"], connection.Answers);
        Assert.Equal("S1", Assert.Single(connection.Speakers));
    }

    [Fact]
    public void A_seal_that_has_to_authenticate_itself_is_not_heard_before()
    {
        var report = Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), "555002");
        var connection = world.Connect().Read(report);
        Assert.Equal(["8001 0000020001"], connection.Answers);
        Assert.Equal(SessionEnd.NotAuthorised, connection.Session.End);

        var known = world.Connect().Read(Jt808World.Sent((device, output) => device.Authenticate(output, "1"u8), "555002")).Read(report);
        Assert.Single(known.Observations);
        Assert.Null(known.Session.End);
    }

    [Fact]
    public void A_device_that_nobody_registered_is_told_so_and_the_connection_is_closed()
    {
        var connection = world.Connect().Read(Jt808World.Sent((device, output) => device.Register(output), "77"));
        Assert.Equal(["8100 000004"], connection.Answers);
        Assert.Equal(SessionEnd.UnknownDevice, connection.Session.End);
        connection = world.Connect().Read(Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), "77"));
        Assert.Equal(["8001 0000020001"], connection.Answers);
        Assert.Equal((SessionEnd.UnknownDevice, 1), (connection.Session.End, connection.Batch.Unknown));
    }

    [Fact]
    public void Another_number_in_the_session_of_a_seal_closes_it()
    {
        var connection = world.Connect().Read(Jt808World.Report())
            .Read(Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), "13800000025"));
        Assert.Equal(SessionEnd.IdentityChanged, connection.Session.End);
        Assert.Equal(["S1"], connection.Speakers);
        Assert.Equal("8001 0000020001", connection.Answers[^1]);
    }

    [Fact]
    public void A_relay_speaks_for_many_seals_and_one_that_is_unknown_does_not_end_it()
    {
        var connection = world.Connect().Read(Jt808World.Sent((device, output) => device.Authenticate(output, "1"u8), "90000"));
        foreach (var number in new[] { Jt808World.Number, "77", "13800000025", "4e000000ab01" })
            connection.Read(Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), number));
        Assert.Equal(["S1", "S2", "HEX"], connection.Speakers);
        Assert.Equal((SessionEnd?)null, connection.Session.End);
        Assert.All(connection.Batch.Frames, frame => Assert.Equal("RELAY", frame.Sender.Number.Text));
    }

    [Fact]
    public void A_number_of_twenty_digits_names_its_seal() => Assert.Equal(["LONG"], world.Connect().Read(
        Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), "86000000000000000017", version: 1)).Speakers);

    [Fact]
    public void A_report_that_comes_twice_is_answered_twice_and_has_one_key()
    {
        var connection = world.Connect().Read(Jt808World.Report()).Read(Jt808World.Sent(
            (device, output) => device.ReportBatch(output, true, Jt808World.At()), first: ushort.MaxValue));
        Assert.Equal(["8001 0000020000", "8001 FFFF070400"], connection.Answers);
        var (first, second) = (connection.Observations[0], connection.Observations[1]);
        Assert.Equal((first.MeasuredAt, first.ContentKey), (second.MeasuredAt, second.ContentKey));
        Assert.Equal((false, true), (first.FromMemory, second.FromMemory));
    }

    [Fact]
    public void Serials_that_wrap_lose_nothing()
    {
        var connection = world.Connect().Read(Jt808World.Sent(
            (device, output) =>
            {
                for (var n = 0; n < 3; n++) device.Report(output, Jt808World.At(items: [0x31, 1, (byte)n]));
            },
            first: ushort.MaxValue));
        Assert.Equal(["8001 FFFF020000", "8001 0000020000", "8001 0001020000"], connection.Answers);
        Assert.Equal(3, connection.Observations.Select(observation => observation.ContentKey).Distinct().Count());
    }

    [Fact]
    public void A_picture_is_answered_as_a_message_and_as_a_picture()
    {
        var connection = world.Connect().Read(
            Jt808World.Sent((device, output) => device.Send(output, Jt808MessageId.Media, [0, 0, 1, 2, 9, 9, 9, 9])));
        Assert.Equal(["8001 0000080100", "8800 00000102"], connection.Answers);
        Assert.Null(connection.Single.MeasuredAt);
        Assert.Single(connection.Frames);
    }

    [Theory]
    [InlineData("(13800000017,1,001,BASE,2,TIME)", "(13800000017,1,001,BASE,2,20261120120000)")]
    [InlineData("(13800000017,1,001,ELOCK,3,529439)", null)]
    [InlineData("(13800000017,1,001,ELOCK,3,529439)\r\n", null)]
    public void A_sentence_among_frames_is_kept_and_one_that_asks_for_the_time_is_answered(string sentence, string? answer)
    {
        var connection = world.Connect().Read(System.Text.Encoding.ASCII.GetBytes(sentence));
        Assert.Equal(answer is null ? [] : [answer], connection.Answers);
        Assert.Equal(0, connection.Batch.Corrupt);
        Assert.Equal(answer is null ? 1 : 0, connection.Observations.Count);
        Assert.Equal("8001 0000020000", connection.Read(Jt808World.Report()).Answers[^1]);
    }

    [Fact]
    public void An_encrypted_body_is_not_read_and_the_device_is_told()
    {
        byte[] plain = [0x02, 0x00, 0x04, 0x01, 0x01, 0x38, 0x00, 0x00, 0x00, 0x17, 0x00, 0x05, 0xAA];
        var connection = world.Connect().Read(Jt808World.Framed(plain));
        Assert.Equal(["8001 0005020003"], connection.Answers);
        Assert.Empty(connection.Observations);
    }
}
