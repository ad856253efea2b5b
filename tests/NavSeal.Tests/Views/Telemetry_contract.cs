using NavSeal.Model.Encoding;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tests.Postgres;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Telemetry;

namespace NavSeal.Tests.Views;

/// <summary>Reports come back as they were observed, out of blocks and out of the log of open points.</summary>
public abstract class Telemetry_contract : IDisposable
{
    private static readonly DateTimeOffset Start = Written.Start;
    private readonly Written written = new();
    private readonly ViewFolder folder;
    private readonly TestDatabase? database;

    internal Telemetry_contract(TestDatabase? database) => (this.database, folder) = (database, new ViewFolder(database?.Database));

    public void Dispose()
    {
        written.Dispose();
        folder.Dispose();
        database?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Requirement("MON-002")]
    [Requirement("MON-003")]
    public void A_point_is_the_report_without_what_only_evidence_needs() => Seeds.Each(300, random =>
    {
        var said = Observed(random, Start);
        var bytes = new byte[ObservedEncoding.Length];
        ObservedEncoding.Write(said, bytes);
        var point = new byte[PointBytes.Length];
        PointBytes.Write(new ObservedBytes(bytes), point);
        Assert.Equal(said with { Observation = said.Observation with { ContentKey = 0 } }, PointBytes.Read(point));
        Same(said, new ObservedBytes(bytes));
    });

