using NavSeal.Devices.Jt808;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Jt808_command_tests
{
    private const string Huabao = "555004";

    private static readonly GoldenFrames frames = new("jt808");

    private readonly Jt808World world = new();

    [Fact]
    public void New_periods_go_out_by_the_counter_of_all_messages_and_are_answered_by_that_number()
    {
        var connection = Named();
        Assert.Equal(frames.Bytes("command-periods"), connection.Session.Give(GivenCommands.Periods(60, 600, 9)));
        connection.Read(frames.Bytes("periods-taken"));
        Assert.Equal("S1 9+", connection.Batch.Words());
        connection.Read(frames.Bytes("periods-taken")).Read(Jt808World.Report());
        Assert.Single(connection.Batch.Answers);
        Assert.Equal(2, connection.Answers.Count);
        Assert.Equal([0x00, 0x02], connection.Batch.Replies.Span[^9..^7].ToArray());
    }

    [Theory]
    [InlineData("0001810300", "S1 9+")]
    [InlineData("0001810301", "S1 9- result 1")]
    [InlineData("0001810303", "S1 9- result 3")]
    [InlineData("0002810300", "")]
    [InlineData("0000810300", "")]
    [InlineData("0001820100", "")]
    [InlineData("00018103", "")]
    [InlineData("000181030000", "")]
    [InlineData("00", "")]
    [InlineData("", "")]
    public void An_answer_names_number_and_kind_of_what_was_sent(string body, string answer)
    {
        var connection = Named();
        connection.Session.Give(GivenCommands.Periods(60, 600, 9));
        connection.Read(Sent(Jt808MessageId.DeviceAnswer, body));
        Assert.Equal(answer, connection.Batch.Words());
        Assert.Null(connection.Session.End);
        Assert.Single(connection.Answers);
    }

    [Fact]
    public void A_position_that_was_asked_for_is_a_report_and_an_answer()
    {
        var connection = Named();
        Assert.Equal(frames.Bytes("command-position"), connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition, 3)));
        connection.Read(Location(1));
        Assert.Equal("S1 3+", connection.Batch.Words());
        Assert.Equal("8001 0000020100", connection.Answers[^1]);
        var (reported, asked) = (connection.Observations[0], connection.Observations[1]);
        Assert.Equal((Jt808World.MeasuredAt, Jt808World.Almaty), (asked.MeasuredAt!.Value, asked.Fix!.Value.At!.Value));
        Assert.Equal(reported.ContentKey, asked.ContentKey);
        connection.Read(Location(1));
        Assert.Single(connection.Batch.Answers);
        Assert.Null(connection.Observations[2].MeasuredAt);
    }

    [Fact]
    public void A_position_may_be_announced_before_it_comes_and_is_answered_once()
    {
        var connection = Named();
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition, 3));
        connection.Read(Sent(Jt808MessageId.DeviceAnswer, "0001820100")).Read(Location(1)).Read(Location(1));
        Assert.Equal("S1 3+", connection.Batch.Words());
        Assert.Equal([true, true, false], connection.Observations.Select(observation => observation.MeasuredAt is not null));
    }

    [Fact]
    public void A_position_that_is_cut_is_refused_and_one_of_another_number_is_evidence_alone()
    {
        var connection = Named();
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition, 3));
        connection.Read(Sent(Jt808MessageId.LocationAnswer, "0001020304")).Read(Location(7));
        Assert.Equal(["8001 0000020102", "8001 0000020100"], connection.Answers.Skip(1));
        Assert.Empty(connection.Batch.Answers);
        Assert.Null(connection.Observations[^1].MeasuredAt);
        Assert.Equal("S1 3+", connection.Read(Location(1)).Batch.Words());
    }

    [Fact]
    public void A_Huabao_lock_is_sealed_and_unsealed_and_no_other_is()
    {
        var connection = Named(Huabao);
        Assert.Equal(frames.Bytes("command-open-huabao"), connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 2)));
        connection.Read(Sent(Jt808MessageId.DeviceAnswer, "0001031000", Huabao));
        Assert.Equal("HUABAO 2+", connection.Batch.Words());
        Assert.Equal(
            frames.Bytes("command-close-huabao"), Named(Huabao).Session.Give(GivenCommands.Of(DeviceCommandKind.Close)));
        Assert.Null(Named().Session.Give(GivenCommands.Of(DeviceCommandKind.Open)));
        Assert.Null(Named().Session.Give(GivenCommands.Of(DeviceCommandKind.Close)));
    }

    [Theory]
    [InlineData("0001", "HUABAO 2+")]
    [InlineData("0005", "")]
    [InlineData("00", "")]
    public void An_opening_may_be_answered_as_a_control_of_the_vehicle(string body, string answer)
    {
        var connection = Named(Huabao);
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 2));
        connection.Read(Sent(Jt808MessageId.VehicleAnswer, body, Huabao));
        Assert.Equal(answer, connection.Batch.Words());
    }

    [Fact]
    public void An_answer_that_nobody_asked_for_does_nothing()
    {
        var connection = Named().Read(Sent(Jt808MessageId.DeviceAnswer, "0000810300")).Read(Sent(Jt808MessageId.VehicleAnswer, "0000"));
        Assert.Empty(connection.Batch.Answers);
        Assert.Equal(3, connection.Batch.Received);
    }

    [Fact]
    public void A_command_sent_again_is_answered_by_the_number_of_the_last()
    {
        var connection = Named();
        connection.Session.Give(GivenCommands.Periods(60, 600, 9));
        connection.Session.Give(GivenCommands.Periods(60, 600, 9));
        connection.Read(Sent(Jt808MessageId.DeviceAnswer, "0001810300")).Read(Sent(Jt808MessageId.DeviceAnswer, "0002810300"));
        Assert.Equal("S1 9+", connection.Batch.Words());
    }

    [Fact]
    public void A_device_of_2019_gets_its_header_and_one_that_sent_sentences_alone_the_older()
    {
        var report = Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), version: 1);
        byte[] asked = [0x82, 0x01, 0x40, 0x00, 0x01, 0, 0, 0, 0, 0x01, 0x38, 0, 0, 0, 0x17, 0x00, 0x01];
        Assert.Equal(
            Jt808World.Framed(asked), world.Connect().Read(report).Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition)));
        byte[] older = [0x82, 0x01, 0x00, 0x00, 0x01, 0x38, 0, 0, 0, 0x17, 0x00, 0x00];
        Assert.Equal(
            Jt808World.Framed(older),
            world.Connect().Read("(13800000017,1,001,BASE,2,TIME)"u8).Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition)));
    }

    [Fact]
    public void A_relay_and_a_seal_behind_it_are_told_nothing()
    {
        var connection = world.Connect().Read(Jt808World.Sent((device, output) => device.Authenticate(output, "1"u8), "90000"));
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition)));
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition), world["S1"]));
    }

    [Fact]
    public void Who_has_named_himself_by_a_heartbeat_is_told_nothing_before_he_has_authenticated_himself()
    {
        const string strict = "555002";
        var connection = world.Connect().Read(Sent(Jt808MessageId.Heartbeat, "", strict));
        Assert.Equal(("STRICT", null), (connection.Session.Sender?.Number.Text, connection.Session.Reachable));
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition)));
        connection.Read(Jt808World.Sent((device, output) => device.Authenticate(output, "1"u8), strict));
        Assert.Equal("STRICT", connection.Session.Reachable?.Number.Text);
        Assert.NotNull(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.AskPosition)));
    }

    private GivenConnection Named(string number = Jt808World.Number) => world.Connect().Read(
        Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), number));

    private static byte[] Sent(Jt808MessageId id, string body, string number = Jt808World.Number) =>
        Jt808World.Sent((device, output) => device.Send(output, id, Convert.FromHexString(body)), number);

    private static byte[] Location(ushort serial)
    {
        Span<byte> body = stackalloc byte[64];
        var length = Jt808Encoder.Write(body, Jt808World.At());
        return Sent(Jt808MessageId.LocationAnswer, $"{serial:X4}{Convert.ToHexString(body[..length])}");
    }
}
