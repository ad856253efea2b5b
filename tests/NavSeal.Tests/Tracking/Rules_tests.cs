using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking;

namespace NavSeal.Tests.Tracking;

public sealed class Rules_tests
{
    private static readonly string Situations = Reference.Text("situations.csv");
    private static readonly string OperatorRules = Reference.Text("operator-rules.csv");
    private static readonly string Reasons = Reference.Text("reasons.csv");
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Requirement("EMG-005")]
    public void The_tables_of_the_repository_hold_the_thresholds_of_the_rulings()
    {
        var rules = Reference.Rules.ValidAt(Day);
        Assert.Equal(TimeSpan.FromMinutes(5), rules.MovingPeriod);
        Assert.Equal(TimeSpan.FromMinutes(30), rules.StandingPeriod);
        Assert.Equal(new Percent(15), rules.LowBatteryBelow);
        Assert.Equal(new Percent(15), rules.ActivationChargeMin);
        Assert.Equal(2, rules.SilentPeriods);
        Assert.Equal(TimeSpan.FromHours(3), rules.KzSilenceTime);
        Assert.Equal(TimeSpan.FromMinutes(30), rules.OpeningCommandTime);
        Assert.Equal(TimeSpan.FromHours(4), rules.RemovalTimeMax);
        Assert.Equal(1000, rules.UnsealedDistanceMaxMetres);
        Assert.Equal(TimeSpan.FromDays(30), rules.LateHorizon);
        Assert.Equal(200, rules.BelievedSpeedMaxKilometresPerHour);
        Assert.Equal(3, rules.BelievedSatellitesMin);
        Assert.Equal(TimeSpan.FromHours(1), rules.NoticeTime);
        Assert.Equal(Enum.GetValues<NonRoutineKind>().Order(), rules.KindsInForce.Order());
        Assert.Equal(8, rules.RemovalReasons.Count);
    }

    [Fact]
    public void Days_of_law_are_days_of_the_home_state()
    {
        var table = Reference.Rules;
        var firstInstant = new DateTimeOffset(2023, 9, 27, 0, 0, 0, Reference.HomeOffset);
        var before = table.ValidAt(firstInstant.AddMilliseconds(-1));
        Assert.DoesNotContain(NonRoutineKind.NoData, (IEnumerable<NonRoutineKind>)before.KindsInForce);
        Assert.Contains(NonRoutineKind.NoData, (IEnumerable<NonRoutineKind>)table.ValidAt(firstInstant).KindsInForce);
        Assert.EndsWith("@2025-11-28", table.ValidAt(Day).Version, StringComparison.Ordinal);
        Assert.Contains(NonRoutineKind.KzSilence, (IEnumerable<NonRoutineKind>)table.ValidAt(firstInstant.AddDays(-400)).KindsInForce);
    }

    [Fact]
    public void A_changed_threshold_is_a_row_with_a_date()
    {
        var changed = OperatorRules.Replace(
            "removal_time_max,14400,second,operator's rule (Q17),2023-04-03,,",
            "removal_time_max,14400,second,ours,2023-04-03,2026-02-28,a\n"
            + "removal_time_max,7200,second,ours,2026-03-01,,", StringComparison.Ordinal);
        var table = RulesTable.Parse(Situations, changed, Reasons, Reference.HomeOffset);
        Assert.Equal(TimeSpan.FromHours(4), table.ValidAt(Day.AddDays(-1)).RemovalTimeMax);
        Assert.Equal(TimeSpan.FromHours(2), table.ValidAt(Day).RemovalTimeMax);
        Assert.EndsWith("@2026-03-01", table.ValidAt(Day).Version, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(4), table.ValidAt(Day.AddDays(-1)).RemovalTimeMax);
    }

    [Fact]
    public void Other_tables_have_another_version() => Assert.NotEqual(
        Reference.Rules.ValidAt(Day).Version,
        RulesTable.Parse(Situations, OperatorRules, Reasons + "\nX,removal,X,X,D,,\n", Reference.HomeOffset).ValidAt(Day).Version);

    [Theory]
    [InlineData("moving_period,300,", "moving_period,many,", "operator-rules.csv, line 2, column 'value': 'many' is no whole number.")]
    [InlineData("moving_period,300,", "moving_period,-300,", "operator-rules.csv, line 2, column 'value': '-300' is no whole number.")]
    [InlineData("moving_period", "moved_period", "operator-rules.csv: the key 'moving_period' is missing.")]
    [InlineData("standing_period,1800,", "moving_period,1800,", "line 3, column 'valid_from': 'moving_period' is valid already by line 2.")]
    [InlineData("activation_charge_min,15", "activation_charge_min,150", "line 4, column 'value': '150' is more than 100 percent.")]
    [InlineData("2023-04-03,,reporting period while moving", "3.4.2023,,", "line 2, column 'valid_from': '3.4.2023' is no day")]
    [InlineData("2023-04-03,,reporting period while moving", "2023-04-03,2022-04-03,", "'2022-04-03' lies before valid_from.")]
    [InlineData("key,value", "key,worth", "operator-rules.csv, line 1: the column 'value' is missing.")]
    public void A_bad_row_is_named_by_file_line_and_column(string good, string bad, string expected)
    {
        var broken = OperatorRules.Replace(good, bad, StringComparison.Ordinal);
        var complaint = Assert.Throws<FormatException>(() => RulesTable.Parse(Situations, broken, Reasons, Reference.HomeOffset));
        Assert.Contains(expected, complaint.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SEAL_FAULT,Fault", "SEAL_MOOD,Fault", "situations.csv, line 5, column 'key': 'SEAL_MOOD' is no kind of situation.")]
    [InlineData(",3,hour,", ",3,day,", "column 'unit': 'day' is not hour.")]
    public void A_bad_situation_is_named_too(string good, string bad, string expected)
    {
        var broken = Situations.Replace(good, bad, StringComparison.Ordinal);
        var complaint = Assert.Throws<FormatException>(() => RulesTable.Parse(broken, OperatorRules, Reasons, Reference.HomeOffset));
        Assert.Contains(expected, complaint.Message, StringComparison.Ordinal);
    }
}
