using Npgsql;

namespace NavSeal.Journal;

/// <summary>Checks the rows of a journal in a database: every image, the number under which it stands, and where the journal
/// ends.</summary>
internal static class RowVerifier
{
    /// <summary>Hands every commit to the check, up to where the journal ends at the beginning.</summary>
    /// <returns>The same check.</returns>
    /// <exception cref="IOException">The database does not answer, or has no journal.</exception>
    internal static JournalCheck Verify(PostgresDatabase database, JournalCheck check) => database.Use(connection =>
    {
        var (end, endHash, rowsEnd) = Ends(connection);
        if (rowsEnd != end) check.Add(FindingKind.Commit, ("", 0), $"The rows end at {rowsEnd}, the journal says {end}.", end);
        Digest? last = null;
        for (var at = 0L; CommitRows.ReadImages(connection, (at, rowsEnd)) is { Count: > 0 } rows; at = rows[^1].Number)
        {
            foreach (var (number, image) in rows)
            {
                var hash = Take(check, number, image);
                if (number == end) last = hash;
            }
        }

        if (check.Last < rowsEnd) check.Skip(rowsEnd, "The row cannot be found again.");
        if (end > 0 && end == rowsEnd && last != endHash)
            check.Add(FindingKind.Commit, ("", 0), "The last commit is not the one whose hash the end of the journal holds.", end);
        return check;
    });

    /// <returns>The commit's hash; null where it cannot be read.</returns>
    private static Digest? Take(JournalCheck check, long number, byte[] image)
    {
        if (!CommitLayout.TryRead(image, salt: 0, out var header))
        {
            check.Skip(number, "The header of the commit does not check.");
            return null;
        }

        if (header.Number != number || header.Length != image.Length)
        {
            check.Skip(
                number, header.Number != number
                    ? $"The row holds commit {header.Number}."
                    : $"The row has {image.Length} bytes instead of {header.Length}.");
            return null;
        }

        var faults = new List<Fault>();
        var commit = CommitImage.Read(image, header, withPayloads: true, faults);
        check.Take(new FoundCommit(header, commit, faults, ("", 0)));
        return faults.Any(fault => fault.Kind == FaultKind.EntryHeader) ? null : commit.Hash;
    }

    private static (long Number, Digest Hash, long Rows) Ends(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(JournalTables.ReadEnds, connection);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? (reader.GetInt64(0), new Digest((byte[])reader[1]), reader.GetInt64(2))
            : throw new JournalDamagedException(0, "The database has the tables of the journal, but not the row of its end.");
    }
}
