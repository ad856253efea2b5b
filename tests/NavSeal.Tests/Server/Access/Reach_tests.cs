using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Devices.Egts;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;

namespace NavSeal.Tests.Server.Access;

/// <summary>What one's own is, over the running server: other offices are not seen, not found by search, not on the map and not acted
/// upon.</summary>
public sealed class Reach_tests(ApiServer running) : IClassFixture<ApiServer>
{
    private const string Own = "nur-zholy", Other = "dostyk";
    private static int users, ids;

    [Fact]
    [Requirement("REG-003")]
    [Requirement("REG-004")]
    public async Task An_officer_sees_what_leaves_his_office_and_what_comes_to_it()
    {
        var (leaving, coming) = (await BeginAsync(0, Own, Other), await BeginAsync(1, Other, Own));
        var foreign = await BeginAsync(2, Other, Other);
        using var officer = await SignedInAsync(Own, Roles.Officer);
        var list = Json(await officer.OpenAsync("/api/v1/transportations")).GetProperty("items").EnumerateArray()
            .Select(one => one.GetProperty("number").GetString()!).ToList();
        Assert.Contains(leaving, list);
        Assert.Contains(coming, list);
        Assert.DoesNotContain(foreign, list);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(officer, $"/api/v1/transportations/{coming}/timeline"));
        foreach (var path in new[]
        {
            $"/api/v1/transportations/{foreign}", $"/api/v1/transportations/{foreign}/timeline", $"/api/v1/seals/{ApiServer.SealOf(2)}",
            $"/api/v1/seals/{ApiServer.SealOf(2)}/telemetry", $"/api/v1/situations/{foreign}/1",
        })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await StatusOfAsync(officer, path)));
        }

        var positions = Json(await officer.OpenAsync("/api/v1/positions")).GetProperty("items").EnumerateArray()
            .Select(one => one.GetProperty("seal").GetString());
        Assert.Equal([ApiServer.SealOf(0), ApiServer.SealOf(1)], positions);
        foreach (var page in new[] { $"/board/{foreign}", $"/search?text={foreign[..8]}", "/transportations", "/seals" })
            Assert.DoesNotContain(ApiServer.SealOf(2), await officer.OpenAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_acts_on_his_own_and_on_nothing_else()
    {
        var (own, foreign) = (await BeginAsync(3, Own, Other), await BeginAsync(4, Other, Other));
        using var officer = await SignedInAsync(Own, Roles.Officer);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(officer, $"/api/v1/transportations/{foreign}/deactivate"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(officer, $"/api/v1/transportations/{own}/deactivate"));
        using var none = await SignedInAsync(null, Roles.Officer);
        Assert.Empty(Json(await none.OpenAsync("/api/v1/transportations")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_before_an_officer_opens_for_a_reason_and_a_while_and_the_audit_says_so()
    {
        var foreign = await BeginAsync(5, Other, Other, "KZ 777 ABA 02");
        using var officer = await SignedInAsync(Own, Roles.Officer);
        await officer.OpenAsync(Paths.Scan);
        await officer.SendAsync(Paths.Scan, ("what", "777ABA"), ("reason", "stopped on the road"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        await officer.SendAsync(Paths.Scan, ("what", "kz777aba02"), ("reason", "why"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        await officer.SendAsync(Paths.Scan, ("what", "kz777aba02"), ("reason", "stopped on the road"));
        Assert.Equal($"/transportations/{foreign}", officer.Location);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(officer, $"/api/v1/transportations/{foreign}"));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(officer, $"/api/v1/seals/{ApiServer.SealOf(5)}"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(officer, $"/api/v1/transportations/{foreign}/deactivate"));
        var line = (await Lines($"transportation/{foreign}")).First(one => one.Event == AuditEvent.Scanned);
        Assert.Equal("kz777aba02: stopped on the road", line.Detail);
        running.Access.Clock.Advance(Sights.LookTime + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(officer, $"/api/v1/transportations/{foreign}"));
    }

    [Fact]
    [Requirement("REG-013")]
    [Requirement("RET-014")]
    public async Task Every_look_search_export_refusal_and_act_stands_in_the_audit_whose_chain_holds()
    {
        var own = await BeginAsync(6, Own, Own);
        using var officer = await SignedInAsync(Own, Roles.Officer);
        await officer.OpenAsync($"/board/{own}");
        await officer.OpenAsync($"/search?text=audited");
        await officer.OpenAsync($"/api/v1/seals/{ApiServer.SealOf(6)}/telemetry?format=csv");
        await officer.OpenAsync("/users");
        await PostAsync(officer, $"/api/v1/transportations/{own}/deactivate");
        var trail = running.Access.Services.GetRequiredService<AuditTrail>();
        await Deadline.UntilAsync("the audit is written", () => Task.FromResult(trail.IsWritten));
        var (looked, seal) = (await Lines($"transportation/{own}"), await Lines($"seal/{ApiServer.SealOf(6)}"));
        Assert.Contains(looked, line => line.Event == AuditEvent.Looked && line.By.StartsWith("user/", StringComparison.Ordinal));
        Assert.Contains(looked, line => line.Event == AuditEvent.Acted && line.Detail.EndsWith("→ 200", StringComparison.Ordinal));
        Assert.Contains(seal, line => line.Event == AuditEvent.Exported);
        var log = running.Access.Services.GetRequiredService<AuditLog>();
        var all = await log.ReadAsync(AuditFilter.All, null, 1000);
        Assert.Contains(all, line => line.Event == AuditEvent.Searched && line.Detail.Contains("audited", StringComparison.Ordinal));
        Assert.Contains(all, line => line.Event == AuditEvent.Refused && line.Detail.Contains("/users", StringComparison.Ordinal));
        Assert.Null(await log.FirstBrokenAsync());
    }

    [Fact]
    [Requirement("RET-012")]
    public async Task An_opening_asks_for_a_second_factor_that_was_shown_lately()
    {
        using var plain = await SignedInAsync(null, Roles.SeniorDispatcher);
        var refused = await plain.Client.PostAsync($"/api/v1/seals/{ApiServer.SealOf(0)}/open", null, Deadline.Token);
        Assert.Contains("second-factor-needed", await refused.Content.ReadAsStringAsync(Deadline.Token), StringComparison.Ordinal);
        using var shown = await running.Access.SteppedUpAsync(Roles.SeniorDispatcher);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(shown, $"/api/v1/seals/{ApiServer.SealOf(0)}/open"));
        running.Access.Clock.Advance(Visitor.SecondFactorCounts);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(shown, $"/api/v1/seals/{ApiServer.SealOf(0)}/open"));
    }

    private static Guid NewId() => new(Interlocked.Increment(ref ids), 7, 7, new byte[8]);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static async Task<HttpStatusCode> StatusOfAsync(Browser visitor, string path)
    {
        await visitor.OpenAsync(path);
        return visitor.Status;
    }

    private static async Task<HttpStatusCode> PostAsync(Browser visitor, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", NewId().ToString());
        using var answer = await visitor.Client.SendAsync(request, Deadline.Token);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<AuditEntry>> Lines(string subject) => await running.Access.Services.GetRequiredService<AuditLog>()
        .ReadAsync(AuditFilter.All with { Subject = subject }, null, 1000);

    private async Task<Browser> SignedInAsync(string? office, string role)
    {
        var name = $"{role}-{Interlocked.Increment(ref users)}";
        await running.Access.AddAsync(name, new Belonging(office, null, null), role);
        return await running.Access.SignedInAsync(name);
    }

    private async Task<string> BeginAsync(int seal, string departure, string destination, string? vehicle = null)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(running.Access.Clock.GetUtcNow().ToUnixTimeSeconds());
        await running.ReportAsync(seal, EgtsLoopState.Normal, now);
        var body = new
        {
            seal = ApiServer.SealOf(seal),
            regimes = new[] { "eaeu" },
            departureOffice = departure,
            destinationOffice = destination,
            vehicle,
        };
        var begun = await running.PostAsync("/api/v1/transportations", body, NewId());
        Assert.Equal(HttpStatusCode.Created, begun.Status);
        var number = begun.Body.GetProperty("transportation").GetString()!;
        await running.GetAsync($"/api/v1/transportations/{number}?after={begun.Commit}");
        return number;
    }
}
