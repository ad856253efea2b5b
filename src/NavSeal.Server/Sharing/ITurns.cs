namespace NavSeal.Server.Sharing;

/// <summary>What one process at a time does for all that share a journal. A turn spares work; that decisions are right is the fence's
/// doing, also where two processes think that it is their turn.</summary>
internal enum Turn
{
    /// <summary>Decides what time alone decides, and records when nobody listened.</summary>
    Clock = 1,

    /// <summary>Signs heads.</summary>
    Heads = 2,
}

/// <summary>Whose turn it is.</summary>
internal interface ITurns
{
    /// <summary>Whether nobody else can have a turn.</summary>
    bool AreAllMine { get; }

    /// <summary>How long reports that another process received may take to be committed, before time alone decides.</summary>
    TimeSpan Grace { get; }

    /// <summary>How long the loop waits for its own work before it looks what others did.</summary>
    TimeSpan Patience { get; }

    /// <summary>Whether the loop may decide anything: false while it is not known since when nobody listened, or while this machine's
    /// clock is wrong.</summary>
    bool MayDecide { get; }

    /// <summary>What the loop has not heard yet; it comes before everything that it decides next.</summary>
    /// <returns>Null: nothing.</returns>
    News? TakeNews();

    /// <summary>Whether it is this process's turn.</summary>
    bool Has(Turn turn);

    /// <summary>Whether time may be passed.</summary>
    /// <param name="clockTurn">Number of the turn that the loop has begun; 0: none.</param>
    bool MayPassTime(int clockTurn);
}

/// <summary>What the processes that share a journal know of each other.</summary>
/// <param name="ClockTurn">From here on this process passes time; 0: nothing changes.</param>
/// <param name="DeafSince">Since when nobody had listened, until now; null: somebody did all the time.</param>
internal sealed record News(int ClockTurn, DateTimeOffset? DeafSince);

/// <summary>The turns of a process that has the journal for itself.</summary>
internal sealed class AllTurns : ITurns
{
    public bool AreAllMine => true;

    public TimeSpan Grace => TimeSpan.Zero;

    public TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(200);

    public bool MayDecide => true;

    public News? TakeNews() => null;

    public bool Has(Turn turn) => true;

    public bool MayPassTime(int clockTurn) => true;
}
