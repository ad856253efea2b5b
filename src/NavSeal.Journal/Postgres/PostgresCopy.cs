using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace NavSeal.Journal;

/// <summary>Brings a journal from elsewhere into a database, many commits at a time. What was brought is not visible as a journal before
/// <see cref="Show"/>: until then the journal of the database is empty, and can be continued where a copy was broken off.</summary>
public sealed class PostgresCopy
{
    /// <summary>Most bytes of payloads, and most commits, that are brought at once.</summary>
    private const int BytesAtOnce = 4 << 20, CommitsAtOnce = 256;

    private const string Import = "COPY journal_commit (number, image) FROM STDIN (FORMAT BINARY)";
    private const string ReadHashes = "SELECT sha256(image) FROM journal_commit WHERE number BETWEEN $1 AND $2 ORDER BY number";
    private const string SetEnd = "UPDATE journal_head SET number = $1, hash = $2 WHERE number = 0";
    private const string HideEnd = "UPDATE journal_head SET number = 0, hash = decode(repeat('00', 32), 'hex')";

    private readonly PostgresDatabase database;

    private PostgresCopy(PostgresDatabase database) => this.database = database;

    /// <summary>Makes the journal's tables where they are missing.</summary>
    /// <param name="database">Stays the caller's.</param>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public static PostgresCopy Open(PostgresDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.Migrate(JournalTables.Part, JournalTables.Steps);
        return new PostgresCopy(database);
    }

    /// <summary>Where the journal of the database ends, and where its rows do; rows beyond the end were brought and are not shown
    /// yet.</summary>
    /// <returns>Both numbers, and the hash of the commit in the last row; none where there is no row.</returns>
    /// <exception cref="IOException">The database does not answer.</exception>
    /// <exception cref="JournalDamagedException">The last row does not read as it was written.</exception>
    public (long End, long Rows, Digest Hash) Ends() => database.Use(connection =>
    {
        using var command = new NpgsqlCommand(JournalTables.ReadEnds, connection);
        var (end, rows) = (0L, 0L);
        using (var reader = command.ExecuteReader())
        {
            if (reader.Read()) (end, rows) = (reader.GetInt64(0), reader.GetInt64(2));
        }

        return (end, rows, CommitRows.HashOf(connection, rows) ?? Digest.None);
    });

    /// <summary>Brings commits, and holds what arrived against what was sent, byte for byte.</summary>
    /// <param name="commits">In order, without a gap, from behind the last row.</param>
    /// <param name="brought">Is told the number of the last commit that was brought, now and then and at the end.</param>
    /// <exception cref="IOException">The database does not answer, or has other rows of these numbers; those before them are
    /// there.</exception>
    public void Write([NotNull] IEnumerable<Commit> commits, [NotNull] Action<long> brought)
    {
        var (some, bytes) = (new List<(long Number, byte[] Image)>(), 0L);
        foreach (var commit in commits)
        {
            some.Add((commit.Number, CommitImage.Write(commit)));
            bytes += some[^1].Image.Length;
            if (bytes < BytesAtOnce && some.Count < CommitsAtOnce) continue;
            WriteAtOnce(some);
            brought(commit.Number);
            some.Clear();
            bytes = 0;
        }

        if (some.Count == 0) return;
        WriteAtOnce(some);
        brought(some[^1].Number);
    }

    /// <summary>Shows what was brought as the journal of the database; within a transaction of the caller's.</summary>
    /// <param name="within">The transaction.</param>
    /// <param name="number">The last commit; 0 for none.</param>
    /// <param name="hash">Its hash.</param>
    /// <exception cref="IOException">The database has a journal already.</exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static void Show([NotNull] NpgsqlTransaction within, long number, Digest hash)
    {
        var bytes = new byte[Digest.Length];
        hash.CopyTo(bytes);
        using var command = new NpgsqlCommand(SetEnd, within.Connection, within);
        command.Parameters.Add(new NpgsqlParameter { Value = number });
        command.Parameters.Add(new NpgsqlParameter { Value = bytes });
        if (command.ExecuteNonQuery() != 1) throw new IOException("The database has a journal already: somebody began one meanwhile.");
    }

    /// <summary>Takes <see cref="Show"/> back, so that the copy can go on.</summary>
    /// <param name="within">The transaction.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static void Hide([NotNull] NpgsqlTransaction within)
    {
        using var command = new NpgsqlCommand(HideEnd, within.Connection, within);
        command.ExecuteNonQuery();
    }

    private void WriteAtOnce(List<(long Number, byte[] Image)> some) => database.Use(connection =>
    {
        using var transaction = connection.BeginTransaction();
        using (var import = connection.BeginBinaryImport(Import))
        {
            foreach (var (number, image) in some)
            {
                import.StartRow();
                import.Write(number);
                import.Write(image);
            }

            import.Complete();
        }

        using var command = new NpgsqlCommand(ReadHashes, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = some[0].Number });
        command.Parameters.Add(new NpgsqlParameter { Value = some[^1].Number });
        var count = 0;
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read() && count < some.Count && new Digest((byte[])reader[0]) == Digest.Of(some[count].Image)) count++;
        }

        if (count < some.Count) throw new IOException($"Commit {some[count].Number} did not arrive in {database.Name} as it was sent.");
        transaction.Commit();
        return count;
    });
}
