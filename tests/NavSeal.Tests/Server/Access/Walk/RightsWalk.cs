using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Devices.Egts;
using NavSeal.Journal;
using NavSeal.Model.Desk;
using NavSeal.Tests.Simulation;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Api;

namespace NavSeal.Tests.Server.Access.Walk;

/// <summary>Every role tries every door of a running server: as a person and by a key, at what is its own and at what differs from it in
/// organisation, office or state. What came of it is kept for the tests to judge.</summary>
public sealed class RightsWalk : IAsyncLifetime
{
    /// <summary>What only those read who act by it.</summary>
    public const string Control = "Scanner behind the third gate";

    private const string DriverPhone = "+77010000000";
    private const int AtOnce = 4;
    private static readonly IReadOnlyList<WalkedThing?> NoThing = [null];
    private readonly ApiServer api = new();
    private readonly Dictionary<string, (Browser Browser, string Token, string Key)> people = [];
    private int ids;

    /// <summary>Every attempt.</summary>
    internal ConcurrentQueue<Visit> Visits { get; } = new();

    /// <summary>Every list that was read: by whom, which, and whether it shows what is walked.</summary>
    internal ConcurrentQueue<Listing> Listings { get; } = new();

    /// <summary>The ids under which the journal says that something was done.</summary>
    internal HashSet<Guid> Done { get; private set; } = [];

    /// <summary>How each transportation stood before and after.</summary>
    internal List<(Thing Thing, string Before, string After)> Stood { get; } = [];

    internal IReadOnlyList<WalkedThing> Things { get; private set; } = [];

    internal IReadOnlyList<Door> Doors { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await api.InitializeAsync();
        Doors = [.. DoorsOf(api.Access.Services)];
        foreach (var role in Roles.All) people[role] = await EnterAsync(role);
        var things = new List<WalkedThing>();
        foreach (var thing in Enum.GetValues<Thing>().Where(one => one != Thing.None)) things.Add(await MakeAsync(thing));
        Things = things;
        var before = await StandAsync();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(Roles.All, atOnce, async (role, _) => await ReadAsync(role));
        await Parallel.ForEachAsync(Roles.All, atOnce, async (role, _) => await WalkAsync(role));
        foreach (var (thing, after) in await StandAsync()) Stood.Add((thing, before[thing], after));
        Done = DoneIn(api.Access.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (browser, _, _) in people.Values) browser.Dispose();
        await api.DisposeAsync();
    }

    /// <summary>Who may read a list and what of it; the page of it holds what it shows of each thing.</summary>
    internal sealed record Listing(string Role, Door Door, string Path, Thing Thing, bool Shows);

