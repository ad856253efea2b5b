using System.Buffers.Binary;
using NavSeal.Devices.Egts;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Egts_interpretation_tests
{
    private readonly EgtsWorld world = new();

    private Observation One(Action<EgtsPacketWriter> write, uint objectId = 1, EgtsService service = EgtsService.TeleData) =>
        Assert.Single(world.Connect().Read(EgtsWorld.Telemetry(write, service, objectId)).Observations);

    private Observation One(EgtsTelemetry report, uint objectId = 1) => One(writer => writer.WriteTelemetry(report), objectId);

    [Fact]
    public void A_whole_report_is_read_with_every_member()
    {
        var report = new EgtsTelemetry
        {
            MeasuredAt = EgtsWorld.Now,
            At = new GeoPoint(-33_918_861, -18_423_300),
            IsValid = true,
            FromMemory = true,
            IsMoving = true,
            SpeedTenthsKilometrePerHour = 905,
            CourseDegrees = 359,
            AltitudeMetres = -12,
            OdometerHundredMetres = 123_456,
            Cause = 7,
            Satellites = 11,
            HdopHundredths = 95,
            MainMillivolts = 12_700,
            BackupMillivolts = 0,
            InternalMillivolts = 3_900,
            Loops = default(EgtsLoops).With(1, EgtsLoopState.Normal).With(2, EgtsLoopState.Normal),
        };
        var observation = One(report);
        Assert.Equal(
            new Observation
            {
                MeasuredAt = EgtsWorld.Now,
                ContentKey = observation.ContentKey,
                FromMemory = true,
                Fix = new Fix
                {
                    At = report.At,
                    IsValid = true,
                    AltitudeMetres = -12,
                    SpeedTenthsKilometrePerHour = 905,
                    CourseDegrees = 359,
                    Satellites = 11,
                    HdopHundredths = 95,
                },
                IsMoving = true,
                BatteryLeft = new Percent(75),
                MainMillivolts = 12_700,
                BackupMillivolts = 0,
                InternalMillivolts = 3_900,
                SealingElement = SealingElementState.Closed,
                Case = CaseState.Intact,
                Cause = 7,
                OdometerHundredMetres = 123_456,
            },
            observation);
    }

    [Fact]
    public void What_a_report_does_not_carry_stays_unknown()
    {
        var observation = One(EgtsWorld.Report());
        Assert.Null(observation.SealingElement);
        Assert.Null(observation.Case);
        Assert.Null(observation.BatteryLeft);
        Assert.Null(observation.MainMillivolts);
        Assert.Null(observation.HasFault);
        Assert.Null(observation.Fix?.Satellites);
        Assert.Null(observation.Fix?.HdopHundredths);
        Assert.Null(observation.Fix?.AltitudeMetres);
    }

    [Theory]
    [InlineData(EgtsLoopState.Normal, SealingElementState.Closed)]
    [InlineData(EgtsLoopState.Alarm, SealingElementState.Open)]
    [InlineData(EgtsLoopState.Break, SealingElementState.Open)]
    [InlineData(EgtsLoopState.ShortToGround, SealingElementState.Broken)]
    [InlineData(EgtsLoopState.ShortToSupply, SealingElementState.Broken)]
    [InlineData(EgtsLoopState.Break | EgtsLoopState.ShortToSupply, SealingElementState.Broken)]
    public void The_loop_of_the_profile_is_the_sealing_element(EgtsLoopState state, SealingElementState expected)
    {
        Assert.Equal(expected, One(EgtsWorld.Report() with { Loops = default(EgtsLoops).With(1, state) }).SealingElement);
        Assert.Null(One(EgtsWorld.Report() with { Loops = default(EgtsLoops).With(3, state) }).SealingElement);
        Assert.Equal(expected, One(writer => writer.Subrecord(26, [(byte)(0x10 | (byte)state), 0])).SealingElement);
    }

    [Theory]
    [InlineData("0321", SealingElementState.Open, CaseState.Breached)]
    [InlineData("0310", SealingElementState.Closed, CaseState.Breached)]
    [InlineData("030200", SealingElementState.Open, CaseState.Intact)]
    [InlineData("0F00010208", SealingElementState.Closed, CaseState.Breached)]
    [InlineData("0500", null, null)]
    [InlineData("030000000000", null, null)]
    [InlineData("", null, null)]
    public void Loops_are_read_in_pairs_or_one_by_one_as_the_length_tells(string body, SealingElementState? element, CaseState? seen)
    {
        var observation = One(writer => writer.Subrecord(EgtsSubrecordType.LoopinData, Convert.FromHexString(body)));
        Assert.Equal((element, seen), (observation.SealingElement, observation.Case));
    }

    [Fact]
    public void Digital_inputs_are_read_from_the_position_and_from_the_extra_octets_by_the_profile()
    {
        var closed = One(EgtsWorld.Report() with { DigitalInputs = 1, ExtraInputs = 2 }, objectId: 40);
        Assert.Equal((SealingElementState.Closed, CaseState.Breached), (closed.SealingElement, closed.Case));
        var open = One(EgtsWorld.Report() with { DigitalInputs = 0, ExtraInputs = 0 }, objectId: 40);
        Assert.Equal((SealingElementState.Open, CaseState.Intact), (open.SealingElement, open.Case));
        var numbered = One(writer => writer.Subrecord(EgtsSubrecordType.AbsDigSensData, [0x11, 0]), objectId: 40);
        Assert.Equal((SealingElementState.Closed, null), (numbered.SealingElement, numbered.Case));
    }

    [Fact]
    public void Cause_10_is_a_breached_case_whatever_the_input_says()
    {
        var loops = default(EgtsLoops).With(2, EgtsLoopState.Normal);
        Assert.Equal(CaseState.Breached, One(EgtsWorld.Report() with { Cause = 10, Loops = loops }).Case);
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(22, true)]
    [InlineData(24, true)]
    [InlineData(25, true)]
    [InlineData(23, null)]
    [InlineData(0, null)]
    public void Causes_that_tell_of_a_fault_are_faults(byte cause, bool? expected) =>
        Assert.Equal(expected, One(EgtsWorld.Report() with { Cause = cause }).HasFault);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3300, 0)]
    [InlineData(3700, 50)]
    [InlineData(4100, 100)]
    [InlineData(4300, 100)]
    public void Charge_is_the_place_of_the_voltage_in_the_range_of_the_profile(int millivolts, byte percent) =>
        Assert.Equal(percent, One(EgtsWorld.Report() with { InternalMillivolts = millivolts }).BatteryLeft?.Value);

    [Fact]
    public void Subrecord_20_is_a_state_with_five_bytes_and_acceleration_otherwise()
    {
        Assert.Equal(3900, One(writer => writer.Subrecord(20, [2, 127, 0, 39, 4])).InternalMillivolts);
        Assert.Null(One(writer => writer.Subrecord(20, [0, 1, 2, 3, 4, 5])).InternalMillivolts);
        Assert.Equal(3900, One(writer => writer.Subrecord(21, [2, 127, 0, 39, 4])).InternalMillivolts);
    }

    [Fact]
    public void Each_position_of_a_record_is_a_report_with_what_follows_it()
    {
        var connection = world.Connect().Read(EgtsWorld.Telemetry(writer =>
        {
            writer.WriteTelemetry(EgtsWorld.Report() with { Satellites = 4 });
            writer.WriteTelemetry(EgtsWorld.Report() with { MeasuredAt = EgtsWorld.Now.AddMinutes(1), InternalMillivolts = 3900 });
        }));
        Assert.Equal([4, null], connection.Observations.Select(observation => observation.Fix?.Satellites));
        Assert.Equal([null, 3900], connection.Observations.Select(observation => observation.InternalMillivolts));
        Assert.Single(connection.Batch.Frames);
        Assert.Equal(2, connection.Observations.Select(observation => observation.ContentKey).Distinct().Count());
    }

    [Theory]
    [InlineData("2010-01-01T00:00:00Z", false)]
    [InlineData("2010-01-01T23:59:59Z", false)]
    [InlineData("2010-01-02T00:00:00Z", true)]
    [InlineData("2026-11-21T12:00:00Z", true)]
    [InlineData("2026-11-21T12:00:01Z", false)]
    [InlineData("2146-02-07T06:28:15Z", false)]
    public void A_time_of_a_reset_clock_or_a_day_ahead_is_unknown_and_the_report_is_kept(string measuredAt, bool isKnown)
    {
        var at = DateTimeOffset.Parse(measuredAt, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isKnown ? at : null, One(EgtsWorld.Report() with { MeasuredAt = at }).MeasuredAt);
    }

    [Fact]
    public void A_report_without_position_has_the_time_of_its_record()
    {
        var made = new EgtsRecordHead { Number = 1, Service = EgtsService.TeleData, ObjectId = 1, MadeAt = EgtsWorld.Now };
        var observations = world.Connect().Read(EgtsWorld.Packet(writer =>
        {
            writer.BeginRecord(made);
            writer.BeginRecord(made with { MadeAt = null });
            writer.BeginRecord(made with { MadeAt = EgtsWorld.Now.AddDays(9) });
        })).Observations;
        Assert.Equal([EgtsWorld.Now, null, null], observations.Select(observation => observation.MeasuredAt));
        Assert.All(observations, observation => Assert.Null(observation.Fix));
    }

    [Theory]
    [InlineData(EgtsService.Commands)]
    [InlineData(EgtsService.Firmware)]
    [InlineData(EgtsService.ECall)]
    public void A_record_of_another_service_is_a_report_without_position(EgtsService service)
    {
        var observation = One(writer => writer.Subrecord(EgtsSubrecordType.CommandData, new byte[10]), service: service);
        Assert.Null(observation.Fix);
    }

    [Fact]
    public void A_course_of_360_and_more_is_unknown_and_a_position_without_fix_keeps_its_numbers()
    {
        Assert.Null(One(EgtsWorld.Report() with { CourseDegrees = 360 }).Fix?.CourseDegrees);
        Assert.Null(One(EgtsWorld.Report() with { CourseDegrees = 511 }).Fix?.CourseDegrees);
        var nowhere = One(EgtsWorld.Report() with { At = default(GeoPoint), IsValid = false }).Fix;
        Assert.Equal((default(GeoPoint), false), (nowhere!.Value.At, nowhere.Value.IsValid));
    }

    [Fact]
    public void The_ends_of_the_earth_are_places()
    {
        foreach (var (latitude, longitude) in new[] { (90_000_000, 180_000_000), (-90_000_000, -180_000_000), (0, 0) })
        {
            var place = new GeoPoint(latitude, longitude);
            Assert.Equal(place, One(EgtsWorld.Report() with { At = place }).Fix?.At);
        }
    }

    [Fact]
    public void A_position_cut_short_or_subrecords_nobody_knows_leave_a_report_without_position()
    {
        var observation = One(writer =>
        {
            writer.Subrecord(EgtsSubrecordType.PosData, new byte[20]);
            writer.Subrecord(EgtsSubrecordType.AdSensorsData, [0xFF, 0, 0xFF]);
            writer.Subrecord(EgtsSubrecordType.ExtPosData, []);
            writer.Subrecord(EgtsSubrecordType.VendorExtension, [1, 2, 3]);
            writer.Subrecord(211, []);
        });
        Assert.Null(observation.Fix);
        Assert.Null(observation.Case);
    }

    [Fact]
    public void An_announced_altitude_that_is_missing_is_unknown_and_the_position_is_read()
    {
        var body = new byte[EgtsPosition.LengthMin];
        BinaryPrimitives.WriteUInt32LittleEndian(body, EgtsClock.SecondsAt(EgtsWorld.Now));
        body[12] = 0x81;
        var observation = One(writer => writer.Subrecord(EgtsSubrecordType.PosData, body));
        Assert.Equal((EgtsWorld.Now, true), (observation.MeasuredAt, observation.Fix?.IsValid));
        Assert.Null(observation.Fix?.AltitudeMetres);
    }

    [Fact]
    public void The_key_depends_on_the_content_and_on_nothing_else()
    {
        var key = One(EgtsWorld.Report()).ContentKey;
        Assert.NotEqual(key, One(EgtsWorld.Report() with { MeasuredAt = EgtsWorld.Now.AddSeconds(1) }).ContentKey);
        Assert.NotEqual(key, One(EgtsWorld.Report() with { Satellites = 1 }).ContentKey);
        Assert.Equal(key, One(writer =>
        {
            writer.RecordResponse(17, EgtsResult.Ok);
            writer.WriteTelemetry(EgtsWorld.Report());
        }).ContentKey);
    }
}
