using Microsoft.Data.Sqlite;
using NavSeal.Journal;

namespace NavSeal.Server.State;

/// <summary>One row of the state table: where a subject stands, and its state where it has one.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Head">Its last entry at the checkpoint.</param>
/// <param name="Bytes">Its encoded state; empty where only the head counts (relays, the journal itself).</param>
internal readonly record struct StateRow(Subject Subject, SubjectHead Head, byte[] Bytes);

/// <summary>The state of all subjects after one commit, in a small SQLite file. It is a short cut, never evidence: without it the journal
/// is read
/// from its beginning.</summary>
internal sealed class StateTable : IDisposable
{
    /// <summary>Version of the encodings; a table of another version is thrown away and built again from the journal.</summary>
    private const int Version = 1;

    private const string Create = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, number INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS state (
            subject TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
        """;

    private const string ReadCheckpoint = "SELECT number FROM checkpoint WHERE version = $version";
    private const string ReadRows = "SELECT subject, sequence, hash, bytes FROM state";
    private const string Forget = "DELETE FROM state; DELETE FROM checkpoint;";
    private const string WriteRow = """
        INSERT INTO state (subject, sequence, hash, bytes) VALUES ($subject, $sequence, $hash, $bytes)
        ON CONFLICT (subject) DO UPDATE SET sequence = $sequence, hash = $hash, bytes = $bytes
        """;

    private const string WriteCheckpoint = """
        INSERT INTO checkpoint (id, version, number) VALUES (1, $version, $number)
        ON CONFLICT (id) DO UPDATE SET version = $version, number = $number
        """;

    private readonly SqliteConnection connection;

    private StateTable(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens the table, or makes an empty one.</summary>
    public static StateTable Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Create;
        command.ExecuteNonQuery();
        return new StateTable(connection);
    }

    /// <summary>The commit after which the rows stand, and the rows; 0 and none where nothing of this version was saved.</summary>
    public (long Commit, List<StateRow> Rows) Read()
    {
        using var command = connection.CreateCommand();
        command.CommandText = ReadCheckpoint;
        command.Parameters.AddWithValue("$version", Version);
        if (command.ExecuteScalar() is not long commit)
        {
            command.CommandText = Forget;
            command.ExecuteNonQuery();
            return (0, []);
        }

        var rows = new List<StateRow>();
        command.CommandText = ReadRows;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var head = new SubjectHead(reader.GetInt64(1), new Digest((byte[])reader.GetValue(2)));
            rows.Add(new StateRow(new Subject(reader.GetString(0)), head, (byte[])reader.GetValue(3)));
        }

        return (commit, rows);
    }

    /// <summary>Replaces rows and moves the checkpoint, both or neither.</summary>
    public void Write(long commit, IEnumerable<StateRow> rows)
    {
        using var transaction = connection.BeginTransaction();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = WriteRow;
            var subject = command.Parameters.Add("$subject", SqliteType.Text);
            var sequence = command.Parameters.Add("$sequence", SqliteType.Integer);
            var (hash, bytes) = (command.Parameters.Add("$hash", SqliteType.Blob), command.Parameters.Add("$bytes", SqliteType.Blob));
            foreach (var row in rows)
            {
                (subject.Value, sequence.Value) = (row.Subject.Name, row.Head.Sequence);
                (hash.Value, bytes.Value) = (Bytes(row.Head.Hash), row.Bytes);
                command.ExecuteNonQuery();
            }
        }

        using (var command = connection.CreateCommand())
        {
            command.CommandText = WriteCheckpoint;
            command.Parameters.AddWithValue("$version", Version);
            command.Parameters.AddWithValue("$number", commit);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static byte[] Bytes(Digest digest)
    {
        var bytes = new byte[Digest.Length];
        digest.CopyTo(bytes);
        return bytes;
    }

    public void Dispose() => connection.Dispose();
}
