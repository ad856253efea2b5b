using System.Net;
using System.Text.Json;
using NavSeal.Devices.Egts;
using NavSeal.Model.Commands;
using NavSeal.Server.Http;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>The API through a running server.</summary>
public sealed class Api_tests(ApiServer running) : IClassFixture<ApiServer>
{
    private static Guid NewId() => new(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    [Theory]
    [InlineData("/api/v1/seals?text=API-", "number")]
    [InlineData("/api/v1/positions?bbox=76,43,79,44", "seal")]
    public async Task A_list_is_read_to_its_end_without_gap_or_repeat(string path, string number)
    {
        List<string> found = [];
        var pages = 0;
        for (var next = path + "&limit=3"; next is not null; pages++)
        {
            var page = await running.GetAsync(next);
            found.AddRange(page.Items.Select(item => item.GetProperty(number).GetString()!));
            next = page.Next;
        }

        Assert.Equal((ApiServer.Seals + 2) / 3, pages);
        Assert.Equal(Enumerable.Range(0, ApiServer.Seals).Select(ApiServer.SealOf), found);
    }

    [Fact]
    public async Task What_is_known_by_its_tag_is_not_sent_again()
    {
        var path = "/api/v1/seals/" + ApiServer.SealOf(6);
        var first = await running.GetAsync(path);
        Assert.NotNull(first.Tag);
        var again = await running.GetAsync(path, tag: first.Tag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        await running.ReportAsync(6, EgtsLoopState.Normal, running.Measured.AddSeconds(30));
        await Deadline.UntilAsync("the tag changes", async () =>
            (await running.GetAsync(path, tag: first.Tag)).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_seal_is_shown_with_degrees_of_six_decimals_and_instants_in_UTC()
    {
        var seal = await running.GetAsync("/api/v1/seals/api-001");
        Assert.Contains("\"position\":{\"latitude\":43.250000,\"longitude\":77.050000}", seal.Text, StringComparison.Ordinal);
        Assert.Matches("\"heardAt\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", seal.Text);
        Assert.Equal("closed", seal.Body.GetProperty("sealingElement").GetString());
    }

    [Theory]
    [InlineData("/api/v1/seals?limit=0", "limit")]
    [InlineData("/api/v1/seals?limit=1001", "limit")]
    [InlineData("/api/v1/seals?limit=many", "limit")]
    [InlineData("/api/v1/seals?cursor=%00", "cursor")]
    [InlineData("/api/v1/transportations?cursor=bm9uZQ", "cursor")]
    [InlineData("/api/v1/seals?tracked=perhaps", "tracked")]
    [InlineData("/api/v1/seals?worst=1", "worst")]
    [InlineData("/api/v1/seals/no%20seal", "seal")]
    [InlineData("/api/v1/transportations/17", "number")]
    [InlineData("/api/v1/transportations?status=lost", "status")]
    [InlineData("/api/v1/situations?kind=NoData&kind=Bored", "kind")]
    [InlineData("/api/v1/situations?from=2026-03-05", "from")]
    [InlineData("/api/v1/situations?from=2026-03-05T12:00:00", "from")]
    [InlineData("/api/v1/situations?from=2026-13-05T12:00:00Z", "from")]
    [InlineData("/api/v1/situations?from=2026-03-06T00:00:00Z&to=2026-03-05T00:00:00Z", "to")]
    [InlineData("/api/v1/positions?bbox=1,2,3", "bbox")]
    [InlineData("/api/v1/positions?bbox=76,95,78,44", "bbox")]
    [InlineData("/api/v1/seals/API-001/telemetry?from=2026-03-05T00:00:00Z&to=2026-03-05T00:00:00Z", "to")]
    [InlineData("/api/v1/seals/API-001/telemetry?from=2025-03-05T00:00:00Z&to=2026-03-05T00:00:00Z", "from")]
    [InlineData("/api/v1/seals/API-001/telemetry?format=xml", "format")]
    [InlineData("/api/v1/seals?after=soon", "after")]
    [InlineData("/api/v1/situations?kinds=NoData", "kinds")]
    [InlineData("/api/v1/seals/API-001?text=SIM", "text")]
    public async Task A_wrong_parameter_is_refused_by_its_name(string path, string field)
    {
        var answer = await running.GetAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", field), (answer.Status, answer.Code, answer.Field));
    }

    [Theory]
    [InlineData("/api/v1/seals/NONE-1")]
    [InlineData("/api/v1/seals/NONE-1/telemetry")]
    [InlineData("/api/v1/transportations/0b7fd1c4-9f0e-4f5e-9d0a-111111111111")]
    [InlineData("/api/v1/transportations/0b7fd1c4-9f0e-4f5e-9d0a-111111111111/timeline")]
    [InlineData("/api/v1/situations/0b7fd1c4-9f0e-4f5e-9d0a-111111111111/1")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        var answer = await running.GetAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Telemetry_of_a_period_is_the_same_as_JSON_and_as_CSV()
    {
        var (from, to) = (Text(running.Measured.AddSeconds(1)), Text(running.Measured.AddSeconds(4)));
        var path = $"/api/v1/seals/{ApiServer.SealOf(2)}/telemetry?from={from}&to={to}";
        List<string> measured = [];
        for (var next = path + "&limit=2"; next is not null;)
        {
            var page = await running.GetAsync(next);
            measured.AddRange(page.Items.Select(item => item.GetProperty("measuredAt").GetString()!));
            next = page.Next;
        }

        Assert.Equal([1, 2, 3], measured.Select(at => (int)(DateTimeOffset.Parse(at, null) - running.Measured).TotalSeconds));
        var csv = await running.GetAsync(path, accept: "text/csv");
        Assert.Equal(csv.Text, (await running.GetAsync(path + "&format=csv")).Text);
        var lines = csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(measured, lines[1..].Select(line => line.Split(',')[0]));
        Assert.Contains(",43.250000,77.150000,believed,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activation_is_done_once_however_often_it_is_sent()
    {
        var number = await running.AffixedAsync(0, new JourneySaid { Vehicle = "123ABC02" });
        var (id, path, body) = (NewId(), $"/api/v1/transportations/{number}/activate", new { seal = ApiServer.SealOf(0) });
        var first = await running.PostAsync(path, body, id);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        var again = await running.PostAsync(path, body, id);
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        var seen = await running.GetAsync($"/api/v1/transportations/{number}?after={first.Commit}");
        Assert.Equal("underTracking", seen.Body.GetProperty("status").GetString());
        Assert.Equal("""["eaeu"]""", seen.Body.GetProperty("regimes").GetRawText());
        Assert.Equal("123ABC02", seen.Body.GetProperty("vehicle").GetString());

        var other = await running.PostAsync(path, new { seal = ApiServer.SealOf(1) }, id);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "command-id-reused"), (other.Status, other.Code));
        var second = await running.DraftAsync(new JourneySaid());
        await running.DoAsync(second, "confirm", new { contract = new JourneySaid().Contract });
        var taken = await running.PostAsync($"/api/v1/transportations/{second}/affix", ApiServer.AffixingOf(0), NewId());
        Assert.Equal((HttpStatusCode.Conflict, "seal-in-use"), (taken.Status, taken.Code));

        var timeline = await running.GetAsync($"/api/v1/transportations/{number}/timeline");
        Assert.Contains("SealActivated", timeline.Items.Select(item => item.GetProperty("event").GetString()));
        var removed = await running.PostAsync(
            $"/api/v1/transportations/{number}/remove-en-route", new { reason = "no such reason", removalPlace = "km 17" }, NewId());
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", "reason"), (removed.Status, removed.Code, removed.Field));
        var ended = await running.PostAsync($"/api/v1/transportations/{number}/deactivate", null, NewId());
        Assert.Equal(HttpStatusCode.OK, ended.Status);
        seen = await running.GetAsync($"/api/v1/transportations/{number}?after={ended.Commit}");
        Assert.Equal("trackingEnded", seen.Body.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("{\"serviceCustomer\":\"KZ-1\"", "body")]
    [InlineData("{\"ground\":\"transit\",\"mode\":\"road\"}", "body")]
    [InlineData("{\"serviceCustomer\":\"KZ-1\",\"ground\":\"mars\",\"mode\":\"road\"}", "ground")]
    [InlineData("{\"serviceCustomer\":\"KZ-1\",\"ground\":\"transit\",\"mode\":\"air\"}", "mode")]
    [InlineData("{\"serviceCustomer\":\"KZ-1\",\"ground\":\"transit\",\"mode\":\"road\",\"colour\":1}", "colour")]
    [InlineData("null", "body")]
    public async Task A_wrong_body_is_refused_by_its_member(string body, string field)
    {
        var answer = await running.PostAsync("/api/v1/transportations", body, NewId());
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", field), (answer.Status, answer.Code, answer.Field));
    }

    [Theory]
    [InlineData("transportations/0b7fd1c4-9f0e-4f5e-9d0a-111111111111/remove-en-route", "{\"reason\":null,\"removalPlace\":\"km 17\"}")]
    [InlineData("situations/0b7fd1c4-9f0e-4f5e-9d0a-111111111111/1/shelve", "{\"reason\":null,\"until\":\"2026-03-05T00:00:00Z\"}")]
    public async Task A_reason_of_null_is_refused_and_no_failure_of_ours(string path, string body)
    {
        var answer = await running.PostAsync("/api/v1/" + path, body, NewId());
        Assert.Equal((HttpStatusCode.BadRequest, "field-wrong", "reason"), (answer.Status, answer.Code, answer.Field));
    }

    [Fact]
    public async Task Telemetry_up_to_the_first_instant_of_all_is_empty_and_no_failure_of_ours()
    {
        var answer = await running.GetAsync($"/api/v1/seals/{ApiServer.SealOf(1)}/telemetry?to=0001-01-01T00:00:01Z");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Items);
    }

    [Fact]
    public async Task A_write_without_its_key_is_refused()
    {
        var closing = new { kind = "close", reason = "it stands open" };
        var answer = await running.PostAsync($"/api/v1/seals/{ApiServer.SealOf(3)}/commands", closing, null);
        Assert.Equal((HttpStatusCode.BadRequest, "Idempotency-Key"), (answer.Status, answer.Field));
    }

    [Fact]
    public async Task A_situation_is_acknowledged_and_put_aside()
    {
        var number = await running.BeginAsync(4, new JourneySaid());
        await running.ReportAsync(4, EgtsLoopState.Break, DateTimeOffset.FromUnixTimeSeconds(
            running.Access.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds()));
        var list = $"/api/v1/situations?open=true&transportation={number}";
        await Deadline.UntilAsync("the situation is open", async () => (await running.GetAsync(list)).Items.Count > 0);
        var found = (await running.GetAsync(list)).Items[0];
        Assert.Equal(
            ("SealingElementBroken", "critical"), (found.GetProperty("kind").GetString(), found.GetProperty("severity").GetString()));
        var path = $"/api/v1/situations/{number}/{found.GetProperty("situation").GetInt32()}";
        Assert.Equal(HttpStatusCode.OK, (await running.PostAsync(path + "/acknowledge", null, NewId())).Status);
        var twice = await running.PostAsync(path + "/acknowledge", null, NewId());
        Assert.Equal((HttpStatusCode.Conflict, "already-acknowledged"), (twice.Status, twice.Code));
        var until = Text(running.Access.Clock.GetUtcNow().AddHours(1));
        var shelved = await running.PostAsync(path + "/shelve", new { until, reason = "Проверка на посту" }, NewId());
        var seen = await running.GetAsync($"{path}?after={shelved.Commit}");
        Assert.StartsWith("key/", seen.Body.GetProperty("acknowledgedBy").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            (until, "Проверка на посту"),
            (seen.Body.GetProperty("shelvedUntil").GetString(), seen.Body.GetProperty("shelvedReason").GetString()));
    }

    [Fact]
    public async Task Whoever_asks_for_a_commit_that_is_not_there_is_told_to_ask_again()
    {
        var answer = await running.GetAsync("/api/v1/seals?after=999999999");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-caught-up"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(Scopes.SealsRead, "/api/v1/seals")]
    [InlineData(Scopes.TelemetryRead, "/api/v1/seals/API-001/telemetry")]
    [InlineData(Scopes.TransportationsRead, "/api/v1/transportations")]
    [InlineData(Scopes.SituationsRead, "/api/v1/situations")]
    [InlineData(Scopes.PositionsRead, "/api/v1/positions")]
    public async Task A_scope_opens_its_own_and_nothing_else(string scope, string path)
    {
        var key = await running.Access.KeyOfAsync(Roles.Integrator, scope);
        Assert.Equal(HttpStatusCode.OK, (await running.GetAsync(path, key)).Status);
        var other = await running.Access.KeyOfAsync(Roles.Integrator, [.. Scopes.All.Where(one => one != scope)]);
        var refused = await running.GetAsync(path, other);
        Assert.Equal((HttpStatusCode.Forbidden, "not-allowed"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_key_that_only_reads_writes_nothing()
    {
        var key = await running.Access.KeyOfAsync(
            Roles.Integrator, Scopes.SealsRead, Scopes.TransportationsRead, Scopes.SituationsRead, Scopes.SituationsWrite);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Access.Folder.HttpPort}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.Add("Idempotency-Key", NewId().ToString());
        using var answer = await client.PostAsync($"/api/v1/seals/{ApiServer.SealOf(3)}/commands", null, Deadline.Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_audit_of_sign_ins_is_read_by_its_people_and_by_no_key()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await running.GetAsync("/api/v1/audit")).Status);
        using var auditor = await running.Access.SignedInAsync(Roles.Auditor);
        var page = JsonDocument.Parse(await auditor.OpenAsync("/api/v1/audit?limit=1&name=auditor&event=SignedIn")).RootElement;
        Assert.Equal("SignedIn", page.GetProperty("items")[0].GetProperty("event").GetString());
    }

    [Fact]
    public async Task Who_asks_is_told_who_one_is()
    {
        using var officer = await running.Access.SignedInAsync(Roles.Officer);
        var me = JsonDocument.Parse(await officer.OpenAsync("/api/v1/me")).RootElement;
        Assert.Equal(("officer", "Test officer"), (me.GetProperty("name").GetString(), me.GetProperty("displayName").GetString()));
        Assert.DoesNotContain(Scopes.SituationsWrite, me.GetProperty("scopes").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void Every_refusal_has_its_problem() => Assert.All(Enum.GetValues<Refusal>(), reason =>
    {
        Assert.NotNull(Problems.Refused(reason));
        Assert.Matches("^[a-z]+(-[a-z]+)*$", Problems.CodeOf(reason));
    });

    [Theory]
    [InlineData("", "connect-src 'self';")]
    [InlineData("https://tiles.example.kz:8443/{z}/{x}/{y}.png", "connect-src 'self' https://tiles.example.kz:8443;")]
    [InlineData("pmtiles:https://tiles.example.kz/kz.pmtiles", "connect-src 'self' https://tiles.example.kz;")]
    [InlineData("/own/{z}/{x}/{y}.png", "connect-src 'self';")]
    public void Pages_may_load_map_tiles_from_where_the_operator_says(string tiles, string rule) =>
        Assert.Contains(rule, SecurityHeaders.PolicyFor(tiles), StringComparison.Ordinal);

    private static string Text(DateTimeOffset at) => Workplaces.Api.UtcConverter.Text(at);
}
