using NavSeal.Journal;
using NavSeal.Server.Documents;
using NavSeal.Server.Observability;
using NavSeal.Server.State;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server;

/// <summary>Everything that follows the journal, in order. Each reads at its own speed behind the acknowledgement and can begin
/// again.</summary>
internal sealed class Readers(
    IJournal journal, TimeProvider clock, ILogger logger, (ViewStore Views, HeadSchedule Heads, DossierErasure Erasure) followers)
{
    private readonly IReadOnlyList<IReader> all =
    [
        new ViewReader(journal, followers.Views, clock, logger),
        // Both want every commit and little of it; another reader would read the whole journal once more.
        new CommitReader("heads", journal, commit =>
        {
            followers.Erasure.Follow(commit);
            followers.Heads.Follow(commit);
        }),
    ];

    /// <summary>Shows how far each reader is behind.</summary>
    public void Show(Metrics metrics)
    {
        foreach (var reader in all)
        {
            metrics.Show(
                $"navseal_reader_{reader.Name}_lag_commits",
                $"Commits the reader {reader.Name} is behind.",
                () => journal.LastCommit - reader.At);
            metrics.Show(
                $"navseal_reader_{reader.Name}_lag_seconds",
                $"Age of the oldest commit that the reader {reader.Name} does not show yet; 0 where it has caught up.",
                () => LagOf(reader)?.TotalSeconds ?? double.NaN);
        }
    }

    /// <summary>Runs all of them until stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(all.Select(reader => FollowAsync(reader, stop)));

    /// <summary>How far the views are behind.</summary>
    public TimeSpan LagOfViews => LagOf(all[0]) ?? TimeSpan.MaxValue;

    private TimeSpan? LagOf(IReader reader)
    {
        var at = reader.At;
        if (at >= journal.LastCommit) return TimeSpan.Zero;
        try
        {
            var age = clock.GetUtcNow() - journal.ReadAfter(at).First().RecordedAt;
            return age > TimeSpan.Zero ? age : TimeSpan.Zero;
        }
        catch (Exception e) when (e is JournalDamagedException or NoRoomException)
        {
            // The log says so; the other figures are wanted all the more.
            return null;
        }
    }

    private async Task FollowAsync(IReader reader, CancellationToken stop)
    {
        try
        {
            await reader.RunAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (ObjectDisposedException) when (stop.IsCancellationRequested)
        {
            // The journal was closed first.
        }
        catch (Exception e)
        {
            Log.ReaderFailed(logger, reader.Name, reader.At, e);
        }
    }
}

/// <summary>One follower of the journal.</summary>
internal interface IReader
{
    /// <summary>Its name, for logs and metrics.</summary>
    string Name { get; }

    /// <summary>The last commit that it shows.</summary>
    long At { get; }

    /// <summary>Follows until stopped.</summary>
    Task RunAsync(CancellationToken stop);
}

/// <summary>Takes in commit by commit.</summary>
internal sealed class CommitReader(string name, IJournal journal, Action<Commit> apply) : IReader
{
    private long at;

    public string Name => name;

    public long At => Volatile.Read(ref at);

    public Task RunAsync(CancellationToken stop) => Task.Run(() => FollowAsync(stop), CancellationToken.None);

    private async Task FollowAsync(CancellationToken stop)
    {
        await foreach (var commit in journal.ReadAfterAsync(at, stop))
        {
            apply(commit);
            Volatile.Write(ref at, commit.Number);
        }
    }
}
