namespace NavSeal.Tests.Simulation;

/// <summary>What happens when, in virtual time. No two actions share a millisecond, so that every instant tells the order.</summary>
internal sealed class Agenda(DateTimeOffset start)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> actions = new();
    private int order;

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Enters an action; the past means at once.</summary>
    public void At(DateTimeOffset at, Action action) => actions.Enqueue(action, (at < Now ? Now : at, order++));

    public void After(TimeSpan time, Action action) => At(Now + time, action);

    /// <summary>Does the next action, and moves time to it.</summary>
    public void RunNext()
    {
        actions.TryDequeue(out var action, out var due);
        var at = new DateTimeOffset(due.At.Ticks - (due.At.Ticks % Tick.Ticks), TimeSpan.Zero);
        Now = at > Now ? at : Now + Tick;
        action!();
    }
}

/// <summary>The operator's clock, which people and time servers may set back.</summary>
internal sealed class OperatorClock(Agenda agenda) : TimeProvider
{
    /// <summary>By how much it is behind the true time.</summary>
    public TimeSpan Behind { get; set; }

    /// <summary>The latest time it ever showed.</summary>
    public DateTimeOffset Latest { get; private set; }

    /// <summary>Whether it shows a time that it has shown before.</summary>
    public bool IsBack => agenda.Now - Behind < Latest;

    public override long GetTimestamp() => agenda.Now.Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        var now = agenda.Now - Behind;
        if (now > Latest) Latest = now;
        return now;
    }
}
