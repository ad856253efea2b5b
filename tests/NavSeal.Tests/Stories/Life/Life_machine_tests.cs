using System.Globalization;
using System.Text.Json;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Every state of a life that the acts reach, one act after the other, and lives made up by chance.</summary>
public sealed class Life_machine_tests
{
    /// <summary>Added to every depth by LIFE_DEPTH.</summary>
    private static readonly int Deeper = int.Parse(Environment.GetEnvironmentVariable("LIFE_DEPTH") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Every so many-th state at the edge is brought to its end.</summary>
    private const int BroughtHome = 25;

    /// <summary>How many lives by chance are made up, unless SEEDS or SEED asks for others.</summary>
    private const int LivesMin = 300;

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
    public void Chance_leads_to_no_illegal_state_and_replay_equals_live()
    {
        var lives = new List<Life_by_chance>();
        Seeds.Each(LivesMin, random =>
        {
            var begin = random.Next(Starts.Length + 1);
            var life = new Life_by_chance(random, begin < Starts.Length ? Starts[begin].Begin() : new Way()).Live(60);
            life.Replays();
            lives.Add(life);
        });
        HoldShares(lives);
    }

    /// <summary>What lives by chance must have reached, or they show nothing: of each hundred at least so many.</summary>
    private static readonly (string Name, int PercentMin, Predicate<Life_by_chance> Is)[] Shares =
    [
        ("came under tracking", 7, life => !life.BeganActivated && life.State is { WasActivated: true }),
        ("began under tracking or came under it", 60, life => life.State is { WasActivated: true }),
        ("had a situation", 40, life => life.State is { LastSituation: > 0 }),
        ("completed", 35, life => life.State is { Phase: TransportationPhase.Completed }),
        ("did ten acts", 95, life => life.Done >= 10),
        ("had a refused act", 90, life => life.Refused > 0),
    ];

    private static void HoldShares(IReadOnlyList<Life_by_chance> lives)
    {
        foreach (var (name, _, isSo) in Shares)
            TestContext.Current.TestOutputHelper?.WriteLine($"{lives.Count(life => isSo(life))} of {lives.Count} lives {name}");
        foreach (var (name, isEnd) in Ends)
            TestContext.Current.TestOutputHelper?.WriteLine($"{lives.Count(life => life.State is { } one && isEnd(one))} {name}");

        // One seed alone, told again, has no shares.
        if (lives.Count < LivesMin) return;
        Assert.Equal([], Shares.Where(share => lives.Count(life => share.Is(life)) * 100 < lives.Count * share.PercentMin)
            .Select(share => share.Name));
        Assert.Equal([], Ends.Where(end => !lives.Any(life => life.State is { } one && end.Is(one))).Select(end => end.Name));
    }

    [Fact]
    public void Every_act_of_the_table_is_tried_or_left_out_for_a_reason()
    {
        var tried = Acts_of_a_life.Commands.Select(act => ActNameOf(act.Command)).ToHashSet(StringComparer.Ordinal);
        var table = ActTable.All.Select(act => act.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            table.Append("draft").Order(StringComparer.Ordinal),
            tried.Concat(Acts_of_a_life.LeftOut.Keys).Order(StringComparer.Ordinal));
        Assert.All(Acts_of_a_life.LeftOut.Values, why => Assert.NotEmpty(why));
    }

    /// <summary>The name of an act is that of its command: <c>TakeOff</c> is <c>take-off</c>.</summary>
    private static string ActNameOf(Command command) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(command.GetType().Name);
}
