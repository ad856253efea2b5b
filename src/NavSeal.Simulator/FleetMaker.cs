using System.Globalization;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>Makes the members of a fleet, one after the other.</summary>
internal sealed class FleetMaker(FleetSettings settings, Corridors corridors, DateTimeOffset startsAt)
{
    /// <summary>Of the seals that take commands and keep the register of documents.</summary>
    public const string MemoryProfile = "egts-seal-memory";

    private const byte HeaderOf2019 = 1;

    private readonly List<CarriedSeal> relayed = [];
    private int registerKeepers;

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
        else AddOwn(seal, identity, random);
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

    /// <summary>A seal with a connection of its own. Its protocol follows from its place in the fleet, so that a small fleet has
    /// all.</summary>
    private void AddOwn(SimulatedSeal seal, uint identity, Random random)
    {
        var protocol = settings.Protocols[(int)((identity - settings.FirstIdentity) % (uint)settings.Protocols.Length)];
        switch (protocol)
        {
            case DeviceProtocol.Egts:
                AddEgts(seal, identity, random);
                break;
            case DeviceProtocol.WialonIps:
                var names = new DeviceIdentity(IdentityKind.Imei, identity);
                Add(new WialonSealClient(names.Value, settings.Client, new Random(random.Next()), startsAt), seal, names, "wialon-seal");
                break;
            case DeviceProtocol.Teltonika:
                Add(
                    new TeltonikaSealClient(identity, settings.Client, new Random(random.Next()), startsAt), seal,
                    new DeviceIdentity(IdentityKind.Imei, identity), "teltonika-seal");
                break;
            case DeviceProtocol.Jointech or DeviceProtocol.Jt808 or DeviceProtocol.Eseal:
                AddLock(protocol, seal, identity, random);
                break;
            default:
                throw new ArgumentException($"The simulator does not speak {protocol}.", nameof(seal));
        }
    }

    private void AddEgts(SimulatedSeal seal, uint identity, Random random)
    {
        var namesRecords = random.NextDouble() < settings.RecordsOnlyShare;
        var names = namesRecords ? (EgtsIdentity)new EgtsIdentity.RecordsOnly() : new EgtsIdentity.Terminal(identity);
        Members.Add(new FleetMember(Client(names, random), [new CarriedSeal(seal, namesRecords ? identity : null)], isRelay: false));
        var kind = namesRecords ? IdentityKind.ObjectId : IdentityKind.TerminalId;
        var keepsRegister = settings.Client.Wiring == SealWiring.Loops && registerKeepers++ < settings.RegisterKeepers;
        Register(seal.Number, new DeviceIdentity(kind, identity), keepsRegister ? MemoryProfile : EgtsProfile);
    }

    /// <summary>The locks, which put the number that stands on them into each message.</summary>
    private void AddLock(DeviceProtocol protocol, SimulatedSeal seal, uint identity, Random random)
    {
        var names = new DeviceIdentity(IdentityKind.TerminalId, identity);
        var chance = new Random(random.Next());
        switch (protocol)
        {
            case DeviceProtocol.Jointech:
                Add(new JointechSealClient(identity, settings.Client, chance, startsAt), seal, names, "jt701-lock");
                break;
            case DeviceProtocol.Jt808:
                // Headers of 2013 and of 2019 are both in the field.
                var address = Jt808Address.Of(names, random.Next(2) == 0 ? null : HeaderOf2019);
                Add(new Jt808SealClient(address, settings.Client, chance, startsAt), seal, names, "jt709-lock");
                break;
            default:
                Add(new EsealSealClient(identity, settings.Client, chance, startsAt), seal, names, "eseal-lock");
                break;
        }
    }

    private void Add(SealClient client, SimulatedSeal seal, DeviceIdentity names, string profile)
    {
        Members.Add(new FleetMember(client, [new CarriedSeal(seal, ObjectId: null)], isRelay: false));
        Register(seal.Number, names, profile, client.Protocol);
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
            Model = profile == MemoryProfile ? settings.MemoryModel : settings.Model,
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
