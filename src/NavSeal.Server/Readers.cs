using NavSeal.Journal;
using NavSeal.Server.Observability;

namespace NavSeal.Server;

/// <summary>Everything that follows the journal, in order. Each reads at its own speed behind the acknowledgement and can be built
/// again.</summary>
internal sealed class Readers(IJournal journal, ILogger logger, IReadOnlyList<Reader> readers)
{
    /// <summary>Shows how far each reader is behind.</summary>
    public void Show(Metrics metrics)
    {
        foreach (var reader in readers)
        {
            metrics.Show(
                $"navseal_reader_{reader.Name}_lag_commits",
                $"Commits the reader {reader.Name} is behind.",
                () => journal.LastCommit - reader.At);
        }
    }

    /// <summary>Runs all of them until stopped.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(readers.Select(reader => Task.Run(() => FollowAsync(reader, stop), CancellationToken.None)));

    private async Task FollowAsync(Reader reader, CancellationToken stop)
    {
        try
        {
            await foreach (var commit in journal.ReadAfterAsync(reader.At, stop))
            {
                reader.Apply(commit);
                reader.At = commit.Number;
            }
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
/// <param name="Name">Its name, for logs and metrics.</param>
/// <param name="Apply">Takes in one commit.</param>
internal sealed record Reader(string Name, Action<Commit> Apply)
{
    /// <summary>The last commit taken in.</summary>
    public long At { get; set; }
}
