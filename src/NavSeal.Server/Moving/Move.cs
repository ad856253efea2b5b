using NavSeal.Journal;
using NavSeal.Server.Documents;
using NavSeal.Server.Identity;
using NavSeal.Server.Keys;
using NavSeal.Workplaces.Views;
using Npgsql;

namespace NavSeal.Server.Moving;

/// <summary>What is moved.</summary>
/// <param name="DataFolder">Of an embedded installation.</param>
/// <param name="KeysFolder">Its keys.</param>
/// <param name="Journal">Its journal, open.</param>
internal sealed record MoveSource(string DataFolder, string KeysFolder, IJournal Journal);

/// <summary>Moves an embedded installation into a database: first most of it, while it works, then the rest, while nobody writes. Broken
/// off at any point, the installation is either still the folder, or all of the database; run again it goes on.</summary>
internal sealed class Move : IDisposable
{
    /// <summary>Held while somebody moves into the database; any number that nobody else takes.</summary>
    private const long MovingLock = 0x4E61_7653_6D6F_7665;

    /// <summary>So many commits are few enough for the end, when nobody can write; and most rounds until then.</summary>
    private const int FewCommits = 2000, RoundsMax = 20;

    private static readonly TimeSpan TellPeriod = TimeSpan.FromSeconds(1);

    private readonly MoveSource source;
    private readonly PostgresDatabase database;
    private readonly NpgsqlConnection alone;
    private readonly PostgresCopy copy;
    private readonly MoveTarget target;
    private long toldAt = TimeProvider.System.GetTimestamp();

    private Move(MoveSource source, PostgresDatabase database, NpgsqlConnection alone)
    {
        (this.source, this.database, this.alone) = (source, database, alone);
        copy = PostgresCopy.Open(database);
        target = new MoveTarget(database);
    }

    /// <summary>Takes the database, which has to be empty, or half of this installation.</summary>
    /// <param name="source">What is moved.</param>
    /// <param name="connection">To the database.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The connection cannot be read.</exception>
    /// <exception cref="IOException">The database does not answer, or holds something else.</exception>
    public static async Task<Move> BeginAsync(MoveSource source, string connection, CancellationToken stop)
    {
        var database = PostgresDatabase.Open(connection);
        NpgsqlConnection? alone = null;
        var isReady = false;
        try
        {
            alone = await database.OpenAloneAsync(stop);
            using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", alone);
            take.Parameters.Add(new NpgsqlParameter { Value = MovingLock });
            if (await take.ExecuteScalarAsync(stop) is not true)
                throw new IOException($"Somebody else is moving into the database {database.Name}: wait for the end of it.");
            var move = new Move(source, database, alone);
            UserDatabase.Open(new UserStoreOptions(source.DataFolder, database));
            move.target.Prepare(move.copy, source.Journal);
            isReady = true;
            return move;
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
        finally
        {
            if (!isReady)
            {
                alone?.Dispose();
                database.Dispose();
            }
        }
    }

    /// <summary>Brings most of it, while the installation works.</summary>
    /// <param name="tell">Is told how far it is.</param>
    /// <param name="stop">Breaks it off.</param>
    public async Task CopyAsync(Action<string> tell, CancellationToken stop)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var last = source.Journal.LastCommit;
            CopyCommits(last, tell, stop);
            if (source.Journal.LastCommit - last < FewCommits) break;
        }

        await CopyRestAsync(tell, stop);
    }

    /// <summary>Brings the rest, while nobody commits or signs in any more; then the database is the installation.</summary>
    /// <param name="tell">Is told what was moved.</param>
    public async Task<Moved> FinishAsync(Action<string> tell)
    {
        var last = source.Journal.LastCommit;
        CopyCommits(last, tell, CancellationToken.None);
        await CopyRestAsync(tell, CancellationToken.None);
        var hash = source.Journal.HashAt(last) ?? Digest.None;
        if (copy.Ends() is var ends && (ends.Rows, ends.Hash) != (last, hash))
            throw new IOException($"{database.Name} ends at commit {ends.Rows}, the folder at {last}: somebody writes to it.");
        KeyFolder.Open(database, source.KeysFolder);
        CopyTransportationKeys();
        try
        {
            var users = target.Finish(source.DataFolder, last, hash);
            tell($"{last} commits and {users} users are in the database {database.Name}; each image was held against its hash.");
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }

        var moved = new Moved(database.Name, last, hash.ToString(), TimeProvider.System.GetUtcNow());
        MovedMark.Write(source.DataFolder, database.ConnectionString, moved);
        return moved;
    }

    public void Dispose()
    {
        alone.Dispose();
        database.Dispose();
    }

    private void CopyCommits(long last, Action<string> tell, CancellationToken stop)
    {
        var from = copy.Ends().Rows;
        copy.Write(source.Journal.ReadAfter(from).TakeWhile(commit => commit.Number <= last), number =>
        {
            stop.ThrowIfCancellationRequested();
            if (number < last && TimeProvider.System.GetElapsedTime(toldAt) < TellPeriod) return;
            toldAt = TimeProvider.System.GetTimestamp();
            tell($"commit {number} of {source.Journal.LastCommit}");
        });
    }

    private async Task CopyRestAsync(Action<string> tell, CancellationToken stop)
    {
        var documents = await CopyDocumentsAsync(stop);
        if (documents > 0) tell($"{documents} documents");
        if (ViewStore.CopyBlocks(source.DataFolder, database) is var blocks and > 0) tell($"{blocks} blocks of telemetry");
    }

    /// <summary>The database gets exactly those that are left: one that was destroyed meanwhile goes there too.</summary>
    private void CopyTransportationKeys()
    {
        var (own, target) = (
            new FolderTransportationKeys(source.KeysFolder), PostgresTransportationKeys.Open(database, source.KeysFolder));
        var numbers = own.All();
        foreach (var number in target.All().Except(numbers)) target.Destroy(number);
        foreach (var number in numbers)
            if (own.Find(number) is { } key) target.Keep(number, key);
    }

    private async Task<int> CopyDocumentsAsync(CancellationToken stop)
    {
        var target = PostgresDocuments.Open(database);
        if (!Directory.Exists(FolderDocuments.PathIn(source.DataFolder))) return 0;
        var (own, known, count) = (FolderDocuments.Open(source.DataFolder), new HashSet<Digest>(), 0);
        await foreach (var hash in target.AllAsync(stop)) known.Add(hash);
        await foreach (var hash in own.AllAsync(stop))
        {
            if (known.Contains(hash) || await own.TryGetAsync(hash, stop) is not { } bytes) continue;
            await target.PutAsync(bytes, stop);
            count++;
        }

        return count;
    }
}