    private static IEnumerable<Door> DoorsOf(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where route != Paths.SignOut && !route.StartsWith(Paths.Account, StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(one => one.Policy).OfType<string>().Distinct().ToList()
        select new Door(method, route, policies);

    private async Task<(Browser Browser, string Token, string Key)> EnterAsync(string role)
    {
        var name = "walks-as-" + role;
        await api.Access.AddAsync(name, new Belonging(JourneySaid.Own, JourneySaid.OwnOrganisation, "KG"), role);
        var browser = await api.Access.SteppedUpAsync(name);
        await browser.OpenAsync(Paths.Account);
        var token = browser.FormToken;
        Assert.NotEmpty(token);
        var scopes = Scopes.All.Where(scope => Scopes.ReachOf(role, scope) > Workplaces.Reach.Nothing).ToArray();
        return (browser, token, scopes.Length == 0 ? "" : await api.Access.KeyOfAsync(name, scopes));
    }

    private async Task<WalkedThing> MakeAsync(Thing thing)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(api.Access.Clock.GetUtcNow().ToUnixTimeSeconds());
        var made = WalkedThing.Of(thing, now);
        var draft = await api.DraftAsync(made.Said);
        var contact = new { name = "D. Omarov", phone = DriverPhone, licence = "KZ 1" };
        await Deadline.UntilAsync("the draft is seen", async () =>
            (await api.GetAsync($"/api/v1/transportations/{draft}")).Status == HttpStatusCode.OK);
        var kept = await api.PostAsync($"/api/v1/transportations/{draft}/driver", contact, api.NewId());
        made = made with { Draft = draft, Driver = kept.Body.GetProperty("sha256").GetString()! };
        var put = await api.PutAsync(
            $"/api/v1/transportations/{draft}", JsonSerializer.Serialize(made.Application, ApiJson.Default.Application));
        Assert.True(put.Status == HttpStatusCode.OK, put.Text);
        var document = (await api.PostAsync("/api/v1/documents", new { walked = thing.ToString() }, api.NewId())).Body
            .GetProperty("sha256").GetString()!;
        var number = await api.BeginAsync(made.Index, made.Said);
        await api.DoAsync(number, "set-forms-of-control", new { forms = Control });
        await api.DoAsync(number, "attach-document", new { documentKind = "CMR", documentNumber = "1", sha256 = document });
        await api.ReportAsync(made.Index, EgtsLoopState.Break, DateTimeOffset.FromUnixTimeSeconds(
            api.Access.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds()));
        await Deadline.UntilAsync("the situation is open", async () =>
            (await api.GetAsync($"/api/v1/situations?transportation={number}")).Items.Count > 0);
        return made with { Number = number, Document = document };
    }

    private async Task WalkAsync(string role)
    {
        var (browser, token, key) = people[role];
        var knock = new Knock(new TestReasons(), () => new Guid(Interlocked.Increment(ref ids), 7, 3, new byte[8]));
        // Where a door leads on to is a door of its own, and a key is not sent there.
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var program = new HttpClient(handler) { BaseAddress = browser.Client.BaseAddress };
        if (key.Length > 0) program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var door in Doors)
        {
            foreach (var thing in door.IsOfThing ? Things : NoThing)
            {
                await TryAsync(new Caller(role, Way.Session, browser.Client), knock.At(door, thing, token), door, thing);
                if (key.Length > 0 && (door.IsOfApi || thing is null))
                    await TryAsync(new Caller(role, Way.Key, program), knock.At(door, thing, token), door, thing);
            }
        }
    }

    /// <summary>Before anybody has done anything: what is done to a thing changes where it is listed.</summary>
    private async Task ReadAsync(string role)
    {
        var client = people[role].Browser.Client;
        foreach (var thing in Things)
        {
            await ReadAsync(role, client, thing);
            foreach (var door in Doors.Where(Lists.IsOne))
            {
                foreach (var path in Lists.PathsOf(door, thing))
                    Listings.Enqueue(new Listing(role, door, path, thing.Thing, await ShowsAsync(client, path, thing)));
            }
        }
    }

