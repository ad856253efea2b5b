using NavSeal.Bench.Faults.Lab;
using NavSeal.Bench.Faults.Seals;
using NavSeal.Journal;
using NavSeal.Server.State;
using NavSeal.Workplaces.Views;

namespace NavSeal.Bench.Faults;

/// <summary>After the faults: holds the journal against the seals, and the processes against the journal.</summary>
internal sealed class LabAudit(LabPlan plan, FaultLab lab)
{
    private const int ShownMax = 5;
    private readonly List<string> broken = [];

    public JournalAudit Journal { get; } = new();

    /// <summary>The promises that were broken.</summary>
    public IReadOnlyList<string> Broken => broken;

    /// <summary>Adds what somebody else found.</summary>
    public void Find(string what) => broken.Add(what);

    /// <summary>Looks at everything.</summary>
    public async Task RunAsync(SealFleet fleet, TimeSpan catchUpTime, CancellationToken stop)
    {
        Journal.Take(fleet.Seals);
        try
        {
            await PositionsAgreeAsync(catchUpTime, stop);
        }
        catch (TimeoutException e)
        {
            Find(e.Message);
        }

        foreach (var machine in lab.Machines)
        {
            if (await machine.StopNavSealAsync() is var status and not 0)
                broken.Add($"navseal of {machine.Name} ended with {status}, or not at all.");
        }

        using var database = PostgresDatabase.Open(plan.Database);
        using var journal = PostgresJournal.Open(database);
        var commits = journal.ReadAfter(0).ToList();
        foreach (var commit in commits) Journal.Take(commit);
        broken.AddRange(Journal.Findings);
        Find("acknowledged and lost", Journal.Reports.Lost);
        Find("stored twice", Journal.Reports.Twice);
        Find("stored and never measured", Journal.Reports.Foreign);
        Find("measured and never acknowledged", Journal.Reports.Unacknowledged);
        Find("wrong answers", [.. fleet.Seals.Where(seal => seal.Wrong > 0).Select(seal => seal.Number)]);
        ViewsAgree((database, journal), commits);
        StatesAgree(commits);
    }

    private void Find<T>(string what, IReadOnlyList<T> found)
    {
        if (found.Count > 0) broken.Add($"{found.Count} {what}: {string.Join(", ", found.Take(ShownMax))}");
    }

    /// <summary>Each process comes to know all that was committed.</summary>
    private async Task PositionsAgreeAsync(TimeSpan catchUpTime, CancellationToken stop)
    {
        await FaultLab.UntilAsync("all processes are at one commit, with their views", catchUpTime, async () =>
        {
            var (ends, lags) = (new HashSet<double?>(), new HashSet<double?>());
            foreach (var machine in lab.Machines)
            {
                ends.Add(await lab.View.FigureAsync(machine.Name, "navseal_journal_last_commit"));
                lags.Add(await lab.View.FigureAsync(machine.Name, "navseal_reader_views_lag_commits"));
            }

            return ends.Count == 1 && !ends.Contains(null) && lags.SetEquals([0])
                ? null
                : $"ends {string.Join(", ", ends)}, views behind by {string.Join(", ", lags)}";
        }, stop);
    }

    /// <summary>The views of each process are those that the journal alone gives.</summary>
    private void ViewsAgree((PostgresDatabase Database, PostgresJournal Journal) shared, List<Commit> commits)
    {
        string DigestOf(string folder, PostgresDatabase? database)
        {
            using var views = ViewStore.Open(folder, ViewSource.Of(shared.Journal, database));
            if (views.SetAside is not null) broken.Add($"The views of {folder} were of another journal, or damaged.");
            foreach (var commit in commits.Skip((int)views.Applied))
            {
                views.Apply(commit);
                if (views.HoldsMany) views.Flush();
            }

            views.Flush();
            return views.Digest();
        }

        // What is built of the journal keeps its own blocks of telemetry; what the processes share is held against them.
        var digest = DigestOf(Directory.CreateDirectory(Path.Combine(plan.Folder, "views")).FullName, database: null);
        foreach (var machine in lab.Machines)
        {
            if (DigestOf(machine.DataFolder, shared.Database) != digest)
                broken.Add($"The views of {machine.Name} are not those of the journal.");
        }
    }

    /// <summary>The state that each process saved at its clean end is the fold of the journal up to there.</summary>
    private void StatesAgree(List<Commit> commits)
    {
        using var fold = new JournalFold();
        var tables = lab.Machines.Select(machine => (machine.Name, Saved: StatesOf(machine.DataFolder))).OrderBy(one => one.Saved.Commit);
        foreach (var (name, saved) in tables)
        {
            foreach (var commit in commits.Skip((int)fold.At).TakeWhile(commit => commit.Number <= saved.Commit)) fold.Take(commit);
            var differ = saved.Rows.Where(row => !row.Bytes.AsSpan().SequenceEqual(StateEncoding.Write(fold.State, row.Subject))).ToList();
            Find($"states of {name} that are not the journal's", [.. differ.Select(row => row.Subject)]);
            if (saved.Rows.Count == 0) broken.Add($"{name} saved no state.");
        }
    }

    private static (long Commit, List<StateRow> Rows) StatesOf(string dataFolder)
    {
        using var table = StateTable.Open(Path.Combine(dataFolder, "state.db"));
        return table.Read();
    }
}
