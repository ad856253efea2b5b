using System.Globalization;
using NavSeal.Journal;
using NavSeal.Model.Intake;
using NavSeal.Model.Seals;
using NavSeal.Server.State;
using NavSeal.Tests.Simulation;
using NavSeal.Tests.Views;
using NavSeal.Workplaces.Views;

namespace NavSeal.Tests.Server;

/// <summary>The real process under load, killed again and again: KILLS=n as often as one has time for. A store's storm derives from
/// this.</summary>
public abstract class Kill_storm : IDisposable
{
    private const int KillsUsually = 20, SealCount = 50, Seed = 20260722;

    /// <summary>So many acknowledgements are seen before a kill.</summary>
    private const int LoadMin = 50, LoadMax = 4000;

    /// <summary>Each so manieth life lasts until the table of states was written.</summary>
    private const int TableEvery = 3;

    private readonly List<StormSeal> seals;

    protected Kill_storm()
    {
        // So old that no clock is ahead of ours, so young that nothing lies beyond the horizon.
        var first = TimeProvider.System.GetUtcNow().AddDays(-12);
        first = DateTimeOffset.FromUnixTimeSeconds(first.ToUnixTimeSeconds());
        seals = [.. Enumerable.Range(1, SealCount).Select(index => new StormSeal(index, first))];
    }

    [Fact]
    [Requirement("MON-006")]
    [Requirement("MON-007")]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        var kills = Kills();
        await StormAsync(kills);
        await DrainAsync();

        using (var journal = OpenJournal())
        {
            var commits = journal.ReadAfter(0).ToList();
            EveryReportIsThereOnce(commits);
            IntakeIsRecorded([.. JournalEvents.Of<IntakeEvent>(commits).Select(one => one.Change)], kills);
            TableEqualsReplay(commits);
            ViewsEqualTheirRebuild(commits);
        }

        Assert.Empty(Verify());
        await AStartWithoutTheTableComesToTheSame();
    }

    /// <summary>The data folder of the process.</summary>
    internal ServerFolder Folder { get; } = new();

    /// <summary>What the process is started with beside the folder's.</summary>
    protected virtual string[] More => [];

    /// <summary>The database that the process shares; null: none.</summary>
    protected virtual PostgresDatabase? Database => null;

    /// <summary>The journal, while no process runs.</summary>
    protected abstract IJournal OpenJournal();

    /// <summary>What a verifier finds in it.</summary>
    protected abstract IEnumerable<Finding> Verify();

    /// <summary>What the journal says of the times in which nobody listened.</summary>
    protected abstract void IntakeIsRecorded(IReadOnlyList<IntakeEvent> changes, int kills);

    public virtual void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<NavSealProcess> ServeAsync() => NavSealProcess.ServeAsync(Folder, More);

    private async Task StormAsync(int kills)
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < kills; kill++)
        {
            using var server = await ServeAsync();
            if (kill == 0) await RegisterAsync();
            var (enough, savedAt) = (Acknowledged() + random.Next(LoadMin, LoadMax), SavedAt());
            var seesTable = random.Next(TableEvery) == 0;

            // Some rest, so that rows of the table stand while others are written.
            var load = RunAsync([.. seals.Where(_ => random.Next(3) > 0)]);
            await Deadline.UntilAsync($"{enough} acknowledged", () => Task.FromResult(Acknowledged() >= enough || load.IsFaulted));
            if (seesTable) await Deadline.UntilAsync("the table saved", () => Task.FromResult(SavedAt() > savedAt || load.IsFaulted));
            await server.KillAsync();
            await load;
        }
    }

    private async Task DrainAsync()
    {
        foreach (var seal in seals) seal.IsMeasuring = false;
        using var server = await ServeAsync();
        await RunAsync(seals);
        Assert.Equal(seals.Sum(seal => seal.Measured), Acknowledged());
        Assert.Equal(0, await server.StopAsync());
    }

    private async Task RegisterAsync()
    {
        var rows = seals.Select(seal => $"{seal.Number},egts,OID,{seal.ObjectId},Storm,egts-seal,KZ");
        var file = Folder.Write("seals.csv", "seal,protocol,identity_kind,identity,model,profile,operator\n" + string.Join('\n', rows));
        using var import = await NavSealProcess.RunAsync("seal", "import", file, "--data", Folder.Path);
        Assert.Equal((0, ""), (import.ExitCode, import.Errors));
    }

    private void EveryReportIsThereOnce(List<Commit> commits)
    {
        var stored = JournalEvents.Of<SealEvent.Observed>(commits).Select(one => (one.Name, one.Change.Observation.MeasuredAt)).ToList();
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal(seals.Sum(seal => seal.Measured), stored.Count);
        var counts = stored.GroupBy(one => one.Name).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(seals, seal => Assert.Equal(seal.Acknowledged, counts[seal.Number]));
    }

    private void TableEqualsReplay(List<Commit> commits)
    {
        using var replayed = new Replayed(commits);
        using var table = StateTable.Open(Folder.StateTable);
        var (saved, rows) = table.Read();
        Assert.Equal(commits[^1].Number, saved);
        Assert.Equal(SealCount, rows.Count(row => row.Subject.Name.StartsWith("seal/", StringComparison.Ordinal)));
        foreach (var row in rows) Assert.Equal(StateEncoding.Write(replayed.State, row.Subject), row.Bytes);
    }

    /// <summary>The views went on after each kill where their last transaction had ended.</summary>
    private void ViewsEqualTheirRebuild(List<Commit> commits)
    {
        using var views = ViewStore.Open(Folder.Path, new ViewSource(number => commits[(int)number - 1].Hash, Database));
        Assert.Null(views.SetAside);
        Assert.True(views.At > 0, "No transaction of the views was committed.");
        foreach (var commit in commits.Skip((int)views.At)) views.Apply(commit);
        views.Flush();
        Assert.Equal(ViewFolder.DigestOf(commits), views.Digest());
    }

    private async Task AStartWithoutTheTableComesToTheSame()
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "state.db*")) File.Delete(file);
        using (var server = await ServeAsync()) Assert.Equal(0, await server.StopAsync());
        using var journal = OpenJournal();
        TableEqualsReplay([.. journal.ReadAfter(0)]);
    }

    private DateTime SavedAt() => Directory.EnumerateFiles(Folder.Path, "state.db*").Max(File.GetLastWriteTimeUtc);

    private Task RunAsync(IEnumerable<StormSeal> some) => Task.WhenAll(some.Select(seal => seal.RunAsync(Folder.EgtsPort, Deadline.Token)));

    private long Acknowledged() => seals.Sum(seal => (long)seal.Acknowledged);

    private static int Kills() =>
        Environment.GetEnvironmentVariable("KILLS") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : KillsUsually;
}
