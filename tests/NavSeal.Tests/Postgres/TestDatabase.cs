using NavSeal.Journal;
using NavSeal.Server.Demo;
using NavSeal.Tests.Server;
using Npgsql;

namespace NavSeal.Tests.Postgres;

/// <summary>An empty database for one test, on a PostgreSQL that all tests of a run share; dropped at the end.</summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<Task<LocalPostgres>> Server = new(StartAsync);
    private static int count;
    private readonly string name;
    private readonly string admin;

    private TestDatabase(string admin, string name)
    {
        (this.admin, this.name) = (admin, name);

        // Where many tests share two cores, a database that takes its time is no database that is away.
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name, Timeout = 60 }.ConnectionString;
        Database = PostgresDatabase.Open(ConnectionString);
    }

    /// <summary>To the empty database.</summary>
    public string ConnectionString { get; }

    /// <summary>The same, opened.</summary>
    public PostgresDatabase Database { get; }

    /// <summary>Makes one; where PostgreSQL is not installed the test is skipped and says so.</summary>
    public static TestDatabase Create()
    {
        Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
        var admin = Server.Value.GetAwaiter().GetResult().ConnectionString;
        var name = $"test_{Interlocked.Increment(ref count)}";
        Execute(admin, $"CREATE DATABASE {name}");
        return new TestDatabase(admin, name);
    }

    /// <summary>Breaks all connections off and lets none in, until <see cref="ReturnAsync"/>.</summary>
    public void GoAway()
    {
        Execute(admin, $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        Execute(admin, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    /// <summary>Lets connections in again, and waits until the driver asks again.</summary>
    public Task ReturnAsync()
    {
        Execute(admin, $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true");
        return Deadline.UntilAsync("connected", async () =>
        {
            try
            {
                await using var connection = await Database.Source.OpenConnectionAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    /// <summary>Runs a statement of the test's own.</summary>
    public void Execute(string text) => Execute(ConnectionString, text);

    public void Dispose()
    {
        Database.Dispose();
        using (var connection = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(connection);
        Execute(admin, $"DROP DATABASE {name} WITH (FORCE)");
    }

    private static void Execute(string connection, string text)
    {
        using var source = NpgsqlDataSource.Create(connection);
        using var command = source.CreateCommand(text);
        command.ExecuteNonQuery();
    }

    private static async Task<LocalPostgres> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("navseal-postgres-").FullName;
        // What is tested is our behaviour towards it, not its flush; killed at the end of the run together with its folder.
        var server = await LocalPostgres.StartAsync(folder, FreePorts.Take(), ["fsync=off", "max_connections=400"], CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return server;
    }
}
