using NavSeal.Journal;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server;

/// <summary>Drives the views: applies what the journal has, and makes it visible when there is no more for the moment, or at the latest
/// after a while. A thread of its own, which gives way to the loop. While the shared database is away it waits, and goes on by
/// itself.</summary>
internal sealed class ViewReader(IJournal journal, ViewStore views, TimeProvider clock, ILogger logger) : IReader
{
    /// <summary>Shortest time between two transactions; each writes every row that changed, so more of them cost more.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest time for which a transaction grows while there is more to take in.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMilliseconds(500);

    /// <summary>How long it waits before it asks the database again.</summary>
    private static readonly TimeSpan AwayPause = TimeSpan.FromSeconds(1);

    /// <summary>How often it looks whether an older version left blocks that nobody uses any more.</summary>
    private static readonly TimeSpan CleaningPeriod = TimeSpan.FromHours(1);

    private long flushedAt = clock.GetTimestamp();
    private long? cleanedAt, awaySince;

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
                if (SinceFlush() >= PatienceMax || views.HoldsMany) Flush(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Between two commits: what was applied need not be applied again after the next start.
            Flush(stop);
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
            if (!more.IsCompleted) Flush(stop);
        }

        if (views.Applied == views.At) CaughtUp();
        more.GetAwaiter().GetResult();
    }

    private TimeSpan SinceFlush() => clock.GetElapsedTime(flushedAt);

    private void Flush(CancellationToken stop)
    {
        while (!TryFlush() && !stop.WaitHandle.WaitOne(AwayPause))
        {
        }

        flushedAt = clock.GetTimestamp();
    }

    /// <summary>Nothing is lost while the database is away: what was applied waits here, and the journal holds the rest.</summary>
    private bool TryFlush()
    {
        try
        {
            views.Flush();
            if (awaySince is { } since) Log.ViewsGoOn(logger, clock.GetElapsedTime(since).TotalSeconds);
            awaySince = null;
            return true;
        }
        catch (IOException e)
        {
            if (awaySince is null) Log.ViewsWait(logger, e.Message);
            awaySince ??= clock.GetTimestamp();
            return false;
        }
    }

    private void CaughtUp()
    {
        if (cleanedAt is { } before && clock.GetElapsedTime(before) < CleaningPeriod) return;
        cleanedAt = clock.GetTimestamp();
        foreach (var file in views.DeleteOlder()) Log.OldViewsDeleted(logger, file);
        try
        {
            if (views.DeleteOlderBlocks() is var blocks and > 0) Log.OldBlocksDeleted(logger, blocks);
        }
        catch (IOException e)
        {
            Log.ViewsWait(logger, e.Message);
        }
    }
}
