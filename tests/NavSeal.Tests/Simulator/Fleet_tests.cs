using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

public sealed class Fleet_tests
{
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
    public void A_share_of_the_seals_speaks_Wialon_IPS_and_is_registered_so()
    {
        var fleet = Make(new FleetSettings { Seals = 300, WialonShare = 0.3, RelayedSeals = 20 });
        var (wialon, egts) = (fleet.Registrations.Where(each => each.Protocol == DeviceProtocol.WialonIps).ToList(),
            fleet.Registrations.Where(each => each.Protocol == DeviceProtocol.Egts).ToList());
        Assert.InRange(wialon.Count, 60, 110);
        Assert.Equal(301, wialon.Count + egts.Count);
        Assert.All(wialon, each => Assert.Equal((IdentityKind.Imei, "wialon-seal"), (each.Identity.Kind, each.Profile)));
        Assert.Equal(wialon.Count, fleet.Members.Count(member => member.Protocol == DeviceProtocol.WialonIps));
        Assert.Equal(
            wialon.Select(each => each.Number),
            fleet.Members.Where(member => member.Protocol == DeviceProtocol.WialonIps).Select(member => member.Seals[0].Seal.Number));
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
