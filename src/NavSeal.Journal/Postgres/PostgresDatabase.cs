using System.Globalization;
using Npgsql;

namespace NavSeal.Journal;

/// <summary>The database that several processes share: how it is reached, and how its tables come to be.</summary>
/// <remarks>Nothing is connected before it is first needed. All members may be called from several threads.</remarks>
public sealed class PostgresDatabase : IDisposable
{
    private const int ConnectSecondsMax = 3, CommandSecondsMax = 10, KeepAliveSeconds = 5, PoolMax = 20, BufferBytes = 64 << 10;

    /// <summary>Whoever brings tables up to date holds this lock; any number that nobody else takes.</summary>
    private const long MigrationLock = 0x4E61_7653_6561_6C00;

    private const string CreateVersions =
        "CREATE TABLE IF NOT EXISTS schema_version (part text PRIMARY KEY, version integer NOT NULL)";

    private const string ReadVersion = "SELECT version FROM schema_version WHERE part = $1";

    private const string WriteVersion = """
        INSERT INTO schema_version (part, version) VALUES ($1, $2) ON CONFLICT (part) DO UPDATE SET version = excluded.version
        """;

    private readonly NpgsqlDataSource alone;

    private PostgresDatabase(NpgsqlConnectionStringBuilder settings)
    {
        (ConnectionString, Name) = (settings.ConnectionString, $"{settings.Database ?? settings.Username} at {settings.Host}");
        Source = ToPrimary(settings.ConnectionString);
        settings.Pooling = false;
        alone = ToPrimary(settings.ConnectionString);
    }

    /// <summary>Connections to whichever of the hosts takes writes at the time.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>What <see cref="Source"/> connects by; holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Database and hosts, for messages; without the password.</summary>
    public string Name { get; }

    /// <summary>A database by its connection string.</summary>
    /// <param name="connection">Npgsql's form, such as <c>Host=db1,db2,db3;Database=navseal;Username=navseal;Passfile=…</c>. Where it
    /// does not say otherwise: 3 s to connect, 10 s for a command, and of several hosts the one that takes writes.</param>
    /// <exception cref="ArgumentException">It cannot be read, or names no host.</exception>
    public static PostgresDatabase Open(string connection)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        if (string.IsNullOrWhiteSpace(given.Host)) throw new ArgumentException("Host is missing.", nameof(connection));
        if (!given.ShouldSerialize("Timeout")) given.Timeout = ConnectSecondsMax;
        if (!given.ShouldSerialize("Command Timeout")) given.CommandTimeout = CommandSecondsMax;
        if (!given.ShouldSerialize("Maximum Pool Size")) given.MaxPoolSize = PoolMax;
        if (!given.ShouldSerialize("Keepalive")) given.KeepAlive = KeepAliveSeconds;

        // Of several hosts one that did not answer is left alone for a moment; where there is one, it is always asked.
        if (!given.ShouldSerialize("Host Recheck Seconds")) given.HostRecheckSeconds = given.Host.Contains(',') ? 1 : 0;
        (given.ReadBufferSize, given.WriteBufferSize) = (BufferBytes, BufferBytes);

        // A cancelled wait for the standby ends as a success that no standby has: what takes too long is broken off instead.
        given.CancellationTimeout = -1;
        given.Pooling = true;
        given.NoResetOnClose = true;
        return new PostgresDatabase(given);
    }

    /// <summary>Whether an exception of the driver says that a connection is lost; they are not all of one family.</summary>
    /// <param name="e">Any.</param>
    public static bool IsOfLoss(Exception e) =>
        e is NpgsqlException or InvalidOperationException or IOException or System.Net.Sockets.SocketException or TimeoutException;

    /// <summary>Whether something failed because the database did not answer; a statement that it refused is a defect of ours.</summary>
    /// <param name="cause">However often it was wrapped on the way; null: nothing failed.</param>
    public static bool IsAway(Exception? cause)
    {
        while (cause is not null and not NpgsqlException) cause = cause.InnerException;
        return cause is NpgsqlException met && (met is not PostgresException || met.IsTransient);
    }

    /// <summary>A connection that nobody else ever gets: however many wait for one of the others, it is to be had.</summary>
    /// <exception cref="NpgsqlException">No host takes writes.</exception>
    public NpgsqlConnection OpenAlone() => alone.OpenConnection();

    /// <summary>The same: what is locked in it goes with it.</summary>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="NpgsqlException">No host takes writes.</exception>
    public ValueTask<NpgsqlConnection> OpenAloneAsync(CancellationToken stop) => alone.OpenConnectionAsync(stop);

    /// <summary>Brings the tables of one part up to the present version; each step in one transaction, one process at a time.</summary>
    /// <param name="part">Whose tables: "journal", "users" and so on.</param>
    /// <param name="steps">Step n leads from version n to n + 1. Only forward: a step that was delivered is never changed.</param>
    /// <exception cref="IOException">The database does not answer, refuses, or its tables are newer than this program.</exception>
    public void Migrate(string part, IReadOnlyList<string> steps)
    {
        Use(connection =>
        {
            while (Step(connection, part, steps) < steps.Count)
            {
            }

            return steps.Count;
        });
    }

    /// <summary>Does something over a connection.</summary>
    /// <param name="use">What; the connection goes back afterwards.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="IOException">The database does not answer or refuses; the message says what to do.</exception>
    public T Use<T>(Func<NpgsqlConnection, T> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        try
        {
            using var connection = Source.OpenConnection();
            return use(connection);
        }
        catch (NpgsqlException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>What went wrong, with what to do.</summary>
    /// <param name="cause">What the driver said.</param>
    public IOException Unusable(NpgsqlException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new IOException(
            $"The database {Name} cannot be used: {cause.Message} It has to run, let this user in, and take writes.", cause);
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose()
    {
        Source.Dispose();
        alone.Dispose();
    }

    private static NpgsqlDataSource ToPrimary(string connection) =>
        new NpgsqlDataSourceBuilder(connection).BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);

    private int Step(NpgsqlConnection connection, string part, IReadOnlyList<string> steps)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, "SELECT pg_advisory_xact_lock($1)", MigrationLock);
        Execute(connection, CreateVersions);
        using var read = Command(connection, ReadVersion, part);
        var version = Convert.ToInt32(read.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version > steps.Count)
        {
            throw new IOException(
                $"The database {Name} has {part} of version {version}, this program knows {steps.Count}: run the newer program.");
        }

        if (version == steps.Count) return version;
        Execute(connection, steps[version]);
        Execute(connection, WriteVersion, part, version + 1);
        transaction.Commit();
        return version + 1;
    }

    private static void Execute(NpgsqlConnection connection, string text, params object[] values)
    {
        using var command = Command(connection, text, values);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] values)
    {
        // The texts are constants of this program.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
