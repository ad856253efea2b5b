using System.Globalization;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tests.Tracking;

public sealed class Route_tests
{
    private const int Fixes = 200;

    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Found elsewhere by trying 200,000 places of each piece on a sphere of 6,371,008.8 m.</summary>
    [Theory]
    [Requirement("MON-010")]
    [InlineData("44,76 44,78", 44.5, 77, 55_597.5)]
    [InlineData("44,76 44,78", 43.9, 76.5, 11_119.5)]
    [InlineData("44,76 44,78", 44, 77.3, 0)]
    [InlineData("0,10 0,20", 0, 21, 111_195.1)]
    [InlineData("0,10 0,20", 3, 24, 555_812.7)]
    [InlineData("10,70 20,70", 15, 71, 107_405.8)]
    [InlineData("44,76 44,76", 44.1, 76, 11_119.5)]
    [InlineData("-33,-70 -34,-70", -33.5, -70.1, 9_272.4)]
    [InlineData("44,60 44,70 50,70", 49, 70.2, 14_590.1)]
    public void The_distance_to_a_line_is_that_to_its_nearest_point(string line, double latitude, double longitude, double metres) =>
        Assert.Equal(metres, RouteLine.Parse(line)!.MetresTo(GeoPoint.FromDegrees(latitude, longitude)!.Value), tolerance: 0.5);

    [Theory]
    [InlineData("")]
    [InlineData("44,76")]
    [InlineData("44,76 44")]
    [InlineData("44,76 144,76")]
    [InlineData("44,76 x,76")]
    public void What_is_no_line_is_not_compiled(string line) => Assert.Null(RouteLine.Parse(line));

