using NavSeal.Devices;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>The simulator against the real sessions of Devices, in memory and without a clock.</summary>
public sealed class Round_trip_tests
{
    public static TheoryData<int> Some { get; } = [.. Enumerable.Range(1, 12)];

    public static TheoryData<DeviceProtocol, int> Others
    {
        get
        {
            var all = new TheoryData<DeviceProtocol, int>();
            foreach (var protocol in DeviceProtocols.All.Where(each => each.Protocol != DeviceProtocol.Egts))
                foreach (var seed in Enumerable.Range(1, 12)) all.Add(protocol.Protocol, seed);
            return all;
        }
    }

    [Theory]
    [InlineData(SealWiring.Loops)]
    [InlineData(SealWiring.DigitalInputs)]
    public void What_a_seal_measured_is_what_the_platform_reads(SealWiring wiring)
    {
        var world = new World(new FleetSettings
        {
            Seals = 1,
            Seal = new SealSettings { Rare = new RareEvents { OpeningsPerDay = 4, BreachesPerDay = 2, FaultsPerDay = 2, GapsPerDay = 3 } },
            Client = new SealClientSettings { Wiring = wiring },
        });
        world.RunFor(TimeSpan.FromDays(4));
        var expected = world.TwinReports().ToList();

        Assert.Equal(expected.Count, world.Taken.Count);
        foreach (var (report, taken) in expected.Zip(world.Taken)) AssertSame(report, taken.Observation);
        Assert.Contains(world.Taken, taken => taken.Observation.SealingElement == SealingElementState.Open);
        Assert.Contains(world.Taken, taken => taken.Observation.Case == CaseState.Breached);
        Assert.Contains(world.Taken, taken => taken.Observation.HasFault == true);
        Assert.Contains(world.Taken, taken => taken.Observation.FromMemory);
    }

