using NavSeal.Model.Intake;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;

namespace NavSeal.Tests.Tracking;

public sealed class Property_tests
{
    private const int Lives = 20, Steps = 250;

    [Fact]
    public void Replay_equals_live() => Seeds.Each(Lives, random =>
    {
        var core = new Core();
        core.Take(Life.Of(random, Steps));
        var (seals, transportations) = (new Dictionary<string, SealState>(), new Dictionary<string, Transportation>());
        var intake = IntakeState.Initial;
        var replayed = new TrackingState();
        foreach (var (subject, change) in core.Journal)
        {
            Assert.True(replayed.Evolve(subject, change));
            var key = subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (change is SealEvent e)
                seals[key] = SealState.Evolve(seals.GetValueOrDefault(key) ?? SealState.Empty(SealNumber.Parse(key)), e);
            if (change is TransportationEvent t) transportations[key] = Transportation.Evolve(transportations.GetValueOrDefault(key), t);
            if (change is IntakeEvent i) intake = IntakeState.Evolve(intake, i);
        }

        var folded = new TrackingState();
        foreach (var seal in seals.Values) folded.Set(seal);
        foreach (var (key, transportation) in transportations)
        {
            Assert.True(TransportationNumber.TryParse(key, out var number));
            folded.Set(number, transportation);
        }

        folded.Set(intake);
        Assert.Equal(Core.Bytes(core.State), Core.Bytes(replayed));
        Assert.Equal(Core.Bytes(core.State), Core.Bytes(folded));
    });

    [Fact]
    public void A_restart_at_any_point_changes_nothing() => Seeds.Each(Lives, random =>
    {
        var steps = Life.Of(random, Steps);
        var (whole, restarted) = (new Core(), new Core());
        whole.Take(steps);
        foreach (var step in steps)
        {
            if (random.Next(5) == 0) restarted.Restart();
            restarted.Take([step]);
        }

        Assert.Equal(whole.Told, restarted.Told);
        Assert.Equal(Core.Bytes(whole.State), Core.Bytes(restarted.State));
    });

    [Fact]
    public void However_often_time_is_passed_it_decides_the_same() => Seeds.Each(Lives, random =>
    {
        var steps = Life.Of(random, Steps);
        var (once, often) = (new Core(), new Core());
        once.Take([.. steps, new Step.Pass(steps[^1].At.AddDays(1))]);
        var last = steps[0].At;
        foreach (var step in steps)
        {
            for (var i = random.Next(4); i > 0; i--)
                often.Take([new Step.Pass(last += TimeSpan.FromMilliseconds(random.NextDouble() * (step.At - last).TotalMilliseconds))]);
            often.Take([step]);
            last = step.At;
        }

        often.Take([new Step.Pass(steps[^1].At.AddDays(1))]);
        Assert.Equal(once.Told, often.Told);
    });

    [Fact]
    [Requirement("MON-006")]
    public void A_repeat_changes_nothing() => Seeds.Each(Lives, random =>
    {
        var core = new Core();
        foreach (var step in Life.Of(random, Steps))
        {
            core.Take([step]);
            if (step is not Step.Report) continue;
            var before = Core.Bytes(core.State);
            Assert.False(core.Decide(step));
            Assert.Empty(core.Draft.Subjects);
            Assert.Equal(before, Core.Bytes(core.State));
        }
    });

    [Fact]
    public void A_refusal_changes_nothing() => Seeds.Each(Lives, random =>
    {
        var (core, refused) = (new Core(), 0);
        foreach (var step in Life.Of(random, Steps))
        {
            var before = Core.Bytes(core.State);
            if (!core.Decide(step) && step is Step.Order)
            {
                refused++;
                Assert.Empty(core.Draft.Subjects);
                Assert.Equal(before, Core.Bytes(core.State));
            }

            core.Commit();
        }

        Assert.NotEqual(0, refused);
    });

    [Fact]
    public void A_cleared_draft_leaves_no_trace() => Seeds.Each(Lives, random =>
    {
        var steps = Life.Of(random, Steps);
        var (plain, torn) = (new Core(), new Core());
        plain.Take(steps);
        for (var i = 0; i < steps.Count; i++)
        {
            if (random.Next(4) == 0)
            {
                var before = Core.Bytes(torn.State);
                for (var ahead = i; ahead < Math.Min(steps.Count, i + random.Next(1, 8)); ahead++) torn.Decide(steps[ahead]);
                torn.Draft.Clear();
                Assert.Empty(torn.Draft.Subjects);
                Assert.Equal(before, Core.Bytes(torn.State));
            }

            torn.Take([steps[i]]);
        }

        Assert.Equal(plain.Told, torn.Told);
    });

    [Fact]
    public void Many_steps_in_one_commit_decide_what_many_commits_decide() => Seeds.Each(Lives, random =>
    {
        var steps = Life.Of(random, Steps);
        var (single, batched) = (new Core(), new Core());
        single.Take(steps);
        foreach (var step in steps)
        {
            batched.Decide(step);
            if (random.Next(6) == 0) batched.Commit();
        }

        batched.Commit();
        Assert.Equal(single.Told, batched.Told);
    });

    [Fact]
    public void No_situation_opens_twice_or_ends_before_it_began() => Seeds.Each(Lives, random =>
    {
        var core = new Core();
        core.Take(Life.Of(random, Steps));
        foreach (var subject in core.Journal.GroupBy(entry => entry.Subject))
        {
            var open = new Dictionary<int, TransportationEvent.NonRoutineSituationOpened>();
            var last = 0;
            foreach (var change in subject.Select(entry => entry.Change))
            {
                if (change is TransportationEvent.NonRoutineSituationOpened opened)
                {
                    Assert.Equal(++last, opened.Situation);
                    Assert.DoesNotContain(open.Values, other => other.Kind == opened.Kind && other.OccurredAt == opened.OccurredAt);
                    open.Add(opened.Situation, opened);
                }

                if (change is not TransportationEvent.NonRoutineSituationEnded ended) continue;
                Assert.True(open.Remove(ended.Situation, out var begun));
                Assert.True(ended.At >= begun.OccurredAt);
            }
        }
    });
}
