using NavSeal.Devices;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Devices;

/// <summary>The reporting periods that a profile lists, against what its protocol writes.</summary>
public sealed class Period_tests
{
    private static readonly ProfileTable Table = ProfileTable.Parse(Repository.TextOf("reference/device-profiles.csv"));

    public static TheoryData<string> Names =>
        [.. Table.Names.Where(name => (Table.Find(name)!.Commands & DeviceCommands.Periods) != 0)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_period_that_may_be_asked_for_is_written(string name)
    {
        var profile = Table.Find(name)!;
        var protocol = DeviceProtocols.All.Single(one => one.Protocol == profile.Protocol);
        var directory = new Fuzz.FuzzDirectory(protocol);
        foreach (var moving in BoundsOf(profile.MovingPeriods))
        {
            foreach (var standing in BoundsOf(profile.StandingPeriods))
            {
                var session = protocol.Resume(directory, directory.Of(profile));
                Assert.True(session.Give(GivenCommands.Periods(moving, standing)) is not null, $"{name}: {moving} {standing}");
            }
        }
    }

    [Fact]
    public void A_lock_is_asked_for_no_period_that_it_never_takes()
    {
        var profile = Table.Find("jt701-lock")!;
        var (moving, standing) = (PeriodSet.Of(profile.MovingPeriods), PeriodSet.Of(profile.StandingPeriods));
        Assert.All([9, 601, 900], seconds => Assert.False(moving.Contains(seconds)));
        Assert.All([60, 299, 360, 1_799, 1_830, 86_401], seconds => Assert.False(standing.Contains(seconds)));
    }

    [Theory]
    [InlineData("10-600", "10-600")]
    [InlineData(" 300  1800-86400/60 ", "300 1800-86400/60")]
    [InlineData("10 20-30/5 31-86400", "10 20-30/5 31-86400")]
    [InlineData("60-120/1", "60-120")]
    [InlineData("", null)]
    [InlineData("9-600", null)]
    [InlineData("10-86401", null)]
    [InlineData("600-10", null)]
    [InlineData("10-10", null)]
    [InlineData("20 10", null)]
    [InlineData("10-600 600", null)]
    [InlineData("10-600/0", null)]
    [InlineData("10-600/60/2", null)]
    [InlineData("10-605/60", null)]
    [InlineData("300/60", null)]
    [InlineData("300/60-600", null)]
    [InlineData("-600", null)]
    [InlineData("10-", null)]
    [InlineData("ten", null)]
    [InlineData("99999999999", null)]
    public void A_set_is_read_as_it_is_written(string text, string? expected) => Assert.Equal(expected, PeriodSet.Read(text)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("from a later version")]
    public void Without_a_set_the_bounds_of_the_operator_hold(string? text) => Assert.Equal("10-86400", PeriodSet.Of(text).ToString());

    [Theory]
    [InlineData(DeviceCommandKind.SetPeriods, 60, true)]
    [InlineData(DeviceCommandKind.SetPeriods, null, false)]
    [InlineData(DeviceCommandKind.SetPeriods, 9, false)]
    [InlineData(DeviceCommandKind.Close, null, true)]
    [InlineData(DeviceCommandKind.Close, 60, false)]
    public void A_period_stands_exactly_where_periods_are_set(DeviceCommandKind kind, int? seconds, bool isInForm) =>
        Assert.Equal(isInForm, CommandForms.IsPeriod(kind, seconds, PeriodSet.All));

    private static IEnumerable<int> BoundsOf(string? periods) => PeriodSet.Of(periods).Ranges
        .SelectMany(range => new[] { range.From, range.From == range.To ? range.From : range.From + range.Step, range.To });
}
