using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NavSeal.Tests.Postgres;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>A server whose shared database is away says so, and goes on when it is back.</summary>
public sealed class Away_tests : AccessServer
{
    private readonly TestDatabase database = TestDatabase.Create();

    private protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["store"] = "postgres",
        ["postgres"] = database.ConnectionString,
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Who_asks_while_the_database_is_away_is_told_when_to_ask_again()
    {
        const string path = "/api/v1/seals/KZ-0001/telemetry";
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Folder.HttpPort}") };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await KeyOfAsync(Roles.Integrator, Scopes.TelemetryRead));
        using (var known = await client.GetAsync(path, Deadline.Token)) Assert.Equal(HttpStatusCode.NotFound, known.StatusCode);
        database.GoAway();
        using (var told = await client.GetAsync(path, Deadline.Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, told.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(5), told.Headers.RetryAfter?.Delta);
            using var problem = JsonDocument.Parse(await told.Content.ReadAsStringAsync(Deadline.Token));
            Assert.Equal("database-away", problem.RootElement.GetProperty("code").GetString());
        }

        await database.ReturnAsync();
        await Deadline.UntilAsync("answered", async () =>
        {
            using var answer = await client.GetAsync(path, Deadline.Token);
            return answer.StatusCode == HttpStatusCode.NotFound;
        });
    }
}
