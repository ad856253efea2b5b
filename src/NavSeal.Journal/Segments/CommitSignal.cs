namespace NavSeal.Journal;

/// <summary>Wakes readers; costs the appender one exchange when nobody waits.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource? waiting;

    /// <summary>Completes at the next pulse. Take it first, then look whether there is something to read.</summary>
    internal Task Next
    {
        get
        {
            while (true)
            {
                var current = Volatile.Read(ref waiting);
                if (current is not null) return current.Task;
                var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (Interlocked.CompareExchange(ref waiting, mine, null) is null) return mine.Task;
            }
        }
    }

    internal void Pulse() => Interlocked.Exchange(ref waiting, null)?.SetResult();
}
