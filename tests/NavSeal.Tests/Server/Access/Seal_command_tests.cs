using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Server.Demo;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Commands to seals, by the API and by the page of a seal.</summary>
public abstract class Seal_command_tests(AccessServer running)
{
    private static int ids;

    [Fact]
    public async Task A_program_gives_commands_sees_them_and_takes_them_back()
    {
        var path = await SealAsync("API-1", "egts-seal-memory");
        using var program = await ProgramAsync();
        Assert.Empty((await GetAsync(program, path)).Items);
        var id = NewId();
        var first = await PostAsync(program, path, new { kind = "askPosition", reason = "where is it" }, id);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        var again = await PostAsync(program, path, new { kind = "askPosition", reason = "where is it" }, id);
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        var periods = await PostAsync(
            program, path, new { kind = "setPeriods", movingSeconds = 60, standingSeconds = 600, reason = "near the border" });
        Assert.Equal(HttpStatusCode.OK, periods.Status);
        var twice = await PostAsync(program, path, new { kind = "askPosition", reason = "again" });
        Assert.Equal((HttpStatusCode.Conflict, "command-outstanding"), (twice.Status, twice.Code));

        var page = await GetAsync(program, $"{path}?limit=1&after={periods.Commit}");
        var newest = Assert.Single(page.Items);
        Assert.Equal((2, "setPeriods", "waits"), (newest.GetProperty("number").GetInt32(), Text(newest, "kind"), Text(newest, "state")));
        Assert.Equal((60, 600), (newest.GetProperty("movingSeconds").GetInt32(), newest.GetProperty("standingSeconds").GetInt32()));
        var older = Assert.Single((await GetAsync(program, page.Next!)).Items);
        Assert.Equal(("askPosition", "where is it"), (Text(older, "kind"), Text(older, "reason")));
        Assert.StartsWith("key/", Text(older, "by"), StringComparison.Ordinal);
        Assert.Equal(0, older.GetProperty("attempts").GetInt32());

        var cancelled = await PostAsync(program, path + "/1/cancel", new { reason = "it reported by itself" });
        Assert.Equal(HttpStatusCode.OK, cancelled.Status);
        var over = (await GetAsync(program, $"{path}?after={cancelled.Commit}")).Items[1];
        Assert.Equal(("cancelled", "it reported by itself"), (Text(over, "state"), Text(over, "cancelReason")));
        var late = await PostAsync(program, path + "/1/cancel", new { reason = "once more" });
        Assert.Equal((HttpStatusCode.Conflict, "unknown-seal-command"), (late.Status, late.Code));
    }