    [Fact]
    public void What_a_seal_measured_is_what_the_platform_reads_in_Wialon_IPS()
    {
        var world = new World(new FleetSettings
        {
            Seals = 1,
            Protocols = [DeviceProtocol.WialonIps],
            Seal = new SealSettings { Rare = new RareEvents { OpeningsPerDay = 4, BreachesPerDay = 2, FaultsPerDay = 2, GapsPerDay = 3 } },
        });
        world.RunFor(TimeSpan.FromDays(4));
        var expected = world.TwinReports().ToList();

        Assert.Equal(expected.Count, world.Taken.Count);
        foreach (var (report, taken) in expected.Zip(world.Taken)) AssertSameInWialon(report, taken.Observation);
        Assert.Contains(world.Taken, taken => taken.Observation.SealingElement == SealingElementState.Open);
        Assert.Contains(world.Taken, taken => taken.Observation.Case == CaseState.Breached);
        Assert.Contains(world.Taken, taken => taken.Observation.FromMemory);
        Assert.Contains(world.Taken, taken => !taken.Observation.FromMemory);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Nothing_is_lost_on_a_bad_wire_in(DeviceProtocol protocol, int seed)
    {
        var world = new World(new FleetSettings
        {
            Seals = 3,
            Seed = seed,
            Protocols = [protocol],
            Seal = new SealSettings { Rare = new RareEvents { GapsPerDay = 6, OpeningsPerDay = 1 } },
            Client = new SealClientSettings
            {
                Window = 1 + (seed % 3),
                Faults = new WireFaults { Noise = 0.05, Damage = 0.05, Doubling = 0.05, Cut = 0.03 },
            },
        });
        world.RunFor(TimeSpan.FromDays(2));
        world.Settle();

        var expected = world.TwinReports().ToList();
        Assert.True(world.Corrupt > 0, "No fault reached the platform.");
        var known = world.Taken.Where(taken => taken.Observation.Fix is not null).Select(KeyOf).Distinct().Count();
        Assert.Equal(expected.Count, known);
        Assert.Equal(expected.Count, world.Fleet.Members.Sum(member => member.Client.Counts.Acknowledged));
        Assert.All(world.Fleet.Members, member => Assert.Equal(0, member.Client.Held));
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void Nothing_is_lost_on_a_bad_wire(int seed)
    {
        var world = new World(new FleetSettings
        {
            Seals = 4,
            Seed = seed,
            RelayedSeals = 2,
            RecordsOnlyShare = 0.5,
            Seal = new SealSettings { Rare = new RareEvents { GapsPerDay = 6, OpeningsPerDay = 1 } },
            Client = new SealClientSettings
            {
                Window = 1 + (seed % 3),
                Faults = new WireFaults { Noise = 0.05, Damage = 0.05, Doubling = 0.05, Cut = 0.03 },
            },
        });
        world.RunFor(TimeSpan.FromDays(2));
        world.Settle();

        var expected = world.TwinReports().ToList();
        Assert.True(world.Corrupt > 0, "No fault reached the platform.");
        Assert.Equal(expected.Count, world.Taken.Select(KeyOf).Distinct().Count());
        Assert.Equal(expected.Count, world.Fleet.Members.Sum(member => member.Client.Counts.Acknowledged));
        Assert.All(world.Fleet.Members, member => Assert.Equal(0, member.Client.Held));
    }

    [Fact]
    public void A_relay_carries_each_seal_under_its_own_number()
    {
        var world = new World(new FleetSettings { Seals = 5, RelayedSeals = 5, Seal = Scene.Calm });
        world.RunFor(TimeSpan.FromDays(1));

        Assert.Single(world.Fleet.Members);
        Assert.Equal(5, world.Taken.Select(taken => taken.Seal.Number).Distinct().Count());
        Assert.All(world.Taken, taken => Assert.NotEqual("egts-relay", taken.Seal.Profile.Name));
        foreach (var seal in world.Fleet.Seals)
        {
            var expected = world.TwinReports(seal.Number).Select(report => (DateTimeOffset?)report.MeasuredAt);
            var taken = world.Taken.Where(each => each.Seal.Number == seal.Number).Select(each => each.Observation.MeasuredAt);
            Assert.Equal(expected, taken);
        }
    }

    [Fact]
    public void A_backlog_arrives_oldest_first_and_marked()
    {
        var world = new World(new FleetSettings { Seals = 1, Seal = Scene.Calm });
        world.RunFor(TimeSpan.FromHours(2));
        var before = world.Taken.Count;
        world.Fleet.Seals.Single().Silence(world.Now, TimeSpan.FromHours(4));
        world.RunFor(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        Assert.Equal(before, world.Taken.Count);
        world.RunFor(TimeSpan.FromHours(2));

        var after = world.Taken.Skip(before).Select(taken => taken.Observation).ToList();
        Assert.Equal(after.OrderBy(observation => observation.MeasuredAt), after);
        var backlog = after.TakeWhile(observation => observation.FromMemory).ToList();
        Assert.True(backlog.Count > 5);
        Assert.DoesNotContain(after.Skip(backlog.Count), observation => observation.FromMemory);
    }

    [Fact]
    public void A_seal_nobody_registered_is_denied_and_keeps_its_reports()
    {
        var world = new World(new FleetSettings { Seals = 1, Seal = Scene.Calm }, isRegistered: false);
        world.RunFor(TimeSpan.FromHours(3));

        Assert.Empty(world.Taken);
        var client = world.Fleet.Members.Single().Client;
        Assert.True(client.Counts.Denied > 5);
        Assert.Equal(world.TwinReports().Count(), client.Held);
    }

    private static (SealNumber, DateTimeOffset?, ulong) KeyOf((RegisteredSeal Seal, Observation Observation) taken) =>
        (taken.Seal.Number, taken.Observation.MeasuredAt, taken.Observation.ContentKey);

    private static void AssertSameInWialon(SimulatedReport report, Observation observation)
    {
        Assert.Equal(report.MeasuredAt.Year == 2010 ? null : report.MeasuredAt, observation.MeasuredAt);
        var fix = observation.Fix!.Value;
        Assert.Equal((report.At, report.IsFixValid), (fix.At!.Value, fix.IsValid));
        Assert.Equal(
            (report.SpeedTenthsKilometrePerHour, report.CourseDegrees, report.HdopHundredths),
            (fix.SpeedTenthsKilometrePerHour!.Value, fix.CourseDegrees!.Value, fix.HdopHundredths!.Value));
        if (report.IsFixValid) Assert.Equal(report.Satellites, fix.Satellites);
        Assert.Equal((report.SealingElement, report.Case), (observation.SealingElement, observation.Case));
        Assert.Equal(report.BatteryMillivolts, observation.InternalMillivolts);
    }

    private static void AssertSame(SimulatedReport report, Observation observation)
    {
        Assert.Equal(report.MeasuredAt.Year == 2010 ? null : report.MeasuredAt, observation.MeasuredAt);
        Assert.NotNull(observation.Fix);
        var fix = observation.Fix.Value;
        Assert.Equal((report.At, report.IsFixValid), (fix.At!.Value, fix.IsValid));
        Assert.Equal(
            (report.SpeedTenthsKilometrePerHour, report.CourseDegrees, report.Satellites, report.HdopHundredths),
            (fix.SpeedTenthsKilometrePerHour!.Value, fix.CourseDegrees!.Value, fix.Satellites!.Value, fix.HdopHundredths!.Value));
        Assert.Equal((report.SealingElement, report.Case), (observation.SealingElement, observation.Case));
        Assert.Equal(report.IsMoving, observation.IsMoving);
        Assert.Equal(((int?)report.Cause, report.Cause == ReportCause.Fault), (observation.Cause, observation.HasFault ?? false));
        Assert.Equal(report.OdometerHundredMetres, observation.OdometerHundredMetres);
        Assert.InRange(observation.InternalMillivolts!.Value - report.BatteryMillivolts, -50, 50);
    }
}