    [Fact]
    [Requirement("MON-005")]
    public void Reports_are_read_by_time_whatever_order_they_came_in_and_wherever_they_lie() => Seeds.Each(12, random =>
    {
        using var journal = new Written();
        using var own = database is null ? null : TestDatabase.Create();
        using var views = new ViewFolder(own?.Database);
        var known = new Dictionary<SealNumber, List<SealEvent.Observed>>();
        for (var commit = 0; commit < 60; commit++)
        {
            var seal = Written.Seal(random.Next(1, 4));
            var reports = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Observed(random, Start.AddMinutes(commit))).ToArray();
            known.TryAdd(seal, []);
            known[seal].AddRange(reports);
            journal.Commit(seal, reports);
            if (random.Next(15) == 0) journal.Activate(commit + 1, 1, Start.AddMinutes(commit));
        }

        using var store = views.Take(journal.Commits);
        foreach (var (seal, reports) in known)
        {
            var (from, to) = (Start.AddMinutes(random.Next(20)), Start.AddMinutes(random.Next(20, 70)));
            var expected = reports.Where(report => TimeOf(report) >= from && TimeOf(report) < to);
            var read = All(store, seal, (from, to), random.Next(1, 80));
            Assert.Equal(read.Select(TimeOf).Order(), read.Select(TimeOf));
            Assert.Equal(Texts(expected.Select(report => TelemetryPoint.Of(report, null))), Texts(read));
        }
    });

    [Fact]
    public void A_report_belongs_to_the_transportation_that_held_the_seal_when_it_was_measured()
    {
        written.Commit(Written.Seal(1), Written.Observed(Start.AddMinutes(-1)));
        written.Activate(1, 1, Start);
        written.Commit(Written.Seal(1), Written.Observed(Start.AddMinutes(1)));
        written.Deactivate(1, 1, Start.AddMinutes(10));
        written.Activate(2, 1, Start.AddMinutes(20));
        written.Commit(Written.Seal(1), Written.Observed(Start.AddMinutes(21)), Written.Observed(Start.AddMinutes(2)));
        written.Commit(Written.Seal(1), Written.Observed(Start.AddMinutes(15)));
        using var store = folder.Take(written.Commits);
        var read = All(store, Written.Seal(1), (Start.AddDays(-1), Start.AddDays(1)), 100);
        TransportationNumber? one = Written.Transportation(1), two = Written.Transportation(2);
        Assert.Equal([null, one, one, null, two], read.Select(point => point.Transportation));
    }

    [Fact]
    public void Blocks_have_250_points_and_one_binding_each_and_take_little_room()
    {
        written.Activate(1, 1, Start);
        var random = new Random(7);
        var (latitude, longitude) = (43_250_000, 76_950_000);
        for (var i = 0; i < 610; i++)
        {
            (latitude, longitude) = (latitude + random.Next(2000, 3000), longitude + random.Next(-900, 900));
            var (at, delay) = (new GeoPoint(latitude, longitude), TimeSpan.FromMilliseconds(random.Next(300, 3000)));
            written.Commit(Written.Seal(1), Written.Observed(Start.AddSeconds(30 * i), at, delay));
        }

        written.Deactivate(1, 1, Start.AddDays(1));
        using var store = folder.Take(written.Commits);
        var blocks = folder.Blocks();
        Assert.Equal([250, 250, 110], blocks.Select(block => block.Points));
        Assert.All(blocks, block => Assert.Equal(1, block.Transportation));
        Assert.InRange(blocks.Sum(block => block.Bytes.Length) / 610.0, 1, 12);
        Assert.Equal(610, All(store, Written.Seal(1), (Start, Start.AddDays(1)), 100).Count);
    }

    [Fact]
    public void A_seal_that_reports_seldom_does_not_hold_back_the_log()
    {
        written.Commit(Written.Seal(999), Written.Observed(Start));
        for (var commit = 0; commit < 480; commit++)
        {
            var first = Start.AddSeconds(commit * 250);
            written.Commit(Written.Seal(commit % 40), [.. Enumerable.Range(0, 230).Select(i => Written.Observed(first.AddSeconds(i)))]);
        }

        using (var store = folder.Take(written.Commits))
        {
            Assert.Equal(Start, Assert.Single(All(store, Written.Seal(999), (Start, Start.AddDays(1)), 100)).ReceivedAt);
            var id = Assert.Single(Rows("SELECT id FROM seal WHERE number = 'KZ-0999'"));
            Assert.Equal([1], folder.Blocks().Where(block => block.Seal == id).Select(block => block.Points));
            Assert.InRange(Rows("SELECT count(*) FROM open_chunk")[0], 1, 1500);
        }

        using var again = folder.Open();
        Assert.Equal(ViewFolder.DigestOf(written.Commits), again.Digest());
        Assert.Equal(480 * 230 / 40, All(again, Written.Seal(7), (Start, Start.AddDays(9)), 1000).Count);
    }

    private static List<TelemetryPoint> All(ViewStore store, SealNumber seal, (DateTimeOffset From, DateTimeOffset To) span, int limit)
    {
        var all = new List<TelemetryPoint>();
        string? cursor = null;
        do
        {
            var page = store.Telemetry.Read(seal, span.From, span.To, cursor, limit);
            Assert.InRange(page.Items.Count, 0, limit);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    private List<long> Rows(string query)
    {
        using var reads = new NavSeal.Workplaces.Views.Storage.ViewReads(folder.File);
        return reads.Select(query, [], row => row.Long(0));
    }

    private static IEnumerable<string> Texts(IEnumerable<TelemetryPoint> points) =>
        points.Select(point => (point with { Transportation = null }).ToString()).Order(StringComparer.Ordinal);

    private static DateTimeOffset TimeOf(SealEvent.Observed report) =>
        report.Judgement == Judgement.UnknownClock ? report.ReceivedAt : report.Observation.MeasuredAt ?? report.ReceivedAt;

    private static DateTimeOffset TimeOf(TelemetryPoint point) =>
        point.Judgement == Judgement.UnknownClock ? point.ReceivedAt : point.MeasuredAt ?? point.ReceivedAt;

    private static SealEvent.Observed Observed(Random random, DateTimeOffset now)
    {
        var measuredAt = now.AddSeconds(-random.Next(0, 600));
        var fix = new Fix
        {
            At = random.Next(5) == 0 ? null : new GeoPoint(random.Next(-90_000_000, 90_000_001), random.Next(-180_000_000, 180_000_001)),
            IsValid = random.Next(2) == 0,
            Source = (FixSource)random.Next(2),
            AltitudeMetres = Some(random, -400, 9000),
            SpeedTenthsKilometrePerHour = Some(random, 0, 65_535),
            CourseDegrees = Some(random, 0, 360),
            Satellites = Some(random, 0, 255),
            HdopHundredths = Some(random, 0, 65_535),
        };
        return new SealEvent.Observed
        {
            Observation = new Observation
            {
                MeasuredAt = random.Next(8) == 0 ? null : measuredAt,
                ContentKey = (ulong)random.NextInt64(),
                FromMemory = random.Next(2) == 0,
                Fix = random.Next(4) == 0 ? null : fix,
                IsMoving = random.Next(3) switch { 0 => null, 1 => true, _ => false },
                BatteryLeft = random.Next(3) == 0 ? null : new Percent(random.Next(101)),
                MainMillivolts = Some(random, 0, 65_535),
                BackupMillivolts = Some(random, 0, 65_535),
                InternalMillivolts = Some(random, 0, 65_535),
                SealingElement = random.Next(4) == 0 ? null : (SealingElementState)random.Next(1, 4),
                Case = random.Next(4) == 0 ? null : (CaseState)random.Next(1, 3),
                HasFault = random.Next(3) switch { 0 => null, 1 => true, _ => false },
                Cause = Some(random, 0, 65_535),
                OdometerHundredMetres = Some(random, 0, int.MaxValue),
            },
            ReceivedAt = now.AddMilliseconds(random.Next(1000)),
            Verdict = (FixVerdict)random.Next(8),
            Judgement = (Judgement)random.Next(1, 6),
        };
    }

    private static int? Some(Random random, int least, int bound) => random.Next(3) == 0 ? null : random.Next(least, bound);

    private static void Same(SealEvent.Observed said, in ObservedBytes read)
    {
        var (observation, fix) = (said.Observation, said.Observation.Fix);
        Assert.Equal(observation.MeasuredAt?.ToUnixTimeMilliseconds(), read.MeasuredAtMilliseconds);
        Assert.Equal(said.ReceivedAt.ToUnixTimeMilliseconds(), read.ReceivedAtMilliseconds);
        Assert.Equal((said.Verdict, said.Judgement, observation.IsMoving), (read.Verdict, read.Judgement, read.IsMoving));
        Assert.Equal(((byte)(observation.SealingElement ?? 0), (byte)(observation.Case ?? 0)), (read.SealingElement, read.Case));
        Assert.Equal(observation.BatteryLeft?.Value ?? byte.MaxValue, read.BatteryPercent);
        Assert.Equal(observation.HasFault switch { null => 0, false => 1, true => 2 }, read.Fault);
        Assert.Equal(fix?.At is not null, read.HasPlace);
        Assert.Equal(fix?.SpeedTenthsKilometrePerHour ?? ObservedBytes.NotReported, read.SpeedTenthsKilometrePerHour);
        Assert.Equal(fix?.CourseDegrees ?? ObservedBytes.NotReported, read.CourseDegrees);
        if (fix?.At is { } at) Assert.Equal(at, new GeoPoint(read.LatitudeMicrodegrees, read.LongitudeMicrodegrees));
    }
}

/// <summary>Blocks stand in the file of views.</summary>
public sealed class Telemetry_of_one_process() : Telemetry_contract(null);

/// <summary>Blocks stand in the database that processes share.</summary>
public sealed class Telemetry_of_a_shared_database() : Telemetry_contract(TestDatabase.Create());
