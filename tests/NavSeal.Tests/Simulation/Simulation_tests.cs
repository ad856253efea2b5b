using System.Globalization;
using NavSeal.Tests.Architecture;
using NavSeal.Tests.Journal;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Simulation;

/// <summary>Whole worlds, each from one seed: SEED=n runs one of them, WORLDS=n as many as one has time for.</summary>
public sealed class Simulation_tests
{
    private const int WorldsUsually = 200;

    /// <summary>A world over a real database takes so many times as long.</summary>
    private const int WorldsPerDatabaseWorld = 20;

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(30);

    [Fact]
    [Requirement("MON-005")]
    [Requirement("MON-006")]
    [Requirement("MON-007")]
    [Requirement("EMG-006")]
    [Requirement("EMG-007")]
    public void What_was_acknowledged_is_in_the_journal_once_and_decided_as_the_auditor_foretells() =>
        Seeds.Each(Worlds(), random => Live(random, OnDisk));

    [Fact]
    public void The_same_holds_over_a_database() => Seeds.Each(Math.Max(1, Worlds() / WorldsPerDatabaseWorld), random =>
    {
        using var database = TestDatabase.Create();
        Live(random, chance => new DatabaseStore(database, chance));
    });

    [Fact]
    public void Seeds_that_failed_once_hold_for_ever() => Assert.All(FailedOnce(), seed => Live(new Random(seed), OnDisk));

    private static WorldStore OnDisk(Random chance) => new DiskStore(new SimulatedDisk(chance));

    private static void Live(Random random, Func<Random, WorldStore> store)
    {
        using var world = new World(random, store);
        var end = world.Agenda.Now + Lasts;
        new Troubles(world).Plan(end);
        world.RunUntil(end);
        var now = world.Heal();
        new Promises(world).Hold(now);
    }

    private static int Worlds() =>
        Environment.GetEnvironmentVariable("WORLDS") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : WorldsUsually;

    private static IEnumerable<int> FailedOnce() =>
        File.ReadLines(Repository.PathOf("tests/NavSeal.Tests/Simulation/seeds.txt"))
            .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture));
}
