using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Share of the other seals that never authorise themselves and only put their number into each record, 0 to 1.</summary>
    public double RecordsOnlyShare { get; init; }

    /// <summary>Share of the seals that do not go through the relay and speak Wialon IPS instead of EGTS, 0 to 1.</summary>
    public double WialonShare { get; init; }

    /// <summary>TID or OID of the first seal, or the number it logs in with; the others follow, the relay's DID comes last.</summary>
    public uint FirstIdentity { get; init; } = 7_000_001;

    /// <summary>Followed by six digits.</summary>
    public string NumberPrefix { get; init; } = "SIM-";

    /// <summary>ISO alpha-2 of the state in whose system the seals are registered.</summary>
    public string Operator { get; init; } = "KZ";

    public string Model { get; init; } = "NavSeal Simulator 1";

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

    private Fleet(ImmutableArray<FleetMember> members, ImmutableArray<FleetRegistration> registrations)
    {
        (Members, Registrations) = (members, registrations);
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

    public SimulatedSeal? Find(SealNumber number) => byNumber.GetValueOrDefault(number).Seal;

    /// <summary>The connection that carries a seal's reports.</summary>
    public FleetMember? FindMember(SealNumber number) => byNumber.GetValueOrDefault(number).Member;
}

/// <summary>Makes the members of a fleet, one after the other.</summary>
internal sealed class FleetMaker(FleetSettings settings, Corridors corridors, DateTimeOffset startsAt)
{
    private readonly List<CarriedSeal> relayed = [];

    public List<FleetMember> Members { get; } = [];

    public List<FleetRegistration> Registrations { get; } = [];

    public void AddSeal(int index)
    {
        var random = new Random(SeedOf(index));
        var number = SealNumber.Parse(settings.NumberPrefix + (index + 1).ToString("D6", CultureInfo.InvariantCulture));
        var seal = new SimulatedSeal(
            new SealPlan { Number = number, Corridor = Draw(random), Settings = settings.Seal, Seed = random.Next(), StartsAt = startsAt },
            corridors);
        var identity = checked(settings.FirstIdentity + (uint)index);
        if (index >= settings.Seals - settings.RelayedSeals) AddRelayed(seal, identity);
        else if (settings.WialonShare > 0 && random.NextDouble() < settings.WialonShare) AddWialon(seal, identity, random);
        else AddEgts(seal, identity, random);
    }

    public void AddRelay()
    {
        var identity = checked(settings.FirstIdentity + (uint)settings.Seals);
        var client = Client(new EgtsIdentity.Dispatcher(identity), new Random(SeedOf(settings.Seals)));
        Members.Add(new FleetMember(client, [.. relayed], isRelay: true));
        Register(SealNumber.Parse(settings.NumberPrefix + "RELAY"), new DeviceIdentity(IdentityKind.DispatcherId, identity), "egts-relay");
    }

    private void AddRelayed(SimulatedSeal seal, uint identity)
    {
        relayed.Add(new CarriedSeal(seal, identity));
        Register(seal.Number, new DeviceIdentity(IdentityKind.ObjectId, identity), EgtsProfile);
    }

    private void AddEgts(SimulatedSeal seal, uint identity, Random random)
    {
        var namesRecords = random.NextDouble() < settings.RecordsOnlyShare;
        var names = namesRecords ? (EgtsIdentity)new EgtsIdentity.RecordsOnly() : new EgtsIdentity.Terminal(identity);
        Members.Add(new FleetMember(Client(names, random), [new CarriedSeal(seal, namesRecords ? identity : null)], isRelay: false));
        var kind = namesRecords ? IdentityKind.ObjectId : IdentityKind.TerminalId;
        Register(seal.Number, new DeviceIdentity(kind, identity), EgtsProfile);
    }

    private void AddWialon(SimulatedSeal seal, uint identity, Random random)
    {
        var names = new DeviceIdentity(IdentityKind.Imei, identity);
        var client = new WialonSealClient(names.Value, settings.Client, new Random(random.Next()), startsAt);
        Members.Add(new FleetMember(client, [new CarriedSeal(seal, ObjectId: null)], isRelay: false));
        Register(seal.Number, names, "wialon-seal", DeviceProtocol.WialonIps);
    }

    private string EgtsProfile => settings.Client.Wiring == SealWiring.Loops ? "egts-seal" : "egts-seal-din";

    private EgtsSealClient Client(EgtsIdentity identity, Random random) =>
        new(identity, settings.Client, new Random(random.Next()), startsAt);

    private void Register(
        SealNumber number, DeviceIdentity identity, string profile, DeviceProtocol protocol = DeviceProtocol.Egts) =>
        Registrations.Add(new FleetRegistration
        {
            Number = number,
            Protocol = protocol,
            Identity = identity,
            Model = settings.Model,
            Profile = profile,
            Operator = settings.Operator,
        });

    /// <summary>Long corridors have more traffic.</summary>
    private Corridor Draw(Random random)
    {
        var metres = random.NextDouble() * corridors.All.Sum(corridor => corridor.LengthMetres);
        foreach (var corridor in corridors.All)
        {
            metres -= corridor.LengthMetres;
            if (metres < 0) return corridor;
        }

        return corridors.All[^1];
    }

    /// <summary>Neighbouring seeds make related numbers; the mixing of SplitMix64 sets them apart.</summary>
    private int SeedOf(int index)
    {
        unchecked
        {
            var mixed = (((ulong)(uint)settings.Seed << 32) | (uint)index) + 0x9E3779B97F4A7C15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return (int)((mixed ^ (mixed >> 31)) & 0x7FFFFFFF);
        }
    }
}
