using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

[Requirement("MON-005")]
public sealed class Arrival_order_tests
{
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Each time the condition lasted has its one situation in the end, whatever the order in which the reports came.</summary>
    [Fact]
    public void Late_data_raise_nothing_twice_and_miss_nothing() => Seeds.Each(200, random =>
    {
        var states = Enumerable.Range(1, 40).Select(_ => random.Next(2) == 0).ToArray();
        var core = Activated();
        foreach (var i in Shuffled(random, states.Length)) core.Take([Report(i, states[i], 0)]);

        foreach (var kind in (NonRoutineKind[])[NonRoutineKind.SealingElementBroken, NonRoutineKind.CaseBroken])
        {
            var opened = core.Journal.Select(entry => entry.Change).OfType<TransportationEvent.NonRoutineSituationOpened>()
                .Where(situation => situation.Kind == kind)
                .Select(situation => (int)(situation.OccurredAt - Start).TotalMinutes - 1).ToList();
            var runs = Runs(states).ToList();
            Assert.Equal(runs.Count, opened.Count);
            foreach (var (first, last) in runs) Assert.Single(opened, at => at >= first && at <= last);
        }
    });

    /// <summary>An opening that no command covers is raised once; one that a command covers at most once, while its beginning was not
    /// known.</summary>
    [Fact]
    public void Commands_cover_openings_whatever_the_order() => Seeds.Each(200, random =>
    {
        var states = Enumerable.Range(1, 30).Select(_ => random.Next(3) == 0).ToArray();
        var (from, core) = (random.Next(30), Activated());
        core.Take([new Step.Move(At(from), Seal, Opens: true)]);
        foreach (var i in Shuffled(random, states.Length)) core.Take([Report(i, states[i], 60)]);

        var opened = core.Journal.Select(entry => entry.Change).OfType<TransportationEvent.NonRoutineSituationOpened>()
            .Where(situation => situation.Kind == NonRoutineKind.SealingElementBroken)
            .Select(situation => (int)(situation.OccurredAt - Start).TotalMinutes - 1).ToList();
        var isUsed = false;
        foreach (var (first, last) in Runs(states))
        {
            var raised = opened.Count(at => at >= first && at <= last);
            if (first >= from && !isUsed) Assert.InRange(raised, 0, 1);
            else Assert.Equal(1, raised);
            isUsed |= last >= from;
        }
    });

    private static Core Activated()
    {
        var core = new Core();
        core.Take([
            new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal))),
            Report(-1, false, -60),
            new Step.Begin(Start, new ShortestLife(new TransportationNumber(new Guid(1, 0, 0, new byte[8])), Seal)
            {
                Regimes = TrackingRegimes.Union,
            }),
        ]);
        return core;
    }

    private static Step.Report Report(int place, bool isBad, int minutesLater) => new(Start.AddMinutes(60 + minutesLater), Seal, new()
    {
        MeasuredAt = At(place),
        ContentKey = 1,
        SealingElement = isBad ? SealingElementState.Open : SealingElementState.Closed,
        Case = isBad ? CaseState.Breached : CaseState.Intact,
    });

    private static DateTimeOffset At(int place) => Start.AddMinutes(place + 1);

    private static IEnumerable<int> Shuffled(Random random, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }

    private static IEnumerable<(int First, int Last)> Runs(bool[] states)
    {
        for (var i = 0; i < states.Length; i++)
        {
            if (!states[i]) continue;
            var first = i;
            while (i + 1 < states.Length && states[i + 1]) i++;
            yield return (first, i);
        }
    }
}
