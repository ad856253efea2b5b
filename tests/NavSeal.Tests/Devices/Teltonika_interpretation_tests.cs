using NavSeal.Devices.Teltonika;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Teltonika_interpretation_tests
{
    private readonly TeltonikaWorld world = new();

    [Fact]
    public void A_whole_record_is_read_with_every_member()
    {
        var record = TeltonikaWorld.Record(
            new TeltonikaItem(1, 1, 1), new TeltonikaItem(2, 1, 0), new TeltonikaItem(240, 1, 1), new TeltonikaItem(66, 2, 12_600),
            new TeltonikaItem(67, 2, 3_900)) with
        { Event = 239 };
        var observation = One(record);
        Assert.Equal((TeltonikaWorld.MeasuredAt, false), (observation.MeasuredAt!.Value, observation.FromMemory));
        Assert.Equal(
            new Fix
            {
                At = WialonWorld.Almaty,
                IsValid = true,
                AltitudeMetres = 780,
                SpeedTenthsKilometrePerHour = 610,
                CourseDegrees = 300,
                Satellites = 11,
            },
            observation.Fix);
        Assert.Equal((SealingElementState.Closed, CaseState.Intact), (observation.SealingElement, observation.Case));
        Assert.Equal((12_600, 3_900), (observation.MainMillivolts, observation.InternalMillivolts));
        Assert.Equal((75, true, 239), ((int)observation.BatteryLeft!.Value.Value, observation.IsMoving, observation.Cause));
    }

    [Theory]
    [InlineData(1, 0, 0, SealingElementState.Open, CaseState.Intact)]
    [InlineData(1, 1, 1, SealingElementState.Closed, CaseState.Breached)]
    public void The_inputs_of_the_profile_are_the_element_and_the_case(
        byte width, ulong cable, ulong tamper, SealingElementState element, CaseState seen)
    {
        var observation = One(TeltonikaWorld.Record(new TeltonikaItem(1, width, cable), new TeltonikaItem(2, width, tamper)));
        Assert.Equal((element, seen), (observation.SealingElement, observation.Case));
    }

    [Fact]
    public void Items_by_number_may_be_the_element_the_case_and_the_charge()
    {
        var observation = One(
            TeltonikaWorld.Record(
                new TeltonikaItem(10804, 2, 0), new TeltonikaItem(3, 1, 0), new TeltonikaItem(113, 1, 94), new TeltonikaItem(1, 1, 0)),
            TeltonikaWorld.Percent);
        Assert.Equal((SealingElementState.Closed, CaseState.Breached), (observation.SealingElement, observation.Case));
        Assert.Equal((94, null), ((int)observation.BatteryLeft!.Value.Value, observation.InternalMillivolts));
        Assert.Null(One(TeltonikaWorld.Record(new TeltonikaItem(113, 1, 101)), TeltonikaWorld.Percent).BatteryLeft);
    }

    [Fact]
    public void What_is_not_sent_says_nothing_and_an_item_of_any_length_is_no_number()
    {
        var observation = One(TeltonikaWorld.Record(new TeltonikaItem(1, 0, 0, new byte[3]), new TeltonikaItem(67, 8, ulong.MaxValue)));
        Assert.Equal((null, null, null), (observation.SealingElement, observation.Case, observation.IsMoving));
        Assert.Equal((null, null, null), (observation.BatteryLeft, observation.InternalMillivolts, observation.MainMillivolts));
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00.250Z", true)]
    [InlineData("2026-11-21T11:59:59.000Z", true)]
    [InlineData("2026-11-21T12:00:01.000Z", false)]
    [InlineData("2010-01-01T23:59:59.000Z", false)]
    [InlineData("1970-01-01T00:00:00.000Z", false)]
    public void A_time_that_no_clock_can_show_is_unknown_and_the_record_is_kept(string time, bool isKnown)
    {
        var at = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isKnown ? at : null, One(TeltonikaWorld.Record() with { MeasuredAt = at }).MeasuredAt);
    }

    [Theory]
    [InlineData(43_250_000, 76_950_000, 1, true)]
    [InlineData(43_250_000, 76_950_000, 0, false)]
    [InlineData(0, 0, 9, false)]
    [InlineData(0, 10, 9, true)]
    public void A_place_is_valid_where_satellites_are_used_and_it_is_not_the_origin(
        int latitude, int longitude, byte satellites, bool isValid)
    {
        var at = new GeoPoint(latitude, longitude);
        var fix = One(TeltonikaWorld.Record() with { At = at, Satellites = satellites }).Fix!.Value;
        Assert.Equal((at, isValid), (fix.At!.Value, fix.IsValid));
    }

    [Theory]
    [InlineData(900_000_004, 1_800_000_004, 90_000_000, 180_000_000)]
    [InlineData(-900_000_004, -1_800_000_004, -90_000_000, -180_000_000)]
    [InlineData(-334_379_166, -706_496_705, -33_437_917, -70_649_671)]
    public void Degrees_are_rounded_to_micro_degrees(int latitude, int longitude, int north, int east) =>
        Assert.Equal(new GeoPoint(north, east), TeltonikaReadings.Place(latitude, longitude));

    [Theory]
    [InlineData(900_000_005, 0)]
    [InlineData(0, -1_800_000_005)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void A_place_beyond_the_pole_or_the_date_line_is_none(int latitude, int longitude) =>
        Assert.Null(TeltonikaReadings.Place(latitude, longitude));

    [Fact]
    public void Motion_beyond_what_is_kept_is_unknown()
    {
        var record = TeltonikaWorld.Record() with { CourseDegrees = 360, SpeedKilometresPerHour = 6_554, Satellites = 255 };
        var fix = One(record with { Event = ushort.MaxValue }).Fix!.Value;
        Assert.Equal((null, null, null), (fix.CourseDegrees, fix.SpeedTenthsKilometrePerHour, fix.Satellites));
        Assert.Null(One(record with { Event = ushort.MaxValue }).Cause);
    }

    [Fact]
    public void The_key_depends_on_the_content_of_the_record_and_not_on_how_it_came()
    {
        var (one, other) = (TeltonikaWorld.Record(new TeltonikaItem(1, 1, 1)), TeltonikaWorld.Record(new TeltonikaItem(1, 1, 0)));
        var together = world.LoggedIn().Read(TeltonikaWorld.Packet(one, other)).Observations;
        var again = world.Datagram().Read(TeltonikaWorld.Datagram(TeltonikaWorld.Imei, one)).Observations;
        Assert.Equal(together[0], again[0]);
        Assert.NotEqual(together[0].ContentKey, together[1].ContentKey);
    }

    private Observation One(TeltonikaTelemetry record, ulong device = TeltonikaWorld.Imei) =>
        Assert.Single(world.LoggedIn(device).Read(TeltonikaWorld.Packet(record)).Observations);
}
