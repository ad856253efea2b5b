using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Eseal;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Eseal_session_tests
{
    private const string Head = "##S,eSeal,4000017,256,3.0.6,", Content = EsealWorld.Content, Report = EsealWorld.Report;

    private readonly EsealWorld world = new();

    [Theory]
    [InlineData("Startup", 1)]
    [InlineData("Normal", 2)]
    [InlineData("Button-Normal", 3)]
    [InlineData("Termination", 4)]
    [InlineData("Event-Door", 5)]
    [InlineData("Event-Shock", 6)]
    [InlineData("Event-Drop", 7)]
    [InlineData("Event-Lock", 8)]
    [InlineData("Event-RC-Unlock", 9)]
    [InlineData("Event-Tilt", null)]
    public void Every_report_is_acknowledged_by_its_type_and_index_and_says_its_cause(string type, int? cause)
    {
        var connection = world.Connect().Read($"{Head}{type},7,{Content},E##\r\n");
        Assert.Equal([$"{Head}{type} ACK,7,E##"], connection.Answers);
        Assert.Equal(cause, Assert.Single(connection.Observations).Cause);
        Assert.Equal((1, 1, 0), (connection.Batch.Received, connection.Batch.Acknowledged, connection.Batch.Corrupt));
    }

    [Theory]
    [InlineData("Startup OK,1,180,30,30,16,1", false)]
    [InlineData("RC-Unlock ACK", false)]
    [InlineData("RC-Power Control ACK,Power OFF", false)]
    [InlineData("Startup,1,180,30,30,16,1", true)]
    [InlineData("Startup,1", true)]
    [InlineData("Something", false)]
    public void What_is_no_report_is_kept_as_evidence_and_only_a_startup_is_answered(string content, bool isAnswered)
    {
        var connection = world.Connect().Read($"{Head}{content},E##\r\n");
        Assert.Equal(isAnswered ? [$"{Head}Startup ACK,1,E##"] : [], connection.Answers);
        var observation = Assert.Single(connection.Observations);
        Assert.Equal((null, null), (observation.MeasuredAt, observation.Fix));
        Assert.Equal([$"{Head}{content},E##"], connection.Lines);
    }

    [Theory]
    [InlineData("##S,eSeal,4000017,256,3.0.6,Normal,34,2026-11-20,10:00:00,15,A,E##")]
    [InlineData("##S,eSeal,4000017,256,3.0.6,Normal,34," + Content + ",extra,E##")]
    [InlineData("##S,eSeal,4000017,256,3.0.6,Normal,," + Content + ",E##")]
    [InlineData("##S,eSeal,4000017,256,3.0.6,Normal,x4," + Content + ",E##")]
    [InlineData("##S,eSeal,4000017,256,3.0.6,,34," + Content + ",E##")]
    [InlineData("##S,eSeal,,256,3.0.6,Normal,34," + Content + ",E##")]
    [InlineData("##S,eSeal,0,256,3.0.6,Normal,34," + Content + ",E##")]
    [InlineData("##S,eSeal,4000017x,256,3.0.6,Normal,34," + Content + ",E##")]
    [InlineData("##S,eSeal,99999999999999999999,256,3.0.6,Normal,34," + Content + ",E##")]
    [InlineData("##S,other,4000017,256,3.0.6,Normal,34," + Content + ",E##")]
    [InlineData("##S,eSeal,4000017,E##")]
    [InlineData("##S,E##")]
    [InlineData("##S,eSeal,4000017,256,3.0.6,a,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,E##")]
    public void A_message_without_its_fields_is_refused_and_the_session_goes_on(string message)
    {
        var connection = world.Connect().Read($"{message}\r\n");
        Assert.Empty(connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Equal((1, null), (connection.Batch.Corrupt, connection.Session.End));
        Assert.Equal([EsealWorld.Answer], connection.Read(Report).Answers);
    }

    [Fact]
    public void A_report_is_read_field_by_field()
    {
        var observation = Assert.Single(world.Connect().Read(Report).Observations);
        var fix = observation.Fix!.Value;
        Assert.Equal(WialonWorld.MeasuredAt, observation.MeasuredAt);
        Assert.Equal((WialonWorld.Almaty, true, 610, 300), (fix.At, fix.IsValid, fix.SpeedTenthsKilometrePerHour, fix.CourseDegrees));
        Assert.Equal((3_900, 75), (observation.InternalMillivolts, (int?)observation.BatteryLeft?.Value));
        Assert.Equal((SealingElementState.Closed, null), (observation.SealingElement, observation.Case));
        Assert.False(observation.FromMemory);
    }

    [Theory]
    [InlineData("300.5", 301)]
    [InlineData("359.9", 359)]
    [InlineData("360", null)]
    public void A_course_is_rounded_and_never_to_what_is_none(string text, int? course) =>
        Assert.Equal(course, Changed(",300,", $",{text},").Fix?.CourseDegrees);

    [Theory]
    [InlineData("2026-13-20")]
    [InlineData("2026-02-30")]
    [InlineData("2026-00-01")]
    [InlineData("2026-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("2000-01-01")]
    [InlineData("2010-01-01")]
    [InlineData("2026-11-22")]
    [InlineData("2026/11/20")]
    [InlineData("")]
    public void An_impossible_date_is_unknown_and_the_report_is_kept_and_acknowledged(string date) =>
        Assert.Null(Changed("2026-11-20", date).MeasuredAt);

    [Theory]
    [InlineData("24:00:00")]
    [InlineData("10:60:00")]
    [InlineData("10:00:60")]
    [InlineData("1:00:00")]
    [InlineData("10-00-00")]
    [InlineData("aa:bb:cc")]
    public void An_impossible_time_is_unknown_and_the_report_is_kept_and_acknowledged(string time) =>
        Assert.Null(Changed("10:00:00", time).MeasuredAt);

    [Theory]
    [InlineData("90.000001N 76.950000E")]
    [InlineData("43.250000N 180.000001E")]
    [InlineData("-43.250000N 76.950000E")]
    [InlineData("43.250000X 76.950000E")]
    [InlineData("43.250000N")]
    [InlineData("43.25x000N 76.950000E")]
    [InlineData("N E")]
    [InlineData(" ")]
    public void An_impossible_place_leaves_a_position_that_is_invalid(string place)
    {
        var fix = Changed("43.250000N 76.950000E", place).Fix!.Value;
        Assert.Equal((null, false), (fix.At, fix.IsValid));
    }

    [Theory]
    [InlineData("43.250000S 76.950000W", -43_250_000, -76_950_000)]
    [InlineData("90.000000N 180.000000E", 90_000_000, 180_000_000)]
    [InlineData("0.000000N 0.000000E", 0, 0)]
    [InlineData("5N 7.1234567E", 5_000_000, 7_123_457)]
    public void A_place_is_degrees_and_the_letter_of_the_hemisphere(string text, int north, int east) =>
        Assert.Equal(new GeoPoint(north, east), Changed("43.250000N 76.950000E", text).Fix?.At);

    [Fact]
    public void No_place_and_no_validity_are_told_apart()
    {
        Assert.Null(Changed("43.250000N 76.950000E", "").Fix);
        Assert.False(Changed(",A,", ",V,").Fix!.Value.IsValid);
        Assert.False(Changed(",A,", ",,").Fix!.Value.IsValid);
    }

    [Theory]
    [InlineData("Open", "4000017", SealingElementState.Open, null)]
    [InlineData("Close", "4000017", SealingElementState.Closed, null)]
    [InlineData("open", "4000017", null, null)]
    [InlineData("", "4000017", null, null)]
    [InlineData("Open", "40000", null, CaseState.Intact)]
    [InlineData("Close", "40000", null, CaseState.Breached)]
    public void The_door_contact_is_what_the_profile_says(string door, string device, SealingElementState? element, CaseState? seen)
    {
        var text = Report.Replace("Close", door, StringComparison.Ordinal).Replace("4000017", device, StringComparison.Ordinal);
        var observation = Assert.Single(world.Connect().Read(text).Observations);
        Assert.Equal((element, seen), (observation.SealingElement, observation.Case));
    }

    [Theory]
    [InlineData("3.3", 3_300, 0)]
    [InlineData("4.2", 4_200, 100)]
    [InlineData("0", 0, 0)]
    [InlineData("99", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("", null, null)]
    [InlineData("full", null, null)]
    public void Charge_is_the_place_of_the_volts_in_the_range_of_the_profile(string volts, int? millivolts, int? percent)
    {
        var observation = Changed(",3.9,", $",{volts},");
        Assert.Equal((millivolts, percent), (observation.InternalMillivolts, (int?)observation.BatteryLeft?.Value));
    }

    [Fact]
    public void The_index_does_not_make_another_report_and_the_content_does()
    {
        var keys = world.Connect().Read(
            Report + Report.Replace(",34,", ",35,", StringComparison.Ordinal)
            + Report.Replace("Normal", "Event-Door", StringComparison.Ordinal)
            + Report.Replace("3.9", "3.8", StringComparison.Ordinal)).Observations.Select(observation => observation.ContentKey).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void A_repeated_report_and_an_index_that_begins_anew_are_acknowledged_again()
    {
        var connection = world.Connect().Read(
            Report + Report + Report.Replace(",34,", ",4294967295,", StringComparison.Ordinal)
            + Report.Replace(",34,", ",0,", StringComparison.Ordinal));
        Assert.Equal(4, connection.Batch.Acknowledged);
    }

    [Fact]
    public void A_device_nobody_registered_is_counted_not_answered_and_closed()
    {
        var connection = world.Connect().Read(Report.Replace("4000017", "4000018", StringComparison.Ordinal));
        Assert.Empty(connection.Answers);
        Assert.Equal((SessionEnd.UnknownDevice, 1), (connection.Session.End, connection.Batch.Unknown));
    }

    [Fact]
    public void A_seal_that_changes_its_identity_is_refused_and_closed()
    {
        var connection = world.Connect().Read(Report + Report.Replace("4000017", "4000025", StringComparison.Ordinal));
        Assert.Equal([EsealWorld.Answer], connection.Answers);
        Assert.Equal((SessionEnd.IdentityChanged, "S1"), (connection.Session.End, Assert.Single(connection.Speakers)));
    }

    [Fact]
    public void A_profile_that_asks_for_an_authorisation_lets_nobody_in_since_there_is_none()
    {
        var connection = world.Connect().Read(Report.Replace("4000017", "4000033", StringComparison.Ordinal));
        Assert.Empty(connection.Observations);
        Assert.Equal(SessionEnd.NotAuthorised, connection.Session.End);
    }

    [Fact]
    public void A_relay_that_has_named_itself_speaks_for_many_and_the_frames_are_its_own()
    {
        string Of(string device) => Report.Replace("4000017", device, StringComparison.Ordinal);
        var connection = world.Connect().Read(Of("90000") + Report + Of("4000099") + Of("4000025"));
        Assert.Equal(["RELAY", "S1", "S2"], connection.Speakers);
        Assert.All(connection.Batch.Frames, frame => Assert.Equal("RELAY", frame.Sender.Number.Text));
        Assert.Equal((null, 1), (connection.Session.End, connection.Batch.Unknown));
    }

    [Fact]
    public void The_commands_of_the_platform_stand_behind_the_name_of_the_device()
    {
        Assert.Equal($"{Head}RC-Unlock,E##\r\n", EsealWorld.Text((platform, output) => platform.Unlock(output)));
        Assert.Equal($"{Head}RC-Power Control,Power OFF,E##\r\n", EsealWorld.Text((platform, output) => platform.SwitchOff(output)));
    }

    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Seeds.Each(500, random =>
    {
        var sent = Random(random);
        var type = (EsealType)random.Next(1, 10);
        var index = (uint)random.NextInt64(uint.MaxValue + 1L);
        var connection = new EsealWorld().Connect().Read(EsealWorld.Sent((device, output) => device.Report(output, type, index, sent)));
        Assert.Equal([new EsealEncoder(EsealWorld.Number).AcknowledgementOf(type, index)], connection.Answers);
        var read = Assert.Single(connection.Observations);
        Assert.Equal((sent.MeasuredAt, (int)type), (read.MeasuredAt, read.Cause));
        Assert.Equal((sent.At, sent.IsValid), (read.Fix?.At, read.Fix?.IsValid));
        Assert.Equal(sent.SpeedKilometresPerHour * 10, read.Fix?.SpeedTenthsKilometrePerHour);
        Assert.Equal(sent.CourseDegrees, read.Fix?.CourseDegrees);
        Assert.Equal(sent.BatteryMillivolts, read.InternalMillivolts);
        Assert.Equal(sent.IsOpen ? SealingElementState.Open : SealingElementState.Closed, read.SealingElement);
    });

    [Fact]
    public void A_stream_gives_the_same_however_it_is_cut_into_reads() => Seeds.Each(100, random =>
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            if (random.Next(3) == 0) text.Append("##S,eSeal,4000017,256,E#\0,E##\n"[random.Next(12)..]);
            var sent = Random(random);
            text.Append(EsealWorld.Text((device, output) => device.Report(output, EsealType.Normal, 1, sent)));
        }

        GivenConnection.HoldInPieces(() => new EsealWorld().Connect(), Encoding.ASCII.GetBytes(text.ToString()), random);
    });

    private static EsealTelemetry Random(Random random) => new()
    {
        MeasuredAt = WialonWorld.Now.AddSeconds(-random.Next(100_000_000)),
        At = new GeoPoint(random.Next(-90_000_000, 90_000_001), random.Next(-180_000_000, 180_000_001)),
        IsValid = random.Next(2) == 0,
        SpeedKilometresPerHour = random.Next(300),
        CourseDegrees = random.Next(360),
        IsOpen = random.Next(2) == 0,
        BatteryMillivolts = random.Next(500) * 10,
        IntervalMinutes = random.Next(100),
        SignalDecibelMilliwatts = -random.Next(120),
    };

    /// <summary>The report with something else in it; it is always acknowledged.</summary>
    private Observation Changed(string what, string into)
    {
        var connection = world.Connect().Read(Report.Replace(what, into, StringComparison.Ordinal));
        Assert.Equal([EsealWorld.Answer], connection.Answers);
        return Assert.Single(connection.Observations);
    }
}
