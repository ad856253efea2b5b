using NavSeal.Model.Observations;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

public sealed class Wialon_interpretation_tests
{
    private readonly WialonWorld world = new();

    [Fact]
    public void A_whole_report_is_read_with_every_member()
    {
        var observation = One($"#D#{WialonWorld.Full}");
        Assert.Equal((WialonWorld.MeasuredAt, false), (observation.MeasuredAt!.Value, observation.FromMemory));
        Assert.Equal(
            new Fix
            {
                At = WialonWorld.Almaty,
                IsValid = true,
                AltitudeMetres = 780,
                SpeedTenthsKilometrePerHour = 615,
                CourseDegrees = 300,
                Satellites = 11,
                HdopHundredths = 90,
            },
            observation.Fix);
        Assert.Equal((SealingElementState.Closed, CaseState.Intact), (observation.SealingElement, observation.Case));
        Assert.Equal((3_900, 75), (observation.InternalMillivolts!.Value, (int)observation.BatteryLeft!.Value.Value));
        Assert.Equal((null, null, null), (observation.IsMoving, observation.Cause, observation.HasFault));
    }

    [Theory]
    [InlineData("NA;NA;NA;NA;NA;NA;NA;NA;NA;NA")]
    [InlineData(";;;;;;;;;")]
    [InlineData("NA;NA;NA;N;NA;E;50;90;780;9")]
    public void Without_a_place_a_report_has_no_position(string fields)
    {
        var observation = One($"#SD#{fields}");
        Assert.Equal((null, null), (observation.MeasuredAt, observation.Fix));
        Assert.Equal((null, null, null), (observation.SealingElement, observation.Case, observation.BatteryLeft));
    }

    [Theory]
    [InlineData("4315.000000;N;07657.000000;E", 43_250_000, 76_950_000)]
    [InlineData("4315;N;7657;E", 43_250_000, 76_950_000)]
    [InlineData("3351.123456789;S;15112.5;W", -33_852_058, -151_208_333)]
    [InlineData("0000.0000;N;00000.0000;E", 0, 0)]
    [InlineData("9000.000000;S;18000.000000;W", -90_000_000, -180_000_000)]
    [InlineData("5459.99999999999;N;03740.0;E", 55_000_000, 37_666_667)]
    public void Degrees_and_minutes_are_read_with_any_number_of_decimals(string place, int latitude, int longitude) =>
        Assert.Equal(new GeoPoint(latitude, longitude), One($"#SD#201126;100000;{place};0;0;0;9").Fix?.At);

    [Theory]
    [InlineData("4360.0;N;07657.0;E")]
    [InlineData("9000.000060;N;07657.0;E")]
    [InlineData("4315.0;N;18000.000060;E")]
    [InlineData("4315.0;;07657.0;E")]
    [InlineData("-4315.0;N;07657.0;E")]
    [InlineData("43 15;N;07657.0;E")]
    [InlineData("4315.0;NA;NA;NA")]
    [InlineData("999999999999999999;N;07657.0;E")]
    public void A_place_that_is_none_is_an_invalid_position_and_the_report_is_kept(string place)
    {
        var fix = One($"#SD#201126;100000;{place};50;90;780;9").Fix!.Value;
        Assert.Equal((null, false, 500), (fix.At, fix.IsValid, fix.SpeedTenthsKilometrePerHour));
    }

