using System.Net;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Demo;
using NavSeal.Server.State;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Server;

/// <summary>Two processes on one database behind HAProxy, as they are deployed.</summary>
public sealed class Several_processes_tests : IDisposable
{
    private const int SealCount = 20, BeforeTheKill = 300, AfterTheKill = 300, PagesMin = 20;

    private readonly TestDatabase database = TestDatabase.Create();
    private readonly ServerFolder front = new();
    private readonly List<ServerFolder> folders = [new(), new()];
    private readonly List<StormSeal> seals;

    public Several_processes_tests()
    {
        var first = TimeProvider.System.GetUtcNow().AddDays(-2);
        first = DateTimeOffset.FromUnixTimeSeconds(first.ToUnixTimeSeconds());
        seals = [.. Enumerable.Range(1, SealCount).Select(index => new StormSeal(index, first))];
    }

    [Fact]
    [Requirement("MON-006")]
    [Requirement("MON-007")]
    public async Task A_process_dies_and_its_seals_go_on_at_another()
    {
        Assert.SkipWhen(LocalHaproxy.Program is null, LocalHaproxy.Missing);
        using var dying = await ServeAsync(folders[0]);
        using var staying = await ServeAsync(folders[1]);
        await RegisterAsync();
        var proxy = await LocalHaproxy.StartAsync(
            Path.Combine(front.Path, "haproxy"), Places(front), [.. folders.Select(Places)], line => Assert.Fail(line));
        await using (proxy)
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{front.HttpPort}") };
            await Deadline.UntilAsync("HAProxy leads to a process", () => ListensAsync(http));
            var load = Task.WhenAll(seals.Select(ReportAsync));
            await WhenAcknowledgedAsync(BeforeTheKill, load);
            await dying.KillAsync();

            // Not one visitor sees that a process is gone.
            for (var page = 0; page < PagesMin; page++) Assert.True(await AnswersAsync(http), $"Page {page} did not come.");
            await WhenAcknowledgedAsync(Acknowledged() + AfterTheKill, load);
            foreach (var seal in seals) seal.IsMeasuring = false;
            await load;
        }

        Assert.Equal(0, await staying.StopAsync());
        EveryReportIsThereOnce();
    }

    public void Dispose()
    {
        database.Dispose();
        front.Dispose();
        foreach (var folder in folders) folder.Dispose();
    }

    private static Dictionary<int, IPEndPoint> Places(ServerFolder folder) => new()
    {
        [8080] = new(IPAddress.Loopback, folder.HttpPort),
        [9000] = new(IPAddress.Loopback, folder.SharedPort),
        [9010] = new(IPAddress.Loopback, folder.EgtsPort),
        [9011] = new(IPAddress.Loopback, folder.WialonPort),
        [9014] = new(IPAddress.Loopback, folder.TeltonikaPort),
    };

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/sign-in", Deadline.Token);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<bool> ListensAsync(HttpClient http)
    {
        try
        {
            return await AnswersAsync(http);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task<NavSealProcess> ServeAsync(ServerFolder folder) => NavSealProcess.ServeAsync(
        folder, "--store", "postgres", "--postgres", database.ConnectionString, "--keys", Path.Combine(front.Path, "keys"),
        "--trusted-proxies", "127.0.0.1");

    private async Task RegisterAsync()
    {
        var rows = seals.Select(seal => $"{seal.Number},egts,OID,{seal.ObjectId},Storm,egts-seal,KZ");
        var file = front.Write("seals.csv", RunningServer.Rows + string.Join('\n', rows));
        using var import = await NavSealProcess.RunAsync("seal", "import", file, "--data", folders[0].Path);
        Assert.Equal((0, ""), (import.ExitCode, import.Errors));
        await Deadline.UntilAsync("the other process knows the seals", async () =>
        {
            using var list = await NavSealProcess.RunAsync("seal", "list", "--data", folders[1].Path);
            return list.Output.Contains(seals[^1].Number, StringComparison.Ordinal);
        });
    }

    /// <summary>Reports, connecting again as often as it is cut off, until all it has measured is acknowledged.</summary>
    private Task ReportAsync(StormSeal seal) => Deadline.UntilAsync("everything acknowledged", async () =>
    {
        await seal.RunAsync(front.EgtsPort, Deadline.Token);
        return !seal.IsMeasuring && seal.Acknowledged == seal.Measured;
    });

    private Task WhenAcknowledgedAsync(int count, Task load) => Deadline.UntilAsync(
        $"{count} acknowledged", () => Task.FromResult(Acknowledged() >= count || load.IsFaulted));

    private int Acknowledged() => seals.Sum(seal => seal.Acknowledged);

    private void EveryReportIsThereOnce()
    {
        using var journal = PostgresJournal.Open(database.Database);
        var stored = (from commit in journal.ReadAfter(0)
                      from entry in commit.Entries
                      where entry.Kind < EntryKinds.ReservedMin
                      from item in ContributionReader.Read(entry.Payload, withFrames: false)
                      let report = (item as ContributionItem.Event)?.Change as SealEvent.Observed
                      where report is not null
                      select (Seal: StateEncoding.NameOf(entry.Subject), report.Observation.MeasuredAt)).ToList();
        Assert.Equal(stored.Count, stored.Distinct().Count());
        var counts = stored.GroupBy(one => one.Seal).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(seals, seal => Assert.Equal(seal.Acknowledged, counts[seal.Number]));
    }
}
