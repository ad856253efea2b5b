using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

/// <summary>Every state that few letters reach in few steps. The message of a failure is the way to the bad state: it belongs among the
/// stories.</summary>
public sealed class State_machine_tests
{
    private const int Depth = 5;

    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Letters =
        ["closed", "open", "late-open", "pass", "open-command", "remove", "reapply", "activate", "deactivate"];

    [Fact]
    public void No_bad_state_can_be_reached()
    {
        var begun = new Core();
        begun.Take([new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal)))]);
        var (frontier, seen) = (new List<(Core Core, string Way)> { (begun, "") }, new HashSet<string>());
        for (var depth = 1; depth <= Depth; depth++)
        {
            var next = new List<(Core, string)>();
            foreach (var (core, way) in frontier)
            {
                foreach (var letter in Letters)
                {
                    var after = core.Fork();
                    after.Take([StepOf(letter, Start.AddMinutes(4 * depth), core.State)]);
                    var to = $"{way} {letter}";
                    Hold(core.State, after, Start.AddMinutes(4 * depth), to);
                    if (seen.Add(depth + Core.Bytes(after.State))) next.Add((after, to));
                }
            }

            frontier = next;
        }

        Assert.InRange(seen.Count, 4_000, 12_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Count} states");
    }

    private static Step StepOf(string letter, DateTimeOffset at, TrackingState state)
    {
        var number = new TransportationNumber(new Guid(Math.Max(1, state.Transportations.Count()), 0, 0, new byte[8]));
        return letter switch
        {
            "closed" => Report(at, at, SealingElementState.Closed),
            "open" => Report(at, at, SealingElementState.Open),
            "late-open" => Report(at, at.AddMinutes(-6), SealingElementState.Open),
            "pass" => new Step.Pass(at),
            "open-command" => new Step.Move(at, Seal, Opens: true),
            "remove" => new Step.Order(at, ShortestLife.Removal(number, "CUSTOMS_INSPECTION")),
            "reapply" => new Step.Order(at, new Command.Reapply(number, null)),
            "deactivate" => new Step.Order(at, new Command.Deactivate(number, null)),
            _ => new Step.Begin(
                at, new ShortestLife(new TransportationNumber(new Guid(state.Transportations.Count() + 1, 0, 0, new byte[8])), Seal)
                {
                    Regimes = TrackingRegimes.Union | TrackingRegimes.KzElectronicCustomsEscort,
                }),
        };
    }

    private static Step.Report Report(DateTimeOffset at, DateTimeOffset measuredAt, SealingElementState element) =>
        new(at, Seal, new Observation { MeasuredAt = measuredAt, ContentKey = (ulong)element, SealingElement = element });

    private static void Hold(TrackingState before, Core reached, DateTimeOffset now, string way)
    {
        var after = reached.State;
        Assert.True(after.TryGet(Seal, out var seal));
        Assert.True(after.Transportations.Count(held => held.Value.IsTracked) <= 1, way);
        foreach (var (number, transportation) in after.Transportations)
        {
            Assert.True(transportation.IsTracked == (seal.Tracks == number), way);
            Assert.True(transportation.IsTracked || transportation.Situations.All(situation => !situation.IsOpen), way);
            Assert.True(seal.IsRemoved == transportation.Tracking.Any(one => one.RemovedAt is not null) || !transportation.IsTracked, way);
            var situations = transportation.Situations;
            Assert.True(situations.GroupBy(each => (each.Kind, each.OccurredAt)).All(same => same.Count() == 1), way);
            Assert.True(situations.All(each => each.EndedAt is not { } endedAt || endedAt >= each.OccurredAt), way);
            Assert.True(situations.Where(each => each.IsOpen).GroupBy(each => each.Kind).All(kind => kind.Count() == 1), way);
            Assert.True(IsReasonable(transportation, seal), way);
            var wasCompleted = before.TryGet(number, out var former) && former.WasActivated && !former.IsTracked;
            Assert.False(wasCompleted && transportation.IsTracked, way + ": completed is final");
        }

        var core = reached.Fork();
        core.Take([new Step.Pass(now)]);
        Assert.True(core.State.NextDeadline is not { } deadline || deadline >= now, way + ": a deadline lies in the past");
    }

    /// <summary>What is open has its cause in the latest report.</summary>
    private static bool IsReasonable(Transportation transportation, SealState seal) =>
        !transportation.HasOpen(NonRoutineKind.SealingElementBroken) || seal.Element != SealingElementState.Closed;
}
