using System.Globalization;
using System.Text.RegularExpressions;
using NavSeal.Bench.Faults.Lab;
using NavSeal.Bench.Faults.Seals;
using NavSeal.Bench.Machine;
using NavSeal.Server.Demo;

namespace NavSeal.Bench.Faults;

/// <summary>The figures of a run, in lines and as the page <c>docs/operations/faults.md</c>.</summary>
internal sealed partial class FaultReport(FaultOptions options, IReadOnlyList<FaultRecord> records, SealFleet fleet, LabAudit audit)
{
    /// <summary>From the first fault until everything was acknowledged and read.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>How much of the machine's processors was in use meanwhile, by whomever.</summary>
    public required double BusyShare { get; init; }

    /// <summary>Names and values, a line each.</summary>
    public void WriteFigures()
    {
        var reports = audit.Journal.Reports;
        Figures.Write("faults", records.Count);
        Figures.Write("measured", reports.Measured);
        Figures.Write("acknowledged", reports.Acknowledged);
        Figures.Write("stored", reports.Stored);
        Figures.Write("lost", reports.Lost.Count);
        Figures.Write("twice", reports.Twice.Count);
        Figures.Write("possibly_repeated", audit.Journal.PossiblyRepeated);
        Figures.Write("commits", audit.Journal.LastCommit);
        Figures.Write("seconds", Took.TotalSeconds);
        foreach (var record in records) Console.Out.WriteLine(RowOf(record));
        foreach (var finding in audit.Broken) Console.Out.WriteLine($"BROKEN: {finding}");
    }

    /// <summary>The page.</summary>
    public async Task<string> ToTextAsync() => string.Join('\n', [Head(), Totals(), Gaps(), await ReadingAsync()]);

    private string Head() => $"""
        # What faults do

        Written by `NavSeal.Bench faults` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. Do not edit it: run it again.

        Three machines, each a network namespace with an etcd, a Patroni with its PostgreSQL, and a `navseal` process; before them HAProxy
        and {fleet.Seals.Count} seals that speak EGTS. Their configuration is that of [`deploy/`](../../deploy/) with addresses and folders
        filled in. A seal measures {1 / NumberedSeal.Period.TotalSeconds:0} report a second whether anybody listens or not, and keeps each
        until it is acknowledged. After {NumberedSeal.AnswerTime.TotalSeconds:0} s without an answer it gives its connection up; it connects
        again {NumberedSeal.ReconnectRange} after it had one, and sends again what was not acknowledged. Where nothing waits it ends a
        session by itself after {NumberedSeal.SessionTime.TotalSeconds:0} to {2 * NumberedSeal.SessionTime.TotalSeconds:0} s, so that each
        process has its share of the seals when a fault comes. That is when everything is well and no seal holds back reports; so is the
        next one.

        """;

    private string Totals()
    {
        var reports = audit.Journal.Reports;
        return $"""
            ## Nothing lost, nothing twice

            | what | figure |
            |---|---|
            | faults | {records.Count}, in {Took.TotalMinutes:0.0} minutes |
            | reports measured | {Number(reports.Measured)} |
            | acknowledged | {Number(reports.Acknowledged)} |
            | stored | {Number(reports.Stored)} |
            | acknowledged and **lost** | **{reports.Lost.Count}** |
            | stored **twice** | **{reports.Twice.Count}** |
            | sent again, because an answer did not come | {Number(fleet.Seals.Sum(seal => seal.Resent))} |
            | connections of seals | {Number(fleet.Seals.Sum(seal => seal.Connections))} |
            | commits | {Number(audit.Journal.LastCommit)} |

            Read back from PostgreSQL afterwards: commit numbers have no gap; every entry follows the one before of its subject, by
            sequence and by hash; the views of each process are, bit for bit, those that the journal gives when it is read from its
            beginning; the state that each process saved at its end is the fold of the journal up to there. The command fails where
            any of this does not hold, and then writes no page.

            """;
    }

    private string Gaps() => $"""
        ## How long nobody was answered

        - **all seals**: the longest time in which not one seal got an acknowledgement;
        - **one seal**: the longest time in which some one seal got none (usually {Seconds(fleet.UsualGap)});
        - **well again**: until all members of the cluster stream, all processes are ready and no seal holds back reports, the fault's own
          length included.

        | fault | machine | lasted | all seals | one seal | well again |
        |---|---|---|---|---|---|
        {Rows(isRandom: false)}

        Drawn by the seed {options.Seed}, some of them two at a time, but never so that anything is left on fewer than two machines:

        | fault | machine | lasted | all seals | one seal | well again |
        |---|---|---|---|---|---|
        {Rows(isRandom: true)}

        """;

    private async Task<string> ReadingAsync() => $"""
        ## How to read it

        - One run on one machine of {Environment.ProcessorCount} cores, which everything shared: the three machines, the seals, and whatever
          else ran there; {BusyShare:0%} of the cores were in use all along. Elsewhere the figures differ; where they come from does not.
        - A gap delays reports and loses none: a seal sends again what was not acknowledged.
        - The time without a primary is mostly Patroni's `ttl` in [`patroni.yml`](../../deploy/patroni.yml): a lease that has to run out
          before another member may take over. A shorter one takes a busy network for a dead primary.
        - Nobody is told of a machine that is cut off or paused: connections hang until somebody's patience ends, that of HAProxy's checks
          or that of the seal.
        - Not harmed here: HAProxy (there is one; run two with an address that passes between them), disks that lie, clocks that jump, two
          machines at once (then nothing is acknowledged until one is back: that is what strict synchronous replication means).
        - Versions: {await VersionsAsync()}.

        Run it again as root, with nothing else on the machine:

            {Command()}

        """;

    private string Rows(bool isRandom) => string.Join('\n', records.Where(record => record.IsRandom == isRandom).Select(RowOf));

    private string RowOf(FaultRecord record)
    {
        var (all, one) = fleet.GapsIn(record.BeganAt, record.WellAt);
        var well = TimeProvider.System.GetElapsedTime(record.BeganAt, record.WellAt);
        return $"| {record.Title} | {record.Machines} | {Seconds(record.Lasted)} | {Seconds(all)} | {Seconds(one)} | {Seconds(well)} |";
    }

    private string Command() =>
        $"artifacts/bin/NavSeal.Bench/release/NavSeal.Bench faults --random {options.Random} --seed {options.Seed}";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<string> VersionsAsync()
    {
        string[][] commands =
        [
            [Path.Combine(LocalPostgres.Programs!, "postgres"), "--version"],
            ["patroni", "--version"],
            ["etcd", "--version"],
            ["haproxy", "-v"],
        ];
        var versions = new List<string> { $".NET {Environment.Version}" };
        foreach (var command in commands)
        {
            var (_, output, _) = await Shell.TryAsync(command);
            versions.Add(Version().Replace(output.Split('\n')[0], "$1 $2"));
        }

        return string.Join(", ", versions);
    }

    /// <summary>A name, a number, and whatever stands around them.</summary>
    [GeneratedRegex(@"^(\w+)\D*([\d.]+\d).*$")]
    private static partial Regex Version();
}
