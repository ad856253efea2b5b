using NavSeal.Bench.Faults.Lab;
using NavSeal.Bench.Faults.Seals;

namespace NavSeal.Bench.Faults;

/// <summary>Does faults to the lab, one after the other, with a healthy pause between them.</summary>
internal sealed class FaultDriver(FaultLab lab, SealFleet fleet)
{
    private const int PauseSecondsMin = 5, PauseSecondsMax = 30, TogetherOneIn = 3;
    private static readonly TimeSpan CalmTime = TimeSpan.FromSeconds(5), RecoveryTime = TimeSpan.FromMinutes(3);
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly List<FaultRecord> records = [];

    public IReadOnlyList<FaultRecord> Records => records;

    /// <summary>Does these, each in turn.</summary>
    public async Task InTurnAsync(IEnumerable<FaultKind> kinds, CancellationToken stop)
    {
        foreach (var kind in kinds) await DoAsync([kind], isRandom: false, stop);
    }

    /// <summary>Does so many that the seed draws: some together, but whatever serves is left whole on two machines.</summary>
    public async Task AtRandomAsync(int count, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        for (var done = 0; done < count; done++)
        {
            List<FaultKind> kinds = [Draw(random)];
            if (random.Next(TogetherOneIn) == 0) kinds.Add(Draw(random));
            await DoAsync(kinds, isRandom: true, stop);
        }
    }

    private static FaultKind Draw(Random random)
    {
        var kind = FaultKind.All[random.Next(FaultKind.All.Count)];
        return kind with { Seconds = kind.Parts == Parts.NavSeal ? kind.Seconds : random.Next(PauseSecondsMin, PauseSecondsMax + 1) };
    }

    private async Task DoAsync(IReadOnlyList<FaultKind> kinds, bool isRandom, CancellationToken stop)
    {
        await WhenCalmAsync(stop);
        var targets = new List<(FaultKind Kind, LabMachine Machine)>();
        foreach (var kind in kinds)
        {
            var machine = await TargetAsync(kind.Target, stop);
            // Of two that come together, the second must not take a majority of anything down.
            if (targets.All(one => one.Machine == machine || (one.Kind.Parts & kind.Parts) == 0)) targets.Add((kind, machine));
        }

        var began = clock.GetTimestamp();
        await Task.WhenAll(targets.Select(one => HarmAsync(one.Kind, one.Machine, stop)));
        var lasted = clock.GetElapsedTime(began);
        var wellAt = await WhenCalmAsync(stop);
        var record = new FaultRecord(
            string.Join("; ", targets.Select(one => one.Kind.Title)),
            string.Join(", ", targets.Select(one => one.Machine.Name).Distinct()), began, wellAt, lasted)
        {
            IsRandom = isRandom,
        };
        records.Add(record);
        await Console.Error.WriteLineAsync(
            $"{record.Title} ({record.Machines}): well again after {clock.GetElapsedTime(began, record.WellAt).TotalSeconds:0.0} s");
    }

    /// <summary>Waits until everything has been well for so long that nobody's last word is old.</summary>
    /// <returns>Since when it is so.</returns>
    private async Task<long> WhenCalmAsync(CancellationToken stop)
    {
        var since = clock.GetTimestamp();
        await FaultLab.UntilAsync("everything is well", RecoveryTime, async () =>
        {
            var ailment = await lab.AilmentAsync() ?? fleet.Backlog();
            if (ailment is not null) since = clock.GetTimestamp();
            return ailment ?? (clock.GetElapsedTime(since) < CalmTime ? "not for long enough" : null);
        }, stop);
        return since;
    }

    private async Task HarmAsync(FaultKind kind, LabMachine machine, CancellationToken stop)
    {
        await BeginAsync(kind, machine);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(kind.Seconds), clock, stop);
        }
        finally
        {
            await EndAsync(kind, machine);
        }
    }

    private static Task BeginAsync(FaultKind kind, LabMachine machine) => kind.Harm switch
    {
        Harm.Kill => machine.KillAsync(kind.Parts),
        Harm.Pause => machine.PauseAsync(kind.Parts, isPaused: true),
        _ => LabNetwork.PlugAsync(machine.Name, isIn: false),
    };

    private static async Task EndAsync(FaultKind kind, LabMachine machine)
    {
        if (kind.Harm == Harm.Kill) machine.Release();
        else if (kind.Harm == Harm.Pause) await machine.PauseAsync(kind.Parts, isPaused: false);
        else await LabNetwork.PlugAsync(machine.Name, isIn: true);
    }

    private async Task<LabMachine> TargetAsync(Target target, CancellationToken stop)
    {
        string? name = null;
        await FaultLab.UntilAsync($"there is a {target}", RecoveryTime, FindAsync, stop);
        return lab.Machines.Single(machine => machine.Name == name);

        async Task<string?> FindAsync() => (name = await NameOfAsync(target)) is null ? "none" : null;
    }

    private Task<string?> NameOfAsync(Target target) => target switch
    {
        Target.ClockHolder => lab.ClockHolderAsync(),
        Target.EtcdLeader => lab.View.EtcdLeaderAsync(),
        Target.Primary => WithRoleAsync("leader"),
        Target.SyncStandby => WithRoleAsync("sync_standby"),
        _ => WithRoleAsync("replica"),
    };

    private async Task<string?> WithRoleAsync(string role) => (await lab.View.RolesAsync()).FirstOrDefault(one => one.Value == role).Key;
}
