using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Stories.Life;

/// <summary>The clocks of the law, and what people do about situations.</summary>
public sealed class Clock_and_situation_stories
{
    [Fact]
    [Requirement("EMG-018")]
    [Requirement("EMG-019")]
    public void Under_escort_the_offices_are_told_within_the_hour_from_the_occurrence()
    {
        var way = Way.Begun().Later(2).Opened(Way.Seal(1));
        var owed = Owed(way, ObligationKind.NotifyOffices)[0];
        Assert.Equal((way.Now, way.Now.AddMinutes(45), way.Now.AddHours(1)), (owed.BeganAt, owed.WarnAt, owed.DueAt));
        way.Later(50).Done(new Command.NotifyOffices(Way.Number, owed.Situation!.Value));
        Assert.Equal(way.Now, way.One<TransportationEvent.OfficesNotified>().At);
        Assert.Contains(owed.Obligation, way.All<TransportationEvent.ObligationFulfilled>().Select(done => done.Obligation));
        way.Refuses(Refusal.AlreadyNotified, new Command.NotifyOffices(Way.Number, owed.Situation.Value));
    }

    [Fact]
    [Requirement("EMG-018")]
    public void What_became_known_after_the_hour_could_not_be_told_in_time_and_is_no_breach()
    {
        var way = Way.Begun().Driven(80).Later(1).OpenedBefore(Way.Seal(1), 63);
        var owed = Owed(way, ObligationKind.NotifyOffices);
        Assert.NotEmpty(owed);
        Assert.All(owed, one => Assert.Equal((true, way.Now.AddMinutes(-3)), (one.CouldNotBeMet, one.DueAt)));
        way.Later(1).Passed().Done(new Command.NotifyOffices(Way.Number, owed[0].Situation!.Value));
        Assert.Equal(way.Now, way.One<TransportationEvent.OfficesNotified>().At);
        Assert.Empty(way.All<TransportationEvent.ObligationBreached>());
    }

    [Fact]
    [Requirement("EMG-018")]
    public void A_silence_of_which_nobody_told_within_the_hour_is_a_breach()
    {
        var way = Way.Begun().Later(181).Passed();
        var silence = way.All<TransportationEvent.NonRoutineSituationOpened>().Single(one => one.Kind == NonRoutineKind.KzSilence);
        Assert.Equal(Way.Start.AddHours(3), silence.OccurredAt);
        way.Later(61).Passed();
        var breached = way.All<TransportationEvent.ObligationBreached>().Select(breach => breach.Obligation).ToList();
        Assert.Contains(Owed(way, ObligationKind.NotifyOffices).Single(one => one.Situation == silence.Situation).Obligation, breached);
    }

    [Fact]
    public void Without_escort_no_hour_runs() => Assert.Empty(
        Owed(Way.Free().Later(2).Opened(Way.Seal(1)), ObligationKind.NotifyOffices));

    [Fact]
    public void The_authority_answers_within_a_day_from_the_notice_with_its_measures()
    {
        var way = Way.Begun().Later(2).Opened(Way.Seal(1)).Done(new Command.NotifyOffices(Way.Number, 1));
        var owed = Owed(way, ObligationKind.AnswerOnSituation)[0];
        Assert.Equal(way.Now.AddHours(24), owed.DueAt);
        way.Refuses(Refusal.UnknownOffice, new Command.RecordMeasures(Way.Number, 1, "nowhere", "stopped"));
        way.Done(new Command.RecordMeasures(Way.Number, 1, Way.Departure, "the lorry was stopped and looked at"));
        Assert.Equal("the lorry was stopped and looked at", way.One<TransportationEvent.MeasuresRecorded>().Measures);
        Assert.DoesNotContain(way.State.Obligations, one => one.Number == owed.Obligation);
    }

    [Fact]
    [Requirement("MON-013")]
    public void The_transit_period_is_a_clock_of_the_carrier_with_a_warning_a_day_before()
    {
        var way = Way.Begun();
        var owed = Owed(way, ObligationKind.Deliver)[0];
        Assert.Equal((Way.Start.AddDays(2), Way.Start.AddDays(3), Debtor.Carrier), (owed.WarnAt, owed.DueAt, owed.Owes));
        var late = Way.Begun();
        for (var hour = 0; hour < 73; hour++) late.Later(60).Closed(Way.Seal(1));
        late.Passed();
        Assert.Contains(owed.Obligation, late.All<TransportationEvent.ObligationBreached>().Select(breach => breach.Obligation));
        way.Later(60).Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"));
        Assert.Contains(owed.Obligation, way.All<TransportationEvent.ObligationFulfilled>().Select(done => done.Obligation));
    }

    [Fact]
    public void A_corrected_period_is_a_new_clock()
    {
        var way = Way.Begun()
            .Done(new Command.CorrectDemand(Way.Number, Way.Demand with { TransitUntil = Way.Start.AddDays(5) }, "prolonged"));
        var clocks = Owed(way, ObligationKind.Deliver);
        Assert.Equal(clocks[0].Obligation, way.One<TransportationEvent.ObligationDropped>().Obligation);
        Assert.Equal(Way.Start.AddDays(5), clocks[1].DueAt);
    }

    [Fact]
    public void At_destination_the_office_registers_within_an_hour_and_completes_within_four()
    {
        var way = Way.Begun().Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"));
        Assert.Equal(way.Now.AddHours(1), Owed(way, ObligationKind.RegisterArrival)[0].DueAt);
        way.Later(20).Done(new Command.RegisterDocuments(Way.Number, "R-55"));
        Assert.Equal(way.Now.AddHours(4), Owed(way, ObligationKind.CompleteTransit)[0].DueAt);
    }

