using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Jointech_session_tests
{
    private const string Lock = "(7500000017,P45," + JointechWorld.Moment;

    private readonly JointechWorld world = new();

    [Theory]
    [InlineData(0x19, 1, 0x20C0, "(P69,0,5)")]
    [InlineData(0x1A, 4, 0x20C0, "(P69,0,5)")]
    [InlineData(0x17, 1, 0x20C0, "")]
    [InlineData(0x17, 1, 0x20E0, "(P35)")]
    [InlineData(0x17, 2, 0x20C0, "(P35)")]
    [InlineData(0x16, 3, 0x20C0, "(P35)")]
    public void A_report_is_answered_as_its_version_and_its_kind_want(int version, int data, int status, string answer)
    {
        var report = JointechWorld.Closed with { Version = (byte)version, Data = (byte)data, Status = (ushort)status };
        var connection = world.Connect().Read(JointechWorld.Report(report));
        Assert.Equal(answer, Reply(connection));
        Assert.Equal(answer.Length > 0 ? 1 : 0, connection.Batch.Acknowledged);
        Assert.Equal(data == 3, Assert.Single(connection.Observations).FromMemory);
    }

    [Theory]
    [InlineData(0x20C0, SealingElementState.Closed, CaseState.Intact)]
    [InlineData(0x2080, SealingElementState.Open, CaseState.Intact)]
    [InlineData(0x2040, SealingElementState.Open, CaseState.Intact)]
    [InlineData(0x20C8, SealingElementState.Broken, CaseState.Intact)]
    [InlineData(0x00C0, SealingElementState.Closed, CaseState.Breached)]
    [InlineData(0x10C0, SealingElementState.Closed, CaseState.Breached)]
    [InlineData(0x30C0, SealingElementState.Closed, CaseState.Intact)]
    public void The_status_tells_of_rope_motor_and_cover(int status, SealingElementState element, CaseState seen)
    {
        var observation = One(JointechWorld.Closed with { Status = (ushort)status });
        Assert.Equal((element, seen, false), (observation.SealingElement, observation.Case, observation.HasFault!.Value));
    }

    [Fact]
    public void A_model_without_a_contact_of_the_cover_is_breached_by_its_alarm_alone()
    {
        Assert.Equal(CaseState.Intact, One(JointechWorld.Closed with { Status = 0x00C0 }, 7_500_000_041).Case);
        Assert.Equal(CaseState.Breached, One(JointechWorld.Closed with { Status = 0x10C0 }, 7_500_000_041).Case);
    }

    [Fact]
    public void A_stuck_motor_is_a_fault_and_a_place_by_cells_is_marked()
    {
        var observation = One(JointechWorld.Closed with { Status = 0x60C1 });
        Assert.Equal((true, FixSource.Cell), (observation.HasFault!.Value, observation.Fix!.Value.Source));
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(255, null)]
    [InlineData(101, null)]
    public void A_charge_is_percent_or_unknown(int battery, int? percent) =>
        Assert.Equal(percent, (int?)One(JointechWorld.Closed with { Battery = (byte)battery }).BatteryLeft?.Value);

    [Fact]
    public void A_reset_clock_is_unknown_and_the_report_is_kept_and_answered()
    {
        var reset = new DateTimeOffset(2000, 1, 1, 0, 3, 1, TimeSpan.Zero);
        var connection = world.Connect().Read(JointechWorld.Report(JointechWorld.Closed with { MeasuredAt = reset }));
        Assert.Null(Assert.Single(connection.Observations).MeasuredAt);
        Assert.Equal("(P69,0,5)", Reply(connection));
    }

    [Fact]
    public void A_report_sent_again_has_the_key_of_the_first_whatever_counts_it()
    {
        var first = One(JointechWorld.Closed);
        var again = One(JointechWorld.Closed with { Serial = 200, Data = 3, Status = 0x20E0 });
        Assert.Equal((first.MeasuredAt, first.ContentKey), (again.MeasuredAt, again.ContentKey));
        Assert.NotEqual(first.ContentKey, One(JointechWorld.Closed with { Status = 0x2080 }).ContentKey);
    }

    [Fact]
    public void A_serial_number_that_wraps_is_answered_like_any_other()
    {
        var connection = world.Connect();
        foreach (var serial in new byte[] { 254, 255, 0, 1 })
            connection.Read(JointechWorld.Report(JointechWorld.Closed with { Serial = serial }));
        Assert.Equal("(P69,0,254)(P69,0,255)(P69,0,0)(P69,0,1)", Reply(connection));
        Assert.Equal(4, connection.Observations.Count);
    }

    [Theory]
    [InlineData("5,0", SealingElementState.Closed)]
    [InlineData("1,1", SealingElementState.Open)]
    [InlineData("1,98", SealingElementState.Open)]
    [InlineData("6,10", SealingElementState.Open)]
    [InlineData("4,1", SealingElementState.Open)]
    [InlineData("1,0", null)]
    [InlineData("1,99", null)]
    [InlineData("4,0", null)]
    [InlineData("2,0", null)]
    [InlineData("3,0", null)]
    public void A_lock_report_says_open_or_closed_only_where_something_was_done(string done, SealingElementState? element)
    {
        var connection = world.Connect().Read($"{Lock},{done},0012345678,0,0,21,1234)");
        var observation = Assert.Single(connection.Observations);
        Assert.Equal((JointechWorld.MeasuredAt, element), (observation.MeasuredAt!.Value, observation.SealingElement));
        Assert.Equal((4500 + done[0] - '0', 12_340), (observation.Cause!.Value, observation.OdometerHundredMetres!.Value));
        Assert.Equal("(P69,0,21)", Reply(connection));
    }

    [Fact]
    public void The_serial_number_of_a_lock_report_stands_behind_the_sixteenth_comma_whatever_follows() =>
        Assert.Equal("(P69,0,21)", Reply(world.Connect().Read($"{Lock},5,0,0000000000,0,0,21,1234,860000000000017,7,9,99)")));

    [Fact]
    public void A_lock_report_without_its_serial_number_is_not_taken()
    {
        var connection = world.Connect().Read($"{Lock},5,0)");
        Assert.Equal(("", 0, 1), (Reply(connection), connection.Observations.Count, connection.Batch.Corrupt));
        Assert.Null(connection.Session.End);
    }

    [Theory]
    [InlineData("43.25,N,76.95,E", 43_250_000, 76_950_000)]
    [InlineData("4315.0,N,07657.0,E", 43_250_000, 76_950_000)]
    [InlineData("33.5,S,70.25,W", -33_500_000, -70_250_000)]
    [InlineData("91.0,N,76.95,E", null, null)]
    [InlineData("4399.0,N,76.95,E", null, null)]
    [InlineData("43.25,X,76.95,E", null, null)]
    [InlineData("-43.25,N,76.95,E", null, null)]
    public void A_place_stands_in_degrees_or_in_degrees_and_minutes(string place, int? north, int? east)
    {
        var connection = world.Connect().Read($"(7500000017,P45,201126,100000,{place},A,61,300,5,0,0,0,0,21,1)");
        var fix = Assert.Single(connection.Observations).Fix!.Value;
        Assert.Equal((north, east), (fix.At?.LatitudeMicrodegrees, fix.At?.LongitudeMicrodegrees));
        Assert.Equal(north is not null, fix.IsValid);
    }

    [Theory]
    [InlineData("300.5", 301)]
    [InlineData("359.9", 359)]
    [InlineData("360", null)]
    [InlineData("-1", null)]
    public void A_course_is_rounded_and_never_to_what_is_none(string text, int? course)
    {
        var connection = world.Connect().Read($"(7500000017,P45,201126,100000,43.25,N,76.95,E,A,61,{text},5,0,0,0,0,21,1)");
        Assert.Equal(course, Assert.Single(connection.Observations).Fix?.CourseDegrees);
    }

    [Fact]
    public void A_device_that_asks_is_told_the_time() =>
        Assert.Equal("(P22,201126120000)", Reply(world.Connect().Read("(7500000017,P22,2)")));

    [Fact]
    public void A_new_password_is_answered_and_reports_nothing()
    {
        const string message = "(7500000017,P52,2,112233)";
        var connection = world.Connect().Read(message);
        Assert.Equal(("(P52,2,112233)", 0), (Reply(connection), connection.Frames.Count));
        Assert.DoesNotContain("112233", JointechExplain.Of(Encoding.ASCII.GetBytes(message)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_to_a_command_is_evidence_without_a_time()
    {
        var connection = world.Connect().Read("(7500000017,P52,3,1,0)");
        Assert.Equal(("", 1), (Reply(connection), connection.Frames.Count));
        Assert.Null(Assert.Single(connection.Observations).MeasuredAt);
    }

    [Fact]
    public void A_heartbeat_names_the_device_and_says_nothing()
    {
        var connection = world.Connect().Read("(7500000017,@JT)");
        Assert.Equal(("S1", 0, ""), (connection.Session.Sender?.Number.Text, connection.Observations.Count, Reply(connection)));
    }

    [Fact]
    public void A_device_nobody_registered_is_not_answered_and_the_connection_is_closed()
    {
        var connection = world.Connect().Read(JointechWorld.Report(JointechWorld.Closed, 7_599_999_999));
        Assert.Equal(("", 1), (Reply(connection), connection.Batch.Unknown));
        Assert.Equal(SessionEnd.UnknownDevice, connection.Session.End);
    }

    [Fact]
    public void A_device_whose_profile_wants_a_login_cannot_report_by_a_protocol_without_one()
    {
        var connection = world.Connect().Read(JointechWorld.Report(JointechWorld.Closed, 7_500_000_033));
        Assert.Equal(("", SessionEnd.NotAuthorised), (Reply(connection), connection.Session.End));
    }

    [Fact]
    public void A_lock_that_changes_its_identity_is_refused_and_closed()
    {
        var connection = world.Connect().Read("(7500000017,@JT)").Read(JointechWorld.Report(JointechWorld.Closed, 7_500_000_025));
        Assert.Equal(("", 0, SessionEnd.IdentityChanged), (Reply(connection), connection.Observations.Count, connection.Session.End));
    }

    [Fact]
    public void A_master_speaks_for_other_locks_and_the_frames_are_its_own()
    {
        var connection = world.Connect().Read("(7500000058,@JT)").Read(JointechWorld.Report(JointechWorld.Closed, 7_500_000_025));
        Assert.Equal(["S2"], connection.Speakers);
        Assert.All(connection.Batch.Frames, frame => Assert.Equal("MASTER", frame.Sender.Number.Text));
    }

    [Theory]
    [InlineData(0x0000, 0x0000, SealingElementState.Closed, CaseState.Intact)]
    [InlineData(0x8100, 0x0003, SealingElementState.Open, CaseState.Intact)]
    [InlineData(0x0004, 0x0004, SealingElementState.Closed, CaseState.Breached)]
    [InlineData(0x0010, 0x0001, SealingElementState.Broken, CaseState.Intact)]
    public void A_sub_lock_is_a_seal_of_its_own_behind_its_master(int @event, int status, SealingElementState element, CaseState seen)
    {
        var connection = world.Connect().Read(SubLock(7_500_000_058, (byte)'(', @event, status));
        Assert.Equal(["MASTER", "SUB"], connection.Speakers);
        Assert.Equal("(P69,0,40)", Reply(connection));
        var told = connection.Observations[1];
        Assert.Equal((element, seen), (told.SealingElement, told.Case));
        Assert.Equal((3_610, 90, @event > 0x7FFF), (told.InternalMillivolts!.Value, (int)told.BatteryLeft!.Value.Value, told.FromMemory));
        Assert.Equal(JointechWorld.MeasuredAt.AddSeconds(-2), told.MeasuredAt);
    }

    [Fact]
    public void A_lock_that_is_no_master_does_not_speak_for_a_sub_lock() =>
        Assert.Equal(["S1"], world.Connect().Read(SubLock(JointechWorld.Number, 1, 0, 0)).Speakers);

    [Fact]
    public void A_serial_number_that_is_a_mark_of_the_framing_is_escaped_and_answered()
    {
        foreach (var serial in "(),="u8)
            Assert.Equal($"(P69,0,{serial})", Reply(world.Connect().Read(SubLock(JointechWorld.Number, serial, 0, 0))));
    }

    [Fact]
    public void A_payload_that_ends_with_a_mark_that_stands_for_nothing_is_refused()
    {
        var whole = SubLock(JointechWorld.Number, 1, 0, 0);
        var connection = world.Connect().Read([.. whole[..^1], (byte)'=', (byte)')']);
        Assert.Empty(connection.Observations);
        Assert.Equal("", Reply(connection));
    }

    [Fact]
    public void Periods_stand_as_the_lock_reads_them_and_none_that_it_does_not_keep()
    {
        Assert.Equal("(P04,1,60,30)", Encoding.ASCII.GetString(JointechCommands.ReportEvery(60, 30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => JointechCommands.ReportEvery(4, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => JointechCommands.ReportEvery(60, 10));
    }

    [Theory]
    [InlineData("7500000017", true)]
    [InlineData("E0AABBCC01", true)]
    [InlineData("lock-7", false)]
    [InlineData("1234567890123456", false)]
    public void A_lock_is_registered_by_its_digits_and_a_sub_lock_by_its_ten_characters(string value, bool isTaken) =>
        Assert.Equal(isTaken, new JointechProtocol().CanBe(DeviceIdentity.Parse(IdentityKind.TerminalId, value)!.Value));

    private Observation One(JointechTelemetry report, ulong device = JointechWorld.Number) =>
        Assert.Single(world.Connect().Read(JointechWorld.Report(report, device)).Observations);

    private static string Reply(GivenConnection connection) => Text(connection.Batch.Replies.Span);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);

    /// <summary>A message of a sub-lock, its payload escaped byte by byte.</summary>
    private static byte[] SubLock(ulong master, byte serial, int @event, int status)
    {
        var binary = JointechWorld.Report(JointechWorld.Closed)[10..27];
        byte[] payload =
        [
            .. binary, .. Convert.FromHexString("201126095958E0AABBCC01"), serial, .. Convert.FromHexString("01695A3D04"),
            (byte)(@event >> 8), (byte)(@event & 0xFF), (byte)(status >> 8), (byte)(status & 0xFF), 0, 19, 0,
        ];
        var escaped = payload.SelectMany(value => "(),="u8.Contains(value) ? new[] { (byte)'=', (byte)(value ^ '=') } : [value]);
        return [.. Encoding.ASCII.GetBytes($"({master},1,077,WLNET,5,2,"), .. escaped, (byte)')'];
    }
}
