using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>The store of users and its audit, without a server.</summary>
public sealed class User_store_tests : IDisposable
{
    private static readonly Origin Origin = new("test", "10.1.2.3", "curl");
    private readonly ServerFolder folder = new();
    private readonly ShiftedClock clock = new();
    private readonly ServiceProvider services;

    public User_store_tests()
    {
        UserDatabase.Open(folder.Path);
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddUserStore(folder.Path).BuildServiceProvider();
    }

    private SignInLog Log => services.GetRequiredService<SignInLog>();

    public void Dispose()
    {
        services.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task The_tables_made_by_the_steps_are_those_of_the_model()
    {
        await using var store = await services.GetRequiredService<IDbContextFactory<UserContext>>().CreateDbContextAsync(Deadline.Token);
        var modelled = store.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"));
        var made = new List<string>();
        using var connection = Open();
        using var command = new SqliteCommand(
            """
            SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
            """,
            connection);
        using var reader = command.ExecuteReader();
        while (reader.Read()) made.Add(reader.GetString(0));
        Assert.Equal(modelled.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Opening_again_keeps_the_users_and_a_newer_store_is_refused()
    {
        await AddAsync("asel");
        UserDatabase.Open(folder.Path);
        await using (var scope = services.CreateAsyncScope())
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<UserDesk>().FindAsync("ASEL"));
        Run($"PRAGMA user_version = {UserMigrations.All.Count + 1}");
        var refusal = Assert.Throws<IOException>(() => UserDatabase.Open(folder.Path));
        Assert.Contains("newer program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_store_is_readable_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
#pragma warning disable CA1416
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "users.db")));
#pragma warning restore CA1416
    }

    [Fact]
    [Requirement("RET-014")]
    public async Task The_audit_only_grows_and_its_chain_shows_a_change()
    {
        for (var i = 0; i < 5; i++) await Log.AddAsync(SignInEvent.WrongPassword, ("id", "asel"), Origin);
        Assert.Null(await Log.FirstBrokenAsync());
        Assert.Throws<SqliteException>(() => Run("UPDATE SignIns SET Name = 'timur' WHERE Id = 3"));
        Assert.Throws<SqliteException>(() => Run("DELETE FROM SignIns WHERE Id = 3"));
        Run("DROP TRIGGER SignIns_are_not_changed");
        Run("UPDATE SignIns SET Name = 'timur' WHERE Id = 3");
        Assert.Equal(3, await Log.FirstBrokenAsync());
    }

    [Fact]
    public async Task Lines_are_kept_as_long_as_is_said_and_the_chain_holds_after()
    {
        await Log.AddAsync(SignInEvent.SignedIn, ("id", "asel"), Origin);
        await Log.AddAsync(SignInEvent.SignedOut, ("id", "asel"), Origin);
        clock.Advance(TimeSpan.FromDays(40));
        await Log.AddAsync(SignInEvent.SignedIn, ("id", "asel"), Origin);
        Assert.Equal(0, await Log.ForgetAsync(TimeSpan.FromDays(41)));
        Assert.Equal(2, await Log.ForgetAsync(TimeSpan.FromDays(39)));
        Assert.Equal([3L], (await Log.ReadAsync(SignInFilter.All, null, 10)).Select(line => line.Id));
        Assert.Null(await Log.FirstBrokenAsync());
    }

    [Fact]
    public async Task What_strangers_type_is_kept_short_and_harmless()
    {
        await Log.AddAsync(SignInEvent.UnknownUser, (null, "<script>\u202E\n" + new string('x', 5000)), Origin);
        var name = (await Log.ReadAsync(SignInFilter.All, null, 1)).Single().Name;
        Assert.Equal(User.NameLengthMax + 1, name.Length);
        Assert.StartsWith("?script???xxx", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_added_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Log.AddAsync(SignInEvent.SignedIn, ("id", $"user{i}"), Origin)));
        Assert.Equal(20, (await Log.ReadAsync(SignInFilter.All, null, 100)).Count);
        Assert.Null(await Log.FirstBrokenAsync());
    }

    private async Task AddAsync(string name)
    {
        await using var scope = services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<UserDesk>();
        Assert.Empty(await desk.AddAsync(new NewUser(name, "", AccessServer.Password, [Roles.Officer]), mustChange: false, Origin));
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "users.db")}");
        connection.Open();
        return connection;
    }

    private void Run(string sql)
    {
        using var connection = Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
