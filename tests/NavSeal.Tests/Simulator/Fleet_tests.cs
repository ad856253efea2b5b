using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

public sealed class Fleet_tests
{
    private static readonly DeviceProtocol[] All =
    [
        DeviceProtocol.Egts, DeviceProtocol.WialonIps, DeviceProtocol.Jointech, DeviceProtocol.Jt808, DeviceProtocol.Teltonika,
        DeviceProtocol.Eseal,
    ];

    private static readonly FleetSettings Mixed = new() { Seals = 40, RelayedSeals = 10, RecordsOnlyShare = 0.3 };

    [Fact]
    public void Every_seal_is_registered_once_under_the_identity_it_uses()
    {
        var fleet = Make(Mixed);

        Assert.Equal(31, fleet.Members.Length);
        Assert.Equal(41, fleet.Registrations.Length);
        Assert.Equal(41, fleet.Registrations.Select(each => each.Number).Distinct().Count());
        Assert.Equal(41, fleet.Registrations.Select(each => each.Identity.Number).Distinct().Count());
        Assert.Equal("SIM-000001", fleet.Registrations[0].Number.Text);
        Assert.Equal(7_000_001ul, fleet.Registrations[0].Identity.Number);
        Assert.Equal(
            [IdentityKind.ObjectId, IdentityKind.TerminalId, IdentityKind.DispatcherId],
            fleet.Registrations.Select(each => each.Identity.Kind).Distinct().Order().Select(kind => kind));
        Assert.All(fleet.Registrations.Take(40), each => Assert.Equal("egts-seal", each.Profile));
        Assert.Equal("egts-relay", fleet.Registrations[40].Profile);
        Assert.All(fleet.Registrations, each => Assert.Equal(("KZ", DeviceProtocol.Egts), (each.Operator, each.Protocol)));
    }

    [Fact]
    public void Six_seals_speak_six_protocols_and_are_registered_so()
    {
        var fleet = Make(new FleetSettings { Seals = 9, RelayedSeals = 2, Protocols = [.. All], RegisterKeepers = 1 });
        Assert.Equal(
            [
                "egts egts-seal-memory TerminalId", "wialon-ips wialon-seal Imei", "jt701 jt701-lock TerminalId",
                "jt808 jt709-lock TerminalId", "teltonika teltonika-seal Imei", "eseal eseal-lock TerminalId", "egts egts-seal TerminalId",
                "egts egts-seal ObjectId", "egts egts-seal ObjectId", "egts egts-relay DispatcherId",
            ],
            fleet.Registrations.Select(each => $"{ProtocolNames.Of(each.Protocol)} {each.Profile} {each.Identity.Kind}"));
        Assert.Equal([.. All, DeviceProtocol.Egts, DeviceProtocol.Egts], fleet.Members.Select(member => member.Protocol));
        Assert.Equal("NavSeal Simulator 2", fleet.Registrations[0].Model);
        Assert.All(fleet.Registrations.Skip(1), each => Assert.Equal("NavSeal Simulator 1", each.Model));
        Assert.True(fleet.KeepsRegister(fleet.Registrations[0].Number));
        Assert.False(fleet.KeepsRegister(fleet.Registrations[6].Number));
    }

    [Fact]
    public void The_same_seed_makes_the_same_fleet_and_another_seed_another()
    {
        Assert.Equal(Places(Make(Mixed)), Places(Make(Mixed)));
        Assert.NotEqual(Places(Make(Mixed)), Places(Make(Mixed with { Seed = 2 })));
        Assert.Equal(Make(Mixed).Registrations, Make(Mixed).Registrations);
    }

    [Fact]
    public void Seals_begin_on_many_corridors_by_road_and_rail()
    {
        var corridors = Make(new FleetSettings { Seals = 300 }).Seals.Select(seal => seal.Corridor).ToList();
        Assert.InRange(corridors.Distinct().Count(), 15, Scene.Corridors.All.Length);
        Assert.InRange(corridors.Count(corridor => corridor.Mode == CorridorMode.Rail), 60, 240);
    }

    [Fact]
    public void A_seal_is_found_by_its_number_with_the_connection_that_carries_it()
    {
        var fleet = Make(Mixed);
        var relayed = SealNumber.Parse("SIM-000040");
        Assert.Equal(relayed, fleet.Find(relayed)!.Number);
        Assert.True(fleet.FindMember(relayed)!.IsRelay);
        Assert.Null(fleet.Find(SealNumber.Parse("SIM-000041")));
    }

    [Fact]
    public void Many_bytes_of_many_seals_depend_on_nothing_but_the_seed()
    {
        Assert.Equal(Run(), Run());

        static List<(SealNumber, DateTimeOffset?, ulong)> Run()
        {
            var world = new World(Mixed with { Client = new SealClientSettings { Faults = new WireFaults { Noise = 0.02, Cut = 0.02 } } });
            world.RunFor(TimeSpan.FromHours(1));
            return [.. world.Taken.Select(taken => (taken.Seal.Number, taken.Observation.MeasuredAt, taken.Observation.ContentKey))];
        }
    }

    private static Fleet Make(FleetSettings settings) => Fleet.Create(settings, Scene.Corridors, Scene.Start);

    private static IEnumerable<(string, CorridorPosition, double)> Places(Fleet fleet) =>
        fleet.Seals.Select(seal => (seal.Corridor.Id, seal.Position, seal.BatteryPercent));
}
