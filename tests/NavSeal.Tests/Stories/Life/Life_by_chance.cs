using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>A life that chance makes up from some point on: mostly acts that are possible there, reports of two seals, time, and acts
/// that are refused. The promises are held after each step.</summary>
/// <param name="random">The chance.</param>
/// <param name="start">The life so far.</param>
internal sealed class Life_by_chance(Random random, Way start)
{
    /// <summary>One end by a body or by whoever applied in so many that are possible: they come from everywhere, and nothing after
    /// them.</summary>
    private const int RareEnds = 40;

    private readonly Core core = start.Core;
    private DateTimeOffset now = start.Now;
    private readonly HashSet<Command> done = new(ReferenceEqualityComparer.Instance);
    private string way = "";

    /// <summary>Whether it began under tracking, or after it.</summary>
    public bool BeganActivated { get; } = start.Core.State.TryGet(Way.Number, out var first) && first.WasActivated;

    /// <summary>The transportation at present; null where nobody has applied.</summary>
    public Transportation? State => core.State.TryGet(Way.Number, out var state) ? state : null;

    /// <summary>How many acts were done.</summary>
    public int Done { get; private set; }

    /// <summary>How many acts were refused, and changed nothing.</summary>
    public int Refused { get; private set; }

    /// <summary>Goes on by so many steps, with restarts between.</summary>
    public Life_by_chance Live(int steps)
    {
        for (; steps > 0; steps--)
        {
            var before = core.Copy();
            now = now.AddMinutes(random.Next(12) == 0 ? random.Next(400) : random.Next(4));
            Happen(before);
            core.Commit();
            Promises_of_a_life.Hold(core.State, way);
            Promises_of_a_life.HoldEnds(before, core.State, way);
            if (random.Next(20) == 0) core.Restart();
        }

        return this;
    }

    /// <summary>The journal leads to the state that was decided live.</summary>
    public void Replays()
    {
        var replayed = new TrackingState();
        foreach (var (subject, change) in core.Journal) replayed.Evolve(subject, change);
        Assert.Equal(Rows(core.State), Rows(replayed));
    }

    private void Happen(TrackingState before)
    {
        switch (random.Next(10))
        {
            case 0:
                Decide(new Step.Pass(now));
                break;
            case 1 or 2:
                Decide(Report(Way.Seal(1)));
                break;
            case 3:
                Decide(Report(Way.Seal(2)));
                break;
            case 4:
                Try(Acts_of_a_life.Commands[random.Next(Acts_of_a_life.Commands.Length)].Command, before);
                break;
            default:
                if (Possible() is { } command) Do(command);
                else Decide(new Step.Pass(now));
                break;
        }
    }

    private void Decide(Step step)
    {
        way += " " + step.GetType().Name;
        core.Decide(step);
    }

    /// <summary>An act of which it was said that it is possible; some deactivations with everything that the law asks for around
    /// them.</summary>
    private void Do(Command command)
    {
        way += " " + command.GetType().Name;
        if (random.Next(4) == 0) core.Decide(new Step.Order(now, command));
        else Assert.Null(core.Draft.Do(command, now));
        done.Add(command);
        Done++;
    }

    private void Try(Command command, TrackingState before)
    {
        way += " " + command.GetType().Name;
        if (core.Draft.Do(command, now) is null)
        {
            Done++;
            return;
        }

        Refused++;
        Assert.Empty(core.Draft.Subjects);
        Assert.Equal(Rows(before), Rows(core.State));
    }

    /// <summary>Mostly something that was not done yet, and often what leads to tracking, or most lives would go in circles before they
    /// begin.</summary>
    private Command? Possible()
    {
        var acts = Acts_of_a_life.Commands.Select(act => act.Command).ToArray();
        random.Shuffle(acts);
        if (random.Next(4) > 0) acts = [.. acts.OrderBy(done.Contains)];
        if (random.Next(3) == 0) acts = [.. Acts_of_a_life.Outward.Where(act => act is Command.Activate || !done.Contains(act)), .. acts];
        return acts.FirstOrDefault(act => (!IsRare(act) || random.Next(RareEnds) == 0) && core.Draft.Ask(act, now) is null);
    }

    private static bool IsRare(Command act) => act is Command.Cancel or Command.Terminate;

    private Step.Report Report(SealNumber seal) => new(now, seal, new()
    {
        MeasuredAt = now.AddSeconds(-random.Next(300)),
        ContentKey = (ulong)random.NextInt64(),
        SealingElement = random.Next(8) == 0 ? SealingElementState.Open : SealingElementState.Closed,
        Fix = new() { At = GeoPoint.FromDegrees(44 + (random.NextDouble() / 100), 77), IsValid = true },
    });

    private static IEnumerable<string> Rows(TrackingState state) =>
        Core.Bytes(state).Split('\n').Where(row => row.StartsWith("transportation", StringComparison.Ordinal)
            || row.StartsWith("seal", StringComparison.Ordinal));
}
