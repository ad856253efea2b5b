using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Devices.Egts;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Server.Identity;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Life;

/// <summary>A server that trusts a test authority, with seals that report, and the people of a transportation, each with a key.</summary>
public sealed class LifeServer : IAsyncLifetime
{
    public const string Departure = JourneySaid.Other, Destination = JourneySaid.Own, Organisation = JourneySaid.OwnOrganisation,
        DestinationCode = "57505", Signer = "Officer of departure", Declaration = "57505/010326/0000001";

    private static readonly string[] Reads =
        [Scopes.TransportationsRead, Scopes.SealsRead, Scopes.TelemetryRead, Scopes.SituationsRead, Scopes.PositionsRead];

    public LifeServer()
    {
        Authority = new TestAuthority("Test authority");
        Api = new ApiServer(new SigningServer(Authority.Pem));
    }

    internal ApiServer Api { get; }

    internal TestAuthority Authority { get; }

    internal string Carrier { get; private set; } = "";

    internal string Dispatcher { get; private set; } = "";

    internal string Head { get; private set; } = "";

    internal string AtDeparture { get; private set; } = "";

    internal string AtDestination { get; private set; } = "";

    internal string Representative { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        Carrier = await KeyAsync("driver-of-ours", new Belonging(null, Organisation, null), Roles.Carrier);
        Dispatcher = await KeyAsync("on-duty", Belonging.None, Roles.Dispatcher);
        Head = await KeyAsync("head", new Belonging(Departure, null, null), Roles.HeadOfOffice);
        AtDeparture = await KeyAsync("officer-departure", new Belonging(Departure, null, null), Roles.Officer);
        AtDestination = await KeyAsync("officer-destination", new Belonging(Destination, null, null), Roles.Officer);
        Representative = await KeyAsync("representative-departure", new Belonging(Departure, null, null), Roles.Representative);
        await EnterOfficeAsync();
        await EnrolAsync("officer-departure", Signer);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        Authority.Dispose();
    }

    /// <summary>A key of a new person that reads and acts as far as the person may.</summary>
    internal async Task<string> KeyAsync(string name, Belonging belonging, string role)
    {
        await Api.Access.AddAsync(name, belonging, role);
        var scopes = Reads.Append(Scopes.TransportationsWrite).Where(scope => Scopes.ReachOf(role, scope) > Reach.Nothing);
        var key = await Api.Access.KeyOfAsync(name, [.. scopes]);
        Assert.NotEmpty(key);
        return key;
    }

    /// <summary>Puts the certificate of a person on the account by which that person acts.</summary>
    internal Task EnrolAsync(string user, string person) => Api.Access.WithUserAsync(user, async (_, account, origin) => Assert.Null(
        await Api.Access.Services.GetRequiredService<PersonCertificates>()
            .EnrolAsync(account, CmsReader.SignatoryOf(Authority.CertificateOf(person)), origin)));

    /// <summary>Applies.</summary>
    internal async Task<string> DraftAsync(string key, Application application)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(application, Workplaces.Api.ApiJson.Default.Application);
        var reply = await Api.PostAsync("/api/v1/transportations", body, Api.NewId(), key);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text);
        var number = reply.Body.GetProperty("transportation").GetString()!;
        await Api.GetAsync($"/api/v1/transportations/{number}?after={reply.Commit}");
        return number;
    }

    /// <summary>Does an act that has to be done, and waits until it is seen.</summary>
    internal async Task DoAsync(string key, string number, string act, object? body = null)
    {
        var reply = await PostAsync(key, number, act, body);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{act}: {reply.Text}");
        await Api.GetAsync($"/api/v1/transportations/{number}?after={reply.Commit}");
    }

    /// <summary>Tries an act that has to be refused, with code, clause and cure.</summary>
    internal async Task RefusedAsync(string key, string number, (string Act, object? Body) tried, (string Code, string Clause) expected)
    {
        var reply = await PostAsync(key, number, tried.Act, tried.Body);
        Assert.True((int)reply.Status is 404 or 409 or 422, $"{tried.Act}: {reply.Status} {reply.Text}");
        Assert.Equal((tried.Act, expected.Code), (tried.Act, reply.Code));
        Assert.Equal((tried.Act, expected.Clause), (tried.Act, reply.Body.GetProperty("clause").GetString()));
        Assert.NotEmpty(reply.Body.GetProperty("title").GetString()!);
        Assert.NotEmpty(reply.Body.GetProperty("detail").GetString()!);
    }

    internal Task<ApiReply> PostAsync(string key, string number, string act, object? body) =>
        Api.PostAsync($"/api/v1/transportations/{number}/{act}", body, Api.NewId(), key);

    /// <summary>What the officer of departure signs by certificate under an act.</summary>
    internal string Signed(string number, string act, params (string Name, string Value)[] values) =>
        SignedBy(Signer, number, act, values);

    /// <summary>What a person signs by certificate under an act.</summary>
    internal string SignedBy(string person, string number, string act, params (string Name, string Value)[] values) => Authority.Sign(
        person, string.Join('\n', [
            $"act: {act}", $"transportation: {number}",
            .. values.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}: {one.Value}"),
        ]));

    /// <summary>A report of a seal, measured now and a second later than the one before.</summary>
    internal Task HearAsync(int seal, EgtsLoopState element = EgtsLoopState.Normal)
    {
        Api.Access.Clock.Advance(TimeSpan.FromSeconds(1));
        return Api.ReportAsync(
            seal, element, DateTimeOffset.FromUnixTimeSeconds(Api.Access.Clock.GetUtcNow().ToUnixTimeSeconds()));
    }

    /// <summary>The names of the events of a transportation in order, without its clocks.</summary>
    internal async Task<List<string>> EventsAsync(string number) =>
        [.. (await Api.GetAsync($"/api/v1/transportations/{number}/timeline")).Items
            .Select(item => item.GetProperty("event").GetString()!)
            .Where(name => !name.StartsWith("Obligation", StringComparison.Ordinal))];

    private async Task EnterOfficeAsync()
    {
        var row = new RowEntry
        {
            Kind = RegistryKind.Office,
            Values = new RegistryValues(
            [
                new("id", "life-office"), new("code", DestinationCode), new("name_ru", "Пост назначения"), new("country", "KZ"),
                new("level", "post"),
            ]),
            Source = "test",
        };
        var answer = await Api.Access.Server.Desk.Do(new Command.EnterRow(row), new CommandOrigin(Api.NewId(), "test"), Deadline.Token);
        Assert.True(answer is Answer.Done, $"{answer}");
    }

    private sealed class SigningServer(string trusted) : AccessServer
    {
        private protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["signers"] = Folder.Write("signers.pem", trusted) };
    }
}
