using NavSeal.Journal;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.Documents;
using NavSeal.Server.Keys;
using NavSeal.Server.Moving;
using NavSeal.Server.State;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Server.Access;
using NavSeal.Tests.Simulation;
using NavSeal.Tests.Views;

namespace NavSeal.Tests.Server;

/// <summary><c>navseal migrate</c>: an installation goes from its files into a database and loses nothing on the way.</summary>
public sealed class Move_tests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly ServerFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task A_server_under_load_is_moved_and_nothing_acknowledged_is_lost_or_doubled()
    {
        var first = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddDays(-12).ToUnixTimeSeconds());
        List<StormSeal> seals = [.. Enumerable.Range(1, 20).Select(index => new StormSeal(index, first))];
        using (var server = await NavSealProcess.ServeAsync(folder))
        {
            await RegisterAsync(seals);
            await AddUserAsync("asel");
            var load = RunAsync(seals);
            await Deadline.UntilAsync("load", () => Task.FromResult(Acknowledged(seals) > 3000 || load.IsFaulted));
            using var moved = await MigrateAsync();
            Assert.True(moved.ExitCode == 0, moved.Output + moved.Errors + server.Output);
            Assert.Contains("moved to PostgreSQL", moved.Output, StringComparison.Ordinal);
            await load;
            await Deadline.UntilAsync("ended", () => Task.FromResult(server.HasExited));
            Assert.Equal(0, server.ExitCode);
        }

        using (var refused = await NavSealProcess.RunAsync(["serve", .. folder.Arguments, "--store", "embedded"]))
        {
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("was moved to PostgreSQL", refused.Errors, StringComparison.Ordinal);
        }

        foreach (var seal in seals) seal.IsMeasuring = false;
        using (var server = await NavSealProcess.ServeAsync(folder))
        {
            Assert.DoesNotContain("are built again from the journal", server.Output, StringComparison.Ordinal);
            await RunAsync(seals);
            await SignInAsync("asel");
            Assert.Equal(0, await server.StopAsync());
        }

        EveryReportIsThereOnce(seals);
        Assert.True(JournalVerifier.Verify(database.Database, HeadKey.ReadPublic(Path.Combine(folder.Path, "keys"))).IsWhole);
        using var again = await MigrateAsync();
        Assert.Equal(0, again.ExitCode);
    }

    [Fact]
    public async Task A_server_killed_while_it_is_moved_goes_on_from_wherever_it_is_whole()
    {
        var random = new Random(5);
        var first = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddDays(-12).ToUnixTimeSeconds());
        List<StormSeal> seals = [.. Enumerable.Range(1, 10).Select(index => new StormSeal(index, first))];
        for (var kill = 0; kill < 4; kill++)
        {
            using var server = await NavSealProcess.ServeAsync(folder);
            if (kill == 0) await RegisterAsync(seals);
            var load = RunAsync(seals);
            var moving = MigrateAsync();
            var enough = Acknowledged(seals) + random.Next(200, 3000);
            await Deadline.UntilAsync("load", () => Task.FromResult(
                Acknowledged(seals) >= enough || load.IsFaulted || moving.IsCompleted || server.HasExited));
            if (!server.HasExited) await server.KillAsync();
            await load;
            (await moving).Dispose();
        }

        using (var last = await MigrateAsync()) Assert.Equal((0, ""), (last.ExitCode, last.Errors));
        foreach (var seal in seals) seal.IsMeasuring = false;
        using (var server = await NavSealProcess.ServeAsync(folder))
        {
            await RunAsync(seals);
            Assert.Equal(0, await server.StopAsync());
        }

        EveryReportIsThereOnce(seals);
    }

    [Fact]
    public async Task A_stopped_installation_is_moved_with_its_documents_and_goes_on_after_every_break()
    {
        WriteJournal(folder.Path, 1500);
        var document = await FolderDocuments.Open(folder.Path).PutAsync(new byte[] { 1, 2, 3 }, Stop);
        var driven = new TransportationNumber(new Guid(7, 0, 0, new byte[8]));
        var contact = await new ProtectedDocuments(
            FolderDocuments.Open(folder.Path), new FolderTransportationKeys(KeysFolder)).PutAsync(driven, new byte[] { 4, 5 }, Stop);
        for (var breakAt = 1; breakAt <= 3; breakAt++) await BreakOffAsync(breakAt);
        Assert.Equal(0, (await MigrateAsync()).ExitCode);
        Assert.Equal([1, 2, 3], await PostgresDocuments.Open(database.Database).TryGetAsync(document, Stop));
        Assert.Equal([4, 5], await new ProtectedDocuments(
            PostgresDocuments.Open(database.Database), PostgresTransportationKeys.Open(database.Database, KeysFolder))
            .TryGetAsync(driven, contact, Stop));
        var (own, moved) = (Commits(folder.Path), Moved());
        Assert.Equal(own, moved);
        Assert.True(own.SequenceEqual(moved, new ByHash()));
    }

    [Fact]
    public async Task Killed_between_the_database_and_the_folder_it_goes_on_also_when_the_files_went_on()
    {
        WriteJournal(folder.Path, 40);
        using (var journal = ViewRebuild.OpenJournal(folder.Path))
        {
            using var move = await Move.BeginAsync(Source(journal), database.ConnectionString, Stop);
            await move.FinishAsync(_ => { });
        }

        File.Delete(Path.Combine(folder.Path, "moved.json"));
        File.Delete(Path.Combine(folder.Path, "navseal.json"));
        WriteJournal(folder.Path, 25, seal: 2);
        using var again = await MigrateAsync();
        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
        Assert.Equal(65, Moved().Count);
        Assert.True(Commits(folder.Path).SequenceEqual(Moved(), new ByHash()));
    }

    [Fact]
    public async Task A_database_that_is_in_use_is_refused_and_nothing_changes()
    {
        WriteJournal(folder.Path, 3);
        using (var other = new Written(PostgresJournal.Open(database.Database)))
            other.Commit(Written.Seal(7), Written.Registered("Model 8"));
        using var refused = await MigrateAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("holds a journal of 1 commits", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "navseal.json")));
        Assert.Single(Moved());
    }

    [Fact]
    public async Task A_running_server_works_on_when_the_database_cannot_be_reached()
    {
        using var server = await NavSealProcess.ServeAsync(folder);
        using var refused = await NavSealProcess.RunAsync(
            "migrate", "--to", "postgres", "--postgres", "Host=127.0.0.1;Port=1;Username=nobody", "--data", folder.Path);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("cannot be used", refused.Errors, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Equal("live", await http.GetStringAsync($"http://127.0.0.1:{folder.HttpPort}/health/live", Stop));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task No_server_begins_on_a_database_that_is_half_moved_into()
    {
        WriteJournal(folder.Path, 40);
        await BreakOffAsync(1);
        using var empty = new ServerFolder();
        using var refused = await NavSealProcess.RunAsync(
            ["serve", .. empty.Arguments, "--store", "postgres", "--postgres", database.ConnectionString]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("being moved into it", refused.Errors, StringComparison.Ordinal);
    }

    private static void WriteJournal(string folder, int commits, int seal = 1)
    {
        using var written = new Written(new SegmentJournalOptions
        {
            Folder = Path.Combine(folder, "journal"),
            SegmentBytes = 1 << 20,
            RoomInBackground = false,
        });
        written.Commit(Written.Seal(seal), Written.Registered());
        for (var i = 1; i < commits; i++) written.Commit(Written.Seal(seal), Written.Observed(Written.Start.AddSeconds(i)));
    }

    private string KeysFolder => Path.Combine(folder.Path, "keys");

    private MoveSource Source(IJournal journal) => new(folder.Path, KeysFolder, journal);

    /// <summary>Ends the copying when it tells something for the nth time.</summary>
    private async Task BreakOffAsync(int breakAt)
    {
        using var journal = ViewRebuild.OpenJournal(folder.Path);
        using var move = await Move.BeginAsync(Source(journal), database.ConnectionString, Stop);
        using var off = new CancellationTokenSource();
        var told = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await move.CopyAsync(_ => { if (++told == breakAt) off.Cancel(); }, off.Token);
            off.Token.ThrowIfCancellationRequested();
            throw new OperationCanceledException();
        });
        Assert.Null(MovedMark.TryRead(folder.Path));
    }

    private List<Commit> Moved()
    {
        using var journal = PostgresJournal.Open(database.Database);
        return [.. journal.ReadAfter(0)];
    }

    private static List<Commit> Commits(string folder)
    {
        using var journal = ViewRebuild.OpenJournal(folder);
        return [.. journal.ReadAfter(0)];
    }

    private Task<NavSealProcess> MigrateAsync() => NavSealProcess.RunAsync(
        "migrate", "--to", "postgres", "--postgres", database.ConnectionString, "--data", folder.Path);

    private async Task RegisterAsync(List<StormSeal> seals)
    {
        var rows = seals.Select(seal => $"{seal.Number},egts,OID,{seal.ObjectId},Storm,egts-seal,KZ");
        var file = folder.Write("seals.csv", RunningServer.Rows + string.Join('\n', rows));
        using var import = await NavSealProcess.RunAsync("seal", "import", file, "--data", folder.Path);
        Assert.Equal((0, ""), (import.ExitCode, import.Errors));
    }

    private async Task AddUserAsync(string name)
    {
        using var added = await NavSealProcess.RunWithAsync(
            AccessServer.Password + "\n", "user", "add", name, "--role", "administrator", "--data", folder.Path);
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
    }

    /// <summary>By the password that was set before the move.</summary>
    private async Task SignInAsync(string name)
    {
        using var browser = new Access.Browser(folder.HttpPort);
        await browser.SignInAsync(name, AccessServer.Password);
        using var audit = await NavSealProcess.RunAsync("user", "audit", "--data", folder.Path);
        Assert.Equal((0, ""), (audit.ExitCode, audit.Errors));
    }

    private void EveryReportIsThereOnce(List<StormSeal> seals)
    {
        var stored = JournalEvents.Of<SealEvent.Observed>(Moved()).Select(one => (one.Name, one.Change.Observation.MeasuredAt)).ToList();
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal(seals.Sum(seal => seal.Measured), stored.Count);
        Assert.Equal(stored.Count, Acknowledged(seals));
    }

    private Task RunAsync(IEnumerable<StormSeal> some) =>
        Task.WhenAll(some.Select(seal => seal.RunAsync(folder.EgtsPort, Deadline.Token)));

    private static long Acknowledged(IEnumerable<StormSeal> seals) => seals.Sum(seal => (long)seal.Acknowledged);

    /// <summary>A hash covers number, instant and entries; of payloads their hashes.</summary>
    private sealed class ByHash : IEqualityComparer<Commit>
    {
        public bool Equals(Commit? one, Commit? other) => one?.Hash == other?.Hash
            && other!.Entries.All(entry => entry.IsPayloadWhole());

        public int GetHashCode(Commit commit) => commit.Number.GetHashCode();
    }
}
