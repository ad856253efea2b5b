using System.Globalization;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Every state of a life that the acts reach, one act after the other, and lives made up by chance.</summary>
public sealed class Life_machine_tests
{
    /// <summary>Added to every depth by LIFE_DEPTH.</summary>
    private static readonly int Deeper = int.Parse(Environment.GetEnvironmentVariable("LIFE_DEPTH") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Every so many-th state at the edge is brought to its end.</summary>
    private const int BroughtHome = 25;

    private static readonly DateTimeOffset Start = Way.Start;
    private static readonly SealNumber One = Way.Seal(1), Two = Way.Seal(2);

    /// <summary>Where the search begins: how deep, and what has happened by then.</summary>
    private static readonly (string Name, int Depth, Func<Way> Begin)[] Starts =
    [
        ("applied for", 7, () => new Way().Done(new Command.Draft(Way.Number, Way.Whole)).Closed(One).Closed(Two)),
        ("confirmed", 6, () => Way.Confirmed().Closed(One).Closed(Two)),
        ("two compartments", 5, () => Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 }).Closed(One).Closed(Two)
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(One)))),
        ("permitted under escort", 6, () => Way.Permitted().Closed(One).Closed(Two)),
        ("on the way, nobody decided", 5, () => Way.Free().Closed(Two)),
        ("on the way under escort", 5, () => Way.Begun().Closed(Two)),
        ("on the way by order of a body", 5, Ordered),
        ("replaced on the way", 5, Replaced),
        ("opened on the way", 5, () => Way.Begun().Closed(Two).Later(1).Opened(One)),
        ("inspected", 5, () => Way.Inspect()),
        ("deactivated", 10, () => Way.Deactivated()),
        ("deactivated after an opening", 8, () => Over(Way.Begun().Closed(Two).Later(1).Opened(One))),
        ("deactivated by order of a body", 8, () => Ordered().Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
            .Done(new Command.Permit(Way.Number, PermissionKind.Deactivation, Way.Destination, Way.Signature))
            .Done(new Command.Deactivate(Way.Number, One))),
    ];

    [Fact]
    public void No_illegal_state_and_no_dead_end_is_reached_by_anything_in_a_row()
    {
        var searches = Starts.Select(start => (new Life_search(start.Name, start.Begin(), Acts_of_a_life.All), start.Depth)).ToList();
        Search(searches);
        var done = searches.SelectMany(one => one.Item1.Done).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Acts_of_a_life.All.Select(happening => happening.Name).Except(done));
        var met = Ends.Where(end => searches.Any(one => one.Item1.States.Any(state => end.Is(state[0]))));
        Assert.Equal([], Ends.Except(met).Select(end => end.Name));
    }

    [Fact]
    public void Two_transportations_that_want_one_seal_reach_no_illegal_state_and_no_dead_end()
    {
        var both = Way.Confirmed().Closed(One).Done(new Command.Draft(Acts_of_a_life.Other, Way.Whole))
            .Done(new Command.Confirm(Acts_of_a_life.Other, Way.Contract));
        Search([(new Life_search("two of them", both, [.. Acts_of_a_life.Free, .. Acts_of_a_life.OfTheOther]), 14)]);
    }

    private static void Search(IReadOnlyList<(Life_search Search, int Depth)> searches)
    {
        var output = TestContext.Current.TestOutputHelper;
        Parallel.ForEach(searches, new ParallelOptions { MaxDegreeOfParallelism = 2 }, one => one.Search.Visit(one.Depth + Deeper));
        foreach (var (search, depth) in searches)
        {
            output?.WriteLine(
                $"{search.Name}: {search.Count} states to a depth of {depth + Deeper}, {search.AtEdge} of them at its edge");
            var stranded = search.Stranded(BroughtHome, Acts_of_a_life.Homeward, AreOver);
            List<string> lost = [.. search.DeadEnds(AreOver).Take(3), .. stranded.Take(3)];
            Assert.True(lost.Count == 0, "No way leads to an end from\n" + string.Join('\n', lost));
        }

        output?.WriteLine($"{searches.Sum(one => one.Search.Count)} states in all");
    }

    /// <summary>Each came to an end of the law, and every seal came back from it.</summary>
    private static bool AreOver(IReadOnlyList<Transportation> all) =>
        all.All(one => one.IsOver && one.Seals.All(seal => seal.IsDone));

    /// <summary>The ends of the law; each is reached.</summary>
    private static readonly (string Name, Predicate<Transportation> Is)[] Ends =
    [
        ("cancelled", one => one.Phase == TransportationPhase.Cancelled),
        ("terminated", one => one.Phase == TransportationPhase.Terminated),
        ("completed under escort", one => one is { Phase: TransportationPhase.Completed, IsEscort: true }),
        ("completed by order of a body", one => one is { Phase: TransportationPhase.Completed, IsEscort: false, Papers.Order: not null }),
        ("completed, nobody decided", one => one is { Phase: TransportationPhase.Completed, Papers.Order: null }),
        ("completed after something was reported", one => one is { Phase: TransportationPhase.Completed, LastSituation: > 0 }),
        ("completed with signs", one => one is { Phase: TransportationPhase.Completed, Papers.IsHighRisk: true }),
    ];

    /// <summary>Without escort, by decision of a controlling body, which permits each step.</summary>
    private static Way Ordered() => new Way().Done(new Command.Draft(Way.Number, Way.Whole))
        .Done(new Command.OrderSeal(Way.Number, Way.Escort with { Ground = OrderGround.Agreement }))
        .Done(new Command.Confirm(Way.Number, Way.Contract))
        .Done(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature))
        .Done(new Command.AttachDocument(Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true)))
        .Done(new Command.Affix(Way.Number, Way.AffixedTo(One))).Closed(One).Closed(Two).Done(Way.Activation(One));

    private static Way Over(Way way) => way.Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
        .Done(new Command.RegisterDocuments(Way.Number, "R-1"))
        .Done(new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination))
        .Done(new Command.DemandDeactivation(Way.Number, new DeactivationDemand(One, Way.Paper, Way.Plate)))
        .Done(new Command.Deactivate(Way.Number, One));

    private static Way Replaced() => Way.Begun().Closed(Two)
        .Done(new Command.Permit(Way.Number, PermissionKind.Replacement, Way.Departure, Way.Signature))
        .Done(new Command.Replace(Way.Number, One, "SEAL_FAULT", Way.AffixedTo(Two)));

    [Fact]
    public void Chance_leads_to_no_illegal_state_and_replay_equals_live() => Seeds.Each(300, random =>
    {
        var core = new Way().Core;
        var now = Start;
        var way = "";
        for (var step = 0; step < 60; step++)
        {
            var before = core.Copy();
            now = now.AddMinutes(random.Next(12) == 0 ? random.Next(400) : random.Next(4));
            var next = Next(random, now);
            if (next is Step.Order told && random.Next(4) > 0) core.Draft.Do(told.Command, now);
            else core.Decide(next);
            core.Commit();
            way += next is Step.Order order ? " " + order.Command.GetType().Name : " " + next.GetType().Name;
            Promises_of_a_life.Hold(core.State, way);
            Promises_of_a_life.HoldEnds(before, core.State, way);
            if (random.Next(20) == 0) core.Restart();
        }

        var replayed = new TrackingState();
        foreach (var (subject, change) in core.Journal) replayed.Evolve(subject, change);
        Assert.Equal(Rows(core.State), Rows(replayed));
    });

    private static Step Next(Random random, DateTimeOffset now) => random.Next(10) switch
    {
        0 => new Step.Pass(now),
        1 or 2 => Report(random, now, One),
        3 => Report(random, now, Two),
        _ => new Step.Order(now, Acts_of_a_life.Commands[random.Next(Acts_of_a_life.Commands.Length)].Command),
    };

    private static Step.Report Report(Random random, DateTimeOffset now, SealNumber seal) => new(now, seal, new()
    {
        MeasuredAt = now.AddSeconds(-random.Next(300)),
        ContentKey = (ulong)random.NextInt64(),
        SealingElement = random.Next(8) == 0 ? SealingElement.Open : SealingElement.Closed,
        Fix = new() { At = NavSeal.Model.Units.GeoPoint.FromDegrees(44 + (random.NextDouble() / 100), 77), IsValid = true },
    });

    private static IEnumerable<string> Rows(TrackingState state) =>
        Core.Bytes(state).Split('\n').Where(row => row.StartsWith("transportation", StringComparison.Ordinal)
            || row.StartsWith("seal", StringComparison.Ordinal));

    private static class SealingElement
    {
        public const NavSeal.Model.Observations.SealingElementState Open = NavSeal.Model.Observations.SealingElementState.Open,
            Closed = NavSeal.Model.Observations.SealingElementState.Closed;
    }
}
