using System.Data.Common;
using Microsoft.Data.Sqlite;
using NavSeal.Server.Identity;
using NavSeal.Tests.Postgres;
using Npgsql;

namespace NavSeal.Tests.Server.Access;

public sealed class Embedded_user_store_keeps_the_contract : User_store_contract
{
    private readonly ServerFolder folder = new();

    private protected override UserStoreOptions Store => new(folder.Path, null);

    protected override string Columns => """
        SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        """;

    protected override string MakeNewer => $"PRAGMA user_version = {UserMigrations.All.Count + 1}";

    protected override string Disarm => "DROP TRIGGER SignIns_are_not_changed";

    protected override void Close()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "users.db")}");
        connection.Open();
        return connection;
    }

    [Fact]
    public void The_store_is_readable_for_its_owner_only()
    {
        UserDatabase.Open(Store);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
#pragma warning disable CA1416
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "users.db")));
#pragma warning restore CA1416
    }
}

public sealed class Shared_user_store_keeps_the_contract : User_store_contract
{
    private readonly TestDatabase database = TestDatabase.Create();

    private protected override UserStoreOptions Store => new("", database.Database);

    protected override string Columns => """
        SELECT table_name || '.' || column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> 'schema_version'
        """;

    protected override string MakeNewer =>
        $"UPDATE schema_version SET version = {UserTables.Steps.Count + 1} WHERE part = 'users'";

    protected override string Disarm => """DROP TRIGGER "SignIns_are_not_changed" ON "SignIns" """;

    protected override void Close() => database.Dispose();

    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        connection.Open();
        return connection;
    }
}