    [Theory]
    [InlineData("{\"kind\":\"explode\",\"reason\":\"x\"}", "kind")]
    [InlineData("{\"kind\":\"close\",\"reason\":\" \"}", "reason")]
    [InlineData("{\"kind\":\"close\",\"reason\":null}", "reason")]
    [InlineData("{\"kind\":\"close\",\"reason\":\"x\",\"movingSeconds\":60}", "movingSeconds")]
    [InlineData("{\"kind\":\"setPeriods\",\"reason\":\"x\",\"movingSeconds\":60}", "standingSeconds")]
    [InlineData("{\"kind\":\"setPeriods\",\"reason\":\"x\",\"movingSeconds\":9,\"standingSeconds\":60}", "movingSeconds")]
    [InlineData("{\"kind\":\"setPeriods\",\"reason\":\"x\",\"movingSeconds\":60,\"standingSeconds\":86401}", "standingSeconds")]
    [InlineData("{\"kind\":\"writeRegister\",\"reason\":\"x\"}", "transportation")]
    [InlineData("{\"kind\":\"writeRegister\",\"reason\":\"x\",\"transportation\":\"17\"}", "transportation")]
    [InlineData(
        "{\"kind\":\"close\",\"reason\":\"x\",\"transportation\":\"2c05c40f-c40e-4cae-bce8-b426b4db96f3\"}", "transportation")]
    [InlineData("{\"kind\":\"close\",\"reason\":\"x\",\"colour\":1}", "colour")]
    public async Task A_wrong_member_is_named_with_its_cure(string body, string field)
    {
        var path = await SealAsync("API-2", "egts-seal-memory");
        using var program = await ProgramAsync();
        var answer = await PostAsync(program, path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", field), (answer.Status, answer.Code, answer.Field));
        Assert.NotEmpty(Text(answer.Body, "detail"));
        Assert.Empty((await GetAsync(program, path)).Items);
    }

    [Fact]
    public async Task What_the_seal_cannot_do_is_refused_with_its_reason()
    {
        using var program = await ProgramAsync();
        var plain = await PostAsync(program, await SealAsync("API-3", "egts-seal"), new { kind = "close", reason = "x" });
        Assert.Equal((HttpStatusCode.Conflict, "command-not-of-model"), (plain.Status, plain.Code));
        var path = await SealAsync("API-4", "egts-seal-memory");
        var foreign = await PostAsync(
            program, path, new { kind = "writeRegister", reason = "x", transportation = "2c05c40f-c40e-4cae-bce8-b426b4db96f3" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "seal-not-of-transportation"), (foreign.Status, foreign.Code));
        var unknown = await PostAsync(program, "/api/v1/seals/NO-SUCH/commands", new { kind = "close", reason = "x" });
        Assert.Equal((HttpStatusCode.NotFound, "unknown-seal"), (unknown.Status, unknown.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(program, "/api/v1/seals/NO-SUCH/commands")).Status);
        var number = await PostAsync(program, path + "/first/cancel", new { reason = "x" });
        Assert.Equal((HttpStatusCode.BadRequest, "command"), (number.Status, number.Field));
        using var reader = await ProgramAsync(Scopes.SealsRead);
        Assert.Equal("not-allowed", (await PostAsync(reader, path, new { kind = "close", reason = "x" })).Code);
    }

    [Fact]
    public async Task A_period_that_the_model_does_not_take_is_named_with_those_that_it_takes()
    {
        using var program = await ProgramAsync();
        var path = await SealAsync("API-6", "jt701-lock");
        var wrong = await PostAsync(program, path, new { kind = "setPeriods", movingSeconds = 60, standingSeconds = 1830, reason = "x" });
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", "standingSeconds"), (wrong.Status, wrong.Code, wrong.Field));
        Assert.Contains("300 1800-86400/60", Text(wrong.Body, "detail"), StringComparison.Ordinal);
        const string page = "/seals/API-6", form = page + "/commands/new?kind=SetPeriods";
        using var dispatcher = await HastyAsync(Roles.Dispatcher);
        Assert.Contains("kind=SetPeriods", await dispatcher.OpenAsync(page), StringComparison.Ordinal);
        Assert.Contains("300, 1800 to 86400 in steps of 60", await dispatcher.OpenAsync(form), StringComparison.Ordinal);
        await dispatcher.SendAsync(
            page + "/commands", ("act", dispatcher.Hidden("act")), ("kind", "SetPeriods"), ("movingSeconds", "900"),
            ("standingSeconds", "1800"), ("reason", "near the border"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dispatcher.Status);
        Assert.Contains("Write seconds out of 10 to 600.", dispatcher.Page, StringComparison.Ordinal);
        var right = await PostAsync(program, path, new { kind = "setPeriods", movingSeconds = 60, standingSeconds = 1860, reason = "x" });
        Assert.Equal(HttpStatusCode.OK, right.Status);
    }

    [Fact]
    public async Task An_opening_takes_two_persons_who_have_shown_a_second_factor()
    {
        var path = await SealAsync("API-5", "egts-seal-memory");
        var opening = new { kind = "open", reason = "the inspector stands beside it" };
        using var program = await ProgramAsync();
        Assert.Equal("second-factor-needed", (await PostAsync(program, path, opening)).Code);
        using var hasty = await HastyAsync(Roles.Dispatcher);
        Assert.Equal("second-factor-needed", (await PostAsync(hasty.Client, path, opening)).Code);
        Assert.Empty((await GetAsync(program, path)).Items);

        using var first = await running.SteppedUpAsync(Roles.Dispatcher);
        var given = await PostAsync(first.Client, path, opening);
        Assert.Equal(HttpStatusCode.OK, given.Status);
        var own = await PostAsync(first.Client, path + "/1/confirm", null);
        Assert.Equal((HttpStatusCode.Conflict, "second-person-is-first"), (own.Status, own.Code));
        Assert.Equal("not-allowed", (await PostAsync(program, path + "/1/confirm", null)).Code);
        var waiting = Assert.Single((await GetAsync(program, $"{path}?after={given.Commit}")).Items);
        Assert.Equal("awaitsSecond", Text(waiting, "state"));

        using var careless = await HastyAsync(Roles.SeniorDispatcher);
        Assert.Equal("second-factor-needed", (await PostAsync(careless.Client, path + "/1/confirm", null)).Code);
        using var second = await running.SteppedUpAsync(Roles.SeniorDispatcher);
        var agreed = await PostAsync(second.Client, path + "/1/confirm", null);
        Assert.Equal(HttpStatusCode.OK, agreed.Status);
        var ready = Assert.Single((await GetAsync(program, $"{path}?after={agreed.Commit}")).Items);
        Assert.Equal("waits", Text(ready, "state"));
        Assert.NotEqual(Text(ready, "by"), Text(ready, "secondBy"));
    }

    [Fact]
    public async Task Two_dispatchers_open_a_seal_by_its_page_alone()
    {
        await SealAsync("PAGE-1", "egts-seal-memory");
        const string page = "/seals/PAGE-1", form = page + "/commands/new?kind=Open";
        using var hasty = await HastyAsync(Roles.Dispatcher);
        Assert.Contains("No command was given", await hasty.OpenAsync(page), StringComparison.Ordinal);
        Assert.Contains("kind=Close", hasty.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("kind=WriteRegister", hasty.Page, StringComparison.Ordinal);
        await hasty.OpenAsync(form);
        Assert.Equal($"/step-up?next={Uri.EscapeDataString(form)}", hasty.Location);

        using var first = await running.SteppedUpAsync(Roles.Dispatcher);
        Assert.Contains("Another person has to agree", await first.OpenAsync(form), StringComparison.Ordinal);
        await first.SendAsync(page + "/commands", ("act", first.Hidden("act")), ("kind", "Open"), ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        Assert.Contains("id=\"reason-error\"", first.Page, StringComparison.Ordinal);
        await first.SendAsync(page + "/commands", ("act", first.Hidden("act")), ("kind", "Open"), ("reason", "inspection, act 17"));
        Assert.Equal(page, first.Location);
        Assert.Contains("inspection, act 17", await first.OpenAsync(page), StringComparison.Ordinal);
        Assert.Contains("awaits a second person", first.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("/commands/1/confirm", first.Page, StringComparison.Ordinal);
        Assert.Contains("/commands/1/cancel", first.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("kind=Close", first.Page, StringComparison.Ordinal);
        await first.OpenAsync(page + "/commands/1/confirm");
        await first.SendAsync(page + "/commands/1/confirm", ("act", first.Hidden("act")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        Assert.Contains("Another person has to agree", first.Page, StringComparison.Ordinal);

        using var second = await running.SteppedUpAsync(Roles.SeniorDispatcher);
        Assert.Contains("/commands/1/confirm", await second.OpenAsync(page), StringComparison.Ordinal);
        await second.OpenAsync(page + "/commands/1/confirm");
        await second.SendAsync(page + "/commands/1/confirm", ("act", second.Hidden("act")));
        Assert.Equal(page, second.Location);
        Assert.Contains("waits for a connection", await second.OpenAsync(page), StringComparison.Ordinal);
        Assert.Contains("Test senior-dispatcher", second.Page, StringComparison.Ordinal);
        await second.OpenAsync(page + "/commands/1/confirm");
        Assert.Equal(page, second.Location);

        await second.OpenAsync(page + "/commands/1/cancel");
        await second.SendAsync(page + "/commands/1/cancel", ("act", second.Hidden("act")), ("reason", "the inspector has left"));
        Assert.Contains("the inspector has left", await second.OpenAsync(page), StringComparison.Ordinal);
        Assert.Contains("kind=Close", second.Page, StringComparison.Ordinal);
        await second.OpenAsync(page + "/commands/1/cancel");
        Assert.Equal(page, second.Location);
    }

    [Fact]
    public async Task The_page_says_what_the_model_cannot_and_shows_readers_no_button()
    {
        await SealAsync("PAGE-2", "egts-seal");
        using var dispatcher = await HastyAsync(Roles.Dispatcher);
        Assert.Contains("takes no commands from afar", await dispatcher.OpenAsync("/seals/PAGE-2"), StringComparison.Ordinal);
        Assert.DoesNotContain("/commands/new", dispatcher.Page, StringComparison.Ordinal);
        await dispatcher.OpenAsync("/seals/PAGE-2/commands/new?kind=Close");
        await dispatcher.SendAsync(
            "/seals/PAGE-2/commands", ("act", dispatcher.Hidden("act")), ("kind", "Close"), ("reason", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, dispatcher.Status);
        Assert.Contains("does not understand that command", dispatcher.Page, StringComparison.Ordinal);
        await dispatcher.OpenAsync("/seals/NO-SUCH");
        Assert.Equal(HttpStatusCode.NotFound, dispatcher.Status);

        await SealAsync("PAGE-3", "egts-seal-memory");
        using var auditor = await HastyAsync(Roles.Auditor);
        Assert.DoesNotContain("/commands/new", await auditor.OpenAsync("/seals/PAGE-3"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, auditor.Status);
        await auditor.OpenAsync("/seals/PAGE-3/commands/new?kind=Close");
        Assert.Equal(HttpStatusCode.Forbidden, auditor.Status);
    }

    /// <summary>Registers a seal once, and gives the path of its commands.</summary>
    private async Task<string> SealAsync(string number, string profile)
    {
        var seal = SealNumber.Parse(number);
        if (running.Server.Views.Seals.Find(seal) is null)
        {
            var answer = await running.Server.Desk.Do(
                new Command.RegisterSeal(new RegisteredSeal
                {
                    Number = seal,
                    Protocol = DeviceProtocol.Egts,
                    Identity = new DeviceIdentity(IdentityKind.ObjectId, 6_000_000 + (uint)Interlocked.Increment(ref ids)),
                    Model = "Model 7",
                    Profile = running.Server.Registry.Profiles.Find(profile)!,
                    Operator = "KZ",
                }), new CommandOrigin(NewId(), "test"), Deadline.Token);
            var commit = Assert.IsType<Answer.Done>(answer).CommitNumber;
            await running.Server.Views.WhenReached(commit, TimeSpan.FromSeconds(10), Deadline.Token);
        }

        return $"/api/v1/seals/{number}/commands";
    }

    /// <summary>Somebody new who has no second factor.</summary>
    private async Task<Browser> HastyAsync(string role)
    {
        var name = $"hasty-{Interlocked.Increment(ref ids)}";
        await running.AddAsync(name, role);
        return await running.SignedInAsync(name);
    }

    private async Task<HttpClient> ProgramAsync(params string[] scopes)
    {
        var key = await running.KeyOfAsync(Roles.Dispatcher, scopes.Length > 0 ? scopes : [Scopes.SealsRead, Scopes.TransportationsWrite]);
        var program = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return program;
    }

    private static async Task<ApiReply> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Deadline.Token);
        return await TakeAsync(answer);
    }

    private static async Task<ApiReply> PostAsync(HttpClient client, string path, object? body, Guid? id = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", (id ?? NewId()).ToString());
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Deadline.Token);
        return await TakeAsync(answer);
    }

    private static async Task<ApiReply> TakeAsync(HttpResponseMessage answer) => new(
        answer.StatusCode, await answer.Content.ReadAsStringAsync(Deadline.Token), null,
        answer.Headers.TryGetValues("NavSeal-Commit", out var commits) ? commits.Single() : null);

    private static string Text(JsonElement item, string member) => item.GetProperty(member).GetString()!;

    private static Guid NewId() => new(Interlocked.Increment(ref ids), 0x5c, 0, new byte[8]);
}

public sealed class Seal_commands_of_an_embedded_server(EmbeddedAccessServer running)
    : Seal_command_tests(running), IClassFixture<EmbeddedAccessServer>;

public sealed class Seal_commands_of_a_shared_server : Seal_command_tests, IClassFixture<SharedAccessServer>
{
    public Seal_commands_of_a_shared_server(SharedAccessServer running)
        : base(running) => Assert.SkipWhen(LocalPostgres.Programs is null, LocalPostgres.Missing);
}
