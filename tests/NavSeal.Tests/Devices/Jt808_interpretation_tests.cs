using NavSeal.Devices.Jt808;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Jt808_interpretation_tests
{
    private readonly Jt808World world = new();

    [Fact]
    public void A_location_is_read_field_by_field()
    {
        byte[] items = [0x01, 4, 0, 0, 4, 0xD2, 0x30, 1, 25, 0x31, 1, 11, 0xD4, 1, 78, 0x0B, 8, 1, 1, 2, 3, 4, 5, 6, 0];
        var read = world.Connect().Read(Jt808World.Report(items: items)).Single;
        Assert.Equal(Jt808World.MeasuredAt, read.MeasuredAt);
        Assert.Equal(
            new Fix
            {
                At = Jt808World.Almaty,
                IsValid = true,
                AltitudeMetres = 780,
                SpeedTenthsKilometrePerHour = 615,
                CourseDegrees = 300,
                Satellites = 11,
            },
            read.Fix);
        Assert.Equal((new Percent(78), 1234L, 1), (read.BatteryLeft, read.OdometerHundredMetres, read.Cause));
        Assert.Equal((SealingElementState.Closed, CaseState.Intact), (read.SealingElement, read.Case));
        Assert.False(read.FromMemory);
    }

    [Theory]
    [InlineData(Jt808World.Closed, 0u, SealingElementState.Closed, CaseState.Intact)]
    [InlineData(Jt808World.RopeOut, 0u, SealingElementState.Open, CaseState.Intact)]
    [InlineData(Jt808World.Closed | (1u << 21), 0u, SealingElementState.Open, CaseState.Intact)]
    [InlineData(Jt808World.Closed, 1u << 16, SealingElementState.Closed, CaseState.Breached)]
    public void The_profile_says_which_bits_are_the_rope_and_the_case(uint status, uint alarm, SealingElementState element, CaseState seen)
    {
        var read = world.Connect().Read(Jt808World.Report(status, alarm)).Single;
        Assert.Equal((element, seen), (read.SealingElement, read.Case));
    }

    [Theory]
    [InlineData(0u, null)]
    [InlineData(1u << 4, true)]
    [InlineData(1u << 11, true)]
    [InlineData(1u << 16, null)]
    public void Alarms_of_its_own_parts_are_a_fault(uint alarm, bool? hasFault) =>
        Assert.Equal(hasFault, world.Connect().Read(Jt808World.Report(alarm: alarm)).Single.HasFault);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 100)]
    [InlineData(101, null)]
    [InlineData(255, null)]
    public void Charge_in_percent_is_taken_where_it_is_one(byte sent, int? percent) =>
        Assert.Equal(percent, world.Connect().Read(Jt808World.Report(items: [0xD4, 1, sent])).Single.BatteryLeft?.Value);

    [Fact]
    public void Charge_in_volts_goes_by_the_curve_of_the_profile()
    {
        var read = world.Connect().Read(Jt808World.Sent(
            (device, output) => device.Report(output, Jt808World.At(items: [0xD5, 2, 0x01, 0x72])), "555003")).Single;
        Assert.Equal((3_700, new Percent(50)), (read.InternalMillivolts, read.BatteryLeft));
    }

    [Fact]
    public void The_lock_of_a_list_is_read_as_its_profile_says()
    {
        byte[] closed = [0xD5, 14, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 64, 0, 0, 0xDA, 3, 0, 1, 0, 0x60, 2, 0, 0x61];
        var read = Read(closed);
        Assert.Equal((SealingElementState.Closed, CaseState.Intact), (read.SealingElement, read.Case));
        Assert.Equal((new Percent(64), 0x61), (read.BatteryLeft, read.Cause));
        byte[] open = [.. closed];
        (open[15], open[20]) = (0x20, 0x08);
        read = Read(open);
        Assert.Equal((SealingElementState.Open, CaseState.Breached), (read.SealingElement, read.Case));
        read = Read([]);
        Assert.Equal((null, null), (read.SealingElement, read.Case));

        Observation Read(byte[] items) => world.Connect().Read(
            Jt808World.Sent((device, output) => device.Report(output, Jt808World.At(items: items)), "555004")).Single;
    }

    [Fact]
    public void The_profile_says_whose_clock_a_device_shows() => Assert.Equal(
        Jt808World.MeasuredAt.AddHours(-8),
        world.Connect().Read(Jt808World.Sent((device, output) => device.Report(output, Jt808World.At()), "555001")).Single.MeasuredAt);

    [Theory]
    [InlineData("2611201000AA")]
    [InlineData("261320100000")]
    [InlineData("261100100000")]
    [InlineData("261131100000")]
    [InlineData("261120240000")]
    [InlineData("261120106000")]
    [InlineData("000000000000")]
    [InlineData("100101000000")]
    [InlineData("261121120001")]
    public void A_time_that_cannot_be_is_unknown_and_the_report_is_kept_and_answered(string time)
    {
        var connection = world.Connect().Read(Changed(plain => Convert.FromHexString(time).CopyTo(plain, 12 + 22)));
        Assert.Null(connection.Single.MeasuredAt);
        Assert.Equal(["8001 0000020000"], connection.Answers);
    }

    [Theory]
    [InlineData("055D4A81", "00000000")]
    [InlineData("FFFFFFFF", "00000000")]
    [InlineData("00000000", "0ABA9501")]
    public void A_place_that_is_none_is_not_valid_and_the_report_is_kept_and_answered(string latitude, string longitude)
    {
        var connection = world.Connect().Read(Changed(plain => Convert.FromHexString(latitude + longitude).CopyTo(plain, 12 + 8)));
        Assert.Equal((null, false), (connection.Single.Fix?.At, connection.Single.Fix?.IsValid));
        Assert.Equal(["8001 0000020000"], connection.Answers);
    }

    [Fact]
    public void A_place_that_is_encrypted_is_no_place()
    {
        var fix = world.Connect().Read(Jt808World.Report(Jt808World.Closed | (1 << 5))).Single.Fix;
        Assert.Equal((null, false), (fix?.At, fix?.IsValid));
    }

    [Fact]
    public void A_place_without_the_bit_of_a_fix_is_not_valid() =>
        Assert.False(world.Connect().Read(Jt808World.Report(status: 0)).Single.Fix?.IsValid);

    [Theory]
    [InlineData("3101")]
    [InlineData("31")]
    [InlineData("310109FF05AA")]
    public void An_item_beyond_the_end_refuses_the_message(string items)
    {
        var connection = world.Connect().Read(Jt808World.Report(items: Convert.FromHexString(items)));
        Assert.Equal(["8001 0000020002"], connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Null(connection.Session.End);
    }

    [Fact]
    public void Unknown_items_and_items_of_another_length_are_left()
    {
        var read = world.Connect().Read(Jt808World.Report(items: [0xEB, 2, 1, 2, 0x31, 2, 1, 2, 0x01, 1, 5, 0x0B, 0, 0xD4, 0])).Single;
        Assert.Equal((null, null, null, null), (read.Fix?.Satellites, read.OdometerHundredMetres, read.Cause, read.BatteryLeft));
    }

    [Fact]
    public void A_position_of_Jointech_has_its_own_form_and_is_answered_where_it_asks()
    {
        var body = Convert.FromHexString(
            "20112610000043150000" + "0765700007" + "211E" + "1C0B" + "0000007B" + "4E" + "00000001" + "0002" + "03" + "0020" + "0000"
            + "02020310" + "0B0122");
        var asked = world.Connect().Read(Jointech(0x5501, 0x8000, body));
        Assert.Equal(["4401 550100"], asked.Answers);
        var read = asked.Single;
        Assert.Equal(Jt808World.MeasuredAt, read.MeasuredAt);
        Assert.Equal((Jt808World.Almaty, true, 611, 60, 784, 11), (
            read.Fix?.At, read.Fix?.IsValid, read.Fix?.SpeedTenthsKilometrePerHour, read.Fix?.CourseDegrees, read.Fix?.AltitudeMetres,
            read.Fix?.Satellites));
        Assert.Equal((new Percent(78), SealingElementState.Closed, 0x22), (read.BatteryLeft, read.SealingElement, read.Cause));
        Assert.Equal(1230, read.OdometerHundredMetres);

        var blind = world.Connect().Read(Jointech(0x5502, 0, body));
        Assert.Empty(blind.Answers);
        Assert.False(blind.Single.Fix?.IsValid);
        Assert.Empty(world.Connect().Read(Jointech(0x5501, 0, body[..34])).Observations);
    }

    [Fact]
    public void An_answer_with_a_position_is_evidence_and_no_report_of_a_position()
    {
        var connection = world.Connect().Read(Jt808World.Sent(
            (device, output) => device.Send(output, Jt808MessageId.LocationAnswer, new byte[30])));
        Assert.Equal((null, null), (connection.Single.Fix, connection.Single.MeasuredAt));
        Assert.Single(connection.Frames);
    }

    private static byte[] Jointech(int id, int attributes, byte[] body)
    {
        attributes |= body.Length;
        return Jt808World.Framed([
            (byte)(id >> 8), (byte)(id & 0xFF), (byte)(attributes >> 8), (byte)(attributes & 0xFF),
            0x01, 0x38, 0x00, 0x00, 0x00, 0x17, 0x05, .. body,
        ]);
    }

    private static byte[] Changed(Action<byte[]> change)
    {
        var plain = Jt808World.Report()[1..^2];
        Assert.DoesNotContain((byte)0x7D, plain);
        change(plain);
        return Jt808World.Framed(plain);
    }
}
