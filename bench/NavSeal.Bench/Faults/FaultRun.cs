using System.Net;
using NavSeal.Bench.Faults.Lab;
using NavSeal.Bench.Faults.Seals;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Faults;

/// <summary>The fault test, inside the lab's network: load, faults, drain, audit.</summary>
internal sealed class FaultRun(FaultOptions options)
{
    private const int FrontPort = 9010;
    private static readonly TimeSpan DrainTime = TimeSpan.FromMinutes(3), CatchUpTime = TimeSpan.FromMinutes(1);

    /// <summary>Runs it.</summary>
    /// <returns>What was found: empty where every promise was kept.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        var plan = new LabPlan(options.Inside!, options.Program);
        await using var lab = new FaultLab(plan);
        Say("starting three machines");
        await lab.StartAsync(stop);
        var fleet = new SealFleet(options.Seals);
        await RegisterAsync(plan, lab, fleet);
        var front = IPAddress.Parse(LabNetwork.AddressOf(LabNetwork.Front));
        using var load = CancellationTokenSource.CreateLinkedTokenSource(stop);
        fleet.Start(new IPEndPoint(front, FrontPort), load.Token);
        Say("faults");
        var driver = new FaultDriver(lab, fleet);
        var busyBefore = Processes.BusySeconds();
        var began = TimeProvider.System.GetTimestamp();
        var audit = new LabAudit(plan, lab);
        try
        {
            await driver.InTurnAsync(FaultKind.All.Where(kind => options.Only?.Contains(kind.Key) ?? true), stop);
            await driver.AtRandomAsync(options.Random, options.Seed, stop);
            Say("draining");
            await fleet.DrainAsync(DrainTime);
        }
        catch (TimeoutException e)
        {
            // What was acknowledged until then has to be there all the same.
            audit.Find(e.Message);
            await load.CancelAsync();
            await fleet.WhenEndedAsync();
        }

        await audit.RunAsync(fleet, CatchUpTime, stop);
        var took = TimeProvider.System.GetElapsedTime(began);
        var report = new FaultReport(options, driver.Records, fleet, audit)
        {
            Took = took,
            BusyShare = (Processes.BusySeconds() - busyBefore) / took.TotalSeconds / Environment.ProcessorCount,
        };
        report.WriteFigures();
        if (options.IsComplete && audit.Broken.Count == 0) await File.WriteAllTextAsync(options.Report, await report.ToTextAsync(), stop);
        return audit.Broken;
    }

    private static void Say(string what) => Console.Error.WriteLine(what);

    private async Task RegisterAsync(LabPlan plan, FaultLab lab, SealFleet fleet)
    {
        var table = Path.Combine(plan.Folder, "seals.csv");
        await File.WriteAllTextAsync(table, fleet.Registrations);
        await Shell.RunAsync("dotnet", options.Program, "seal", "import", table, "--data", lab.Machines[0].DataFolder);
        foreach (var machine in lab.Machines)
        {
            await FaultLab.UntilAsync($"{machine.Name} knows the seals", CatchUpTime, async () =>
                await lab.View.FigureAsync(machine.Name, "navseal_seals_registered") is var known && known >= fleet.Seals.Count
                    ? null
                    : $"it knows {known}", CancellationToken.None);
        }
    }
}
