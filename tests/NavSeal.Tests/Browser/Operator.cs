using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server;
using NavSeal.Server.Configuration;
using NavSeal.Server.Identity;
using NavSeal.Simulator;
using NavSeal.Tests.Server;
using NavSeal.Tests.Server.Access;
using NavSeal.Tracking.Life;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Tests.Browser;

/// <summary>A national operator at work: the real server, a fleet of one seed that reports over TCP, a user for each role, and a browser.
/// What happens to a seal a story says; nothing happens by chance.</summary>
public sealed class Operator : IAsyncLifetime
{
    /// <summary>Seals of the fleet, numbered from 1; the first <see cref="Tracked"/> of them are under tracking.</summary>
    public const int Seals = 60;

    public const int Tracked = 50;

    private const float WaitMilliseconds = 30_000;
    private const string DestinationCode = "55302";
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(2), AgreedPeriod = TimeSpan.FromSeconds(10);
    private static readonly Origin Origin = new("test", "", "");
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, string> signedIn = [];
    private NavSealServer? server;
    private FleetRunner? runner;
    private Task running = Task.CompletedTask;
    private IPlaywright? playwright;

    internal ServerFolder Folder { get; } = new();

    internal NavSealServer Server => server ?? throw new InvalidOperationException("Not started.");

    internal IBrowser Browser { get; private set; } = null!;

