using NavSeal.Journal;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server;

/// <summary>Drives the views: applies what the journal has, and makes it visible when there is no more for the moment, or at the latest
/// after
/// a while. A thread of its own, which gives way to the loop.</summary>
internal sealed class ViewReader(IJournal journal, ViewStore views, TimeProvider clock, ILogger logger) : IReader
{
    /// <summary>Shortest time between two transactions; each writes every row that changed, so more of them cost more.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest time for which a transaction grows while there is more to take in.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMilliseconds(500);

    private long flushedAt = clock.GetTimestamp();
    private bool hasCaughtUp;

    public string Name => "views";

    public long At => views.At;

    public Task RunAsync(CancellationToken stop) =>
        Task.Factory.StartNew(() => Follow(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Follow(CancellationToken stop)
    {
        Thread.CurrentThread.Name = Name;
        Courtesy.GiveWay();
        var commits = journal.ReadAfterAsync(views.Applied, stop).GetAsyncEnumerator(stop);
        try
        {
            while (true)
            {
                var more = commits.MoveNextAsync();
                if (more.IsCompleted) more.GetAwaiter().GetResult();
                else WaitFor(more.AsTask(), stop);
                views.Apply(commits.Current);
                if (SinceFlush() >= PatienceMax) Flush();
            }
        }
        catch (OperationCanceledException)
        {
            // Between two commits: what was applied need not be applied again after the next start.
            Flush();
            throw;
        }
        finally
        {
            commits.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Nothing more is there: what was applied becomes visible, in its time.</summary>
    private void WaitFor(Task<bool> more, CancellationToken stop)
    {
        if (views.Applied > views.At)
        {
            var rest = Pace - SinceFlush();
            if (rest > TimeSpan.Zero) stop.WaitHandle.WaitOne(rest);
            if (!more.IsCompleted) Flush();
        }

        if (views.Applied == views.At) CaughtUp();
        more.GetAwaiter().GetResult();
    }

    private TimeSpan SinceFlush() => clock.GetElapsedTime(flushedAt);

    private void Flush()
    {
        views.Flush();
        flushedAt = clock.GetTimestamp();
    }

    private void CaughtUp()
    {
        if (hasCaughtUp) return;
        hasCaughtUp = true;
        foreach (var file in views.DeleteOlder()) Log.OldViewsDeleted(logger, file);
    }
}
