using System.Collections.Immutable;
using NavSeal.Devices;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.Gateway;
using NavSeal.Server.Registry;
using NavSeal.Server.State;
using NavSeal.Simulator;
using NavSeal.Tests.Journal;
using NavSeal.Tests.Simulator;

namespace NavSeal.Tests.Simulation;

/// <summary>Seals, a network, and an operator that crashes, on one thread, one agenda and one seed.</summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan HealingMax = TimeSpan.FromHours(48);
    private readonly Dictionary<FleetMember, Wire> wires = [];
    private readonly Dictionary<FleetMember, int> wakes = [];
    private readonly List<(long Saved, List<StateRow> Rows)> tables = [(0, [])];
    private readonly Fleet fleet;
    private WorldStore disk;
    private Life? life;
    private DateTimeOffset? deafSince;
    private bool isStepping, isStepWanted, isDead;

    /// <summary>A world of one seed.</summary>
    /// <param name="random">The seed.</param>
    /// <param name="store">Makes what its operator keeps the journal in.</param>
    public World(Random random, Func<Random, WorldStore> store)
    {
        Random = random;
        Agenda = new Agenda(Scene.Start);
        Clock = new OperatorClock(Agenda);
        disk = store(random);
        fleet = Fleet.Create(Settings(random), Scene.Corridors, Scene.Start);
        Begin();
        foreach (var entry in fleet.Registrations) Do(new Command.RegisterSeal(Entry(entry)));
        Agenda.After(TimeSpan.FromSeconds(1), () => Array.ForEach([.. fleet.Members], Tend));
    }

    public Random Random { get; }

    public Agenda Agenda { get; }

    public OperatorClock Clock { get; }

    public WorldStore Disk => disk;

    public Life Life => life ?? throw new InvalidOperationException("No process of the operator lives.");

    public IReadOnlyList<SimulatedSeal> Seals => [.. fleet.Seals];

    /// <summary>Whether connections are lost and processes die; false while the world heals.</summary>
    public bool IsTroubled { get; set; } = true;

    /// <summary>While it is false nobody gets a connection.</summary>
    public bool HasNetwork { get; set; } = true;

    /// <summary>The process dies after the next iteration of the loop, before a reply leaves.</summary>
    public bool DiesAfterStep { get; set; }

    /// <summary>How far a seal's clock is ahead.</summary>
    public Dictionary<SealNumber, TimeSpan> ClocksAhead { get; } = [];

    /// <summary>What seals measured and did not lose themselves: all of it has to arrive.</summary>
    public List<(SealNumber Seal, DateTimeOffset MeasuredAt)> Measured { get; } = [];

    /// <summary>All commands that were handed in.</summary>
    public List<InboundCommand> Commands { get; } = [];

    /// <summary>When nobody could be heard, by the operator's clock: no process, or a full disk.</summary>
    public List<Span> Deaf { get; } = [];

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public TimeSpan Minutes(int shortest, int longest) => TimeSpan.FromMilliseconds(Random.Next(shortest * 60_000, longest * 60_000));

    public void RunUntil(DateTimeOffset end)
    {
        while (Agenda.Now < end) Agenda.RunNext();
    }

    /// <summary>Lets everything work until the seals hold nothing any more, and time has passed for the operator.</summary>
    /// <returns>The operator's instant up to which time was passed.</returns>
    public DateTimeOffset Heal()
    {
        (IsTroubled, HasNetwork, DiesAfterStep) = (false, true, false);
        (disk.Capacity, disk.FailsFlush, disk.CrashAt) = (long.MaxValue, false, int.MaxValue);
        var latest = Agenda.Now + HealingMax;
        while (!IsSettled())
        {
            Assert.True(Agenda.Now < latest, "The seals do not get rid of their reports.");
            Agenda.RunNext();
        }

        Assert.True(Life.Step());
        return Clock.GetUtcNow();
    }

    /// <summary>Hands in a command; without a process nobody is there to take it.</summary>
    public InboundCommand? Do(Command command)
    {
        if (life is null) return null;
        var item = life.Command(command);
        Commands.Add(item);
        WantStep();
        return item;
    }

    /// <summary>The transportation that a seal tracks; null where it tracks none, or nobody is there who knows.</summary>
    public TransportationNumber? TrackedBy(SealNumber seal) =>
        life is not null && life.State.TryGet(seal, out var known) ? known.Tracks : null;

    /// <summary>Lets a device live until now: measure, connect, send.</summary>
    public void Tend(FleetMember member)
    {
        var now = Agenda.Now;
        foreach (var (seal, objectId) in member.Seals)
            foreach (var report in seal.Advance(now)) Hold(member, seal, report, objectId);
        if (!wires.ContainsKey(member) && member.WantsConnection(now)) Connect(member);
        if (wires.TryGetValue(member, out var wire))
        {
            while (member.Client.TakeOutgoing(now) is { IsEmpty: false } bytes) wire.Send(bytes.Span);
            if (member.ShouldDisconnect) wire.Lose();
        }

        var wake = wakes[member] = wakes.GetValueOrDefault(member) + 1;
        Agenda.At(member.NextWakeAt, () =>
        {
            if (wakes[member] == wake) Tend(member);
        });

        void Hold(FleetMember holder, SimulatedSeal seal, SimulatedReport report, uint? objectId)
        {
            var told = report with { MeasuredAt = report.MeasuredAt + ClocksAhead.GetValueOrDefault(seal.Number) };
            if (holder.Client.Hold(told, objectId)) Measured.Add((seal.Number, told.MeasuredAt));
        }
    }

    public void Forget(FleetMember member) => wires.Remove(member);

    /// <summary>Some connections break.</summary>
    public void LoseConnections(double share)
    {
        foreach (var wire in wires.Values.ToList())
            if (Chance(share)) wire.Lose();
    }

    /// <summary>The loop will look what waits: soon, and at once while the clock stands, so that commits tell the order.</summary>
    public void WantStep()
    {
        if (Clock.IsBack) Step();
        if (isStepWanted) return;
        isStepWanted = true;
        Agenda.After(TimeSpan.FromMilliseconds(Random.Next(1, 60)), () =>
        {
            isStepWanted = false;
            Step();
        });
    }

    /// <summary>The process dies at once, or with the power the machine too.</summary>
    public void Die(bool withPower)
    {
        isDead = true;
        if (!isStepping) Bury(withPower);
    }

    /// <summary>Somebody signs a head of the journal; where there is no room for it, later.</summary>
    public void SignHead()
    {
        life?.SignHead();
        WantStep();
    }

    public void Save()
    {
        if (life is not null && !isStepping) tables.Add(life.Save());
    }

    /// <summary>Stops the process cleanly and starts it again later.</summary>
    public void Restart(TimeSpan pause)
    {
        if (life is null || isStepping || disk.Capacity == 0) return;
        if (!Survives(() => life.Stop(Clock.GetUtcNow())))
        {
            Bury(withPower: true);
            return;
        }

        Save();
        End();
        Agenda.After(pause, Begin);
    }

    public void Dispose() => life?.Dispose();

    private static FleetSettings Settings(Random random) => new()
    {
        Seals = random.Next(2, 5),
        RelayedSeals = random.Next(4) == 0 ? 2 : 0,
        RecordsOnlyShare = 0.3,
        Protocols = Mixed(random),
        Seed = random.Next(),
        Seal = new SealSettings
        {
            DrainPercentPerDay = random.Next(2, 40),
            Rare = new RareEvents
            {
                GapsPerDay = random.Next(8),
                OpeningsPerDay = random.Next(3),
                BreachesPerDay = 1,
                FaultsPerDay = 1,
                ClockResetsPerDay = random.Next(2),
            },
        },
        Client = new SealClientSettings
        {
            Window = random.Next(1, 5),
            ReportsPerPacketMax = random.Next(1, 9),
            Faults = new WireFaults { Noise = 0.02, Damage = 0.02, Doubling = 0.05, Cut = 0.01 },
        },
    };

    /// <summary>A few protocols of all six, so that many worlds have each beside each.</summary>
    private static ImmutableArray<DeviceProtocol> Mixed(Random random)
    {
        var all = DeviceProtocols.All.Select(each => each.Protocol).ToArray();
        random.Shuffle(all);
        return [.. all];
    }

    private static RegisteredSeal Entry(FleetRegistration entry)
    {
        var (kind, value) = (entry.Identity.Kind.ToString(), entry.Identity.Value);
        var row = new SealRow(entry.Number.Text, ProtocolNames.Of(entry.Protocol), kind, value, entry.Model, entry.Profile, entry.Operator);
        return row.Read(Laws.Profiles).Entry ?? throw new InvalidOperationException(row.Read(Laws.Profiles).Wrong);
    }

    private bool IsSettled() => life is not null && !Clock.IsBack && life.Inbox.Count == 0
        && fleet.Members.All(member => member.Client.Held == 0) && fleet.Seals.All(seal => seal.Remembered == 0);

    /// <summary>The operator's instant, which does not run backwards with its clock.</summary>
    private DateTimeOffset Instant()
    {
        Clock.GetUtcNow();
        return Clock.Latest;
    }

    private void Connect(FleetMember member)
    {
        if (life is null || !HasNetwork)
        {
            member.Client.Disconnected(Agenda.Now);
            return;
        }

        wires[member] = new Wire(this, member, life);
        member.Client.Connected(Agenda.Now);
    }

    private void Begin()
    {
        try
        {
            life = new Life(new Belongings(disk, tables[^1], Clock), WaitForRoom);
        }
        catch (Exception e) when (e is PowerCutException or IOException)
        {
            disk = disk.Restart();
            Agenda.After(Minutes(0, 5), Begin);
            return;
        }

        // A clock that was set back meanwhile goes on from the last commit.
        var now = life.LastSign > Clock.GetUtcNow() ? life.LastSign : Clock.GetUtcNow();
        if (deafSince is { } since) Deaf.Add(new Span(since < now ? since : now, now));
        deafSince = null;
        WantStep();
        var born = life;
        Agenda.After(Minutes(1, 10), () => Look(born));
    }

    /// <summary>Time passes also where nobody speaks; how often the loop looks must make no difference.</summary>
    private void Look(Life born)
    {
        if (life != born) return;
        Step();
        Agenda.After(Minutes(0, 30), () => Look(born));
    }

    private void Step()
    {
        if (life is null || isStepping) return;
        if (!Survives(() => life.Step()) || DiesAfterStep) Bury(disk.IsCrashed || disk.FailsFlush || Chance(0.5));
        else if (life.Inbox.Count > 0) WantStep();
    }

    private bool Survives(Action work)
    {
        isStepping = true;
        try
        {
            work();
            return !isDead;
        }
        catch (PowerCutException)
        {
            return false;
        }
        catch (IOException)
        {
            return false; // The journal failed, and the process ended itself.
        }
        finally
        {
            isStepping = false;
        }
    }

    // The loop's thread stands still, the others go on.
    private void WaitForRoom()
    {
        var since = Instant();
        while (disk.Capacity == 0)
        {
            Agenda.RunNext();
            if (isDead) throw new PowerCutException();
        }

        // A disk that fails does not get better by waiting: somebody ends the process.
        if (disk.FailsFlush) throw new PowerCutException();
        Deaf.Add(new Span(since, Instant()));
    }

    private void Bury(bool withPower)
    {
        (isDead, DiesAfterStep) = (false, false);
        if (life is null) return;
        Assert.Equal(0, life.NotJudged);
        var capacity = disk.Capacity;
        disk = withPower ? disk.Restart() : disk.Copy();
        disk.Capacity = capacity;
        tables.Add(Chance(0.6) ? tables[^1] : tables[Random.Next(tables.Count)]);
        End();
        Agenda.After(Minutes(0, 20), Begin);
    }

    private void End()
    {
        deafSince = Instant();
        life!.Dispose();
        (life, isStepWanted) = (null, false);
        foreach (var wire in wires.Values.ToList()) wire.Lose();
    }
}
