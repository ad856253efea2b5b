using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Identity;
using NavSeal.Tests.Simulator;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>What every store of users and its audit promises, without a server. A store's tests derive from this and say where it is.
/// A second set of services stands for another process, or the command line, on the same store.</summary>
public abstract class User_store_contract : IDisposable
{
    private static readonly Origin Origin = new("test", "10.1.2.3", "curl");
    private readonly HandClock clock = new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.Zero));
    private readonly Lazy<ServiceProvider> services, others;

    protected User_store_contract() => (services, others) = (new(Start), new(Start));

    private protected abstract UserStoreOptions Store { get; }

    /// <summary>Every column of the store as Table.Column.</summary>
    protected abstract string Columns { get; }

    /// <summary>Makes the store that of a newer program.</summary>
    protected abstract string MakeNewer { get; }

    /// <summary>Takes away what keeps lines from being changed.</summary>
    protected abstract string Disarm { get; }

    private IServiceProvider Here => services.Value;

    private IServiceProvider There => others.Value;

    private AuditLog Log => Here.GetRequiredService<AuditLog>();

    public void Dispose()
    {
        foreach (var started in new[] { services, others }.Where(one => one.IsValueCreated)) started.Value.Dispose();
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract void Close();

    protected abstract DbConnection Connect();

    [Fact]
    public async Task The_tables_made_by_the_steps_are_those_of_the_model()
    {
        await using var store = await Here.GetRequiredService<IDbContextFactory<UserContext>>().CreateDbContextAsync(Deadline.Token);
        var modelled = store.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"));
        var made = new List<string>();
        await using var connection = Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = Columns;
        await using var reader = await command.ExecuteReaderAsync(Deadline.Token);
        while (await reader.ReadAsync(Deadline.Token)) made.Add(reader.GetString(0));
        Assert.Equal(modelled.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Opening_again_keeps_the_users_and_a_newer_store_is_refused()
    {
        await AddAsync("asel");
        UserDatabase.Open(Store);
        await WithDeskAsync(Here, async desk => Assert.NotNull(await desk.FindAsync("ASEL")));
        Run(MakeNewer);
        var refusal = Assert.Throws<IOException>(() => UserDatabase.Open(Store));
        Assert.Contains("newer program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("RET-014")]
    public async Task The_audit_only_grows_and_its_chain_shows_a_change()
    {
        for (var i = 0; i < 5; i++) await Log.AddAsync(AuditEvent.WrongPassword, ("id", "asel"), Origin);
        Assert.Null(await Log.FirstBrokenAsync());
        const string Change = """UPDATE "SignIns" SET "Name" = 'timur' WHERE "Id" = 3""";
        Assert.ThrowsAny<DbException>(() => Run(Change));
        Assert.ThrowsAny<DbException>(() => Run("""DELETE FROM "SignIns" WHERE "Id" = 3"""));
        Assert.ThrowsAny<DbException>(() => Run("""DELETE FROM "SignIns" WHERE "Id" IN (1, 3)"""));
        Assert.Equal(5, (await Log.ReadAsync(AuditFilter.All, null, 10)).Count);
        Run(Disarm);
        Run(Change);
        Assert.Equal(3, await Log.FirstBrokenAsync());
    }

    [Fact]
    public async Task Lines_are_kept_as_long_as_is_said_and_the_chain_holds_after()
    {
        await Log.AddAsync(AuditEvent.SignedIn, ("id", "asel"), Origin);
        await Log.AddAsync(AuditEvent.SignedOut, ("id", "asel"), Origin);
        clock.Advance(TimeSpan.FromDays(40));
        await Log.AddAsync(AuditEvent.SignedIn, ("id", "asel"), Origin);
        Assert.Equal(0, await Log.ForgetAsync(TimeSpan.FromDays(41)));
        Assert.Equal(2, await Log.ForgetAsync(TimeSpan.FromDays(39)));
        Assert.Equal([3L], (await Log.ReadAsync(AuditFilter.All, null, 10)).Select(line => line.Id));
        Assert.Null(await Log.FirstBrokenAsync());
    }

    [Fact]
    public async Task What_strangers_type_is_kept_short_and_harmless()
    {
        await Log.AddAsync(AuditEvent.UnknownUser, (null, "<script>\u202E\n" + new string('x', 5000)), Origin);
        var name = (await Log.ReadAsync(AuditFilter.All, null, 1)).Single().Name;
        Assert.Equal(User.NameLengthMax + 1, name.Length);
        Assert.StartsWith("?script???xxx", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_added_at_once_by_several_processes_make_one_chain()
    {
        var (here, there) = (Log, There.GetRequiredService<AuditLog>());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Task.Run(() => (i % 2 == 0 ? here : there).AddAsync(AuditEvent.SignedIn, ("id", $"user{i}"), Origin), Deadline.Token)));
        Assert.Equal(40, (await Log.ReadAsync(AuditFilter.All, null, 100)).Count);
        Assert.Null(await Log.FirstBrokenAsync());
    }

    [Fact]
    public async Task One_of_two_who_enter_the_same_name_at_once_is_told_that_it_exists()
    {
        var wanted = new NewUser("asel", "", AccessServer.Password, [Roles.Officer]);
        var told = await Task.WhenAll(new[] { Here, There, Here, There }.Select(process => Task.Run(async () =>
        {
            IReadOnlyList<string> answer = [];
            await WithDeskAsync(process, async desk => answer = await desk.AddAsync(wanted, mustChange: false, Origin));
            return answer;
        })));
        Assert.Equal(["", "DuplicateUserName", "DuplicateUserName", "DuplicateUserName"], told.Select(one => string.Concat(one)).Order());
        await WithDeskAsync(Here, async desk => Assert.Equal([Roles.Officer], Assert.Single(await desk.ListAsync()).Roles));
    }

    [Fact]
    public async Task A_lock_made_by_another_process_ends_the_sessions_within_fifteen_seconds()
    {
        await AddAsync("asel");
        var user = await FindAsync(Here, "asel");
        var sessions = Here.GetRequiredService<Sessions>();
        Assert.True(await sessions.IsValidAsync(user.Id, user.SecurityStamp!));
        await WithDeskAsync(There, async desk => await desk.LockAsync((await desk.FindAsync("asel"))!, Origin));
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.False(await sessions.IsValidAsync(user.Id, user.SecurityStamp!));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("POST", false)]
    public async Task At_the_first_look_after_a_lock_made_elsewhere_streams_end_and_forms_do_not(string method, bool ends)
    {
        await AddAsync("asel");
        var user = await FindAsync(Here, "asel");
        var sessions = Here.GetRequiredService<Sessions>();
        using var ended = new CancellationTokenSource();
        var context = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user.Id), new(Visitor.StampClaim, user.SecurityStamp!)])),
        };
        context.Request.Method = method;
        context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime(ended));
        var open = sessions.RunAsync(context, _ => Task.Delay(Timeout.InfiniteTimeSpan, clock, ended.Token));
        Assert.True(await sessions.IsValidAsync(user.Id, user.SecurityStamp!));
        await sessions.EndAsync();
        Assert.False(ended.IsCancellationRequested);
        await WithDeskAsync(There, async desk => await desk.LockAsync((await desk.FindAsync("asel"))!, Origin));
        await sessions.EndAsync();
        Assert.Equal(ends, ended.IsCancellationRequested);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => open);
    }

    [Fact]
    public async Task Whom_another_process_renames_or_enters_pages_know_after_a_period()
    {
        await AddAsync("asel");
        var (asel, names) = ("user/" + (await FindAsync(Here, "asel")).Id, Here.GetRequiredService<PersonNames>());
        Assert.Equal("asel", names.Of(asel));
        using var stop = new CancellationTokenSource();
        var watching = names.WatchAsync(stop.Token);
        await using var store = await There.GetRequiredService<IDbContextFactory<UserContext>>().CreateDbContextAsync(Deadline.Token);
        await store.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.DisplayName, "Әсел"), Deadline.Token);
        await WithDeskAsync(There, desk =>
            desk.AddAsync(new NewUser("timur", "", AccessServer.Password, [Roles.Officer]), mustChange: false, Origin));
        var timur = "user/" + (await FindAsync(There, "timur")).Id;
        Assert.Equal(("asel", timur), (names.Of(asel), names.Of(timur)));
        clock.Advance(PersonNames.Period);
        await Deadline.UntilAsync("the names are read", () => Task.FromResult(names.Of(asel) == "Әсел"));
        Assert.Equal("timur", names.Of(timur));
        await stop.CancelAsync();
        await watching;
    }

    [Fact]
    public async Task A_key_made_by_one_process_opens_another_until_it_is_revoked()
    {
        await AddAsync("asel");
        var (here, there) = (Here.GetRequiredService<ApiKeys>(), There.GetRequiredService<ApiKeys>());
        var owner = (await FindAsync(Here, "asel")).Id;
        var key = await here.MakeAsync(new NewApiKey(owner, "reports", [Scopes.SealsRead], 30), Origin);
        Assert.NotNull(await there.FindAsync(key!, "test"));
        Assert.NotNull(Assert.Single(await here.OfAsync(owner)).LastUsedAt);
        Assert.True(await there.RevokeAsync(key!.Split('_')[1], owner, Origin));
        Assert.Null(await here.FindAsync(key, "test"));
    }

    [Fact]
    public async Task Failures_are_counted_over_all_processes()
    {
        await AddAsync("asel");
        for (var i = 0; i < SignInDesk.FailuresMax; i++)
            Assert.Equal(SignInOutcome.Refused, await TryAsync(i % 2 == 0 ? Here : There, "wrong"));
        Assert.Equal(SignInOutcome.Refused, await TryAsync(Here, AccessServer.Password));
        Assert.Equal(SignInOutcome.Refused, await TryAsync(There, AccessServer.Password));
        Assert.Equal(
            [AuditEvent.Paused, AuditEvent.Paused], (await Log.ReadAsync(AuditFilter.All, null, 2)).Select(line => line.Event));
        clock.Advance(SignInDesk.Pause + TimeSpan.FromSeconds(1));
        Assert.Equal(SignInOutcome.SignedIn, await TryAsync(There, AccessServer.Password));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\ud800")]
    [InlineData("Әсел")]
    public async Task Whatever_a_stranger_types_is_answered(string name)
    {
        await using var scope = Here.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<SignInDesk>();
        Assert.Equal(SignInOutcome.Refused, (await desk.TryPasswordAsync(name, name, Origin)).Outcome);
        var kept = Assert.Single(await Log.ReadAsync(AuditFilter.All with { Name = name }, null, 10));
        Assert.Equal(AuditEvent.UnknownUser, kept.Event);
    }

    [Fact]
    public async Task Names_are_kept_without_what_is_no_text()
    {
        var shown = "A\0s\ud800el" + new string('x', 94) + "\U0001F512";
        await WithDeskAsync(Here, desk =>
            desk.AddAsync(new NewUser("asel", shown, AccessServer.Password, [Roles.Officer]), mustChange: false, Origin));
        Assert.Equal("Asel" + new string('x', 94) + "\U0001F512", (await FindAsync(There, "asel")).DisplayName);
        Assert.Equal(new string('x', 99), Identifiers.Plain(new string('x', 99) + "\U0001F512", 100));
    }

    private static async Task WithDeskAsync(IServiceProvider process, Func<UserDesk, Task> act)
    {
        await using var scope = process.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<UserDesk>());
    }

    private static async Task<User> FindAsync(IServiceProvider process, string name)
    {
        User? found = null;
        await WithDeskAsync(process, async desk => found = await desk.FindAsync(name));
        return found!;
    }

    private static async Task<SignInOutcome> TryAsync(IServiceProvider process, string password)
    {
        await using var scope = process.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<SignInDesk>().TryPasswordAsync("asel", password, Origin)).Outcome;
    }

    private Task AddAsync(string name) => WithDeskAsync(Here, async desk =>
        Assert.Empty(await desk.AddAsync(new NewUser(name, "", AccessServer.Password, [Roles.Officer]), mustChange: false, Origin)));

    private ServiceProvider Start()
    {
        UserDatabase.Open(Store);
        return new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddUserStore(Store).AddScoped<SignInDesk>()
            .AddSingleton<PersonNames>().AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().BuildServiceProvider();
    }

    private void Run(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A request whose end is seen.</summary>
    private sealed class Lifetime(CancellationTokenSource ended) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; } = ended.Token;

        public void Abort() => ended.Cancel();
    }
}
