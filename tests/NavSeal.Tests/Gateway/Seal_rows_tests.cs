using NavSeal.Model.Seals;
using NavSeal.Server.Configuration;
using NavSeal.Server.Registry;

namespace NavSeal.Tests.Gateway;

/// <summary>What people hand in: rows of seals, and settings.</summary>
public sealed class Seal_rows_tests
{
    private const string Head = "seal,protocol,identity_kind,identity,model,profile,operator\n";

    private static readonly ProfileTable profiles = ProfileTable.Parse("""
        profile,protocol,sealing_element,case,battery,battery_empty_mv,battery_full_mv,may_report_unauthorised,relay
        plain,egts,,,none,0,0,yes,no
        lock,wialon-ips,parameter-closed-1 lock,parameter-closed-0 back cover,parameter-volts pwr_int,3300,4100,no,no
        """);

    [Theory]
    [InlineData("A-1,egts,OID,1,M,plain,KZ\na-1,egts,OID,2,M,plain,KZ", "line 3, column 'seal'")]
    [InlineData("A-1,egts,OID,1,M,plain,KZ\nA-2,EGTS,oid,1,M,plain,KZ", "line 3, column 'identity'")]
    public void A_file_that_says_two_things_is_refused_with_both_lines(string rows, string place)
    {
        var complaint = Assert.Throws<FormatException>(() => SealRow.ParseAll("seals.csv", Head + rows));
        Assert.Contains(place, complaint.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", complaint.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seal;protocol;identity_kind;identity;model;profile;operator\n")]
    [InlineData("seal,protocol\n")]
    public void A_file_without_a_column_is_refused_though_it_has_no_rows(string csv)
    {
        var complaint = Assert.Throws<FormatException>(() => SealRow.ParseAll("seals.csv", csv));
        Assert.Contains("is missing", complaint.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OID", "4294967295", true)]
    [InlineData("OID", "4294967296", false)]
    [InlineData("TID", "abc", false)]
    [InlineData("OID", "0", false)]
    [InlineData("IMEI", "356307042441013", true)]
    [InlineData("IMEI", "3563070424410139", false)]
    public void An_identity_that_no_device_can_send_is_refused(string kind, string identity, bool isTaken)
    {
        var (entry, _, wrong) = new SealRow("A-1", "egts", kind, identity, "M", "plain", "KZ").Read(profiles);
        Assert.Equal(isTaken, entry is not null);
        if (!isTaken) Assert.Contains($"'{identity}' of seal A-1", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IMEI", "356307042441013", true)]
    [InlineData("IMEI", "Truck-7", true)]
    [InlineData("IMEI", "Прицеп 7", true)]
    [InlineData("IMEI", "a;b", false)]
    [InlineData("IMEI", "a#b", false)]
    [InlineData("IMEI", "a\u0001", false)]
    [InlineData("OID", "1", false)]
    public void A_device_of_Wialon_IPS_is_registered_by_any_name_it_can_log_in_with(string kind, string identity, bool isTaken)
    {
        var (entry, _, wrong) = new SealRow("A-1", "wialon-ips", kind, identity, "M", "lock", "KZ").Read(profiles);
        Assert.Equal(isTaken, entry is not null);
        Assert.Equal(isTaken, wrong is null);
    }

    [Fact]
    public void A_profile_names_the_parameters_that_are_the_element_the_case_and_the_battery()
    {
        var profile = profiles.Find("lock")!;
        Assert.Equal(new ParameterSwitch("lock", ClosedIsOne: true), profile.SealingElementParameter);
        Assert.Equal(new ParameterSwitch("back cover", ClosedIsOne: false), profile.CaseParameter);
        Assert.Equal((BatterySource.ParameterVolts, "pwr_int"), (profile.Battery, profile.BatteryParameter));
        Assert.Equal((null, null), (profile.SealingElement, profile.Case));
    }

    [Theory]
    [InlineData("p,wialon-ips,parameter-closed-1,,none,0,0,no,no", "sealing_element")]
    [InlineData("p,wialon-ips,,parameter-closed-2 x,none,0,0,no,no", "case")]
    [InlineData("p,wialon-ips,,,parameter-volts,0,1,no,no", "battery")]
    [InlineData("p,wialon-ips,,,parameter-volts v,1,1,no,no", "battery_full_mv")]
    [InlineData("p,wialon-ips,,,volts v,0,1,no,no", "battery")]
    [InlineData("p,wialon,,,none,0,0,no,no", "protocol")]
    public void A_profile_that_says_nothing_readable_is_refused_by_its_column(string row, string column)
    {
        const string head = "profile,protocol,sealing_element,case,battery,battery_empty_mv,battery_full_mv,";
        var complaint = Assert.Throws<FormatException>(() => ProfileTable.Parse($"{head}may_report_unauthorised,relay\n{row}"));
        Assert.Contains($"column '{column}'", complaint.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public void A_model_stays_on_one_short_line(string model) =>
        Assert.Contains("model of seal A-1", new SealRow("A-1", "egts", "OID", "1", model, "plain", "KZ").Read(profiles).Wrong,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("KAZ")]
    [InlineData("kz")]
    public void A_home_state_that_is_none_is_refused(string state)
    {
        var complaint = Assert.Throws<SettingException>(() =>
            Settings.Read(new Dictionary<string, string>(), new Dictionary<string, string> { ["home-state"] = state }, null));
        Assert.Contains("home-state", complaint.Message, StringComparison.Ordinal);
    }
}
