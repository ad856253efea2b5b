using Npgsql;

namespace NavSeal.Journal;

/// <summary>The connection that writes commits. Every failure closes it: what is open in it is taken back by the database.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class JournalWriter(PostgresDatabase database) : IDisposable
{
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? held;
    private NpgsqlCommand? insert;

    /// <summary>Whether the row of the head is locked for us: nobody else commits until <see cref="TryInsert"/> or
    /// <see cref="LetGo"/>.</summary>
    internal bool IsHolding => held is not null;

    /// <summary>Whether the connection is one that has not locked the head yet.</summary>
    internal bool IsFresh { get; private set; } = true;

    /// <summary>Writes a commit, and ends the holding.</summary>
    /// <returns>False where the journal ends elsewhere; nothing was written.</returns>
    /// <exception cref="NpgsqlException">It is not known whether it was written.</exception>
    internal bool TryInsert(long number, (Digest Hash, Digest Previous) hashes, ReadOnlyMemory<byte> image) => Guarded(open =>
    {
        insert ??= PrepareInsert(open);
        insert.Transaction = held;
        insert.Parameters[0].Value = number;
        insert.Parameters[1].Value = Bytes(hashes.Hash);
        insert.Parameters[2].Value = Bytes(hashes.Previous);
        insert.Parameters[3].Value = image;
        var isWritten = insert.ExecuteNonQuery() == 1;
        insert.Parameters[3].Value = Array.Empty<byte>();
        EndHolding(commit: true);
        return isWritten;
    });

    /// <summary>Locks the head, and tells where the journal ends. Waits for whoever is committing, a former connection of ours
    /// included.</summary>
    internal (long Number, Digest Hash) Hold() => Guarded(open =>
    {
        held ??= open.BeginTransaction();
        return CommitRows.Head(open, JournalTables.HoldHead, held);
    });

    /// <summary>While holding: the commits after a number.</summary>
    internal List<(Commit Commit, int Length)> ReadAfter(long number) =>
        Guarded(open => CommitRows.Read(open, number, long.MaxValue, held));

    /// <summary>While holding: whether the commit of a number is the one that we know.</summary>
    internal bool Knows(long number, Digest hash) => Guarded(open =>
    {
        var isKnown = number == 0 || CommitRows.HashOf(open, number, held) == hash;
        IsFresh = false;
        return isKnown;
    });

    /// <summary>While holding: a flush behind everything that is visible, and the end of the holding. A commit whose answer was lost may
    /// stand in the database without standing on the standby.</summary>
    internal void Prove() => Guarded(open =>
    {
        CommitRows.Prove(open, held);
        EndHolding(commit: true);
        return true;
    });

    /// <summary>Ends the holding; nothing was written.</summary>
    internal void LetGo()
    {
        if (held is null) return;
        try
        {
            Guarded(_ =>
            {
                EndHolding(commit: false);
                return true;
            });
        }
        catch (NpgsqlException)
        {
            // The connection is closed; with it the lock is gone.
        }
    }

    public void Dispose()
    {
        var (command, transaction, open) = (insert, held, connection);
        (insert, held, connection, IsFresh) = (null, null, null, true);
        foreach (var one in (IDisposable?[])[command, transaction, open])
        {
            try
            {
                one?.Dispose();
            }
            catch (Exception e) when (PostgresDatabase.IsOfLoss(e))
            {
                // It was broken already; the database takes back what was open in it.
            }
        }
    }

    private T Guarded<T>(Func<NpgsqlConnection, T> use)
    {
        var isDone = false;
        try
        {
            if (connection?.FullState.HasFlag(System.Data.ConnectionState.Open) == false) Dispose();
            connection ??= Open();
            var result = use(connection);
            isDone = true;
            return result;
        }
        catch (Exception e) when (PostgresDatabase.IsOfLoss(e) && e is not NpgsqlException)
        {
            // A connection that breaks between two commands shows as one that cannot be used.
            throw new NpgsqlException($"The connection was lost: {e.Message}", e);
        }
        finally
        {
            if (!isDone) Dispose();
        }
    }

    private NpgsqlConnection Open()
    {
        var opened = database.OpenAlone();
        using var set = new NpgsqlCommand(JournalTables.SetWriter, opened);
        set.ExecuteNonQuery();
        return opened;
    }

    private void EndHolding(bool commit)
    {
        if (held is null) return;
        if (commit) held.Commit();
        else held.Rollback();
        held.Dispose();
        held = null;
    }

    private static NpgsqlCommand PrepareInsert(NpgsqlConnection open)
    {
        var command = new NpgsqlCommand(JournalTables.Insert, open);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        for (var i = 0; i < 3; i++) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
        command.Prepare();
        return command;
    }

    private static byte[] Bytes(Digest digest)
    {
        var bytes = new byte[Digest.Length];
        digest.CopyTo(bytes);
        return bytes;
    }
}
