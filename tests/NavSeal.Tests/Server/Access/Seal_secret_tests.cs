using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Server.Demo;
using NavSeal.Tests.Devices;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Tests.Server.Access;

/// <summary>The password of a lock: entered by a person with the right and a second factor, sent to the lock, and shown nowhere.</summary>
public abstract class Seal_secret_tests(AccessServer running)
{
    private const string Password = "112233";

    private static int ids;

    [Fact]
    [Requirement("SEAL-011")]
    public async Task Logistics_enters_the_password_and_two_dispatchers_open_the_lock_with_it()
    {
        var device = await SealAsync("LOCK-1");
        using var tcp = new TcpClient("127.0.0.1", running.Folder.SharedPort);
        var line = tcp.GetStream();
        await SendAsync(line, JointechWorld.Report(Closed(1), device));
        await UntilAsync(line, "(P69,0,1)");

        using var dispatcher = await running.SteppedUpAsync(Roles.Dispatcher);
        var refused = await OpenAsync(dispatcher, "LOCK-1");
        Assert.Contains("opens only with its password", refused, StringComparison.Ordinal);
        using var keeper = await running.SteppedUpAsync(Roles.Logistics);
        Assert.Contains("not entered", await keeper.OpenAsync("/stock/seals/LOCK-1"), StringComparison.Ordinal);
        await EnterAsync(keeper, "LOCK-1", Password, Password);
        Assert.Equal("/stock/seals/LOCK-1", keeper.Location);
        var card = await keeper.OpenAsync("/stock/seals/LOCK-1");
        Assert.Contains("Test logistics", card, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, card, StringComparison.Ordinal);

        await OpenAsync(dispatcher, "LOCK-1");
        using var second = await running.SteppedUpAsync(Roles.SeniorDispatcher);
        await second.OpenAsync("/seals/LOCK-1/commands/1/confirm");
        await second.SendAsync("/seals/LOCK-1/commands/1/confirm", ("act", second.Hidden("act")));
        await UntilAsync(line, $"(P43,{Password})");
        await SendAsync(line, Encoding.ASCII.GetBytes($"({device:D10},P43,1,0)"));
        await SendAsync(line, JointechWorld.Report(Closed(2) with { Status = 0x2000 }, device));
        await UntilAsync(line, "(P69,0,2)");
        var views = running.Server.Views.For(Sight.Everything);
        await Deadline.UntilAsync("done", () => Task.FromResult(
            views.Commands.Find(SealNumber.Parse("LOCK-1"), 1) is { State: SealCommandState.Done, IsAccepted: true }));
        Assert.DoesNotContain(Password, await second.OpenAsync("/seals/LOCK-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_takes_the_right_a_second_factor_and_six_digits_twice()
    {
        await SealAsync("LOCK-2");
        using var dispatcher = await running.SteppedUpAsync(Roles.Dispatcher);
        await dispatcher.OpenAsync("/stock/seals/LOCK-2/password");
        Assert.Equal(HttpStatusCode.Forbidden, dispatcher.Status);
        using var hasty = await running.SignedInAsync(Roles.Logistics);
        await hasty.OpenAsync("/stock/seals/LOCK-2/password");
        Assert.Equal(HttpStatusCode.Redirect, hasty.Status);

        using var keeper = await running.SteppedUpAsync(Roles.Logistics);
        foreach (var (first, again, field) in new[] { ("11223", "11223", "password"), (Password, "112234", "again"), ("", "", "password") })
        {
            await EnterAsync(keeper, "LOCK-2", first, again);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, keeper.Status);
            Assert.Contains($"id=\"{field}-error\"", keeper.Page, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, keeper.Page, StringComparison.Ordinal);
        }

        await keeper.OpenAsync("/stock/seals/NO-SUCH/password");
        Assert.Equal(HttpStatusCode.NotFound, keeper.Status);
    }

    [Fact]
    public async Task By_the_api_a_session_enters_it_and_the_stock_says_when()
    {
        await SealAsync("LOCK-3");
        using var keeper = await running.SteppedUpAsync(Roles.SeniorDispatcher);
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(keeper.Client, "LOCK-3", "12345"));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(keeper.Client, "LOCK-3", Password));
        await Deadline.UntilAsync(
            "shown", async () => (await StockOfAsync(keeper, "LOCK-3")).Contains("passwordSetAt", StringComparison.Ordinal));
        Assert.DoesNotContain(Password, await StockOfAsync(keeper, "LOCK-3"), StringComparison.Ordinal);
        var key = await running.KeyOfAsync(Roles.SeniorDispatcher, Scopes.RegistriesWrite, Scopes.TransportationsWrite);
        using var program = new HttpClient { BaseAddress = keeper.Client.BaseAddress };
        program.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(program, "LOCK-3", Password));
    }

    private static Task<string> StockOfAsync(Browser browser, string seal) =>
        browser.Client.GetStringAsync($"/api/v1/stock?text={seal}", Deadline.Token);

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string seal, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/seals/{seal}/password")
        {
            Content = JsonContent.Create(new { password }),
        };
        request.Headers.Add("Idempotency-Key", NewId().ToString());
        using var answer = await client.SendAsync(request, Deadline.Token);
        return answer.StatusCode;
    }

    private static async Task<string> OpenAsync(Browser browser, string seal)
    {
        await browser.OpenAsync($"/seals/{seal}/commands/new?kind=Open");
        return await browser.SendAsync(
            $"/seals/{seal}/commands", ("act", browser.Hidden("act")), ("kind", "Open"), ("reason", "inspection, act 17"));
    }

    private static async Task EnterAsync(Browser browser, string seal, string password, string again)
    {
        var path = $"/stock/seals/{seal}/password";
        await browser.OpenAsync(path);
        await browser.SendAsync(path, ("act", browser.Hidden("act")), ("password", password), ("again", again));
    }

    private JointechTelemetry Closed(byte serial) => JointechWorld.Closed with
    {
        Serial = serial,
        MeasuredAt = DateTimeOffset.FromUnixTimeSeconds(running.Clock.GetUtcNow().ToUnixTimeSeconds()),
    };

    private static async Task SendAsync(NetworkStream line, byte[] bytes) => await line.WriteAsync(bytes, Deadline.Token);

    /// <summary>Reads up to a sentence of the platform.</summary>
    private static async Task UntilAsync(NetworkStream line, string sentence)
    {
        var (said, letter) = (new StringBuilder(), new byte[1]);
        while (!said.ToString().EndsWith(sentence, StringComparison.Ordinal))
        {
            await line.ReadExactlyAsync(letter, Deadline.Token);
            said.Append((char)letter[0]);
        }
    }

    /// <summary>Registers a lock.</summary>
    /// <returns>What it calls itself.</returns>
    private async Task<ulong> SealAsync(string number)
    {
        var device = 7_600_000_000 + (ulong)Interlocked.Increment(ref ids);
        var answer = await running.Server.Desk.Do(
            new Command.RegisterSeal(new RegisteredSeal
            {
                Number = SealNumber.Parse(number),
                Protocol = DeviceProtocol.Jointech,
                Identity = new DeviceIdentity(IdentityKind.TerminalId, device),
                Model = "Model 7",
                Profile = running.Server.Registry.Profiles.Find("jt701-lock")!,
                Operator = "KZ",
            }), new CommandOrigin(NewId(), "test"), Deadline.Token);
        var commit = Assert.IsType<Answer.Done>(answer).CommitNumber;
        await running.Server.Views.WhenReached(commit, TimeSpan.FromSeconds(10), Deadline.Token);
        return device;
    }

    private static Guid NewId() => new(Interlocked.Increment(ref ids), 0x5d, 0, new byte[8]);
}

public sealed class Seal_secrets_of_an_embedded_server(EmbeddedAccessServer running)
    : Seal_secret_tests(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Seal_secrets_of_a_shared_server : Seal_secret_tests, IClassFixture<SharedAccessServer>
{
    public Seal_secrets_of_a_shared_server(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
