using System.Net.Sockets;
using Npgsql;

namespace NavSeal.Journal;

/// <summary>Asks the database for the commits of other processes, and knows by that whether it answers.</summary>
internal sealed class JournalFollower(PostgresDatabase database, CommitTail tail, Reach reach, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20), Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private NpgsqlConnection? connection;
    private volatile JournalDamagedException? failure;
    private volatile bool isSpared;

    /// <summary>What is wrong with the journal, once and for all; null: nothing.</summary>
    internal JournalDamagedException? Failure => failure;

    internal void Start() => running = Task.Run(RunAsync);

    /// <summary>A commit of our own has just found that there is none of others.</summary>
    internal void Spare() => isSpared = true;

    public void Dispose()
    {
        stopping.Cancel();
        running.GetAwaiter().GetResult();
        connection?.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = await LookAsync().ConfigureAwait(false);
            await Task.Delay(pause, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> LookAsync()
    {
        try
        {
            if (isSpared) isSpared = false;
            else while (await TakeAsync().ConfigureAwait(false) && !stopping.IsCancellationRequested);
            reach.Set(true);
            return Period;
        }
        catch (JournalDamagedException e)
        {
            failure = e;
            reach.Set(false);
            tail.Wake();
            await stopping.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or InvalidOperationException or OperationCanceledException)
        {
            reach.Set(false);
            connection?.Dispose();
            connection = null;
        }

        return Pause;
    }

    /// <summary>Takes some commits, if there are any.</summary>
    private async Task<bool> TakeAsync()
    {
        if (connection is null)
        {
            connection = await database.Source.OpenConnectionAsync(stopping.Token).ConfigureAwait(false);
            Recognise(connection);
        }

        var some = CommitRows.Read(connection, tail.Last, long.MaxValue);
        foreach (var (commit, length) in some) tail.Add(commit, length);
        return some.Count > 0;
    }

    /// <summary>Behind every new connection there may be another server, and one that is not as far.</summary>
    private void Recognise(NpgsqlConnection opened)
    {
        var (number, hash) = tail.End;
        if (number == 0 || CommitRows.HashOf(opened, number) == hash) return;
        throw new JournalDamagedException(
            number, $"Commit {number} is not in the database {database.Name} as this process knew it: it went back to an earlier state.");
    }
}
