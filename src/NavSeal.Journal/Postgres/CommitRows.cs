using Npgsql;

namespace NavSeal.Journal;

/// <summary>Reads commits out of their rows.</summary>
internal static class CommitRows
{
    private const int BytesAtOnce = 8 << 20;

    /// <summary>The commits after a number, up to another; some of them, in order and without a gap.</summary>
    /// <exception cref="JournalDamagedException">A row is missing or does not read as it was written.</exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    internal static List<(Commit Commit, int Length)> Read(
        NpgsqlConnection connection, long after, long upTo, NpgsqlTransaction? within = null)
    {
        var commits = new List<(Commit, int)>();
        foreach (var (number, image) in ReadImages(connection, (after, upTo), within))
        {
            if (number != ++after)
                throw new JournalDamagedException(after, $"Commit {after} is missing in the database; {number} follows.");
            commits.Add((Parse(number, image), image.Length));
        }

        return commits;
    }

    /// <summary>The rows after a number, up to another; some of them, in order, as they are.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    internal static List<(long Number, byte[] Image)> ReadImages(
        NpgsqlConnection connection, (long After, long UpTo) span, NpgsqlTransaction? within = null)
    {
        using var command = new NpgsqlCommand(JournalTables.Read, connection, within);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = span.After });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = span.UpTo });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = BytesAtOnce });
        var rows = new List<(long, byte[])>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add((reader.GetInt64(0), (byte[])reader[1]));
        return rows;
    }

    /// <summary>The hash of a commit; null where there is none of that number.</summary>
    /// <exception cref="JournalDamagedException">The row does not read as it was written.</exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    internal static Digest? HashOf(NpgsqlConnection connection, long number, NpgsqlTransaction? within = null) =>
        Read(connection, number - 1, number, within) is [var (commit, _)] ? commit.Hash : null;

    /// <summary>Where the journal ends.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="text">Reads the head, or locks it.</param>
    /// <param name="within">The transaction of the lock.</param>
    internal static (long Number, Digest Hash) Head(NpgsqlConnection connection, string text, NpgsqlTransaction? within = null)
    {
        // One of the constants of JournalTables.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(text, connection, within);
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        if (!reader.Read()) throw new JournalDamagedException(0, "The database has the tables of the journal, but not the row of its end.");
        return (reader.GetInt64(0), new Digest((byte[])reader[1]));
    }

    /// <summary>A flush, also on the standby, behind everything that is visible: after a crash the database can show a commit that no
    /// standby has.</summary>
    internal static void Prove(NpgsqlConnection connection, NpgsqlTransaction? within = null)
    {
        using var command = new NpgsqlCommand(JournalTables.Prove, connection, within);
        command.ExecuteNonQuery();
    }

    private static Commit Parse(long number, byte[] image)
    {
        List<Fault> faults = [];
        if (CommitLayout.TryRead(image, salt: 0, out var header) && header.Number == number && header.Length == image.Length)
        {
            var commit = CommitImage.Read(image, header, withPayloads: false, faults);
            if (faults.Count == 0) return commit;
        }

        throw new JournalDamagedException(number, $"Commit {number} in the database does not read as it was written.");
    }
}