    /// <summary>The grid finds what trying every metre of the line finds.</summary>
    [Fact]
    public void The_grid_misses_no_nearer_piece() => Seeds.Each(100, random =>
    {
        var points = Enumerable.Range(0, random.Next(2, 30))
            .Select(_ => (Latitude: Near(random, 45, 4), Longitude: Near(random, 70, 8))).ToList();
        var text = points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude},{point.Longitude}"));
        var line = RouteLine.Parse(string.Join(' ', text))!;
        var place = GeoPoint.FromDegrees(Near(random, 45, 6), Near(random, 70, 11))!.Value;
        var tried = points.Zip(points.Skip(1)).SelectMany(pair => Enumerable.Range(0, 2001).Select(part => GeoPoint.FromDegrees(
            pair.First.Latitude + ((pair.Second.Latitude - pair.First.Latitude) * part / 2000.0),
            pair.First.Longitude + ((pair.Second.Longitude - pair.First.Longitude) * part / 2000.0))!.Value)).Min(place.MetresTo);
        var found = line.MetresTo(place);
        // The nearest place is found in a plane; where that is far away another one may be a little nearer on the sphere.
        Assert.InRange(found, tried - 400, (tried * 1.01) + 400);
    });

    /// <summary>In order each deviation is raised once, at its second fix, and ended at the second fix within the limit.</summary>
    [Fact]
    [Requirement("EMG-003")]
    public void In_the_order_of_measuring_deviations_are_exactly_the_pairs() => Seeds.Each(100, random =>
    {
        var beyond = Random(random, Fixes);
        var core = Activated();
        for (var i = 0; i < Fixes; i++) core.Take([Report(i, beyond[i])]);
        Assert.Equal(Expected(beyond), Told(core));
    });

    /// <summary>Whatever the order, no deviation of the whole time line is missed, and a report that comes again raises nothing.</summary>
    [Fact]
    [Requirement("MON-005")]
    public void Late_fixes_miss_no_deviation() => Seeds.Each(100, random =>
    {
        var beyond = Random(random, 60);
        var core = Activated();
        var order = Enumerable.Range(0, beyond.Length).ToArray();
        random.Shuffle(order);
        foreach (var i in order) core.Take([Report(i, beyond[i])]);

        var opened = Told(core).Select(situation => situation.Opened).ToList();
        foreach (var (first, last) in Expected(beyond))
            Assert.Contains(opened, at => at >= first - 1 && (last is not { } end || at < end));
        Assert.Equal(opened.Distinct(), opened);
        var told = core.Told;
        foreach (var i in order) core.Take([Report(i, beyond[i])]);
        Assert.Equal(told, core.Told);
    });

    /// <summary>A restart between any two reports changes nothing, though the course is looked up anew and the window is full.</summary>
    [Fact]
    public void A_restart_changes_nothing() => Seeds.Each(20, random =>
    {
        var beyond = Random(random, Fixes);
        var (one, other) = (Activated(), Activated());
        for (var i = 0; i < Fixes; i++)
        {
            one.Take([Report(i, beyond[i])]);
            if (random.Next(10) == 0) other.Restart();
            other.Take([Report(i, beyond[i])]);
        }

        Assert.Equal(one.Told, other.Told);
    });

    [Fact]
    public void The_ordinary_report_of_a_seal_on_its_route_allocates_no_more_than_without_a_route()
    {
        var (with, without) = (AllocatedBy(Activated()), AllocatedBy(Activated(route: null)));
        Assert.InRange(with, 0, without + 8);
    }

    private static long AllocatedBy(Core core)
    {
        for (var i = 0; i < Fixes; i++) core.Take([Report(i, false)]);
        var reports = Enumerable.Range(Fixes, 100).Select(i => Report(i, false)).ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var report in reports)
        {
            core.Decide(report);
            core.Draft.Adopt();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / reports.Count;
    }

    private static double Near(Random random, double centre, double spread) =>
        Math.Round(centre + ((random.NextDouble() - 0.5) * 2 * spread), 5);

    /// <summary>Mostly like the fix before, so that there are runs.</summary>
    private static bool[] Random(Random random, int count)
    {
        var beyond = new bool[count];
        for (var i = 1; i < count; i++) beyond[i] = random.Next(3) == 0 ? random.Next(2) == 0 : beyond[i - 1];
        return beyond;
    }

    private static List<(int Opened, int? Ended)> Expected(bool[] beyond)
    {
        var deviations = new List<(int, int?)>();
        int? opened = null;
        for (var i = 1; i < beyond.Length; i++)
        {
            if (beyond[i] != beyond[i - 1]) continue;
            if (beyond[i])
            {
                opened ??= i;
            }
            else if (opened is { } at)
            {
                deviations.Add((at, i));
                opened = null;
            }
        }

        if (opened is { } lasting) deviations.Add((lasting, null));
        return deviations;
    }

    private static List<(int Opened, int? Ended)> Told(Core core)
    {
        var changes = core.Journal.Select(entry => entry.Change).ToList();
        var ended = changes.OfType<TransportationEvent.NonRoutineSituationEnded>().ToDictionary(e => e.Situation, e => Place(e.At));
        return [.. changes.OfType<TransportationEvent.NonRoutineSituationOpened>()
            .Where(e => e.Kind == NonRoutineKind.RouteDeviation)
            .Select(e => (Place(e.OccurredAt), ended.TryGetValue(e.Situation, out var at) ? at : (int?)null))];
    }

    private static int Place(DateTimeOffset at) => (int)(at - Start).TotalMinutes - 1;

    private static Core Activated(string? route = "route")
    {
        var core = new Core();
        core.Take([
            new Step.Order(Start, new Command.EnterRow(ShortestLife.RouteRow("route", "44,76 44,78", ""))),
            new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal))),
            Report(-1, false),
            new Step.Begin(Start, new ShortestLife(new TransportationNumber(new Guid(1, 0, 0, new byte[8])), Seal)
            {
                Regimes = TrackingRegimes.Union,
                Route = route,
                MovingPeriod = TimeSpan.FromDays(1),
                StandingPeriod = TimeSpan.FromDays(1),
            }),
        ]);
        return core;
    }

    /// <summary>A kilometre this side of the limit, or a kilometre beyond it.</summary>
    private static Step.Report Report(int place, bool isBeyond)
    {
        var measuredAt = Start.AddMinutes(place + 1);
        return new Step.Report(place < 0 ? measuredAt : measuredAt.AddHours(12), Seal, new Observation
        {
            MeasuredAt = measuredAt,
            ContentKey = 1,
            SealingElement = SealingElementState.Closed,
            Fix = new Fix { At = GeoPoint.FromDegrees(44 + (isBeyond ? 0.459 : 0.441), 77), IsValid = true },
        });
    }
}
