using NavSeal.Journal;
using NavSeal.Server.Identity;
using Npgsql;

namespace NavSeal.Server.Moving;

/// <summary>The database into which an installation is moved: empty at first, then half of this installation, and from one instant on all
/// of it.</summary>
internal sealed class MoveTarget(PostgresDatabase database)
{
    private const string Part = "moving";

    private const string Table = """
        CREATE TABLE moving (
            id integer PRIMARY KEY CHECK (id = 1), first_hash bytea NOT NULL, began_at timestamptz NOT NULL DEFAULT now(),
            finished_at timestamptz);
        """;

    private const string Read = "SELECT first_hash, finished_at IS NOT NULL FROM moving";
    private const string Begin = "INSERT INTO moving (id, first_hash) VALUES (1, $1)";
    private const string GoOn = "UPDATE moving SET finished_at = NULL";
    private const string End = "UPDATE moving SET finished_at = now()";
    private const string HasKeys = "SELECT to_regclass('key_ring') IS NOT NULL";
    private const string IsUnfinished = "SELECT EXISTS (SELECT FROM moving WHERE finished_at IS NULL)";
    private const string HasTable = "SELECT to_regclass('moving') IS NOT NULL";

    /// <summary>Keeps a server from beginning on a database that is half moved into.</summary>
    /// <exception cref="IOException">It is, or does not answer.</exception>
    public static void ThrowIfHalf(PostgresDatabase database)
    {
        try
        {
            using var connection = database.Source.OpenConnection();
            if (!IsTrue(connection, HasTable) || !IsTrue(connection, IsUnfinished)) return;
            throw new IOException(
                $"The database {database.Name} holds a half of an installation that is being moved into it: run navseal migrate again on "
                + "the data folder that it comes from.");
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
    }

    /// <summary>Takes an empty database, or goes on where a move of the same installation was broken off.</summary>
    /// <param name="copy">The journal of the database.</param>
    /// <param name="journal">What is moved.</param>
    /// <exception cref="IOException">It holds something else, or does not answer.</exception>
    public void Prepare(PostgresCopy copy, IJournal journal)
    {
        database.Migrate(Part, [Table]);
        var first = journal.HashAt(1) ?? Digest.None;
        var (end, rows, hash) = copy.Ends();
        using var connection = database.Source.OpenConnection();
        if (Former(connection) is not { } former)
        {
            if (rows > 0 || UserCopy.IsThereAny(connection)) throw Refusal($"holds a journal of {rows} commits, or users, of its own");
            using var begin = new NpgsqlCommand(Begin, connection);
            begin.Parameters.Add(new NpgsqlParameter { Value = Bytes(first) });
            begin.ExecuteNonQuery();
            return;
        }

        if (former.First != first || (rows > 0 && journal.HashAt(rows) != hash))
            throw Refusal(former.IsFinished ? "is in use already" : "holds another installation");
        ForgetKeys(connection);
        if (!former.IsFinished && end == 0) return;

        // Somebody went on with the files after the database had all of them, and nobody with the database.
        using var transaction = connection.BeginTransaction();
        PostgresCopy.Hide(transaction);
        UserCopy.Clear(transaction);
        Execute(transaction, GoOn);
        transaction.Commit();
    }

    /// <summary>Makes everything that was brought visible at one instant, the users with it.</summary>
    /// <returns>How many users there are.</returns>
    public long Finish(string dataFolder, long number, Digest hash)
    {
        using var connection = database.Source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var users = UserCopy.Copy(dataFolder, transaction);
        PostgresCopy.Show(transaction, number, hash);
        Execute(transaction, End);
        transaction.Commit();
        return users;
    }

    /// <summary>The ring is brought again at the end: the folder may have got further keys.</summary>
    private static void ForgetKeys(NpgsqlConnection connection)
    {
        if (!IsTrue(connection, HasKeys)) return;
        using var forget = new NpgsqlCommand("DELETE FROM key_ring", connection);
        forget.ExecuteNonQuery();
    }

    private IOException Refusal(string why) =>
        new($"The database {database.Name} {why}: take an empty one (CREATE DATABASE …) and name it with --postgres.");

    private static (Digest First, bool IsFinished)? Former(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Read, connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (new Digest((byte[])reader[0]), reader.GetBoolean(1)) : null;
    }

    private static bool IsTrue(NpgsqlConnection connection, string text)
    {
        // One of the constants above.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        return command.ExecuteScalar() is true;
    }

    private static void Execute(NpgsqlTransaction transaction, string text)
    {
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(text, transaction.Connection, transaction);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static byte[] Bytes(Digest digest)
    {
        var bytes = new byte[Digest.Length];
        digest.CopyTo(bytes);
        return bytes;
    }
}
