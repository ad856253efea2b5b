using System.Collections.Immutable;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>How a fleet is made.</summary>
public sealed record FleetSettings
{
    public int Seals { get; init; } = 300;

    /// <summary>The same seed makes the same fleet, down to the bytes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many of the seals report through one relay.</summary>
    public int RelayedSeals { get; init; }

    /// <summary>Share of the other seals of EGTS that never authorise themselves and only put their number into each record, 0 to
    /// 1.</summary>
    public double RecordsOnlyShare { get; init; }

    /// <summary>What the seals that do not go through the relay speak, in turn: the first seal the first, and so on round.</summary>
    public ImmutableArray<DeviceProtocol> Protocols { get; init; } = [DeviceProtocol.Egts];

    /// <summary>How many of the seals of EGTS that have a connection of their own, the first ones, take commands and keep the register of
    /// documents: profile <c>egts-seal-memory</c>, whose inputs are loops.</summary>
    public int RegisterKeepers { get; init; }

    /// <summary>TID or OID of the first seal, or the number by which it names itself; the others follow, the relay's DID comes
    /// last.</summary>
    public uint FirstIdentity { get; init; } = 7_000_001;

    /// <summary>Followed by six digits.</summary>
    public string NumberPrefix { get; init; } = "SIM-";

    /// <summary>ISO alpha-2 of the state in whose system the seals are registered.</summary>
    public string Operator { get; init; } = "KZ";

    public string Model { get; init; } = "NavSeal Simulator 1";

    /// <summary>Of the seals that keep registers.</summary>
    public string MemoryModel { get; init; } = "NavSeal Simulator 2";

    public SealSettings Seal { get; init; } = SealSettings.Demo;

    public SealClientSettings Client { get; init; } = new();
}

/// <summary>What the registry has to know of a simulated seal or relay.</summary>
public sealed record FleetRegistration
{
    public required SealNumber Number { get; init; }

    public required DeviceProtocol Protocol { get; init; }

    public required DeviceIdentity Identity { get; init; }

    public required string Model { get; init; }

    /// <summary>Key of a row of <c>reference/device-profiles.csv</c>.</summary>
    public required string Profile { get; init; }

    public required string Operator { get; init; }
}

/// <summary>Seals on the corridors, all from one seed.</summary>
public sealed class Fleet
{
    private readonly Dictionary<SealNumber, (FleetMember Member, SimulatedSeal Seal)> byNumber = [];

    private readonly HashSet<SealNumber> registerKeepers;

    private Fleet(ImmutableArray<FleetMember> members, ImmutableArray<FleetRegistration> registrations)
    {
        (Members, Registrations) = (members, registrations);
        registerKeepers = [.. registrations.Where(row => row.Profile == FleetMaker.MemoryProfile).Select(row => row.Number)];
        foreach (var member in members)
        {
            foreach (var carried in member.Seals) byNumber.Add(carried.Seal.Number, (member, carried.Seal));
        }
    }

    /// <summary>The connections: a seal each, and the relay last.</summary>
    public ImmutableArray<FleetMember> Members { get; }

    /// <summary>A row for each seal, in the order of their numbers, and one for the relay.</summary>
    public ImmutableArray<FleetRegistration> Registrations { get; }

    public IEnumerable<SimulatedSeal> Seals => Members.SelectMany(member => member.Seals).Select(carried => carried.Seal);

    public static Fleet Create(FleetSettings settings, Corridors corridors, DateTimeOffset startsAt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.RelayedSeals, settings.Seals);
        var maker = new FleetMaker(settings, corridors, startsAt);
        for (var index = 0; index < settings.Seals; index++) maker.AddSeal(index);
        if (settings.RelayedSeals > 0) maker.AddRelay();
        return new Fleet([.. maker.Members], [.. maker.Registrations]);
    }

    /// <summary>Whether a seal keeps the register of documents.</summary>
    public bool KeepsRegister(SealNumber number) => registerKeepers.Contains(number);

    public SimulatedSeal? Find(SealNumber number) => byNumber.GetValueOrDefault(number).Seal;

    /// <summary>The connection that carries a seal's reports.</summary>
    public FleetMember? FindMember(SealNumber number) => byNumber.GetValueOrDefault(number).Member;
}