    internal string Address => $"http://127.0.0.1:{Folder.HttpPort}";

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsPresent) return;
        var arguments = Folder.Arguments.Chunk(2).ToDictionary(pair => pair[0][2..], pair => pair[1]);
        arguments["sign-in-attempts"] = "10000";
        arguments["log-level"] = "Critical";
        server = await NavSealServer.StartAsync(Settings.Read(new Dictionary<string, string>(), arguments, null), TimeProvider.System);
        foreach (var role in Roles.All) await AddUserAsync(role, role);
        await BeginFleetAsync();
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.StartAsync(playwright);
        Assertions.SetDefaultExpectTimeout(WaitMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        if (playwright is not null)
        {
            await Browser.DisposeAsync();
            playwright.Dispose();
        }

        await stop.CancelAsync();
        await running;
        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        stop.Dispose();
        Folder.Dispose();
    }

    internal static SealNumber Number(int seal) => SealNumber.Parse($"SIM-{seal:000000}");

    internal Task AddUserAsync(string name, params string[] roles) => WithDeskAsync(async desk =>
        Assert.Empty(await desk.AddAsync(new NewUser(name, "Test " + name, AccessServer.Password, roles), mustChange: false, Origin)));

    /// <summary>An administrator locks a user: every session of it ends.</summary>
    internal async Task LockAsync(string name)
    {
        await WithDeskAsync(async desk =>
            await desk.LockAsync(await desk.FindAsync(name) ?? throw new InvalidOperationException($"No user {name}."), Origin));
        await Server.Services.GetRequiredService<Sessions>().EndAsync();
    }

    /// <summary>Something happens to a seal, and the operator learns of it.</summary>
    /// <returns>The situation that was opened by it.</returns>
    internal async Task<SituationRow> HappenAsync(int seal, Action<SimulatedSeal, DateTimeOffset> incident)
    {
        Assert.True(runner!.Script(Number(seal), incident));
        SituationRow? opened = null;
        await Deadline.UntilAsync($"a situation of {Number(seal)} is open", () => Task.FromResult((opened = OpenOf(seal)) is not null));
        return opened!;
    }

    /// <summary>The worst open situation of a seal; null where none is open.</summary>
    internal SituationRow? OpenOf(int seal) =>
        Server.Views.Situations.List(new SituationFilter { Open = true, Seal = Number(seal) }, null, 1).Items is [var worst]
            ? worst
            : null;

    /// <summary>A seal that drives, among those that no story happens to.</summary>
    internal int Driving() => Enumerable.Range(30, Tracked - 30).First(seal => Server.Views.Seals.Find(Number(seal))?.IsMoving == true);

    /// <summary>A seal that stands, among the same.</summary>
    internal int Standing() => Enumerable.Range(30, Tracked - 30).First(seal => Server.Views.Seals.Find(Number(seal))?.IsMoving == false);

    /// <summary>A window of its own: nobody's cookies, unless somebody of that role has signed in before.</summary>
    internal async Task<IBrowserContext> WindowAsync(BrowserNewContextOptions options, string? role = null)
    {
        options.BaseURL ??= Address;
        options.Locale ??= "en-GB";
        options.TimezoneId ??= "Asia/Almaty";
        if (role is not null) options.StorageState = await SignedInAsync(role);
        var window = await Browser.NewContextAsync(options);
        window.SetDefaultTimeout(WaitMilliseconds);
        return window;
    }

    /// <summary>Goes through the page of signing in once for each user; further windows begin with the cookies of the first.</summary>
    private async Task<string> SignedInAsync(string name)
    {
        if (signedIn.TryGetValue(name, out var state)) return state;
        await using var window = await WindowAsync(new BrowserNewContextOptions());
        var page = await window.NewPageAsync();
        await page.GotoAsync("/account");
        await page.SignInAsync(name, AccessServer.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account" })).ToBeVisibleAsync();
        return signedIn[name] = await window.StorageStateAsync();
    }

    private async Task WithDeskAsync(Func<UserDesk, Task> act)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<UserDesk>());
    }

    private async Task BeginFleetAsync()
    {
        var calm = new SealSettings
        {
            MovingPeriod = ReportPeriod,
            StandingPeriod = ReportPeriod,
            InvalidFixShare = 0,
            Rare = RareEvents.None,
        };
        var corridors = Corridors.Parse(Architecture.Repository.TextOf("reference/corridors.geojson"));
        var fleet = Fleet.Create(new FleetSettings { Seals = Seals, Seed = 7, Seal = calm }, corridors, TimeProvider.System.GetUtcNow());
        foreach (var (row, index) in fleet.Registrations.Select((row, index) => (row, index))) await DoAsync(Registration(row), index);
        var where = new FleetRunnerSettings { Host = "127.0.0.1", Port = _ => Folder.EgtsPort };
        runner = new FleetRunner(fleet, where, TimeProvider.System);
        running = runner.RunAsync(stop.Token);
        await Deadline.UntilAsync("every seal has reported closed", () => Task.FromResult(fleet.Seals.All(seal =>
            Server.Views.Seals.Find(seal.Number)?.SealingElement == SealingElementState.Closed)));
        await BeginTrackingAsync();
    }

    private Command.RegisterSeal Registration(FleetRegistration row) => new(new RegisteredSeal
    {
        Number = row.Number,
        Protocol = row.Protocol,
        Identity = row.Identity,
        Model = row.Model,
        Profile = Server.Registry.Profiles.Find(row.Profile)!,
        Operator = row.Operator,
    });

    private async Task BeginTrackingAsync()
    {
        var id = Seals;
        foreach (var row in ShortestLife.Rows("unused").Append(Destination)) await DoAsync(new Command.EnterRow(row), ++id);
        for (var seal = 1; seal <= Tracked; seal++)
        {
            var life = Activation(seal);
            foreach (var part in life.Before(TimeProvider.System.GetUtcNow())) await DoAsync(Told(part, seal), ++id);
            await DoAsync(life.Activation, ++id);
        }
    }

    private static ShortestLife Activation(int seal) => new(new TransportationNumber(new Guid(seal, 0, 0, new byte[8])), Number(seal))
    {
        Regimes = TrackingRegimes.Union | TrackingRegimes.KzElectronicCustomsEscort,
        MovingPeriod = AgreedPeriod,
        StandingPeriod = AgreedPeriod,
    };

    /// <summary>The office of destination with the code by which a demand names it.</summary>
    private static RowEntry Destination => new()
    {
        Kind = RegistryKind.Office,
        Corrects = 0,
        Values = new RegistryValues(
            [new("id", "zhaisan"), new("code", DestinationCode), new("name_ru", "Жайсан"), new("country", "KZ"), new("level", "post")]),
        Source = "test",
    };

    /// <summary>The same with vehicles and offices that people know.</summary>
    private static Command Told(Command part, int seal) => part switch
    {
        Command.Draft draft => draft with
        {
            Application = draft.Application with
            {
                Vehicles = [new Vehicle($"{100 + seal} KZA 02", VehicleKind.Tractor, "KZ")],
                DepartureOffice = "nur-zholy",
                DestinationOffice = "zhaisan",
            },
        },
        Command.OrderSeal ordered => ordered with { Order = ordered.Order with { Authority = "nur-zholy" } },
        Command.Permit permitted => permitted with { Authority = "nur-zholy" },
        Command.DemandActivation demanded => demanded with
        {
            Demand = demanded.Demand with { Vehicle = $"{100 + seal} KZA 02", OfficeCode = DestinationCode },
        },
        Command.Affix affixed => affixed with { Affixing = affixed.Affixing with { Place = "nur-zholy" } },
        _ => part,
    };

    private async Task DoAsync(Command command, int id)
    {
        var answer = await Server.Desk.Do(command, new CommandOrigin(new Guid(id, 1, 0, new byte[8]), "test"), stop.Token);
        Assert.True(answer is Answer.Done, $"{command.GetType().Name}: {answer}");
    }
}

/// <summary>One operator for all stories; they are told one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneOperator : ICollectionFixture<Operator>
{
    public const string Name = "browser";
}
