using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;

namespace NavSeal.Tests.Devices;

public sealed class Wialon_answer_tests
{
    private const string Short = WialonWorld.Short, Full = WialonWorld.Full;

    private readonly WialonWorld world = new();

    [Theory]
    [InlineData("SD", Short, "#ASD#1")]
    [InlineData("SD", Full, "#ASD#1")]
    [InlineData("SD", "NA;NA;NA;NA;NA;NA;NA;NA;NA;NA", "#ASD#1")]
    [InlineData("SD", ";;;;;;;;;", "#ASD#1")]
    [InlineData("SD", "201126;100000;4315;N;07657;E;1;2;3", "#ASD#-1")]
    [InlineData("SD", "201126;100000;4315;N;07657;E;1;2;3;4;0000;5", "#ASD#-1")]
    [InlineData("SD", "", "#ASD#-1")]
    [InlineData("SD", "321126;100000;4315;N;07657;E;1;2;3;4", "#ASD#0")]
    [InlineData("SD", "201126;240000;4315;N;07657;E;1;2;3;4", "#ASD#0")]
    [InlineData("SD", "201126;NA;4315;N;07657;E;1;2;3;4", "#ASD#0")]
    [InlineData("SD", "201126;100000;9000.1;N;07657;E;1;2;3;4", "#ASD#10")]
    [InlineData("SD", "201126;100000;4315;N;18000.1;E;1;2;3;4", "#ASD#10")]
    [InlineData("SD", "201126;100000;4315;N;NA;E;1;2;3;4", "#ASD#10")]
    [InlineData("SD", "201126;100000;4315;X;07657;E;1;2;3;4", "#ASD#10")]
    [InlineData("SD", "201126;100000;4315;N;07657;E;-1;2;3;4", "#ASD#11")]
    [InlineData("SD", "201126;100000;4315;N;07657;E;1;361;3;4", "#ASD#11")]
    [InlineData("SD", "201126;100000;4315;N;07657;E;1;2;high;4", "#ASD#11")]
    [InlineData("SD", "201126;100000;4315;N;07657;E;1;2;3;many", "#ASD#12")]
    [InlineData("SD", Short + ";0000", "#ASD#13")]
    [InlineData("SD", Short + ";crc", "#ASD#13")]
    [InlineData("D", Full, "#AD#1")]
    [InlineData("D", Short, "#AD#-1")]
    [InlineData("D", Short + ";NA;NA;NA;;NA", "#AD#-1")]
    [InlineData("D", "000000;100000;4315;N;07657;E;1;2;3;4;NA;NA;NA;;NA;NA", "#AD#0")]
    [InlineData("D", "201126;100000;4360;N;07657;E;1;2;3;4;NA;NA;NA;;NA;NA", "#AD#10")]
    [InlineData("D", "201126;100000;4315;N;07657;E;x;2;3;4;NA;NA;NA;;NA;NA", "#AD#11")]
    [InlineData("D", "201126;100000;4315;N;07657;E;1;2;3;-4;NA;NA;NA;;NA;NA", "#AD#12")]
    [InlineData("D", Short + ";wide;NA;NA;;NA;NA", "#AD#12")]
    [InlineData("D", Short + ";NA;0x1;NA;;NA;NA", "#AD#13")]
    [InlineData("D", Short + ";NA;NA;on;;NA;NA", "#AD#13")]
    [InlineData("D", Short + ";NA;NA;NA;1.5,hot;NA;NA", "#AD#14")]
    [InlineData("D", Short + ";NA;NA;NA;;NA;lock", "#AD#15")]
    [InlineData("D", Short + ";NA;NA;NA;;NA;lock:4:1", "#AD#15")]
    [InlineData("D", Full + ";0000", "#AD#16")]
    [InlineData("B", Full, "#AB#1")]
    [InlineData("B", Short + "|" + Full + "|" + Short, "#AB#3")]
    [InlineData("B", Short + "|" + Full + "|", "#AB#2")]
    [InlineData("B", Short + "|1;2|" + Short, "#AB#2")]
    [InlineData("B", Short + "|" + Short + "|0000", "#AB#")]
    [InlineData("B", "", "#AB#0")]
    [InlineData("P", "", "#AP#")]
    [InlineData("M", "hello", "#AM#1")]
    [InlineData("M", "hello; you", "#AM#1")]
    [InlineData("M", "hello;0000", "#AM#01")]
    [InlineData("I", "5;0;1;201126;100000;a.jpg", "#AI#NA;0")]
    [InlineData("T", "1;5;0", "#AT#NA;0")]
    [InlineData("QI", "", "#AQI#0")]
    [InlineData("IT", "201126;100000;1;2;3", "#AIT#0")]
    [InlineData("QT", "1", "#AQT#0")]
    [InlineData("US", "5;0000", "#AUS#0")]
    [InlineData("UC", "5;0000", "#AUC#0")]
    public void Every_packet_is_answered_as_the_table_says(string type, string body, string answer) =>
        Assert.Equal([answer], world.LoggedIn().Read($"#{type}#{body}\r\n").Answers);

