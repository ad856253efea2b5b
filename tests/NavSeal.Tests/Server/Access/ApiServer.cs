using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NavSeal.Devices.Egts;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Api;

namespace NavSeal.Tests.Server.Access;

/// <summary>A server with some seals that have reported, and a program with a key of every scope.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const int Seals = 16, Reports = 5;

    private const uint FirstId = 5_000_000;

    private int ids;

    public ApiServer()
        : this(new EmbeddedAccessServer()) { }

    internal ApiServer(AccessServer access) => Access = access;

    internal AccessServer Access { get; }

    internal string Key { get; private set; } = "";

    /// <summary>When the first report of each seal was measured; the others a second apart.</summary>
    internal DateTimeOffset Measured { get; } =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds());

    internal static string SealOf(int index) => $"API-{index:000}";

    public async ValueTask InitializeAsync()
    {
        await Access.InitializeAsync();
        Key = await Access.KeyOfAsync(Roles.Integrator, [.. Scopes.All]);
        foreach (var row in Rows()) await EnterAsync(row);
        for (var i = 0; i < Seals; i++) await RegisterAsync(i);
        for (var i = 0; i < Seals; i++)
            await ReportAsync(i, EgtsLoopState.Normal, [.. Enumerable.Range(0, Reports).Select(n => Measured.AddSeconds(n))]);
        await Deadline.UntilAsync("all seals are seen", async () =>
            (await GetAsync($"/api/v1/seals/{SealOf(Seals - 1)}")).Body.TryGetProperty("position", out _));
    }

    public ValueTask DisposeAsync() => Access.DisposeAsync();

    /// <summary>Sends reports of a seal, and waits for the answer.</summary>
    internal async Task ReportAsync(int index, EgtsLoopState element, params DateTimeOffset[] measuredAt)
    {
        using var client = new TcpClient("127.0.0.1", Access.Folder.EgtsPort);
        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Report(packet, [.. measuredAt.Select(at => RunningServer.Report(FirstId + (uint)index, at) with
        {
            At = GeoPoint.FromDegrees(43.25, 76.95 + (index * 0.1)),
            Loops = default(EgtsLoops).With(1, element).With(2, EgtsLoopState.Normal),
        })]);
        await client.GetStream().WriteAsync(packet.WrittenMemory, Deadline.Token);
        Assert.True(await client.GetStream().ReadAsync(new byte[4096], Deadline.Token) > 0, "No answer came.");
    }

    internal async Task<ApiReply> GetAsync(string path, string? key = null, string? tag = null, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        request.Headers.Accept.ParseAdd(accept);
        return await SendAsync(request, key ?? Key);
    }

    internal async Task<ApiReply> PostAsync(string path, object? body, Guid? id, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (id is { } known) request.Headers.Add("Idempotency-Key", known.ToString());
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return await SendAsync(request, key ?? Key);
    }

    internal async Task<ApiReply> PutAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        request.Headers.Add("Idempotency-Key", NewId().ToString());
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await SendAsync(request, Key);
    }

    private async Task<ApiReply> SendAsync(HttpRequestMessage request, string key)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Access.Folder.HttpPort}") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.SendAsync(request, Deadline.Token);
        return new ApiReply(
            answer.StatusCode, await answer.Content.ReadAsStringAsync(Deadline.Token), answer.Headers.ETag?.ToString(),
            answer.Headers.TryGetValues("NavSeal-Commit", out var commits) ? commits.Single() : null);
    }

    /// <summary>Applies, confirms, affixes and activates through the API.</summary>
    /// <returns>The number of the transportation, which is under tracking.</returns>
    internal async Task<string> BeginAsync(int seal, JourneySaid said)
    {
        var number = await AffixedAsync(seal, said);
        var reply = await DoAsync(number, "activate", new { seal = SealOf(seal) });
        await GetAsync($"/api/v1/transportations/{number}?after={reply.Commit}");
        return number;
    }

    /// <summary>Applies, confirms and affixes through the API; the seal has just reported.</summary>
    internal async Task<string> AffixedAsync(int seal, JourneySaid said)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Access.Clock.GetUtcNow().ToUnixTimeSeconds());
        await ReportAsync(seal, EgtsLoopState.Normal, now);
        var number = await DraftAsync(said);
        await DoAsync(number, "confirm", new { contract = said.Contract });
        await DoAsync(number, "affix", AffixingOf(seal));
        return number;
    }

    /// <summary>Applies through the API.</summary>
    internal async Task<string> DraftAsync(JourneySaid said)
    {
        var application = JsonSerializer.Serialize(said.ToApplication(Access.Clock.GetUtcNow()), ApiJson.Default.Application);
        var drafted = await PostAsync("/api/v1/transportations", application, NewId());
        Assert.True(drafted.Status == HttpStatusCode.Created, drafted.Text);
        return drafted.Body.GetProperty("transportation").GetString()!;
    }

    /// <summary>Does an act that has to be done.</summary>
    internal async Task<ApiReply> DoAsync(string number, string act, object? body)
    {
        var reply = await PostAsync($"/api/v1/transportations/{number}/{act}", body, NewId());
        Assert.True(reply.Status == HttpStatusCode.OK, $"{act}: {reply.Text}");
        return reply;
    }

    internal static object AffixingOf(int seal) => new
    {
        seal = SealOf(seal),
        compartment = 1,
        placeKind = "customsControlZone",
        place = JourneySaid.Own,
        representativeRole = "employee",
        employeeNumber = "17",
        representativeName = "A. Sadykov",
    };

    /// <summary>A new one each time, the same in each run.</summary>
    internal Guid NewId() => new(Interlocked.Increment(ref ids), 9, 9, new byte[8]);

    private static IEnumerable<RowEntry> Rows()
    {
        foreach (var organisation in new[] { JourneySaid.OwnOrganisation, JourneySaid.OtherOrganisation })
        {
            yield return Row(
                RegistryKind.Organisation, ("country", "KZ"), ("number", organisation[3..]), ("name", organisation),
                ("kinds", "carrier customer"));
            yield return Row(
                RegistryKind.Contract, ("number", "C" + organisation), ("organisation", organisation), ("signed", "2020-01-01"));
        }

        yield return Row(
            RegistryKind.SealModel, ("model", "Model 7"), ("maker", "test"), ("conformity", "certificate"), ("certificate", "0"));
    }

    private static RowEntry Row(RegistryKind kind, params (string Column, string Text)[] values) => new()
    {
        Kind = kind,
        Values = new RegistryValues(values.Select(value => KeyValuePair.Create(value.Column, value.Text))),
        Source = "test",
    };

    private async Task EnterAsync(RowEntry row)
    {
        var answer = await Access.Server.Desk.Do(new Command.EnterRow(row), new CommandOrigin(NewId(), "test"), Deadline.Token);
        Assert.True(answer is Answer.Done, $"{row.Kind}: {answer}");
    }

    private async Task RegisterAsync(int index)
    {
        var profile = Access.Server.Registry.Profiles.Find("egts-seal-memory")!;
        var entry = new RegisteredSeal
        {
            Number = SealNumber.Parse(SealOf(index)),
            Protocol = DeviceProtocol.Egts,
            Identity = new DeviceIdentity(IdentityKind.ObjectId, FirstId + (uint)index),
            Model = "Model 7",
            Profile = profile,
            Operator = "KZ",
        };
        var answer = await Access.Server.Desk.Do(
            new Command.RegisterSeal(entry), new CommandOrigin(new Guid(index + 1, 0, 0, new byte[8]), "test"), Deadline.Token);
        Assert.IsType<Answer.Done>(answer);
    }
}

