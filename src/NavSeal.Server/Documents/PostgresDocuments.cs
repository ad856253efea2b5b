using System.Runtime.CompilerServices;
using NavSeal.Journal;
using Npgsql;

namespace NavSeal.Server.Documents;

/// <summary>Documents in the database that several processes share.</summary>
internal sealed class PostgresDocuments : IDocumentStore
{
    /// <summary>Hashes read at once.</summary>
    private const int HashesOfPage = 1000;

    /// <summary>Longest time for a document of the greatest length.</summary>
    private const int SecondsMax = 30;

    private const string Insert = """
        INSERT INTO document (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, stored_at = now()
        WHERE sha256(document.bytes) <> document.hash
        """;

    private const string Select = "SELECT bytes FROM document WHERE hash = $1";
    private const string Delete = "DELETE FROM document WHERE hash = $1";
    private const string SelectAfter = "SELECT hash FROM document WHERE hash > $1 ORDER BY hash LIMIT $2";

    /// <summary>Documents are packed already, so that the database need not try.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE document (
            hash bytea PRIMARY KEY CHECK (length(hash) = 32), bytes bytea NOT NULL, stored_at timestamptz NOT NULL DEFAULT now());
        ALTER TABLE document ALTER COLUMN bytes SET STORAGE EXTERNAL;
        """,
    ];

    private readonly PostgresDatabase database;

    private PostgresDocuments(PostgresDatabase database) => this.database = database;

    /// <summary>Brings the table up to date.</summary>
    /// <exception cref="IOException">The database does not answer, or its tables are newer than this program.</exception>
    public static PostgresDocuments Open(PostgresDatabase database)
    {
        database.Migrate("documents", Steps);
        return new PostgresDocuments(database);
    }

    /// <inheritdoc/>
    public async Task<Digest> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var hash = IDocumentStore.HashOf(bytes);
        await UseAsync(Insert, [Bytes(hash), bytes], command => command.ExecuteNonQueryAsync(stop));
        return hash;
    }

    /// <inheritdoc/>
    public Task<byte[]?> TryGetAsync(Digest hash, CancellationToken stop) => UseAsync(Select, [Bytes(hash)], async command =>
        await command.ExecuteScalarAsync(stop) is byte[] bytes ? IDocumentStore.Whole(bytes, hash, database.Name) : null);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(Digest hash, CancellationToken stop) =>
        UseAsync(Delete, [Bytes(hash)], async command => await command.ExecuteNonQueryAsync(stop) > 0);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Digest> AllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        byte[] after = [];
        while (true)
        {
            var page = await UseAsync(SelectAfter, [after, HashesOfPage], command => ReadAsync(command, stop));
            foreach (var hash in page) yield return new Digest(hash);
            if (page.Count < HashesOfPage) yield break;
            after = page[^1];
        }
    }

    private static async Task<List<byte[]>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        var hashes = new List<byte[]>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) hashes.Add(rows.GetFieldValue<byte[]>(0));
        return hashes;
    }

    private async Task<T> UseAsync<T>(string text, object[] values, Func<NpgsqlCommand, Task<T>> use)
    {
        try
        {
            // The texts are constants of this program.
#pragma warning disable CA2100
            await using var command = database.Source.CreateCommand(text);
#pragma warning restore CA2100
            command.CommandTimeout = SecondsMax;
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            return await use(command);
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
    }

    private static byte[] Bytes(Digest hash)
    {
        var bytes = new byte[Digest.Length];
        hash.CopyTo(bytes);
        return bytes;
    }
}
