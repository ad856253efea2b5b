using System.Text;
using Microsoft.Data.Sqlite;
using NavSeal.Devices;
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
    private const int Version = 6;

    private const string Create = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, number INTEGER NOT NULL,
            hash BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS state (
            subject TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;

    private const string ReadCheckpoint = "SELECT number, hash FROM checkpoint WHERE version = $version";
    private const string ReadRows = "SELECT subject, sequence, hash, bytes, checksum FROM state";
    private const string Forget = "DROP TABLE state; DROP TABLE checkpoint;";
    private const string WriteRow = """
        INSERT INTO state (subject, sequence, hash, bytes, checksum) VALUES ($subject, $sequence, $hash, $bytes, $checksum)
        ON CONFLICT (subject) DO UPDATE SET sequence = $sequence, hash = $hash, bytes = $bytes, checksum = $checksum
        """;

    private const string WriteCheckpoint = """
        INSERT INTO checkpoint (id, version, number, hash) VALUES (1, $version, $number, $hash)
        ON CONFLICT (id) DO UPDATE SET version = $version, number = $number, hash = $hash
        """;

    /// <summary>What SQLite says of a table of another form, of damaged pages, and of a file that is no database.</summary>
    private const int ErrorOfText = 1, ErrorOfImage = 11, ErrorOfFile = 26;

    private readonly string path;
    private SqliteConnection connection;

    private StateTable(string path) => (this.path, connection) = (path, Connect(path));

    /// <summary>Where the damaged table was put that was found here; null: it was whole.</summary>
    public string? SetAside { get; private set; }

    /// <summary>Hash of the commit after which the rows stand that were read last; none: not known. It tells the journal that the rows
    /// belong to.</summary>
    public Digest CommitHash { get; private set; }

    /// <summary>Opens the table, or makes an empty one. A table that is damaged is set aside, here or by <see cref="Read"/>: the journal
    /// holds everything that was in it.</summary>
    /// <exception cref="IOException">The file cannot be opened or written to.</exception>
    public static StateTable Open(string path)
    {
        try
        {
            var table = new StateTable(path);
            table.Mended(() => table.Execute(Create));
            return table;
        }
        catch (SqliteException e)
        {
            throw new IOException($"The state table '{path}' cannot be opened: {e.Message} The folder has to be writable.", e);
        }
    }

    /// <summary>The commit after which the rows stand, and the rows; 0 and none where nothing of this version was saved.</summary>
    /// <exception cref="IOException">The disk is full, read only or fails.</exception>
    public (long Commit, List<StateRow> Rows) Read() => Mended(ReadWhole);

    /// <summary>Replaces rows and moves the checkpoint, both or neither.</summary>
    /// <param name="commit">After which they stand.</param>
    /// <param name="rows">What changed since the last writing.</param>
    /// <param name="commitHash">Of that commit; none: not known.</param>
    public void Write(long commit, IEnumerable<StateRow> rows, Digest commitHash = default)
    {
        using var transaction = connection.BeginTransaction();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = WriteRow;
            var subject = command.Parameters.Add("$subject", SqliteType.Text);
            var sequence = command.Parameters.Add("$sequence", SqliteType.Integer);
            var (hash, bytes) = (command.Parameters.Add("$hash", SqliteType.Blob), command.Parameters.Add("$bytes", SqliteType.Blob));
            var checksum = command.Parameters.Add("$checksum", SqliteType.Integer);
            foreach (var row in rows)
            {
                (subject.Value, sequence.Value) = (row.Subject.Name, row.Head.Sequence);
                (hash.Value, bytes.Value, checksum.Value) = (Bytes(row.Head.Hash), row.Bytes, ChecksumOf(row));
                command.ExecuteNonQuery();
            }
        }

        using (var command = connection.CreateCommand())
        {
            command.CommandText = WriteCheckpoint;
            command.Parameters.AddWithValue("$version", Version);
            command.Parameters.AddWithValue("$number", commit);
            command.Parameters.AddWithValue("$hash", Bytes(commitHash));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private T Mended<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is not (ErrorOfText or ErrorOfImage or ErrorOfFile))
        {
            throw new IOException($"The state table '{path}' cannot be used: {e.Message} The folder needs room and has to be writable.", e);
        }
        catch (Exception e) when (e is SqliteException or InvalidDataException or InvalidCastException or ArgumentException)
        {
            connection.Dispose();
            SetAside = path + ".damaged";
            File.Move(path, SetAside, overwrite: true);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            connection = Connect(path);
            Execute(Create);
            return use();
        }
    }

    private (long Commit, List<StateRow> Rows) ReadWhole()
    {
        using var command = connection.CreateCommand();
        command.CommandText = ReadCheckpoint;
        command.Parameters.AddWithValue("$version", Version);
        if (ReadCheckpointOf(command) is not { } commit)
        {
            Empty();
            return (0, []);
        }

        var rows = new List<StateRow>();
        command.CommandText = ReadRows;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var head = new SubjectHead(reader.GetInt64(1), new Digest((byte[])reader.GetValue(2)));
            var row = new StateRow(new Subject(reader.GetString(0)), head, (byte[])reader.GetValue(3));
            if (ChecksumOf(row) != reader.GetInt64(4)) throw new InvalidDataException($"The row of {row.Subject} does not check.");
            rows.Add(row);
        }

        return (commit, rows);
    }

    /// <summary>Forgets all rows: they belong to another journal.</summary>
    public void Empty()
    {
        Execute(Forget);
        Execute(Create);
    }

    private long? ReadCheckpointOf(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return null;
        CommitHash = new Digest((byte[])reader.GetValue(1));
        return reader.GetInt64(0);
    }

    private int Execute(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteNonQuery();
    }

    private static long ChecksumOf(in StateRow row)
    {
        var name = ContentHash.Of(Encoding.UTF8.GetBytes(row.Subject.Name), (ulong)row.Head.Sequence);
        return unchecked((long)ContentHash.Of(row.Bytes, ContentHash.Of(Bytes(row.Head.Hash), name)));
    }

    private static byte[] Bytes(Digest digest)
    {
        var bytes = new byte[Digest.Length];
        digest.CopyTo(bytes);
        return bytes;
    }

    public void Dispose() => connection.Dispose();
}
