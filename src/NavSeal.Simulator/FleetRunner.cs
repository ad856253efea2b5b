using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>Where a fleet reports to, and how hard it may press.</summary>
public sealed record FleetRunnerSettings
{
    public required string Host { get; init; }

    /// <summary>The port of each member: the one of its protocol, or one that all protocols share.</summary>
    public required Func<FleetMember, int> Port { get; init; }

    /// <summary>Loops that share the connections; one is enough for tens of thousands of seals at ordinary periods.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Most connections each loop makes at the same time.</summary>
    public int ConnectsAtOnceMax { get; init; } = 64;
}

/// <summary>Drives a fleet over real TCP connections.</summary>
public sealed class FleetRunner
{
    private readonly Fleet fleet;
    private readonly Dictionary<FleetMember, FleetShard> shardOf = [];
    private readonly List<FleetShard> shards = [];

    public FleetRunner(Fleet fleet, FleetRunnerSettings settings, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Shards, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.ConnectsAtOnceMax, 1);
        this.fleet = fleet;
        foreach (var group in fleet.Members.Index().GroupBy(member => member.Index % settings.Shards, member => member.Item))
        {
            var shard = new FleetShard(group, settings, time);
            shards.Add(shard);
            foreach (var member in group) shardOf.Add(member, shard);
        }
    }

    /// <summary>Sums over all members; may be read at any time.</summary>
    public FleetStatistics Statistics
    {
        get
        {
            var sum = default(FleetStatistics);
            foreach (var member in fleet.Members) sum = sum.With(member.Client);
            return sum;
        }
    }

    /// <summary>Runs until it is to stop, and returns when the last socket is closed.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(shards.Select(shard => Task.Run(() => shard.RunAsync(stop), CancellationToken.None)));

    /// <summary>Plays an incident while the fleet runs, for example <c>(seal, now) => seal.Open(now)</c>; safe from any thread.</summary>
    /// <returns>False where there is no such seal.</returns>
    public bool Script(SealNumber number, Action<SimulatedSeal, DateTimeOffset> incident)
    {
        if (fleet.Find(number) is not { } seal || fleet.FindMember(number) is not { } member) return false;
        shardOf[member].Post(member, now => incident(seal, now));
        return true;
    }
}

/// <summary>What a fleet has done so far.</summary>
public readonly record struct FleetStatistics
{
    public int Members { get; init; }

    /// <summary>Members in session now.</summary>
    public int Connected { get; init; }

    /// <summary>Reports sent for the first time in a session.</summary>
    public long Sent { get; init; }

    public long Acknowledged { get; init; }

    /// <summary>Packets sent again.</summary>
    public long Resent { get; init; }

    /// <summary>Connections after the first one of each member.</summary>
    public long Reconnects { get; init; }

    /// <summary>Reports the platform answered with an error.</summary>
    public long Refused { get; init; }

    /// <summary>Sessions the platform denied.</summary>
    public long Denied { get; init; }

    /// <summary>Reports not yet taken by the platform.</summary>
    public long Held { get; init; }

    internal FleetStatistics With(SealClient client) => new()
    {
        Members = Members + 1,
        Connected = Connected + (client.State == SealClientState.InSession ? 1 : 0),
        Sent = Sent + client.Counts.Sent,
        Acknowledged = Acknowledged + client.Counts.Acknowledged,
        Resent = Resent + client.Counts.Resent,
        Reconnects = Reconnects + Math.Max(0, client.Counts.Connections - 1),
        Refused = Refused + client.Counts.Refused,
        Denied = Denied + client.Counts.Denied,
        Held = Held + client.Held,
    };
}