    /// <summary>What of a time line is shown to some alone counts as a door of its own.</summary>
    private async Task ReadAsync(string role, HttpClient client, WalkedThing thing)
    {
        var (timeline, page) = ("/api/v1/transportations/{number}/timeline", "/transportations/{number}");
        (string Route, string Number, string Right, string Shown)[] parts =
        [
            (timeline, thing.Number, Rights.SeeControlForms, Control), (page, thing.Number, Rights.SeeControlForms, Control),
            (timeline, thing.Number, Rights.SeeDriver, new string('0', 64)), (page, thing.Draft, Rights.SeeDriver, DriverPhone),
        ];
        foreach (var (route, number, right, shown) in parts)
        {
            using var answer = await client.GetAsync(route.Replace("{number}", number, StringComparison.Ordinal), Deadline.Token);
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Deadline.Token));
            Visits.Enqueue(new Visit(role, Way.Session, new Door("GET", $"{route} ({right})", [right]), thing.Thing)
            {
                Id = Guid.Empty,
                Status = (int)answer.StatusCode,
                WasLetIn = text.Contains(shown, StringComparison.Ordinal),
            });
        }
    }

    private async Task TryAsync(Caller caller, (HttpRequestMessage Request, Guid Id) asked, Door door, WalkedThing? thing)
    {
        using var request = asked.Request;
        using var answer = await caller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Deadline.Token);
        var isClosed = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (answer.StatusCode == HttpStatusCode.NotFound && thing is not null)
            || (answer.Headers.Location?.OriginalString is { } to && (to.StartsWith(Paths.SignIn, StringComparison.Ordinal)
                || to.StartsWith(Paths.StepUp, StringComparison.Ordinal)));
        Visits.Enqueue(new Visit(caller.Role, caller.Way, door, thing?.Thing ?? Thing.None)
        {
            Id = asked.Id,
            Status = (int)answer.StatusCode,
            WasLetIn = !isClosed,
        });
    }

    private static async Task<bool> ShowsAsync(HttpClient client, string path, WalkedThing thing)
    {
        using var answer = await client.GetAsync(path, Deadline.Token);
        var text = await answer.Content.ReadAsStringAsync(Deadline.Token);
        return answer.IsSuccessStatusCode
            && (text.Contains(thing.Number, StringComparison.Ordinal) || text.Contains(thing.Seal, StringComparison.Ordinal));
    }

    private async Task<Dictionary<Thing, string>> StandAsync()
    {
        var stand = new Dictionary<Thing, string>();
        foreach (var thing in Things)
        {
            var row = (await api.GetAsync($"/api/v1/transportations/{thing.Number}")).Body;
            var seal = (await api.GetAsync($"/api/v1/seals/{thing.Seal}")).Body;
            var draft = (await api.GetAsync($"/api/v1/transportations/{thing.Draft}")).Body;
            stand[thing.Thing] = $"{row.GetProperty("status")} {seal.GetProperty("transportation")} {draft.GetProperty("status")}";
        }

        return stand;
    }

    // The journal of a running server is its own: what it has flushed is read from a copy.
    private static HashSet<Guid> DoneIn(ServerFolder folder)
    {
        using var copy = new ServerFolder();
        Directory.CreateDirectory(copy.Journal);
        foreach (var file in Directory.EnumerateFiles(folder.Journal).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy.Journal, Path.GetFileName(file)));
        using var journal = SegmentJournal.Open(
            new SegmentJournalOptions { Folder = copy.Journal, SegmentBytes = 16 << 20, RoomInBackground = false });
        return [.. JournalEvents.Of<DeskEvent>(journal.ReadAfter(0)).Select(one => one.Change).OfType<DeskEvent.CommandDone>()
            .Select(done => done.Id)];
    }

    private sealed record Caller(string Role, Way Way, HttpClient Client);
}

/// <summary>The lists that show transportations or what belongs to them, and how they are asked for one of them.</summary>
internal static class Lists
{
    private static readonly Dictionary<string, string[]> Queries = new()
    {
        ["/transportations"] = ["", "?text={vehicle}"],
        ["/situations"] = ["", "?text={vehicle}"],
        ["/seals"] = ["", "?text={vehicle}"],
        ["/search"] = ["?text={vehicle}"],
        ["/clocks"] = ["?text={vehicle}"],
        ["/clocks/csv"] = [""],
        ["/live/clocks"] = [""],
        ["/board"] = [""],
        ["/permissions"] = [""],
        ["/arrivals"] = [""],
        ["/applications"] = [""],
        ["/api/v1/transportations"] = ["", "?text={vehicle}", "?vehicle={vehicle}", "?seal={seal}"],
        ["/api/v1/situations"] = ["", "?transportation={number}", "?seal={seal}"],
        ["/api/v1/seals"] = ["", "?text={seal}"],
        ["/api/v1/positions"] = [""],
        ["/api/v1/obligations"] = ["?transportation={number}", "?text={vehicle}"],
    };

    /// <summary>Those that show whatever is under tracking, to whoever sees it. Clocks run under escort, which nothing that is walked is
    /// under.</summary>
    private static readonly string[] Whole =
    [
        "/transportations", "/situations", "/search", "/api/v1/transportations", "/api/v1/situations", "/api/v1/seals",
        "/api/v1/positions",
    ];

    public static bool IsOne(Door door) => door.Method == "GET" && Queries.ContainsKey(door.Route);

    public static bool IsWhole(Door door) => Whole.Contains(door.Route);

    public static IReadOnlyCollection<string> All => Queries.Keys;

    public static IEnumerable<string> PathsOf(Door door, WalkedThing thing) => Queries[door.Route].Select(query => door.Route + query
        .Replace("{vehicle}", thing.Said.Vehicle, StringComparison.Ordinal).Replace("{seal}", thing.Seal, StringComparison.Ordinal)
        .Replace("{number}", thing.Number, StringComparison.Ordinal));
}