/// <summary>What the API answered.</summary>
internal sealed record ApiReply(HttpStatusCode Status, string Text, string? Tag, string? Commit)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    public string Code => Body.GetProperty("code").GetString()!;

    public string? Field => Body.TryGetProperty("field", out var named) ? named.GetString() : null;

    public IReadOnlyList<JsonElement> Items => [.. Body.GetProperty("items").EnumerateArray()];

    public string? Next => Body.TryGetProperty("next", out var next) ? next.GetString() : null;
}

/// <summary>What a transportation of a test differs in.</summary>
internal sealed record JourneySaid
{
    public const string Own = "nur-zholy", Other = "dostyk", OwnOrganisation = "KZ-150140000002", OtherOrganisation = "KZ-990140000007";

    public string Departure { get; init; } = Other;

    public string Destination { get; init; } = Other;

    public string Organisation { get; init; } = OtherOrganisation;

    public string Vehicle { get; init; } = "777AAA01";

    public IReadOnlyList<string> States { get; init; } = ["KZ", "RU"];

    public string Contract => "C" + Organisation;

    public Application ToApplication(DateTimeOffset now) => new()
    {
        ServiceCustomer = Organisation,
        Carrier = Organisation,
        Ground = TrackingGround.Transit,
        Mode = TransportMode.Road,
        IsUnion = true,
        States = [.. States],
        DepartureOffice = Departure,
        DestinationOffice = Destination,
        Goods = [new GoodsLine { Code = "2208307100" }],
        Documents = [new AccompanyingDocument { Id = new Guid(1, 1, 1, new byte[8]), Kind = "CMR", Number = "1" }],
        Declaration = new DeclarationReference(DeclarationKind.TransitDeclaration, "57505/010326/0000001"),
        Vehicles = [new Vehicle(Vehicle, VehicleKind.Tractor, "KZ")],
        DriverDocument = new string('0', 64),
        DriverConsentAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
        Compartments = 1,
        SealsPlanned = 1,
    };
}
