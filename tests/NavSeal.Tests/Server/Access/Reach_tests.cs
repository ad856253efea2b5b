using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;

namespace NavSeal.Tests.Server.Access;

/// <summary>What one's own is, over the running server: other offices are not seen, not found by search, not on the map and not acted
/// upon.</summary>
public sealed class Reach_tests(ApiServer running) : IClassFixture<ApiServer>
{
    private const string Own = JourneySaid.Own, Other = JourneySaid.Other;
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
        Assert.Contains(ApiServer.SealOf(0), positions);
        Assert.DoesNotContain(ApiServer.SealOf(2), positions);
        foreach (var page in new[] { $"/board/{foreign}", $"/search?text={foreign[..8]}", "/transportations", "/seals" })
            Assert.DoesNotContain(ApiServer.SealOf(2), await officer.OpenAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_acts_on_his_own_and_on_nothing_else()
    {
        var (own, foreign) = (await BeginAsync(3, Other, Own), await BeginAsync(4, Other, Other));
        using var officer = await SignedInAsync(Own, Roles.Officer);
        Assert.Equal(HttpStatusCode.NotFound, await ArriveAsync(officer, foreign));
        Assert.Equal(HttpStatusCode.OK, await ArriveAsync(officer, own));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(officer, $"/api/v1/transportations/{own}/deactivate"));
        using var none = await SignedInAsync(Belonging.None, Roles.Officer);
        Assert.Empty(Json(await none.OpenAsync("/api/v1/transportations")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    [Requirement("MON-018")]
    [Requirement("MON-019")]
    public async Task A_customer_sees_its_own_with_position_and_nothing_of_other_customers()
    {
        var own = await running.BeginAsync(7, new JourneySaid { Organisation = JourneySaid.OwnOrganisation });
        var foreign = await running.BeginAsync(8, new JourneySaid());
        foreach (var role in new[] { Roles.Carrier, Roles.Declarant, Roles.Forwarder, Roles.CustomsRepresentative })
        {
            using var customer = await SignedInAsync(new Belonging(null, JourneySaid.OwnOrganisation, null), role);
            Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(customer, $"/api/v1/transportations/{own}"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(customer, $"/api/v1/transportations/{foreign}"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(customer, $"/transportations/{foreign}"));
            var seal = Json(await customer.OpenAsync($"/api/v1/seals/{ApiServer.SealOf(7)}"));
            Assert.True(seal.TryGetProperty("position", out _));
            Assert.Contains(ApiServer.SealOf(7), await customer.OpenAsync($"/transportations/{own}"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(customer, $"/api/v1/seals/{ApiServer.SealOf(8)}/telemetry"));
        }
    }

    [Fact]
    public async Task A_partner_operator_sees_what_crosses_its_state()
    {
        var (crossing, other) = (
            await running.BeginAsync(9, new JourneySaid { States = ["KZ", "KG"] }), await running.BeginAsync(10, new JourneySaid()));
        using var partner = await SignedInAsync(new Belonging(null, null, "KG"), Roles.PartnerOperator);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(partner, $"/api/v1/transportations/{crossing}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(partner, $"/api/v1/transportations/{other}"));
    }

    [Fact]
    [Requirement("REG-017")]
    [Requirement("RET-008")]
    public async Task Forms_of_control_and_the_driver_are_shown_to_those_who_need_them_alone()
    {
        var said = new JourneySaid { Departure = Own, Organisation = JourneySaid.OwnOrganisation };
        var own = await running.BeginAsync(11, said);
        await running.DoAsync(own, "set-forms-of-control", new { forms = "Scanner at the third kilometre" });
        using var officer = await SignedInAsync(Own, Roles.Officer);
        using var declarant = await SignedInAsync(new Belonging(null, JourneySaid.OwnOrganisation, null), Roles.Declarant);
        var shown = await officer.OpenAsync($"/transportations/{own}");
        Assert.Contains("Scanner at the third kilometre", shown, StringComparison.Ordinal);
        var told = await officer.OpenAsync($"/api/v1/transportations/{own}/timeline");
        Assert.Contains(new string('0', 64), told, StringComparison.Ordinal);
        string[] paths = [$"/transportations/{own}", $"/api/v1/transportations/{own}", $"/api/v1/transportations/{own}/timeline"];
        foreach (var path in paths)
        {
            var hidden = await declarant.OpenAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, declarant.Status));
            Assert.DoesNotContain("Scanner", hidden, StringComparison.Ordinal);
            Assert.DoesNotContain(new string('0', 64), hidden, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_before_an_officer_opens_for_a_reason_and_a_while_and_the_audit_says_so()
    {
        var foreign = await BeginAsync(5, Other, Other, "KZ777ABA02");
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
        Assert.Equal(HttpStatusCode.Forbidden, await ArriveAsync(officer, foreign));
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
        await ArriveAsync(officer, own);
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
    public async Task An_opening_asks_for_a_second_factor_that_was_shown_lately()
    {
        const string Opening = """{"kind":"open","reason":"the document has to be seen"}""";
        var path = $"/api/v1/seals/{ApiServer.SealOf(0)}/commands";
        using var plain = await SignedInAsync(Belonging.None, Roles.SeniorDispatcher);
        using var body = new StringContent(Opening, System.Text.Encoding.UTF8, "application/json");
        using var asked = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        asked.Headers.Add("Idempotency-Key", NewId().ToString());
        var refused = await plain.Client.SendAsync(asked, Deadline.Token);
        Assert.Contains("second-factor-needed", await refused.Content.ReadAsStringAsync(Deadline.Token), StringComparison.Ordinal);
        using var shown = await running.Access.SteppedUpAsync(Roles.SeniorDispatcher);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(shown, path, Opening));
        running.Access.Clock.Advance(Visitor.SecondFactorCounts);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(shown, path, Opening));
    }

    private static Guid NewId() => new(Interlocked.Increment(ref ids), 7, 7, new byte[8]);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static async Task<HttpStatusCode> StatusOfAsync(Browser visitor, string path)
    {
        await visitor.OpenAsync(path);
        return visitor.Status;
    }

    private static Task<HttpStatusCode> ArriveAsync(Browser visitor, string number) =>
        PostAsync(visitor, $"/api/v1/transportations/{number}/record-arrival", """{"office":"nur-zholy","zone":"1"}""");

    private static async Task<HttpStatusCode> PostAsync(Browser visitor, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", NewId().ToString());
        using var answer = await visitor.Client.SendAsync(request, Deadline.Token);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<AuditEntry>> Lines(string subject) => await running.Access.Services.GetRequiredService<AuditLog>()
        .ReadAsync(AuditFilter.All with { Subject = subject }, null, 1000);

    private Task<Browser> SignedInAsync(string office, string role) => SignedInAsync(new Belonging(office, null, null), role);

    private async Task<Browser> SignedInAsync(Belonging belonging, string role)
    {
        var name = $"{role}-{Interlocked.Increment(ref users)}";
        await running.Access.AddAsync(name, belonging, role);
        return await running.Access.SignedInAsync(name);
    }

    private Task<string> BeginAsync(int seal, string departure, string destination, string vehicle = "777AAA01") =>
        running.BeginAsync(seal, new JourneySaid { Departure = departure, Destination = destination, Vehicle = vehicle });
}
