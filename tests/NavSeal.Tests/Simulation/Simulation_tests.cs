using System.Globalization;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Simulation;

/// <summary>Whole worlds, each from one seed: SEED=n runs one of them, WORLDS=n as many as one has time for.</summary>
public sealed class Simulation_tests
{
    private const int WorldsUsually = 200;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(30);

    [Fact]
    [Requirement("MON-005")]
    [Requirement("MON-006")]
    [Requirement("MON-007")]
    [Requirement("EMG-006")]
    [Requirement("EMG-007")]
    public void What_was_acknowledged_is_in_the_journal_once_and_decided_as_the_auditor_foretells() =>
        Seeds.Each(Worlds(), Live);

    [Fact]
    public void Seeds_that_failed_once_hold_for_ever() => Assert.All(FailedOnce(), seed => Live(new Random(seed)));

    private static void Live(Random random)
    {
        using var world = new World(random);
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
