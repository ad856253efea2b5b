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
    /// <summary>Acts in a row; LIFE_DEPTH sets another number.</summary>
    private const int DepthUsually = 12;

    private static readonly DateTimeOffset Start = Way.Start;
    private static readonly SealNumber One = Way.Seal(1), Two = Way.Seal(2);

    private static int Depth => Environment.GetEnvironmentVariable("LIFE_DEPTH") is { } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : DepthUsually;

    /// <summary>The acts by their letters; all at one instant, so that states meet again.</summary>
    private static readonly (string Name, Command Command)[] Acts =
    [
        ("draft", new Command.Draft(Way.Number, Way.Whole)),
        ("confirm", new Command.Confirm(Way.Number, Way.Contract)),
        ("cancel", new Command.Cancel(Way.Number, "no")),
        ("order", new Command.OrderSeal(Way.Number, Way.Escort)),
        ("permit", new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature)),
        ("take-back", new Command.TakeBack(Way.Number, PermissionKind.Activation, "no", Way.Signature) { Authority = Way.Departure }),
        ("permit-replacement", new Command.Permit(Way.Number, PermissionKind.Replacement, Way.Departure, Way.Signature)),
        ("attach", new Command.AttachDocument(
            Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true))),
        ("demand", new Command.DemandActivation(Way.Number, Way.Demand)),
        ("affix", new Command.Affix(Way.Number, Way.AffixedTo(One))),
        ("swap", new Command.Affix(Way.Number, Way.AffixedTo(Two) with { InsteadOf = One })),
        ("activate", Way.Activation(One)),
        ("activate-other", Way.Activation(Two)),
        ("verify", new Command.VerifySignal(Way.Number, One)),
        ("remove", NavSeal.Tracking.Life.ShortestLife.Removal(Way.Number, "CUSTOMS_INSPECTION")),
        ("reapply", new Command.Reapply(Way.Number, null)),
        ("replace", new Command.Replace(Way.Number, One, "SEAL_FAULT", Way.AffixedTo(Two))),
        ("arrive", new Command.RecordArrival(Way.Number, Way.Destination, "zone 2")),
        ("register", new Command.RegisterDocuments(Way.Number, "R-1")),
        ("inspect", new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination)),
        ("find-traces", new Command.RecordInspection(Way.Number, Way.Inspected with { TracesOfAccess = true }, Way.Destination)),
        ("demand-end", new Command.DemandDeactivation(Way.Number, new DeactivationDemand(One, Way.Paper, Way.Plate))),
        ("demand-end-other", new Command.DemandDeactivation(Way.Number, new DeactivationDemand(Two, Way.Paper, Way.Plate))),
        ("deactivate", new Command.Deactivate(Way.Number, One)),
        ("deactivate-other", new Command.Deactivate(Way.Number, Two)),
        ("take-off", new Command.TakeOff(Way.Number, One, PlaceKind.CustomsControlZone, Way.Destination)),
        ("take-off-elsewhere", new Command.TakeOff(Way.Number, Two, PlaceKind.OperatorSite, "km 312")),
        ("hand-over", new Command.HandOver(Way.Number, One, Way.Representative)),
        ("erase", new Command.Erase(Way.Number, One)),
        ("complete", new Command.Complete(Way.Number, Completion.Clean)),
        ("complete-inspected", new Command.Complete(Way.Number, Completion.AfterInspection)),
        ("terminate", new Command.Terminate(Way.Number, Way.Departure, "seized")),
        ("change-vehicle", new Command.ChangeVehicle(Way.Number, Way.Plate, new Vehicle("1", VehicleKind.Tractor, "KZ"), "broken")),
        ("notify", new Command.NotifyOffices(Way.Number, 1)),
        ("withdraw", new Command.WithdrawSituation(Way.Number, 1, "wrong", Way.Signature)),
    ];

    [Fact]
    public void No_illegal_state_is_reached_by_any_acts_in_a_row()
    {
        var begun = new Way().Closed(One).Closed(Two).Core;
        var (frontier, seen) = (new List<(Core Core, string Way)> { (begun, "") }, new HashSet<string> { Core.Bytes(begun.State) });
        for (var depth = 1; depth <= Depth && frontier.Count > 0; depth++)
        {
            var next = new List<(Core, string)>();
            foreach (var (core, way) in frontier)
            {
                foreach (var (name, command) in Acts)
                {
                    if (core.Draft.Ask(command, Start) is not null) continue;
                    var after = core.Fork();
                    after.Take([new Step.Order(Start, command)]);
                    var to = $"{way} {name}";
                    Promises_of_a_life.Hold(after.State, to);
                    Promises_of_a_life.HoldEnds(core.State, after.State, to);
                    if (!seen.Add(Core.Bytes(after.State))) continue;
                    HasEnd(after, to);
                    next.Add((after, to));
                }
            }

            frontier = next;
        }

        Assert.InRange(seen.Count, 100, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Count} states to a depth of {Depth}, {frontier.Count} of them at its edge");
    }

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
            core.Decide(next);
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

    /// <summary>Whatever was done, some act ends it, and every seal that is still out comes back.</summary>
    private static void HasEnd(Core core, string way)
    {
        if (!core.State.TryGet(Way.Number, out var life)) return;
        if (!life.IsOver) Assert.True(Endings.Any(ending => core.Draft.Ask(ending, Start) is null), $"{way}: nothing ends it");
        foreach (var seal in life.Seals.Where(seal => !seal.IsDone && !seal.IsTracking).Select(seal => seal.Number))
            Assert.True(Returns(seal).Any(act => core.Draft.Ask(act, Start) is null), $"{way}: {seal} cannot come back");
    }

    private static readonly Command[] Endings =
    [
        new Command.Cancel(Way.Number, "no"), new Command.Terminate(Way.Number, Way.Departure, "seized"),
        new Command.Complete(Way.Number, Completion.AfterInspection),
    ];

    private static Command[] Returns(SealNumber seal) =>
    [
        new Command.TakeOff(Way.Number, seal, PlaceKind.CustomsControlZone, Way.Destination),
        new Command.HandOver(Way.Number, seal, Way.Representative), new Command.Erase(Way.Number, seal),
    ];

    private static Step Next(Random random, DateTimeOffset now) => random.Next(10) switch
    {
        0 => new Step.Pass(now),
        1 or 2 => Report(random, now, One),
        3 => Report(random, now, Two),
        _ => new Step.Order(now, Acts[random.Next(Acts.Length)].Command),
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
