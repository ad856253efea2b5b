using Npgsql;

namespace NavSeal.Journal;

/// <summary>Asks the database for the commits of other processes, and knows by that whether it answers.</summary>
internal sealed class JournalFollower(PostgresDatabase database, CommitTail tail, Reach reach) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20), Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private NpgsqlConnection? connection;
    private volatile JournalDamagedException? failure;
    private volatile bool isSpared;
    private TimeSpan pause = Period;

    /// <summary>What is wrong with the journal, once and for all; null: nothing.</summary>
    internal JournalDamagedException? Failure => failure;

    /// <summary>On a thread of its own: while the database does not answer, nobody else waits for one.</summary>
    internal void Start() => running = Task.Factory.StartNew(
        Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>A commit of our own has just found that there is none of others.</summary>
    internal void Spare() => isSpared = true;

    public void Dispose()
    {
        stopping.Cancel();
        running.GetAwaiter().GetResult();
        Close();
        stopping.Dispose();
    }

    private void Run()
    {
        while (!stopping.Token.WaitHandle.WaitOne(pause))
        {
            pause = Look() ? Period : Pause;
        }
    }

    private bool Look()
    {
        try
        {
            var isMore = !isSpared;
            isSpared = false;
            while (isMore && !stopping.IsCancellationRequested) isMore = Take();
            reach.Set(true);
            return true;
        }
        catch (JournalDamagedException e)
        {
            failure = e;
            reach.Fail(e);
            tail.Wake();
            stopping.Cancel();
        }
        catch (Exception e) when (PostgresDatabase.IsOfLoss(e))
        {
            reach.Set(false);
            Close();
        }

        return false;
    }

    private void Close()
    {
        try
        {
            connection?.Dispose();
        }
        catch (Exception e) when (PostgresDatabase.IsOfLoss(e))
        {
            // It was broken already.
        }

        connection = null;
    }

    /// <summary>Takes some commits, if there are any.</summary>
    private bool Take()
    {
        if (connection is null)
        {
            connection = database.OpenAlone();
            CommitRows.Prove(connection);
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
