using NavSeal.Journal;
using NavSeal.Tests.Journal;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Simulation;

namespace NavSeal.Tests.Views;

/// <summary>Views depend on the commits and their order, and on nothing else.</summary>
public sealed class Same_views_tests
{
    private const int Worlds = 8, WorldsShared = 2;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(30);

    [Fact]
    public void Where_transactions_and_processes_end_makes_no_difference() =>
        Seeds.Each(Worlds, random => Follow(Lived(random), random, null));

    [Fact]
    public void Two_processes_that_share_blocks_have_the_same_views_and_those_of_one_alone() => Seeds.Each(WorldsShared, random =>
    {
        using var database = TestDatabase.Create();
        var commits = Lived(random);
        Follow(commits, random, database.Database);
        Follow(commits, random, database.Database);
    });

    /// <summary>A process that ends now and then comes to the views of one that took in everything in one go.</summary>
    private static void Follow(List<Commit> commits, Random random, PostgresDatabase? database)
    {
        using var folder = new ViewFolder(database);
        var store = folder.Open();
        foreach (var commit in commits)
        {
            store.Apply(commit);
            if (random.Next(20) == 0) store.Flush();
            if (random.Next(200) > 0) continue;
            if (random.Next(2) == 0) store.Flush();
            var visible = store.At;
            store.Dispose();
            store = folder.Open();
            Assert.Equal(visible, store.At);
            foreach (var again in commits.Skip((int)store.At).Take((int)(commit.Number - store.At))) store.Apply(again);
        }

        store.Flush();
        Assert.Equal(commits[^1].Number, store.At);
        Assert.Equal(ViewFolder.DigestOf(commits), store.Digest());
        store.Dispose();
    }

    [Fact]
    public void One_commit_less_is_another_digest()
    {
        var commits = Lived(new Random(1));
        Assert.NotEqual(ViewFolder.DigestOf(commits), ViewFolder.DigestOf(commits.SkipLast(1)));
    }

    private static List<Commit> Lived(Random random)
    {
        using var world = new World(random, chance => new DiskStore(new SimulatedDisk(chance)));
        var end = world.Agenda.Now + Lasts;
        new Troubles(world).Plan(end);
        world.RunUntil(end);
        world.Heal();
        return [.. world.Life.Journal.ReadAfter(0)];
    }
}