    [Theory]
    [InlineData("{0:X4}")]
    [InlineData("{0:x4}")]
    [InlineData("{0:x}")]
    [InlineData("0x{0:X}")]
    [InlineData("0X{0:x4}")]
    public void A_checksum_is_read_in_every_form_that_devices_print(string form)
    {
        Assert.Equal(["#ASD#1"], world.LoggedIn().Read(WialonWorld.Checked("SD", Short, ';', form)).Answers);
        Assert.Equal(["#AD#1"], world.LoggedIn().Read(WialonWorld.Checked("D", Full, ';', form)).Answers);
        Assert.Equal(["#AB#1"], world.LoggedIn().Read(WialonWorld.Checked("B", Full, '|', form)).Answers);
        Assert.Equal(["#AM#1"], world.LoggedIn().Read(WialonWorld.Checked("M", "hello", ';', form)).Answers);
        Assert.Equal(["#AL#1"], world.Connect().Read(WialonWorld.Checked("L", $"2.0;{WialonWorld.Imei};", ';', form)).Answers);
    }

    [Fact]
    public void A_checksum_of_leading_zeros_may_be_printed_without_them()
    {
        var body = Enumerable.Range(0, 10_000).Select(course => Short.Replace(";300;", $";30.{course};", StringComparison.Ordinal))
            .First(text => WialonChecksum.Of(Encoding.ASCII.GetBytes(text + ";")) < 0x100);
        Assert.Equal(["#ASD#1"], world.LoggedIn().Read(WialonWorld.Checked("SD", body, ';', "{0:X}")).Answers);
    }

    [Theory]
    [InlineData("#SD#" + Short, "#ASD#13")]
    [InlineData("#D#" + Full, "#AD#16")]
    [InlineData("#D#" + Full + ";", "#AD#16")]
    [InlineData("#B#" + Full, "#AB#")]
    [InlineData("#B#" + Full + "|", "#AB#")]
    [InlineData("#M#hello", "#AM#01")]
    public void A_device_that_logged_in_by_2_x_has_to_send_checksums(string packet, string answer)
    {
        var connection = world.Connect().Read(WialonWorld.Checked("L", $"2.0;{WialonWorld.Imei};NA")).Read(packet + "\r\n");
        Assert.Equal(["#AL#1", answer], connection.Answers);
        Assert.Empty(connection.Observations);
    }

    [Fact]
    public void What_is_answered_positively_counts_as_acknowledged_and_nothing_else_does()
    {
        var connection = world.LoggedIn().Read($"#SD#{Short}\r\n#SD#{Short};0000\r\n#D#{Full}\r\n#D#{Short}\r\n#XX#\r\n");
        Assert.Equal((5, 2, 3), (connection.Batch.Received, connection.Batch.Acknowledged, connection.Batch.Corrupt));
        Assert.Equal([Cut.Whole, Cut.Corrupt, Cut.Whole, Cut.Corrupt, Cut.Corrupt], connection.Cuts);
    }

    [Fact]
    public void A_report_with_something_impossible_is_kept_and_told_so()
    {
        var connection = world.LoggedIn().Read($"#D#{Full.Replace("201126", "201326", StringComparison.Ordinal)}\r\n");
        Assert.Equal(["#AD#0"], connection.Answers);
        Assert.Null(Assert.Single(connection.Observations).MeasuredAt);
        Assert.Equal("no such date or time", connection.Session.Fault);
        Assert.Equal(0, connection.Batch.Acknowledged);
    }

    [Fact]
    public void A_black_box_is_one_frame_with_a_report_for_each_record()
    {
        var line = $"#B#{Full}|{Short}|{Full}\r\n";
        var connection = world.LoggedIn().Read(line);
        Assert.Equal([line], connection.Lines);
        Assert.Equal([0, 0, 0], connection.Batch.Reports.Select(report => report.Frame));
        Assert.All(connection.Observations, observation => Assert.True(observation.FromMemory));
    }

    [Fact]
    public void Records_beyond_the_bound_of_a_packet_stay_with_the_device()
    {
        var records = string.Join('|', Enumerable.Repeat(";;;;;;;;;", 4097));
        var connection = world.LoggedIn().Read($"#B#{records}\r\n");
        Assert.Equal(["#AB#4096"], connection.Answers);
        Assert.Equal(4096, connection.Observations.Count);
    }

    [Fact]
    public void A_repeat_is_answered_again_and_has_the_same_key_alone_from_memory_and_with_a_checksum()
    {
        var connection = world.LoggedIn()
            .Read($"#D#{Full}\r\n#D#{Full}\r\n#B#{Full}\r\n{WialonWorld.Checked("D", Full)}{WialonWorld.Checked("B", Full, '|')}");
        Assert.Equal(["#AD#1", "#AD#1", "#AB#1", "#AD#1", "#AB#1"], connection.Answers);
        Assert.Single(connection.Observations.Select(observation => (observation.MeasuredAt, observation.ContentKey)).Distinct());
        Assert.Equal([false, false, true, false, true], connection.Observations.Select(observation => observation.FromMemory));
    }

    [Fact]
    public void A_message_is_a_report_of_life_without_time_and_place()
    {
        var connection = world.LoggedIn().Read("#M#Open the gate\r\n");
        var observation = Assert.Single(connection.Observations);
        Assert.Equal((null, null), (observation.MeasuredAt, observation.Fix));
        Assert.Equal(["#M#Open the gate\r\n"], connection.Lines);
    }

    [Fact]
    public void Pings_and_logins_are_answered_and_not_kept()
    {
        var connection = world.Connect().Read($"#P#\r\n#L#{WialonWorld.Imei};secret\r\n#P#\r\n");
        Assert.Equal(["#AP#", "#AL#1", "#AP#"], connection.Answers);
        Assert.Empty(connection.Batch.Frames);
        Assert.Equal(0, connection.Batch.FrameByteCount);
    }
}
