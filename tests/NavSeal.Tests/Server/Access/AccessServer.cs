using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server;
using NavSeal.Server.Demo;
using NavSeal.Server.Identity;
using NavSeal.Tests.Postgres;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>A server in this process, whose clock a test can put forward, with a user for each role.</summary>
public abstract class AccessServer : IAsyncLifetime
{
    public const string Password = "four words are enough";

    private static readonly Origin Origin = new("test", "", "");
    private NavSealServer? server;

    private System.Collections.Concurrent.ConcurrentDictionary<string, string> Secrets { get; } = new();

    /// <summary>What it is set besides.</summary>
    private protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>Whether it has a user for each role.</summary>
    private protected virtual bool EntersUsers => true;

    internal ServerFolder Folder { get; } = new();

    internal ShiftedClock Clock { get; } = new();

    internal NavSealServer Server => server ?? throw new InvalidOperationException("Not started.");

    internal IServiceProvider Services => Server.Services;

    public virtual async ValueTask InitializeAsync()
    {
        var arguments = Folder.Arguments.Chunk(2).ToDictionary(pair => pair[0][2..], pair => pair[1]);
        arguments["sign-in-attempts"] = "10000";
        arguments["log-level"] = "Critical";
        arguments["metrics-open"] = "no";
        foreach (var (name, value) in Settings) arguments[name] = value;
        server = await NavSealServer.StartAsync(
            NavSeal.Server.Configuration.Settings.Read(new Dictionary<string, string>(), arguments, null), Clock);
        if (EntersUsers) foreach (var role in Roles.All) await AddAsync(role, role);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Enters a user with <see cref="Password"/>.</summary>
    internal Task AddAsync(string name, params string[] roles) => AddAsync(name, Belonging.None, roles);

    /// <summary>Enters a user who belongs to something.</summary>
    internal Task AddAsync(string name, Belonging belonging, params string[] roles) => WithDeskAsync(async desk => Assert.Empty(
        await desk.AddAsync(new NewUser(name, "Test " + name, Password, roles) { Belonging = belonging }, mustChange: false, Origin)));

    /// <summary>Signs in, takes a second factor into use where the user has none, and shows it.</summary>
    internal async Task<Browser> SteppedUpAsync(string name)
    {
        var secret = Secrets.GetOrAdd(name, _ => Totp.NewSecret());
        await WithUserAsync(name, async (desk, user, origin) =>
        {
            await using var scope = Services.CreateAsyncScope();
            var hidden = scope.ServiceProvider.GetRequiredService<SignInDesk>().Protect(secret);
            if (!user.TwoFactorEnabled) await desk.EnrolAsync(user, hidden, step: 0, origin);
        });

        var browser = await SignedInAsync(name);
        await browser.OpenAsync(browser.Location ?? "/");
        await browser.SendAsync("/sign-in/second-factor", ("code", NextCodeOf(name)), ("next", "/"));
        return browser;
    }

    /// <summary>The next code of somebody who has stepped up; a code counts once.</summary>
    internal string NextCodeOf(string name)
    {
        Clock.Advance(TimeSpan.FromSeconds(30));
        return Totp.Code(Secrets[name], Totp.StepOf(Clock.GetUtcNow()));
    }

    /// <summary>Does something as an administrator at a terminal.</summary>
    internal async Task WithDeskAsync(Func<UserDesk, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<UserDesk>());
    }

    internal Task WithUserAsync(string name, Func<UserDesk, User, Origin, Task> act) => WithDeskAsync(async desk =>
        await act(desk, await desk.FindAsync(name) ?? throw new InvalidOperationException($"No user {name}."), Origin));

    /// <summary>A key of a user.</summary>
    internal async Task<string> KeyOfAsync(string owner, params string[] scopes)
    {
        var key = "";
        await WithUserAsync(owner, async (_, user, origin) =>
            key = await Services.GetRequiredService<ApiKeys>().MakeAsync(new NewApiKey(user.Id, "test", scopes, 30), origin) ?? "");
        return key;
    }

    internal async Task<IReadOnlyList<AuditEvent>> AuditOfAsync(string name)
    {
        var lines = await Services.GetRequiredService<AuditLog>().ReadAsync(AuditFilter.All with { Name = name }, null, 1000);
        return [.. lines.Reverse().Select(line => line.Event)];
    }

    internal Browser Browser() => new(Folder.HttpPort);

    internal async Task<Browser> SignedInAsync(string name)
    {
        var browser = Browser();
        await browser.SignInAsync(name, Password);
        return browser;
    }
}

/// <summary>With the files of its data folder.</summary>
public sealed class EmbeddedAccessServer : AccessServer;

/// <summary>With a database of its own.</summary>
public sealed class SharedAccessServer : AccessServer
{
    private readonly TestDatabase? database = LocalPostgres.Programs is null ? null : TestDatabase.Create();

    private protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["store"] = "postgres",
        ["postgres"] = database!.ConnectionString,
    };

    /// <summary>A fixture cannot skip its tests: they do it, and it starts nothing.</summary>
    public override ValueTask InitializeAsync() => database is null ? ValueTask.CompletedTask : base.InitializeAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        database?.Dispose();
    }
}

/// <summary>The machine's clock, put forward by hand.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public override long GetTimestamp() => System.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref ticks)).TotalSeconds
        * TimestampFrequency);

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
