using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Identity;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Nothing is open but what is listed here.</summary>
public sealed class Rights_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    /// <summary>What everybody may call, each with its reason; below /gen are the assets of the pages.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["/sign-in"] = "the page of signing in",
        ["/sign-in/second-factor"] = "the second step of it",
        ["/reader/language"] = "that page is read in three languages",
        ["/reader/theme"] = "and by night",
        ["/need"] = "tells the law and nothing else",
        ["/api/v1/need"] = "the same for programs",
        ["/health/live"] = "asked by whatever starts the process",
        ["/health/ready"] = "asked by whatever leads people here",
        ["/control/metrics"] = "answers over the socket in the data folder only",
        ["/control/migrate"] = "answers over the socket in the data folder only",
        ["/control/registries/{registry}"] = "answers over the socket in the data folder only",
        ["/control/registries/{registry}/import"] = "answers over the socket in the data folder only",
        ["/control/registries/{registry}/rows"] = "answers over the socket in the data folder only",
        ["/control/seals"] = "answers over the socket in the data folder only",
        ["/control/seals/passwords"] = "answers over the socket in the data folder only",
        ["/control/commands"] = "answers over the socket in the data folder only",
    };

    private IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. running.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Exactly_the_listed_endpoints_are_open()
    {
        var open = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.StartsWith("/gen/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Open.Keys.Order(StringComparer.Ordinal), open);
    }

    [Fact]
    public async Task Without_signing_in_every_other_endpoint_refuses()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        var closed = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        Assert.NotEmpty(closed);
        foreach (var endpoint in closed)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Parse(method), PathOf(endpoint.RoutePattern));
                using var answer = await client.SendAsync(request, Deadline.Token);
                Assert.Equal(
                    (method, endpoint.RoutePattern.RawText, HttpStatusCode.Unauthorized),
                    (method, endpoint.RoutePattern.RawText, answer.StatusCode));
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Theory]
    [InlineData("/nothing/here")]
    [InlineData("/api/v1/nothing")]
    public async Task Even_what_does_not_exist_is_told_only_to_who_signed_in(string path)
    {
        using var browser = running.Browser();
        browser.Client.DefaultRequestHeaders.Accept.Clear();
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        using var inside = await running.SignedInAsync(Roles.Officer);
        await inside.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, inside.Status);
    }

    [Theory]
    [InlineData("/audit", "auditor administrator")]
    [InlineData("/audit/csv", "auditor administrator")]
    [InlineData("/metrics", "administrator")]
    public async Task A_page_opens_to_its_roles_and_to_no_other(string path, string roles)
    {
        List<string> opened = [];
        foreach (var role in Roles.All)
        {
            using var browser = role == Roles.Administrator
                ? await running.SteppedUpAsync(role)
                : await running.SignedInAsync(role);
            await browser.OpenAsync(path);
            if (browser.Status == HttpStatusCode.OK) opened.Add(role);
            else Assert.Equal((role, HttpStatusCode.Forbidden), (role, browser.Status));
        }

        Assert.Equal(roles.Split(' '), opened);
    }

    [Fact]
    public async Task A_key_does_what_its_scope_says_and_opens_no_page()
    {
        var metrics = await running.KeyOfAsync(Roles.Integrator, Scopes.MetricsRead);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/metrics", metrics));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("/metrics", await running.KeyOfAsync(Roles.Integrator, Scopes.SealsRead)));
        Assert.All(await Task.WhenAll(AskAsync("/board", metrics), AskAsync("/account", metrics), AskAsync("/users", metrics)),
            status => Assert.Equal(HttpStatusCode.Forbidden, status));
    }

    [Fact]
    public async Task A_key_gives_no_more_than_its_owner_may() =>
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("/metrics", await running.KeyOfAsync(Roles.Officer, Scopes.MetricsRead)));

    [Fact]
    public async Task A_revoked_an_expired_a_changed_and_a_locked_key_open_nothing()
    {
        await running.AddAsync("program", Roles.Integrator);
        var keys = running.Services.GetRequiredService<ApiKeys>();
        var revoked = await running.KeyOfAsync("program", Scopes.MetricsRead);
        var changed = await running.KeyOfAsync("program", Scopes.MetricsRead);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/metrics", revoked));
        Assert.True(await keys.RevokeAsync(revoked.Split('_')[1], null, new Origin("test", "", "")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("/metrics", revoked));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("/metrics", changed[..^1] + (changed[^1] == '0' ? '1' : '0')));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/metrics", changed));
        await running.WithUserAsync("program", (desk, user, origin) => desk.LockAsync(user, origin));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("/metrics", changed));
        await running.WithUserAsync("program", (desk, user, origin) => desk.UnlockAsync(user, origin));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/metrics", changed));
        running.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("/metrics", changed));
    }

    [Fact]
    public async Task A_person_makes_a_key_sees_it_once_and_revokes_it()
    {
        await running.AddAsync("maker", Roles.Officer);
        using var browser = await running.SignedInAsync("maker");
        await browser.OpenAsync("/account");
        await browser.SendAsync("/account/keys", ("name", "reports"), ("scopes", Scopes.MetricsRead), ("days", "30"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync("/account/keys", ("name", "<b>reports</b>"), ("scopes", Scopes.SealsRead), ("days", "30"));
        var key = System.Text.RegularExpressions.Regex.Match(browser.Page, "nsk_[0-9a-z]{12}_[0-9a-z]{32}").Value;
        Assert.NotEqual("", key);
        Assert.DoesNotContain("<b>reports</b>", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(key, await browser.OpenAsync("/account"), StringComparison.Ordinal);
        using var stranger = await running.SignedInAsync(Roles.Dispatcher);
        await stranger.OpenAsync("/account");
        await stranger.SendAsync($"/account/keys/{key.Split('_')[1]}/revoke");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await browser.SendAsync($"/account/keys/{key.Split('_')[1]}/revoke");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal([AuditEvent.KeyMade, AuditEvent.KeyRevoked], (await running.AuditOfAsync("maker")).TakeLast(2));
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_locked_out()
    {
        using var browser = await running.SteppedUpAsync(Roles.Administrator);
        var id = "";
        await running.WithUserAsync(Roles.Administrator, (_, user, _) => Task.FromResult(id = user.Id));
        await browser.OpenAsync("/users");
        await browser.SendAsync($"/users/{id}/lock");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync($"/users/{id}/roles", ("roles", Roles.Officer));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("last administrator", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_adds_a_user_who_then_signs_in()
    {
        using var browser = await running.SteppedUpAsync(Roles.Administrator);
        await browser.OpenAsync("/users");
        await browser.SendAsync(
            "/users", ("name", "gulnara"), ("displayName", "Гүлнар"), ("roles", Roles.Officer), ("roles", Roles.Auditor));
        var password = System.Text.RegularExpressions.Regex.Match(browser.Page, "([0-9a-z]{4}-){4}[0-9a-z]{4}").Value;
        await browser.SendAsync("/users", ("name", "gulnara"), ("displayName", ""), ("roles", Roles.Officer));
        Assert.Contains("exists", browser.Page, StringComparison.Ordinal);
        using var other = running.Browser();
        await other.SignInAsync("Gulnara", password);
        Assert.Equal(Paths.Account, other.Location);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    public async Task Answers_tell_browsers_what_not_to_do(string path)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"http://127.0.0.1:{running.Folder.HttpPort}{path}", Deadline.Token);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : "1"))));

    private async Task<HttpStatusCode> AskAsync(string path, string key)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.GetAsync(path, Deadline.Token);
        return answer.StatusCode;
    }
}
