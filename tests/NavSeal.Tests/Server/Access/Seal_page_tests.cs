using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NavSeal.Devices.Egts;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Server.Demo;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>What a seal sent, and by which connections: on its page and by the API.</summary>
public abstract class Seal_page_tests(AccessServer running)
{
    private static int ids;

    [Fact]
    public async Task The_page_explains_the_last_frames_and_tells_the_connections()
    {
        var id = await SealAsync("FRAME-1");
        using var auditor = await running.SignedInAsync(Roles.Auditor);
        await auditor.OpenAsync("/seals/FRAME-1");
        Assert.Contains("No frame of this seal is in the journal yet", auditor.Page, StringComparison.Ordinal);
        Assert.Contains("No connection of this seal is known", auditor.Page, StringComparison.Ordinal);

        using (var seal = new CommandedSeal(running.Folder.EgtsPort, id))
        {
            await seal.ReportAsync(EgtsLoopState.Normal);
            await seal.ReportAsync(EgtsLoopState.Break);
            await Deadline.UntilAsync("the page shows both", async () =>
                (await auditor.OpenAsync("/seals/FRAME-1")).Split("class=\"hex\"").Length == 3
                && auditor.Page.Contains("Connected since", StringComparison.Ordinal));
        }

        var page = WebUtility.HtmlDecode(auditor.Page);
        Assert.Contains($"object {id}", page, StringComparison.Ordinal);
        Assert.Contains("POS_DATA", page, StringComparison.Ordinal);
        Assert.Contains("no transportation held the seal then", page, StringComparison.Ordinal);
        Assert.Contains("not encrypted", page, StringComparison.Ordinal);
        await Deadline.UntilAsync("the connection has ended", async () =>
            (await auditor.OpenAsync("/seals/FRAME-1")).Contains("the device closed it", StringComparison.Ordinal));
        Assert.Contains("Not connected", auditor.Page, StringComparison.Ordinal);
        Assert.Contains("href=\"/seals/FRAME-1\"", await auditor.OpenAsync("/seals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_reads_frames_and_connections_and_a_person_takes_the_bytes_away()
    {
        var id = await SealAsync("FRAME-2");
        using var program = await ProgramAsync(Scopes.FramesRead);
        using var seal = new CommandedSeal(running.Folder.EgtsPort, id);
        await seal.ReportAsync(EgtsLoopState.Normal);
        await seal.ReportAsync(EgtsLoopState.Break);
        const string path = "/api/v1/seals/FRAME-2";
        await Deadline.UntilAsync("both frames are seen", async () => (await ItemsAsync(program, path + "/frames")).Count == 2);
        var newest = (await ItemsAsync(program, path + "/frames?limit=1"))[0];
        var hex = newest.GetProperty("hex").GetString()!;
        Assert.Equal(("egts", hex.Length / 2), (newest.GetProperty("protocol").GetString(), newest.GetProperty("length").GetInt32()));
        Assert.StartsWith("packet ", newest.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        var report = Assert.Single(newest.GetProperty("reports").EnumerateArray());
        Assert.Equal(("FRAME-2", "noTransportation"), (Text(report, "seal"), Text(report, "judgement")));

        await Deadline.UntilAsync("the connection is seen", async () => (await ItemsAsync(program, path + "/sessions")).Count == 1);
        var session = (await ItemsAsync(program, path + "/sessions"))[0];
        Assert.Equal((2, 2, 0), (Count(session, "messages"), Count(session, "reports"), Count(session, "corrupt")));
        Assert.False(session.TryGetProperty("end", out _));
        Assert.StartsWith("127.0.0.1:", Text(session, "address"), StringComparison.Ordinal);
        seal.Dispose();
        await Deadline.UntilAsync("it has ended", async () =>
            (await ItemsAsync(program, path + "/sessions"))[0].TryGetProperty("end", out var end) && end.GetString() == "closedByDevice");

        using var dispatcher = await running.SignedInAsync(Roles.Dispatcher);
        var name = $"{newest.GetProperty("commit").GetInt64()}-{newest.GetProperty("place").GetInt32()}";
        var bytes = await dispatcher.Client.GetByteArrayAsync($"/seals/FRAME-2/frames/{name}", Deadline.Token);
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
        await dispatcher.OpenAsync("/seals/FRAME-2/frames/1-900");
        Assert.Equal("/seals/FRAME-2", dispatcher.Location);
        await dispatcher.OpenAsync("/seals/FRAME-2/frames/first");
        Assert.Equal("/seals/FRAME-2", dispatcher.Location);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_what_is_wrong_is_named()
    {
        var id = await SealAsync("FRAME-3");
        using var program = await ProgramAsync(Scopes.FramesRead);
        foreach (var element in (EgtsLoopState[])[EgtsLoopState.Normal, EgtsLoopState.Break, EgtsLoopState.ShortToGround])
        {
            using var seal = new CommandedSeal(running.Folder.EgtsPort, id);
            await seal.ReportAsync(element);
        }

        const string path = "/api/v1/seals/FRAME-3";
        await Deadline.UntilAsync("all has ended", async () =>
            (await ItemsAsync(program, path + "/sessions")).Count(session => session.TryGetProperty("end", out _)) == 3);
        Assert.Equal(3, (await WalkAsync(program, path + "/sessions?limit=2")).Distinct().Count());
        await Deadline.UntilAsync("all is seen", async () => (await ItemsAsync(program, path + "/frames")).Count == 3);
        Assert.Equal(3, (await WalkAsync(program, path + "/frames?limit=2")).Distinct().Count());
        foreach (var part in (string[])["/frames", "/sessions"])
        {
            using var wrong = await program.GetAsync(path + part + "?cursor=x", Deadline.Token);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            using var unknown = await program.GetAsync("/api/v1/seals/NO-SUCH" + part, Deadline.Token);
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_may_not_read_frames_sees_neither_them_nor_connections()
    {
        await SealAsync("FRAME-4");
        using var other = await ProgramAsync(Scopes.SealsRead);
        foreach (var part in (string[])["/frames", "/sessions"])
        {
            using var answer = await other.GetAsync("/api/v1/seals/FRAME-4" + part, Deadline.Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var carrier = await running.SignedInAsync(Roles.Carrier);
        await carrier.OpenAsync("/seals/FRAME-4/frames/1-1");
        Assert.Equal(HttpStatusCode.Forbidden, carrier.Status);
    }

    private static async Task<List<string>> WalkAsync(HttpClient client, string? path)
    {
        var all = new List<string>();
        while (path is not null)
        {
            var body = await BodyAsync(client, path);
            all.AddRange(body.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            path = body.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return all;
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, string path) =>
        [.. (await BodyAsync(client, path)).GetProperty("items").EnumerateArray()];

    private static async Task<JsonElement> BodyAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, Deadline.Token)).RootElement;

    private static string Text(JsonElement item, string member) => item.GetProperty(member).GetString()!;

    private static int Count(JsonElement item, string member) => item.GetProperty(member).GetInt32();

    private async Task<HttpClient> ProgramAsync(string scope)
    {
        var key = await running.KeyOfAsync(Roles.Dispatcher, scope);
        var program = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return program;
    }

    /// <summary>Registers a seal.</summary>
    /// <returns>As what its records name it.</returns>
    private async Task<uint> SealAsync(string number)
    {
        var id = 7_000_000 + (uint)Interlocked.Increment(ref ids);
        var answer = await running.Server.Desk.Do(
            new Command.RegisterSeal(new RegisteredSeal
            {
                Number = SealNumber.Parse(number),
                Protocol = DeviceProtocol.Egts,
                Identity = new DeviceIdentity(IdentityKind.ObjectId, id),
                Model = "Model 7",
                Profile = running.Server.Registry.Profiles.Find("egts-seal-memory")!,
                Operator = "KZ",
            }), new CommandOrigin(new Guid((int)id, 0x5d, 0, new byte[8]), "test"), Deadline.Token);
        await running.Server.Views.WhenReached(
            Assert.IsType<Answer.Done>(answer).CommitNumber, TimeSpan.FromSeconds(10), Deadline.Token);
        return id;
    }
}

public sealed class Seal_pages_of_an_embedded_server(EmbeddedAccessServer running)
    : Seal_page_tests(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Seal_pages_of_a_shared_server : Seal_page_tests, IClassFixture<SharedAccessServer>
{
    public Seal_pages_of_a_shared_server(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