    [Theory]
    [InlineData("201126;100000", "2026-11-20T10:00:00.000Z")]
    [InlineData("201126;100000.25", "2026-11-20T10:00:00.250Z")]
    [InlineData("290224;235959.9999", "2024-02-29T23:59:59.999Z")]
    [InlineData("211126;115959", "2026-11-21T11:59:59.000Z")]
    [InlineData("211126;120001", null)]
    [InlineData("010110;235959", null)]
    [InlineData("060180;000000", null)]
    [InlineData("290225;100000", null)]
    [InlineData("201326;100000", null)]
    [InlineData("001126;100000", null)]
    [InlineData("201126;246000", null)]
    [InlineData("201126;100000x", null)]
    [InlineData("20112026;100000", null)]
    [InlineData("201126;1000", null)]
    [InlineData("2O1126;100000", null)]
    [InlineData("NA;100000", null)]
    [InlineData("NA;NA", null)]
    public void A_time_that_is_none_or_that_no_clock_can_show_is_unknown(string time, string? expected) => Assert.Equal(
        expected,
        One($"#SD#{time};4315.0;N;07657.0;E;0;0;0;9").MeasuredAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));

    [Theory]
    [InlineData("9", true)]
    [InlineData("3", true)]
    [InlineData("2", false)]
    [InlineData("0", false)]
    [InlineData("NA", true)]
    [InlineData("177", true)]
    [InlineData("255", true)]
    public void A_position_is_valid_unless_too_few_satellites_are_reported(string satellites, bool isValid) =>
        Assert.Equal(isValid, One($"#SD#201126;100000;4315.0;N;07657.0;E;0;0;0;{satellites}").Fix?.IsValid);

    [Theory]
    [InlineData("18.223;99.766;-4.000", 182, 100, -4)]
    [InlineData("2.96;359.4;170.9", 30, 359, 171)]
    [InlineData("0.000;;NA", 0, null, null)]
    [InlineData("NA;360;3759", null, null, 3759)]
    [InlineData("0;359.6;0", 0, 359, 0)]
    [InlineData("6553.4;0;0", 65_534, 0, 0)]
    public void Motion_is_rounded_to_what_is_kept(string motion, int? speed, int? course, int? altitude)
    {
        var fix = One($"#SD#201126;100000;4315.0;N;07657.0;E;{motion};9").Fix!.Value;
        Assert.Equal((speed, course, altitude), (fix.SpeedTenthsKilometrePerHour, fix.CourseDegrees, fix.AltitudeMetres));
    }

    [Theory]
    [InlineData("lock:1:1", SealingElementState.Closed, null)]
    [InlineData("lock:1:0", SealingElementState.Open, null)]
    [InlineData("lock:2:1.0,tamper:1:1", SealingElementState.Closed, CaseState.Breached)]
    [InlineData("tamper:1:0,x:3:a,b,lock:1:1", SealingElementState.Closed, CaseState.Intact)]
    [InlineData("Lock:1:1,lock2:1:1", null, null)]
    [InlineData("lock:1:,tamper:3:yes", null, null)]
    [InlineData("a:lock:1:1", null, null)]
    public void The_parameters_of_the_profile_are_the_element_and_the_case(string parameters, SealingElementState? element, CaseState? seen)
    {
        var observation = One($"#D#{WialonWorld.Short};NA;NA;NA;;NA;{parameters}");
        Assert.Equal((element, seen), (observation.SealingElement, observation.Case));
    }

    [Theory]
    [InlineData("1", SealingElementState.Closed, CaseState.Intact)]
    [InlineData("0", SealingElementState.Open, CaseState.Intact)]
    [InlineData("513", SealingElementState.Closed, CaseState.Breached)]
    [InlineData("NA", null, null)]
    [InlineData("-1", null, null)]
    public void The_inputs_of_the_profile_are_the_element_and_the_case(string inputs, SealingElementState? element, CaseState? seen)
    {
        var observation = Assert.Single(world.LoggedIn("40000")
            .Read($"#D#{WialonWorld.Short};NA;{inputs};NA;;NA;lock:1:0,tamper:1:1\r\n").Observations);
        Assert.Equal((element, seen), (observation.SealingElement, observation.Case));
    }

    [Theory]
    [InlineData("pwr_int:2:3.3", 3_300, 0)]
    [InlineData("pwr_int:2:4.1", 4_100, 100)]
    [InlineData("pwr_int:2:12.938", 12_938, 100)]
    [InlineData("pwr_int:1:3", 3_000, 0)]
    [InlineData("pwr_int:2:-1", null, null)]
    [InlineData("pwr_int:2:99", null, null)]
    [InlineData("pwr_int:2:", null, null)]
    public void Charge_is_the_place_of_the_volts_in_the_range_of_the_profile(string parameter, int? millivolts, int? percent)
    {
        var observation = One($"#D#{WialonWorld.Short};NA;NA;NA;;NA;{parameter}");
        Assert.Equal((millivolts, percent), (observation.InternalMillivolts, (int?)observation.BatteryLeft?.Value));
    }

    [Theory]
    [InlineData("bat:1:94", 94)]
    [InlineData("bat:2:0.4", 0)]
    [InlineData("bat:1:101", null)]
    public void Charge_in_percent_is_taken_as_it_is(string parameter, int? percent) => Assert.Equal(
        percent,
        (int?)Assert.Single(
            world.LoggedIn("40000").Read($"#D#{WialonWorld.Short};NA;NA;NA;;NA;{parameter}\r\n").Observations).BatteryLeft?.Value);

    [Fact]
    public void The_key_depends_on_the_content_and_on_nothing_else()
    {
        var other = WialonWorld.Full.Replace("3.9", "3.8", StringComparison.Ordinal);
        var keys = world.LoggedIn().Read($"#D#{WialonWorld.Full}\r\n#D#{other}\r\n#SD#{WialonWorld.Short}\r\n").Observations
            .Select(observation => observation.ContentKey);
        Assert.Equal(3, keys.Distinct().Count());
    }

    private Observation One(string packet) => Assert.Single(world.LoggedIn().Read(packet + "\r\n").Observations);
}
