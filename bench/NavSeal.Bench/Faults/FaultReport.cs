using System.Globalization;
using System.Text;
using NavSeal.Bench.Faults.Lab;
using NavSeal.Bench.Faults.Seals;
using NavSeal.Bench.Machine;
using NavSeal.Server.Demo;

namespace NavSeal.Bench.Faults;

/// <summary>The figures of a run, in lines and as the page <c>docs/operations/faults.md</c>.</summary>
internal sealed class FaultReport(FaultOptions options, IReadOnlyList<FaultRecord> records, SealFleet fleet, LabAudit audit)
{
    /// <summary>From the first fault until everything was acknowledged and read.</summary>
    public required TimeSpan Took { get; init; }

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
        Figures.Write("commits", audit.Journal.LastCommit);
        Figures.Write("seconds", Took.TotalSeconds);
        foreach (var record in records) Console.Out.WriteLine(RowOf(record));
        foreach (var finding in audit.Broken) Console.Out.WriteLine($"BROKEN: {finding}");
    }

    /// <summary>The page.</summary>
    public async Task<string> ToTextAsync() => $"""
        # What faults do

        Written by `NavSeal.Bench faults` ({TimeProvider.System.GetUtcNow():yyyy-MM-dd}): do not edit, run it again.

        Three machines, each a network namespace with one etcd, one Patroni with its PostgreSQL, and one `navseal` process; before them HAProxy, and {fleet.Seals.Count} seals that
        speak EGTS. The configuration is that of [`deploy/`](../../deploy/), addresses and folders filled in. Every seal measures {1 / NumberedSeal.Period.TotalSeconds:0} reports a second
        whether anybody listens or not, keeps each until it is acknowledged, gives a connection up after {NumberedSeal.AnswerTime.TotalSeconds:0} s without an answer, and connects again
        {NumberedSeal.ReconnectRange} later. A fault comes when everything is well and nobody holds back reports; the next one when that is so again.

        ## Nothing lost, nothing twice

        {Totals()}

        Every commit number is there once, without a gap; every entry follows its subject's one before, by sequence and by hash; the views of the three processes are, bit for bit, those that
        the journal gives when it is read from its beginning; the state that each process saved is the fold of the journal.

        ## How long nobody was answered

        - **All seals**: the longest time in which not one of the seals got an acknowledgement.
        - **One seal**: the longest time in which some one seal got none. Without faults it is {fleet.UsualGap.TotalSeconds:0.0} s.
        - **Well again**: from the fault until all members of the cluster stream, all processes are ready, and no seal holds back reports. The fault's own length is part of it.

        | fault | machine | lasted | all seals | one seal | well again |
        |---|---|---|---|---|---|
        {Rows(isRandom: false)}

        Drawn by seed {options.Seed}, some of them two at a time, never so that anything was left on fewer than two machines:

        | fault | machine | lasted | all seals | one seal | well again |
        |---|---|---|---|---|---|
        {Rows(isRandom: true)}

        ## How to read it

        - A figure is one run on one machine of {Environment.ProcessorCount} cores that all {LabNetwork.Machines.Count} machines, the seals and the audit shared ({await MachineAsync()}). Expect other figures elsewhere, of the same order.
        - What a seal does not get acknowledged it sends again: a gap delays reports, it loses none.
        - The time without a primary is mostly Patroni's `ttl` in [`patroni.yml`](../../deploy/patroni.yml): a lease that has to run out before anybody else may take over. A shorter one makes a
          busy network look like a dead primary.
        - Where a machine is cut off, nobody is told: connections hang until somebody's patience ends. That of HAProxy's checks is 3 s, that of the seals here {NumberedSeal.AnswerTime.TotalSeconds:0} s.
        - Left out: HAProxy itself is one, and is not harmed (run two of them and let an address pass between them); disks that lie; clocks that jump; two machines gone at once, where by design
          nothing is acknowledged until one is back.

        Run it again, as root, with nothing else on the machine (about a quarter of an hour):

            {Command()}

        """;

    private string Totals()
    {
        var reports = audit.Journal.Reports;
        return $"""
            | | |
            |---|---|
            | faults | {records.Count} in {Took.TotalMinutes:0.0} minutes |
            | reports measured | {Number(reports.Measured)} |
            | acknowledged | {Number(reports.Acknowledged)} |
            | stored | {Number(reports.Stored)} |
            | acknowledged and **lost** | **{reports.Lost.Count}** |
            | stored **twice** | **{reports.Twice.Count}** |
            | sent more than once, because an answer did not come | {Number(fleet.Seals.Sum(seal => seal.Resent))} |
            | connections | {Number(fleet.Seals.Sum(seal => seal.Connections))} |
            | commits | {Number(audit.Journal.LastCommit)} |
            """;
    }

    private string Rows(bool isRandom) => string.Join('\n', records.Where(record => record.IsRandom == isRandom).Select(RowOf));

    private string RowOf(FaultRecord record)
    {
        var (all, one) = fleet.GapsIn(record.BeganAt, record.WellAt);
        var well = TimeProvider.System.GetElapsedTime(record.BeganAt, record.WellAt);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {record.Title} | {record.Machines} | {Seconds(record.Lasted)} | {Seconds(all)} | {Seconds(one)} | {Seconds(well)} |");
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string Command() =>
        $"artifacts/bin/NavSeal.Bench/release/NavSeal.Bench faults --random {options.Random} --seed {options.Seed}";

    private static async Task<string> MachineAsync()
    {
        var versions = new StringBuilder();
        versions.Append(CultureInfo.InvariantCulture, $".NET {Environment.Version}");
        foreach (var command in new string[][] { [Path.Combine(LocalPostgres.Programs!, "postgres"), "--version"], ["patroni", "--version"], ["etcd", "--version"], ["haproxy", "-v"] })
        {
            var (_, output, _) = await Shell.TryAsync(command);
            versions.Append(", ").Append(output.Split('\n')[0].Split(" - ")[0].Trim());
        }

        return versions.ToString();
    }
}
