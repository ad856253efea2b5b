using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.Gateway;
using NavSeal.Simulator;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Simulation;

/// <summary>What happens to a world by its seed: people's commands, openings, and everything that can fail.</summary>
internal sealed class Troubles(World world)
{
    private readonly bool setsClockBack = world.Chance(0.5);

    /// <summary>Enters everything on the agenda that happens until <paramref name="end"/>.</summary>
    public void Plan(DateTimeOffset end)
    {
        var minutes = (int)(end - world.Agenda.Now).TotalMinutes;
        for (var i = world.Random.Next(2, 9); i > 0; i--) world.Agenda.After(world.Minutes(5, minutes), Fail);
        for (var i = world.Random.Next(1, 8); i > 0; i--) world.Agenda.After(world.Minutes(5, minutes), world.Save);
        for (var i = world.Random.Next(4); i > 0; i--) world.Agenda.After(world.Minutes(5, minutes), world.SignHead);
        for (var i = world.Random.Next(10); i > 0; i--) world.Agenda.After(world.Minutes(5, minutes), () => world.LoseConnections(0.7));
        foreach (var seal in world.Seals)
        {
            world.Agenda.After(world.Minutes(1, 240), () => Activate(seal.Number));
            for (var i = world.Random.Next(4); i > 0; i--) world.Agenda.After(world.Minutes(60, minutes), () => Happen(seal));
        }
    }

    private void Fail()
    {
        if (!world.IsTroubled) return;
        switch (world.Random.Next(8))
        {
            case 0:
                world.Disk.CrashAt = world.Disk.Operations + world.Random.Next(1, 6);
                break;
            case 1:
                world.DiesAfterStep = true;
                break;
            case 2:
                world.Die(withPower: world.Chance(0.5));
                break;
            case 3:
                world.Disk.FailsFlush = true;
                break;
            case 4:
                world.Restart(world.Minutes(0, 60));
                break;
            case 5:
                world.HasNetwork = false;
                world.LoseConnections(1);
                world.Agenda.After(world.Minutes(1, 120), () => world.HasNetwork = true);
                break;
            default:
                FailRarely();
                break;
        }
    }

    // Not both in one world: while the clock stands and the disk is full, nothing tells the order of what is in one commit.
    private void FailRarely()
    {
        if (setsClockBack)
        {
            world.Clock.Behind += world.Minutes(0, 60);
            return;
        }

        world.Disk.Capacity = 0;
        world.Agenda.After(world.Minutes(10, 400), () => world.Disk.Capacity = long.MaxValue);
    }

    private void Happen(SimulatedSeal seal)
    {
        var now = world.Agenda.Now;
        switch (world.Random.Next(6))
        {
            case 0:
                seal.Open(now);
                world.Agenda.After(world.Minutes(1, 60), () => seal.Close(world.Agenda.Now));
                break;
            case 1:
                Announce(seal.Number);
                world.Agenda.After(world.Minutes(0, 45), () => seal.Open(world.Agenda.Now));
                world.Agenda.After(world.Minutes(46, 120), () => seal.Close(world.Agenda.Now));
                break;
            case 2:
                seal.Silence(now, world.Minutes(10, 360));
                break;
            case 3:
                world.ClocksAhead[seal.Number] = TimeSpan.FromMinutes(40);
                world.Agenda.After(world.Minutes(10, 300), () => world.ClocksAhead[seal.Number] = TimeSpan.Zero);
                break;
            case 4:
                seal.Drain(now, Math.Min(40, (int)seal.BatteryPercent - 5));
                break;
            default:
                seal.Breach(now);
                world.Agenda.After(world.Minutes(1, 60), () => seal.Repair(world.Agenda.Now));
                break;
        }
    }

    /// <summary>An officer is about to open it with a special device; what tracks nothing is opened by nobody's leave.</summary>
    private void Announce(SealNumber seal)
    {
        if (world.TrackedBy(seal) is not { } number) return;
        var use = new SpecialDeviceUse { Opens = true, Device = "SD-1", Officer = "officer" };
        world.Do(new Command.RecordSpecialDevice(number, seal, use));
    }

    /// <summary>Not a seal whose clock runs ahead of ours: what it reported before the activation and dated after it is an open question of
    /// Tracking (seeds 83 and 835 found it).</summary>
    private void Activate(SealNumber seal)
    {
        if (world.ClocksAhead.ContainsKey(seal) || world.Clock.Behind > TimeSpan.Zero) return;
        var bytes = new byte[16];
        world.Random.NextBytes(bytes);
        var transportation = new TransportationNumber(new Guid(bytes));
        var regimes = (TrackingRegimes)world.Random.Next(1, 4);
        var life = new ShortestLife(transportation, seal) { Regimes = regimes };
        foreach (var part in life.Before(world.Agenda.Now)) world.Do(part);
        var item = world.Do(life.Activation);
        world.Agenda.After(TimeSpan.FromMinutes(1), () => Follow(item, seal, transportation));
    }

    /// <summary>What was refused is tried again; nobody knows what became of what got no answer.</summary>
    private void Follow(InboundCommand? item, SealNumber seal, TransportationNumber transportation)
    {
        if (!world.IsTroubled) return;
        var isRefused = item is { Answered.Task: { IsCompletedSuccessfully: true, Result: Answer.Refused } };
        if (item is null || isRefused)
        {
            world.Agenda.After(world.Minutes(1, 40), () => Activate(seal));
            return;
        }

        if (world.Chance(0.4)) world.Agenda.After(world.Minutes(10, 300), () => Remove(transportation));
        world.Agenda.After(world.Minutes(200, 900), () =>
        {
            foreach (var part in ShortestLife.End(transportation, seal)) world.Do(part);
            world.Agenda.After(world.Minutes(5, 200), () => Activate(seal));
        });
    }

    private void Remove(TransportationNumber transportation)
    {
        world.Do(ShortestLife.Removal(transportation, "CUSTOMS_INSPECTION"));
        for (var i = 0; i < 5; i++) world.Agenda.After(world.Minutes(10, 300), () => world.Do(new Command.Reapply(transportation, null)));
    }
}
