using System.Globalization;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.State;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Simulation;
using NavSeal.Tests.Views;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Server;

/// <summary>Two processes on one database, both at the same transportation: its seal is removed and applied again as often as anybody can.
/// RACE_SECONDS=n races as long as one has time for.</summary>
public sealed class Race_tests : IDisposable
{
    private const int SecondsUsually = 10;
    private static readonly SealNumber Seal = Written.Seal(1);
    private static readonly TransportationNumber Transportation = Written.Transportation(1);
    private readonly TestDatabase database = TestDatabase.Create();

    public Race_tests()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var written = new Written(PostgresJournal.Open(database.Database));
        written.Commit(Seal, Written.Registered(), Written.Observed(now));
        written.Activate(1, 1, now);
    }

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Two_processes_never_decide_on_a_stale_state()
    {
        using var one = new Racer(1, Open);
        using var other = new Racer(2, Open);
        var done = await RaceAsync(one, other, () => false);
        one.Stop();
        other.Stop();

        var last = Math.Max(one.Journal.LastCommit, other.Journal.LastCommit);
        await Task.WhenAll(one.CatchUpAsync(last), other.CatchUpAsync(last));
        var commits = one.Journal.ReadAfter(0).ToList();
        Assert.Null(FirstStale(commits));
        Assert.Equal(done, Changes(commits).Count());
        Assert.True(one.Fenced + other.Fenced > done / 100, $"{one.Fenced} and {other.Fenced} of {done}: there was no race.");
        using var replayed = new Replayed(commits);
        foreach (var subject in (Subject[])[new(SubjectNames.Of(Seal)), new(SubjectNames.Of(Transportation))])
        {
            var expected = StateEncoding.Write(replayed.State, subject);
            Assert.Equal(expected, StateEncoding.Write(one.State, subject));
            Assert.Equal(expected, StateEncoding.Write(other.State, subject));
        }
    }

    [Fact]
    public async Task Without_the_fence_the_same_race_decides_on_stale_states()
    {
        using var one = new Racer(1, known => new Unfenced(Open(known)));
        using var other = new Racer(2, known => new Unfenced(Open(known)));
        using var reader = Open(null);
        await RaceAsync(one, other, () => FirstStale(reader.ReadAfter(0)) is not null);

        Assert.NotNull(FirstStale(reader.ReadAfter(0)));
    }

    private IJournal Open(KnownHeads? known) => PostgresJournal.Open(database.Database, known);

    /// <returns>How many commands were done.</returns>
    private static async Task<int> RaceAsync(Racer one, Racer other, Func<bool> isEnough)
    {
        var began = TimeProvider.System.GetTimestamp();
        var counts = await Task.WhenAll(Task.Run(() => RunAsync(one)), Task.Run(() => RunAsync(other)));
        return counts.Sum();

        async Task<int> RunAsync(Racer racer)
        {
            var done = 0;
            for (var turn = 0; TimeProvider.System.GetElapsedTime(began) < Time() && (turn % 50 > 0 || !isEnough()); turn++)
            {
                if (await racer.DoAsync(ShortestLife.Removal(Transportation, "CUSTOMS_INSPECTION")) is Answer.Done) done++;
                if (await racer.DoAsync(new Command.Reapply(Transportation, null)) is Answer.Done) done++;
            }

            return done;
        }
    }

    /// <summary>Whoever removes a seal that is removed, or applies one that is applied, did not know how things stood.</summary>
    private static string? FirstStale(IEnumerable<Commit> commits)
    {
        var isRemoved = false;
        foreach (var (number, change) in Changes(commits))
        {
            if (change is TransportationEvent.SealRemoved == isRemoved) return $"commit {number}: {change}";
            isRemoved = !isRemoved;
        }

        return null;
    }

    private static IEnumerable<(long Number, object Change)> Changes(IEnumerable<Commit> commits) =>
        from commit in commits
        from one in JournalEvents.Of<TransportationEvent>([commit])
        where one.Change is TransportationEvent.SealRemoved or TransportationEvent.SealReapplied
        select (commit.Number, (object)one.Change);

    private static TimeSpan Time() => TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("RACE_SECONDS") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : SecondsUsually);
}