    [Theory]
    [InlineData(ObligationKind.YellowCorridor)]
    [InlineData(ObligationKind.ReleaseGoods)]
    public void An_officer_begins_and_ends_the_clocks_of_control_once_the_carrier_has_arrived(ObligationKind kind)
    {
        new Way().Done(new Command.Draft(Way.Number, Way.Whole))
            .Refuses(Refusal.NotArrived, new Command.BeginControl(Way.Number, kind));
        Way.Begun().Refuses(Refusal.NotArrived, new Command.BeginControl(Way.Number, kind));
        var way = Way.Begun().Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
            .Done(new Command.BeginControl(Way.Number, kind));
        Assert.Equal(way.Now.AddHours(4), Owed(way, kind)[0].DueAt);
        way.Refuses(Refusal.ClockRuns, new Command.BeginControl(Way.Number, kind)).Done(new Command.EndControl(Way.Number, kind));
        way.Refuses(Refusal.ClockStands, new Command.EndControl(Way.Number, kind));
        way.Refuses(Refusal.ClockRuns, new Command.BeginControl(Way.Number, ObligationKind.NotifyOffices));
    }

    [Fact]
    [Requirement("EMG-021")]
    [Requirement("EMG-022")]
    public void A_situation_is_closed_with_a_result_of_the_list_and_a_text_and_keeps_its_history()
    {
        var way = Way.Free().Later(2).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1));
        way.Refuses(Refusal.UnknownReason, new Command.CloseSituation(Way.Number, 1, "NO_IDEA", "seen"));
        way.Refuses(Refusal.TextOutOfForm, new Command.CloseSituation(Way.Number, 1, "FALSE_ALARM", ""));
        way.Refuses(Refusal.UnknownSituation, new Command.CloseSituation(Way.Number, 9, "FALSE_ALARM", "seen"));
        way.Done(new Command.CloseSituation(Way.Number, 1, "FALSE_ALARM", "the cable was loose"));
        way.Refuses(Refusal.SituationClosedAlready, new Command.CloseSituation(Way.Number, 1, "FALSE_ALARM", "again"));
        Assert.Equal(("FALSE_ALARM", "the cable was loose"), Said(way.One<TransportationEvent.SituationClosed>()));
        Assert.Single(way.State.Situations);
    }

    [Fact]
    [Requirement("EMG-010")]
    public void A_situation_holds_code_number_seal_time_place_text_and_the_notices()
    {
        var way = Way.Free().Later(2).Closed(Way.Seal(1), 500).Later(1).Opened(Way.Seal(1), 500);
        var opened = way.One<TransportationEvent.NonRoutineSituationOpened>();
        Assert.Equal((NonRoutineKind.SealingElementBroken, Way.Seal(1), Way.Start.AddMinutes(3)), (opened.Kind, opened.Seal,
            opened.OccurredAt));
        Assert.NotNull(opened.Place);
        Assert.NotEqual("", opened.Rules);
        way.Later(5).Done(new Command.NotifyOffices(Way.Number, opened.Situation))
            .Done(new Command.CloseSituation(Way.Number, opened.Situation, "FALSE_ALARM", "the cable was loose"));
        var (notice, closed) = (way.One<TransportationEvent.OfficesNotified>(), way.One<TransportationEvent.SituationClosed>());
        Assert.Equal((opened.Situation, way.Now, "user/aigul"), (notice.Situation, notice.At, notice.By));
        Assert.Equal((opened.Situation, "the cable was loose"), (closed.Situation, closed.Text));
        var subject = way.Core.Journal.Where(entry => entry.Change is TransportationEvent.NonRoutineSituationOpened
            or TransportationEvent.OfficesNotified or TransportationEvent.SituationClosed).Select(entry => entry.Subject);
        Assert.All(subject, name => Assert.Equal(NavSeal.Model.Encoding.SubjectNames.Of(Way.Number), name));
    }

    [Fact]
    public void A_restart_moves_no_clock()
    {
        var (through, restarted) = (Way.Begun().Later(2).Opened(Way.Seal(1)), Way.Begun().Later(2).Opened(Way.Seal(1)));
        restarted.Core.Restart();
        through.Later(24 * 60 * 4).Passed();
        restarted.Later(24 * 60 * 4).Passed();
        Assert.Equal(
            through.All<TransportationEvent.ObligationBreached>().Select(breach => (breach.Obligation, breach.At)),
            restarted.All<TransportationEvent.ObligationBreached>().Select(breach => (breach.Obligation, breach.At)));
    }

    [Fact]
    public void How_often_somebody_looks_makes_no_difference()
    {
        var (once, often) = (Way.Begun().Later(2).Opened(Way.Seal(1)), Way.Begun().Later(2).Opened(Way.Seal(1)));
        once.Later(3000).Passed();
        for (var minute = 0; minute < 3000; minute++) often.Later(1).Passed();
        Assert.Equal(Told(once), Told(often));
    }

    private static IEnumerable<string> Told(Way way) => way.All<TransportationEvent>().Select(change => change.ToString()!);

    private static IReadOnlyList<TransportationEvent.ObligationBegan> Owed(Way way, ObligationKind kind) =>
        [.. way.All<TransportationEvent.ObligationBegan>().Where(one => one.Kind == kind)];

    private static (string, string) Said(TransportationEvent.SituationClosed closed) => (closed.Result, closed.Text);
}
