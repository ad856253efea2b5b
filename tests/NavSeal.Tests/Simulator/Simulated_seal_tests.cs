using NavSeal.Model.Observations;
using NavSeal.Model.Units;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

public sealed class Simulated_seal_tests
{
    private static readonly TimeSpan TwoWeeks = TimeSpan.FromDays(14);

    public static TheoryData<int> Some { get; } = [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Some))]
    public void The_same_seed_reports_the_same_however_often_it_is_looked_at(int seed)
    {
        var settings = new SealSettings { Rare = new RareEvents { OpeningsPerDay = 2, BreachesPerDay = 1, FaultsPerDay = 1 } };
        var once = Scene.Seal(seed, settings).Advance(Scene.Start + TwoWeeks);
        var often = Scene.Seal(seed, settings);
        var pace = new Random(seed);
        List<SimulatedReport> collected = [];
        for (var now = Scene.Start; now < Scene.Start + TwoWeeks; now += TimeSpan.FromSeconds(pace.Next(1, 2_000)))
            collected.AddRange(often.Advance(now));
        collected.AddRange(often.Advance(Scene.Start + TwoWeeks));

        Assert.NotEmpty(once);
        Assert.Equal(once, collected);
        Assert.NotEqual(once[0], Scene.Seal(seed + 100, settings).Advance(Scene.Start + TwoWeeks)[0]);
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void Fixes_lie_on_the_corridor_within_the_jitter_and_are_reachable(int seed)
    {
        var seal = Scene.Seal(seed);
        SimulatedReport? before = null;
        for (var now = Scene.Start; now < Scene.Start + TwoWeeks; now += TimeSpan.FromMinutes(1))
        {
            foreach (var report in seal.Advance(now))
            {
                // The last report of a corridor is told while the seal may have turned to the next one at the same place.
                if (report.TakenAt == now) Assert.InRange(report.At.MetresTo(seal.Position.At), 0, 5.2);
                if (before is not null) Assert.True(report.At.MetresTo(before.At) <= MostMetres(before, report), $"{before} then {report}");
                before = report;
            }
        }

        Assert.NotNull(before);
    }

    [Fact]
    public void Every_report_of_a_day_lies_beside_the_line()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var seal = Scene.Seal(seed, Scene.Calm with { Rest = TimeRange.Minutes(60 * 48, 60 * 48) });
            var line = seal.Corridor;
            foreach (var report in seal.Advance(Scene.Start.AddDays(1))) Assert.InRange(MetresBeside(line, report.At), 0, 6);
        }
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void It_drives_and_stands_and_reports_at_the_period_of_each(int seed)
    {
        var reports = Scene.Seal(seed).Advance(Scene.Start + TwoWeeks);

        Assert.Contains(reports, report => report.IsMoving);
        Assert.Contains(reports, report => !report.IsMoving);
        foreach (var (before, after) in reports.Zip(reports.Skip(1)))
            Assert.InRange(after.TakenAt - before.TakenAt, TimeSpan.Zero, PeriodOf(before));
        Assert.All(reports.Where(report => report.IsMoving), report => Assert.InRange(report.SpeedTenthsKilometrePerHour, 140, 1_000));
        Assert.All(reports.Where(report => !report.IsMoving), report => Assert.Equal(0, report.SpeedTenthsKilometrePerHour));
    }

    [Fact]
    public void A_demonstration_reports_every_ten_and_thirty_seconds()
    {
        var reports = Scene.Seal(3, SealSettings.Demo with { Rare = RareEvents.None }).Advance(Scene.Start.AddHours(12));
        var gaps = reports.Zip(reports.Skip(1)).GroupBy(pair => pair.First.IsMoving)
            .ToDictionary(group => group.Key, group => group.Max(pair => (pair.Second.TakenAt - pair.First.TakenAt).TotalSeconds));

        Assert.Equal(10, gaps[true]);
        Assert.Equal(30, gaps[false]);
    }

    [Fact]
    public void What_is_measured_without_network_comes_afterwards_from_memory_oldest_first()
    {
        var seal = Scene.Seal(5);
        seal.Advance(Scene.Start.AddHours(1));
        seal.Silence(Scene.Start.AddHours(1), TimeSpan.FromHours(3));

        Assert.False(seal.HasNetwork);
        Assert.Empty(seal.Advance(Scene.Start.AddHours(3.9)));
        Assert.True(seal.Remembered > 5);
        var afterwards = seal.Advance(Scene.Start.AddHours(6));
        Assert.True(seal.HasNetwork);
        Assert.Equal(0, seal.Remembered);
        var backlog = afterwards.TakeWhile(report => report.FromMemory).ToList();
        Assert.All(backlog, report => Assert.InRange(report.TakenAt, Scene.Start.AddHours(1), Scene.Start.AddHours(4)));
        Assert.Equal(afterwards.OrderBy(report => report.TakenAt), afterwards);
        Assert.DoesNotContain(afterwards.Skip(backlog.Count), report => report.FromMemory);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 6)]
    public void A_silence_within_another_ends_with_the_later(int secondHours, int endHours)
    {
        var seal = Scene.Seal(5);
        seal.Silence(Scene.Start, TimeSpan.FromHours(3));
        seal.Silence(Scene.Start.AddHours(1), TimeSpan.FromHours(secondHours));
        Assert.Empty(seal.Advance(Scene.Start.AddHours(endHours).AddSeconds(-1)));
        Assert.NotEmpty(seal.Advance(Scene.Start.AddHours(endHours)));
    }

    [Fact]
    public void A_silence_changes_no_measurement()
    {
        var (heard, silenced) = (Scene.Seal(7), Scene.Seal(7));
        silenced.Silence(Scene.Start.AddHours(2), TimeSpan.FromHours(5));

        Assert.Equal(
            heard.Advance(Scene.Start.AddDays(1)),
            silenced.Advance(Scene.Start.AddDays(1)).Select(report => report with { FromMemory = false }));
    }

    [Fact]
    public void A_full_memory_keeps_the_oldest()
    {
        var seal = Scene.Seal(5, Scene.Calm with { MemoryMax = 4 });
        seal.Silence(Scene.Start, TimeSpan.FromHours(12));
        var all = Scene.Seal(5).Advance(Scene.Start.AddHours(12));
        var kept = seal.Advance(Scene.Start.AddHours(12));

        Assert.Equal(all.Take(4), kept.Take(4).Select(report => report with { FromMemory = false }));
        Assert.True(seal.Forgotten > 0);
    }

    [Fact]
    public void Scripted_incidents_are_told_at_once()
    {
        var seal = Scene.Seal(9);
        var now = Scene.Start.AddMinutes(61).AddMilliseconds(750);
        seal.Advance(now);

        seal.Open(now);
        var opened = Assert.Single(seal.Advance(now));
        Assert.Equal((SealingElementState.Open, ReportCause.InputChanged), (opened.SealingElement, opened.Cause));
        Assert.Equal(Scene.Start.AddMinutes(61), opened.TakenAt);
        seal.Close(now.AddSeconds(5));
        Assert.Equal(SealingElementState.Closed, Assert.Single(seal.Advance(now.AddSeconds(5))).SealingElement);
        seal.Breach(now.AddSeconds(7));
        var breached = Assert.Single(seal.Advance(now.AddSeconds(7)));
        Assert.Equal((CaseState.Breached, ReportCause.CaseOpened), (breached.Case, breached.Cause));
        seal.Fault(now.AddSeconds(9));
        Assert.Equal(ReportCause.Fault, Assert.Single(seal.Advance(now.AddSeconds(9))).Cause);
        seal.Repair(now.AddSeconds(11));
        Assert.Equal(CaseState.Intact, Assert.Single(seal.Advance(now.AddSeconds(11))).Case);
    }

    [Fact]
    public void An_empty_battery_says_nothing_and_a_low_one_says_so_once()
    {
        var seal = Scene.Seal(11, Scene.Calm with { ChargePercentPerHour = 0 });
        seal.Advance(Scene.Start.AddMinutes(30));
        seal.Drain(Scene.Start.AddMinutes(30), (int)seal.BatteryPercent - 12);
        Assert.Single(seal.Advance(Scene.Start.AddHours(10)), report => report.Cause == ReportCause.LowVoltage);
        seal.Drain(Scene.Start.AddHours(10), 100);
        Assert.Empty(seal.Advance(Scene.Start.AddHours(20)));
        Assert.False(seal.HasNetwork);
    }

    [Fact]
    public void A_rest_charges_the_battery()
    {
        var seal = Scene.Seal(11, Scene.Calm with { DrainPercentPerDay = 40, Rest = TimeRange.Minutes(600, 600) });
        var reports = seal.Advance(Scene.Start.AddDays(10));
        Assert.Contains(reports.Zip(reports.Skip(1)), pair => pair.Second.BatteryMillivolts > pair.First.BatteryMillivolts);
    }

    [Fact]
    public void Chance_brings_each_kind_of_event_and_ends_it()
    {
        var settings = new SealSettings
        {
            InvalidFixShare = 0.05,
            Rare = new RareEvents { OpeningsPerDay = 1, BreachesPerDay = 1, FaultsPerDay = 1, ClockResetsPerDay = 1, GapsPerDay = 4 },
        };
        var reports = Scene.Seal(13, settings).Advance(Scene.Start.AddDays(30));

        foreach (var cause in Enum.GetValues<ReportCause>().Except([ReportCause.LowVoltage]))
            Assert.Contains(reports, report => report.Cause == cause);
        Assert.Contains(reports, report => !report.IsFixValid);
        Assert.Contains(reports, report => report.FromMemory);
        Assert.Contains(reports, report => report.MeasuredAt.Year == 2010);
        var openings = reports.Zip(reports.Skip(1)).Where(pair => pair.First.SealingElement != pair.Second.SealingElement).ToList();
        Assert.True(openings.Count > 10);
        Assert.All(reports.Where(report => report.MeasuredAt.Year != 2010), report => Assert.Equal(report.TakenAt, report.MeasuredAt));
    }

    private static TimeSpan PeriodOf(SimulatedReport report) => report.IsMoving ? Scene.Calm.MovingPeriod : Scene.Calm.StandingPeriod;

    private static double MostMetres(SimulatedReport before, SimulatedReport after) =>
        11 + (28 * (after.TakenAt - before.TakenAt).TotalSeconds);

    private static double MetresBeside(Corridor line, GeoPoint at) =>
        line.Points.Zip(line.Points.Skip(1)).Min(segment => MetresBeside(segment.First, segment.Second, at));

    /// <summary>By dividing the segment in three again and again: no formula shared with the simulator.</summary>
    private static double MetresBeside(GeoPoint from, GeoPoint to, GeoPoint at)
    {
        // By the triangle inequality nothing of the segment is nearer than this.
        var spare = Math.Min(from.MetresTo(at), to.MetresTo(at)) - from.MetresTo(to);
        if (spare > 100) return spare;
        var (low, high) = (0.0, 1.0);
        for (var round = 0; round < 60; round++)
        {
            var third = (high - low) / 3;
            if (Distance(low + third) < Distance(high - third)) high -= third;
            else low += third;
        }

        return Distance(low);

        double Distance(double share) => Middle(from, to, share).MetresTo(at);
    }

    private static GeoPoint Middle(GeoPoint from, GeoPoint to, double share)
    {
        if (share is 0) return from;
        var (a, b) = (Cartesian(from), Cartesian(to));
        var angle = Math.Acos(Math.Clamp((a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z), -1, 1));
        var (p, q) = (Math.Sin((1 - share) * angle), Math.Sin(share * angle));
        var (x, y, z) = ((p * a.X) + (q * b.X), (p * a.Y) + (q * b.Y), (p * a.Z) + (q * b.Z));
        return GeoPoint.FromDegrees(Math.Atan2(z, double.Hypot(x, y)) / Math.PI * 180, Math.Atan2(y, x) / Math.PI * 180)!.Value;
    }

    private static (double X, double Y, double Z) Cartesian(GeoPoint point)
    {
        var (latitude, longitude) = (point.Latitude / 180 * Math.PI, point.Longitude / 180 * Math.PI);
        return (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }
}
