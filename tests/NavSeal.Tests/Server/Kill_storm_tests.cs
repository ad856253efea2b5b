using NavSeal.Journal;
using NavSeal.Model.Intake;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Server;

/// <summary>The storm over segment files.</summary>
public sealed class Kill_storm_tests : Kill_storm
{
    protected override IJournal OpenJournal() =>
        SegmentJournal.Open(new SegmentJournalOptions { Folder = Folder.Journal, SegmentBytes = 16 << 20 });

    protected override IEnumerable<Finding> Verify() => JournalVerifier.Verify(Folder.Journal, []).Findings;

    /// <summary>Each kill is followed by a stop at the last sign of life and a resumption; the clean end is a stop alone.</summary>
    protected override void IntakeIsRecorded(IReadOnlyList<IntakeEvent> changes, int kills)
    {
        var expected = Enumerable.Range(0, kills)
            .SelectMany(_ => new[] { nameof(IntakeEvent.IntakeStopped), nameof(IntakeEvent.IntakeResumed) });
        Assert.Equal([.. expected, nameof(IntakeEvent.IntakeStopped)], changes.Select(change => change.GetType().Name));
    }
}

/// <summary>The storm over a shared database.</summary>
public sealed class Kill_storm_on_postgres_tests : Kill_storm
{
    private readonly TestDatabase database = TestDatabase.Create();

    protected override string[] More => ["--store", "postgres", "--postgres", database.ConnectionString];

    protected override PostgresDatabase Database => database.Database;

    protected override IJournal OpenJournal() => PostgresJournal.Open(Database);

    protected override IEnumerable<Finding> Verify() => JournalVerifier.Verify(Database, []).Findings;

    /// <summary>A gap of some seconds is recorded by whoever listens after it; a shorter one made nobody silent. After each stop there is
    /// a resumption.</summary>
    protected override void IntakeIsRecorded(IReadOnlyList<IntakeEvent> changes, int kills)
    {
        Assert.InRange(changes.Count, 0, 2 * (kills + 1));
        for (var i = 0; i < changes.Count; i++)
            Assert.IsType(i % 2 == 0 ? typeof(IntakeEvent.IntakeStopped) : typeof(IntakeEvent.IntakeResumed), changes[i]);
    }

    public override void Dispose()
    {
        base.Dispose();
        database.Dispose();
    }
}
