using System.Text;
using NavSeal.Model.Encoding;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Positions;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Tests.Views;

/// <summary>What the views answer.</summary>
public sealed class View_query_tests : IDisposable
{
    private static readonly DateTimeOffset Start = Written.Start;
    private readonly Written written = new();
    private readonly ViewFolder folder = new();

    public void Dispose()
    {
        written.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Dossiers_that_are_due_are_listed_until_they_are_erased()
    {
        for (var i = 1; i <= 4; i++)
        {
            written.Activate(i, i, Start);
            if (i < 4) written.Deactivate(i, i, Start.AddMinutes(10 - i));
        }

        written.Commit(Written.Transportation(3), new TransportationEvent.DossierHeld
        {
            Hold = 1,
            Authority = "nur-zholy",
            Ground = "case",
            At = Start,
            By = "user/aigul",
        });
        written.Commit(Written.Transportation(2), new TransportationEvent.DossierErased
        {
            KeptUntil = "2031-03-02",
            Documents = 0,
            Seals = 1,
            Situations = 0,
            At = Start,
            By = "user/aigul",
        });
        using var store = folder.Take(written.Commits);
        var first = store.Transportations.Ended(Start.AddHours(1), Start, null, 1);
        Assert.Equal("case", Assert.Single(Assert.Single(first.Items).Life.Holds).Ground);
        var rest = store.Transportations.Ended(Start.AddHours(1), Start, first.Next, 9);
        Assert.Equal(Written.Transportation(1), Assert.Single(rest.Items).Number);
        Assert.Empty(store.Transportations.Ended(Start.AddMinutes(7), Start, null, 9).Items);
    }

    [Fact]
    public void Those_of_a_group_that_are_over_crowd_out_none_that_is_not()
    {
        for (var i = 1; i <= 4; i++)
        {
            written.Commit(Written.Transportation(i), new TransportationEvent.ApplicationDrafted
            {
                Application = new Application
                {
                    ServiceCustomer = "KZ-990140000007",
                    Ground = TrackingGround.Transit,
                    Mode = TransportMode.Road,
                    Group = "convoy",
                },
                At = Start,
                By = "user/aigul",
            });
            written.Activate(i, i, Start.AddMinutes(i));
            if (i > 1) written.Deactivate(i, i, Start.AddMinutes(10));
            if (i > 2)
            {
                written.Commit(Written.Transportation(i), new TransportationEvent.TransportationCompleted
                {
                    Completion = Completion.Clean,
                    Situations = 0,
                    At = Start.AddMinutes(20),
                    By = "user/aigul",
                });
            }
        }

        using var store = folder.Take(written.Commits);
        var group = new TransportationFilter { Group = "convoy" };
        Assert.Equal(
            new[] { 4, 3, 2, 1 }.Select(Written.Transportation),
            store.Transportations.List(group, null, 9).Items.Select(row => row.Number));
        Assert.Equal(
            new[] { 2, 1 }.Select(Written.Transportation),
            store.Transportations.List(group with { NotOver = true }, null, 2).Items.Select(row => row.Number));
    }

    [Theory]
    [Requirement("EMG-023")]
    [InlineData(Severity.Critical, NonRoutineKind.SealingElementBroken, NonRoutineKind.CaseBroken, NonRoutineKind.UnauthorisedAction)]
    [InlineData(Severity.High, NonRoutineKind.RouteDeviation, NonRoutineKind.NoData)]
    [InlineData(Severity.Medium, NonRoutineKind.SealFault, NonRoutineKind.LowBattery)]
    public void A_situation_shows_how_severe_its_kind_is(Severity severity, params NonRoutineKind[] kinds)
    {
        written.Activate(1, 1, Start);
        written.Commit(
            Written.Transportation(1),
            [.. kinds.Select((kind, i) => Written.Opened(i + 1, kind, Written.Seal(1), Start))]);
        using var store = folder.Take(written.Commits);
        Assert.Equal(kinds.Length, store.Situations.Count(new SituationFilter { Kinds = kinds }));
        Assert.All(kinds, (_, i) => Assert.Equal(severity, store.Situations.Find(Written.Transportation(1), i + 1)!.Severity));
        Assert.Equal(severity, store.Transportations.Find(Written.Transportation(1))!.WorstOpen);
    }

    [Fact]
    [Requirement("SEAL-009")]
    public void Sealing_element_and_case_are_two_states_of_a_seal()
    {
        var seal = Written.Seal(1);
        written.Commit(seal, Written.Registered());
        written.Commit(seal, Says(1, SealingElementState.Closed, CaseState.Breached));
        written.Commit(seal, Says(2, SealingElementState.Broken, null));
        written.Commit(Written.Seal(2), Written.Registered());
        written.Commit(Written.Seal(2), Says(3, SealingElementState.Open, CaseState.Intact), Says(4, null, CaseState.Breached));
        using var store = folder.Take(written.Commits);
        Assert.Equal((SealingElementState.Broken, CaseState.Breached), StatesOf(Written.Seal(1)));
        Assert.Equal((SealingElementState.Open, CaseState.Breached), StatesOf(Written.Seal(2)));

        (SealingElementState?, CaseState?) StatesOf(SealNumber one) => (store.Seals.Find(one)!.SealingElement, store.Seals.Find(one)!.Case);
    }

    private static SealEvent.Observed Says(int minute, SealingElementState? element, CaseState? state)
    {
        var said = Written.Observed(Start.AddMinutes(minute), new GeoPoint(43_250_000, 76_950_000));
        return said with { Observation = said.Observation with { SealingElement = element, Case = state } };
    }

    [Fact]
    public void A_seal_shows_what_was_measured_last_and_the_worst_of_its_transportation()
    {
        var (seal, place) = (Written.Seal(1), new GeoPoint(43_250_000, 76_950_000));
        written.Commit(seal, Written.Registered());
        written.Activate(1, 1, Start);
        written.Commit(seal, Written.Observed(Start.AddMinutes(5), place), Written.Observed(Start.AddMinutes(4), new GeoPoint(1, 1)));
        written.Commit(
            Written.Transportation(1),
            Written.Opened(1, NonRoutineKind.LowBattery, seal, Start), Written.Opened(2, NonRoutineKind.NoData, seal, Start),
            new TransportationEvent.NonRoutineSituationEnded { Situation = 1, At = Start.AddMinutes(9) });
        using var store = folder.Take(written.Commits);
        var row = store.Seals.Find(seal);
        Assert.Equal(new SealRow
        {
            Seal = seal,
            Protocol = DeviceProtocol.Egts,
            IdentityKind = IdentityKind.ObjectId,
            IdentityValue = "215380396",
            Model = "Model 7",
            Profile = "egts-seal",
            Operator = "KZ",
            Reports = 2,
            HeardAt = Start.AddMinutes(5),
            MeasuredAt = Start.AddMinutes(5),
            At = place,
            FixMeasuredAt = Start.AddMinutes(5),
            SpeedTenthsKilometrePerHour = 612,
            CourseDegrees = 90,
            SealingElement = SealingElementState.Closed,
            BatteryLeft = new Percent(80),
            Transportation = Written.Transportation(1),
            WorstOpen = Severity.High,
            OpenSituations = 1,
        }, row);
        Assert.Null(store.Seals.Find(Written.Seal(2)));
    }

    [Fact]
    public void Seals_are_found_by_what_people_know_of_them()
    {
        foreach (var number in Enumerable.Range(1, 3)) written.Commit(Written.Seal(number), Written.Registered());
        written.Activate(7, 2, Start);
        written.Commit(Written.Transportation(7), new TransportationEvent.ParticularsStated { Vehicle = "123 ABC-02" });
        written.Commit(Written.Seal(2), Written.Observed(Start));
        using var store = folder.Take(written.Commits);
        Assert.Equal(["KZ-0001", "KZ-0002", "KZ-0003"], Found(new SealFilter()));
        Assert.Equal(["KZ-0003"], Found(new SealFilter { Text = "kz-0003 " }));
        Assert.Equal(["KZ-0002"], Found(new SealFilter { Text = "3abc0" }));
        Assert.Equal(["KZ-0002"], Found(new SealFilter { Text = "00000007-0000" }));
        Assert.Equal(["KZ-0002"], Found(new SealFilter { Tracked = true }));
        Assert.Equal(["KZ-0001", "KZ-0003"], Found(new SealFilter { Tracked = false }));
        Assert.Equal(["KZ-0002"], Found(new SealFilter { SilentSince = Start.AddSeconds(1) }));
        Assert.Empty(Found(new SealFilter { SilentSince = Start }));
        Assert.Empty(Found(new SealFilter { Text = "%" }));

        List<string> Found(SealFilter filter)
        {
            var found = store.Seals.List(filter, null, 100).Items;
            Assert.Equal(found.Count, store.Seals.Count(filter));
            return [.. found.Select(row => row.Seal.Text)];
        }
    }

    [Fact]
    public void The_queue_begins_with_the_worst_then_with_what_has_to_be_told_first()
    {
        var (one, two) = (Written.Transportation(1), Written.Transportation(2));
        written.Commit(one, Written.Activated(Written.Seal(1), Start));
        written.Commit(two, Written.Activated(Written.Seal(2), Start));
        written.Commit(
            one,
            Written.Opened(1, NonRoutineKind.LowBattery, Written.Seal(1), Start),
            Written.Opened(2, NonRoutineKind.KzSilence, Written.Seal(1), Start.AddMinutes(9)) with { NotifyBy = Start.AddMinutes(69) },
            Written.Opened(3, NonRoutineKind.NoData, Written.Seal(1), Start.AddMinutes(1)));
        written.Commit(
            two,
            Written.Opened(1, NonRoutineKind.CaseBroken, Written.Seal(2), Start.AddMinutes(5)),
            Written.Opened(2, NonRoutineKind.CaseBroken, Written.Seal(2), Start.AddMinutes(4)),
            new TransportationEvent.NonRoutineSituationEnded { Situation = 2, At = Start.AddMinutes(6) });
        using var store = folder.Take(written.Commits);
        Assert.Equal(
            [(two, 1), (one, 2), (one, 3), (one, 1)],
            Paged(cursor => store.Situations.List(new SituationFilter { Open = true }, cursor, 1)).Select(KeyOf));
        Assert.Equal(
            [(one, 2), (two, 1), (two, 2), (one, 3), (one, 1)],
            Paged(cursor => store.Situations.List(new SituationFilter(), cursor, 2)).Select(KeyOf));
        Assert.Equal(2, store.Situations.Count(new SituationFilter { Kinds = [NonRoutineKind.CaseBroken] }));
        Assert.Equal(1, store.Situations.Count(new SituationFilter { Seal = Written.Seal(2), Open = true }));
        Assert.Equal(1, store.Situations.Count(new SituationFilter { Transportation = one, Severity = Severity.Medium }));
        Assert.Equal(2, store.Situations.Count(new SituationFilter { From = Start.AddMinutes(1), To = Start.AddMinutes(5) }));
        Assert.Equal((3, Severity.Critical), (store.Transportations.Find(one)!.OpenSituations, store.Transportations.Find(two)!.WorstOpen));
    }

    [Fact]
    public void What_people_did_with_a_situation_stands_in_its_row_also_after_the_end()
    {
        var number = Written.Transportation(1);
        written.Commit(Written.Seal(1), Written.Registered());
        written.Activate(1, 1, Start);
        written.Commit(number, Written.Opened(1, NonRoutineKind.NoData, Written.Seal(1), Start));
        written.Commit(number, new TransportationEvent.SituationShelved
        {
            Situation = 1,
            By = "user/1",
            At = Start.AddMinutes(1),
            Until = Start.AddMinutes(30),
            Reason = "Tunnel",
        });
        written.Deactivate(1, 1, Start.AddHours(1));
        using var store = folder.Take(written.Commits);
        written.Commit(
            number,
            new TransportationEvent.SituationAcknowledged { Situation = 1, By = "user/2", At = Start.AddHours(2) },
            Written.Opened(2, NonRoutineKind.CaseBroken, Written.Seal(1), Start));
        Assert.Equal(0, store.Situations.Count(new SituationFilter { Acknowledged = true }));
        store.Apply(written.Commits.Last());
        store.Flush();
        var row = store.Situations.Find(number, 1);
        Assert.Equal(("Tunnel", "user/1", Start.AddMinutes(30)), (row!.ShelvedReason, row.ShelvedBy, row.ShelvedUntil));
        Assert.Equal(("user/2", Start.AddHours(2)), (row.AcknowledgedBy, row.AcknowledgedAt));
        var transportation = store.Transportations.Find(number);
        Assert.Equal((TransportationStatus.Completed, 2), (transportation!.Status, transportation.OpenSituations));
        Assert.Equal(Severity.Critical, transportation.WorstOpen);
        Assert.Null(store.Seals.Find(Written.Seal(1))!.WorstOpen);
    }

    [Fact]
    public void A_transportation_is_listed_found_and_told_in_order()
    {
        foreach (var number in Enumerable.Range(1, 5)) written.Activate(number, number, Start.AddMinutes(number));
        written.Commit(
            Written.Transportation(3),
            new TransportationEvent.ParticularsStated { Vehicle = "777 KZT 05", DepartureOffice = "A", DestinationOffice = "B" },
            new TransportationEvent.SealRemoved { Seal = Written.Seal(3), At = Start, Reason = "X", ReapplyBy = Start.AddHours(1) });
        written.Deactivate(5, 5, Start.AddHours(2));
        using var store = folder.Take(written.Commits);
        Assert.Equal(
            [5, 4, 3, 2, 1],
            Paged(cursor => store.Transportations.List(new TransportationFilter(), cursor, 2))
                .Select(row => (row.ActivatedAt - Start).Minutes));
        var removed = store.Transportations.List(new TransportationFilter { Status = TransportationStatus.Removed }, null, 10).Items;
        Assert.Equal("777 KZT 05", Assert.Single(removed).Particulars!.Vehicle);
        Assert.Equal((Start.AddHours(1), "B"), (removed[0].ReapplyBy!.Value, removed[0].Particulars!.DestinationOffice));
        Assert.Equal(1, store.Transportations.Count(new TransportationFilter { Text = "777kzt" }));
        var completed = new TransportationFilter { Status = TransportationStatus.Completed };
        Assert.Equal((1L, 0L), (store.Transportations.Count(completed with { Text = "kz-0005" }),
            store.Transportations.Count(completed with { Text = "kz-0004" })));
        var told = store.Transportations.Timeline(Written.Transportation(3));
        Assert.Equal([(1, 3L), (2, 6L), (3, 6L)], told.Select(row => (row.N, row.Commit)));
        Assert.Equal(Written.Activated(Written.Seal(3), Start.AddMinutes(3)), told[0].Event);
    }

    [Fact]
    public void An_event_of_a_later_version_stands_in_the_time_line_and_changes_nothing_else()
    {
        var number = Written.Transportation(1);
        written.Activate(1, 1, Start);
        written.CommitRaw(SubjectNames.Of(number), Item("GoodsWeighed", """{"Kilograms":12}"""));
        written.CommitRaw(SubjectNames.Of(Written.Seal(1)), Item("SealPolished", "{}"));
        written.CommitRaw("moon/1", Item("Waxed", "{}"), (SubjectKind)77);
        written.CommitRaw(SubjectNames.Of(number), new byte[40]);
        using var store = folder.Take(written.Commits);
        var told = store.Transportations.Timeline(number);
        Assert.Equal([("SealActivated", true), ("GoodsWeighed", false)], told.Select(row => (row.Name, row.Event is not null)));
        Assert.Equal("""{"Kilograms":12}""", told[1].Json);
        Assert.Equal(5, store.At);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("w4Q")]
    [InlineData("MTIzHzQ1HzY3HzY3HzY3HzY3")]
    [InlineData("MXgfMg")]
    public void A_cursor_of_nobody_is_told_as_such(string cursor)
    {
        using var store = folder.Take([]);
        Assert.True(store.Seals.List(new SealFilter(), cursor, 10).IsCursorWrong);
        Assert.True(store.Situations.List(new SituationFilter(), cursor, 10).IsCursorWrong);
        Assert.True(store.Situations.List(new SituationFilter { Open = true }, cursor, 10).IsCursorWrong);
        Assert.True(store.Transportations.List(new TransportationFilter(), cursor, 10).IsCursorWrong);
        Assert.True(store.Telemetry.Read(Written.Seal(1), Start, Start, cursor, 10).IsCursorWrong);
    }

    [Fact]
    public void The_map_is_given_who_is_in_its_box_and_how_bad_it_is()
    {
        written.Commit(Written.Seal(1), Written.Observed(Start, new GeoPoint(43_000_000, 77_000_000)));
        written.Commit(Written.Seal(2), Written.Observed(Start, new GeoPoint(51_000_000, 71_000_000)));
        written.Commit(Written.Seal(3), Written.Observed(Start));
        written.Activate(1, 2, Start);
        written.Commit(Written.Transportation(1), Written.Opened(1, NonRoutineKind.KzRemoval, Written.Seal(2), Start));
        using var store = folder.Take(written.Commits);
        List<LivePosition> all = [], some = [], again = [];
        var version = store.Positions.Snapshot(GeoBox.World, all);
        store.Positions.Snapshot(new GeoBox(50_000_000, 60_000_000, 52_000_000, 80_000_000), some);
        Assert.Equal(["KZ-0001", "KZ-0002"], all.Select(seal => store.Positions.NumberOf(seal.Id).Text));
        Assert.Equal((Severity.Critical, true), (some[0].WorstOpen, some[0].IsTracking));
        Assert.Equal((90, 612), (some[0].CourseDegrees, some[0].SpeedTenthsKilometrePerHour));
        Assert.Equal((null, false), (all[0].WorstOpen, all[0].IsTracking));
        written.Deactivate(1, 2, Start.AddHours(1));
        store.Apply(written.Commits.Last());
        Assert.Equal(version, store.Positions.Version);
        store.Flush();
        Assert.True(store.Positions.Snapshot(GeoBox.World, again) > version);
        Assert.Equal((null, false), (again[1].WorstOpen, again[1].IsTracking));
    }

    private static (TransportationNumber, int) KeyOf(SituationRow row) => (row.Transportation, row.Situation);

    private static IEnumerable<T> Paged<T>(Func<string?, ResultPage<T>> page)
    {
        string? cursor = null;
        do
        {
            var found = page(cursor);
            Assert.NotEmpty(found.Items);
            foreach (var item in found.Items) yield return item;
            cursor = found.Next;
        }
        while (cursor is not null);
    }

    private static byte[] Item(string name, string json)
    {
        var length = 1 + name.Length + json.Length;
        return [3, (byte)length, 0, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. Encoding.ASCII.GetBytes(json)];
    }
}
