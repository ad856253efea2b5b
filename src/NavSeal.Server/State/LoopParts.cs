using NavSeal.Journal;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Server.Sharing;
using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>What the loop works with.</summary>
internal sealed class LoopParts
{
    public required Inbox Inbox { get; init; }

    public required IJournal Journal { get; init; }

    public required TrackingState State { get; init; }

    /// <summary>The rules of all days.</summary>
    public required RulesTable Rules { get; init; }

    public required SealRegistry Registry { get; init; }

    /// <summary>Keeps the state as a table, behind the acknowledgement.</summary>
    public required StateSaver Saver { get; init; }

    /// <summary>By which connection of this process a seal can be reached.</summary>
    public SealLinks Links { get; init; } = new();

    /// <summary>The password of a seal out of its sealed form; null where it does not open.</summary>
    public Func<SealNumber, string, SealSecret?> OpenSecret { get; init; } = (_, _) => null;

    public required TimeProvider Clock { get; init; }

    public required Metrics Metrics { get; init; }

    public required ILogger Logger { get; init; }

    public required CommitBounds Bounds { get; init; }

    public required Pace Pace { get; init; }

    /// <summary>Ends the process at once, so that nothing unproven is acknowledged.</summary>
    public required Action EndProcess { get; init; }

    /// <summary>Returns when the journal has room again.</summary>
    public required Action<NoRoomException> WaitForRoom { get; init; }

    /// <summary>Called on the loop's thread whenever facts became the state, before anybody hears of them.</summary>
    public Action Followed { get; init; } = () => { };

    /// <summary>What this process does for all that share the journal.</summary>
    public required ITurns Turns { get; init; }
}

/// <summary>Keeps commits apart while little waits: at medium rates tiny commits would cost more than the work in them.</summary>
/// <param name="shortest">Shortest time between two commits.</param>
internal sealed class Pace(TimeSpan shortest)
{
    /// <summary>So many waiting items are worth a commit at once.</summary>
    private const int Enough = 256;

    private static readonly TimeSpan OfTurns = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits a moment for what the other processes know.</summary>
    /// <returns>True: the loop goes on.</returns>
    public static bool WaitForTurns()
    {
        Thread.Sleep(OfTurns);
        return true;
    }

    public void Wait(Inbox inbox)
    {
        if (shortest > TimeSpan.Zero && inbox.Count < Enough) Thread.Sleep(shortest);
    }
}
