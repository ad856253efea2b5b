using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

public sealed class Draft_tests
{
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-1"), Other = SealNumber.Parse("KZ-2");
    private static readonly TransportationNumber Transportation = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_commit_holds_the_report_and_what_it_decided_by_subject()
    {
        var core = Activated();
        core.Draft.Observe(Seal, Report(Start.AddMinutes(5), SealingElementState.Open), new ReportOrigin(Start.AddMinutes(5), 3, 2));
        Assert.Equal([SubjectKind.Seal, SubjectKind.Transportation], core.Draft.Subjects.Select(subject => subject.Kind));
        Assert.Equal((Seal, Transportation), (core.Draft.Subjects[0].Seal, core.Draft.Subjects[1].Transportation));
        var observed = Assert.IsType<SealEvent.Observed>(Assert.Single(core.Draft.Subjects[0].Events));
        Assert.Equal((3, 2), (observed.FrameIndex, observed.RelayEntry));
        Assert.Equal(2, core.Draft.Subjects[1].Events.OfType<TransportationEvent.NonRoutineSituationOpened>().Count());
    }

    [Fact]
    public void Under_escort_every_situation_has_its_hour_and_the_version_of_the_rules()
    {
        var core = Activated();
        core.Take([new Step.Report(Start.AddMinutes(90), Seal, Report(Start.AddMinutes(5), SealingElementState.Open))]);
        var opened = core.Journal.Select(entry => entry.Change).OfType<TransportationEvent.NonRoutineSituationOpened>().ToList();
        Assert.Equal(
            [NonRoutineKind.NoData, NonRoutineKind.SealingElementBroken, NonRoutineKind.KzRemoval],
            opened.Select(situation => situation.Kind));
        Assert.All(opened, situation => Assert.Equal(situation.OccurredAt.AddHours(1), situation.NotifyBy));
        Assert.All(opened, situation => Assert.Equal(Reference.Rules.ValidAt(Start).Version, situation.Rules));
        Assert.Equal([false, true, true], opened.Select(situation => situation.CouldNotBeMet));
        Assert.Equal(Start.AddMinutes(10), opened[0].KnowableAt);
        Assert.Equal(Start.AddMinutes(90), opened[1].KnowableAt);
    }

    [Fact]
    public void A_report_whose_judging_failed_is_recorded_counts_as_heard_and_is_judged_again()
    {
        var core = Activated();
        var at = Start.AddMinutes(5);
        var report = Report(at, SealingElementState.Open);
        core.Draft.NotJudged(Seal, report, new ReportOrigin(at, 0, 0), "a defect");
        Assert.Equal("a defect", Assert.IsType<SealEvent.NotJudged>(Assert.Single(core.Draft.Subjects).Events[0]).Reason);
        core.Commit();
        Assert.True(core.State.TryGet(Seal, out var seal));
        Assert.Equal(at, seal.LastHeardAt);
        Assert.True(core.Draft.Observe(Seal, report, new ReportOrigin(at.AddMinutes(1), 0, 0)));
    }

    /// <summary>A notice that would be due after the year 9999 stands for a defect: it throws in the midst of the decision.</summary>
    [Fact]
    public void What_a_failed_report_had_decided_is_taken_back()
    {
        var endless = Reference.Text("operator-rules.csv")
            .Replace("notice_time,3600", $"notice_time,{int.MaxValue}", StringComparison.Ordinal);
        var core = Activated(new Core(new TrackingState(), RulesTable.Parse(
            Reference.Text("situations.csv"), endless, Reference.Text("reasons.csv"), Reference.HomeOffset)));
        core.Take([new Step.Pass(Start.AddDays(1))]);
        var (opened, at) = (core.Journal.Count, new DateTimeOffset(9950, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var report = Report(at, SealingElementState.Open);
        Assert.Throws<ArgumentOutOfRangeException>(() => core.Draft.Observe(Seal, report, new ReportOrigin(at, 0, 0)));
        core.Draft.NotJudged(Seal, report, new ReportOrigin(at, 0, 0), "a defect");
        Assert.IsType<SealEvent.NotJudged>(Assert.Single(Assert.Single(core.Draft.Subjects).Events));
        Assert.True(core.State.TryGet(Seal, out var seal));
        Assert.True(core.State.TryGet(Transportation, out var transportation));
        Assert.Equal(SealingElementState.Closed, seal.Element);
        Assert.True(transportation.HasOpen(NonRoutineKind.NoData));
        core.Commit();
        Assert.Equal(opened + 1, core.Journal.Count);
    }

    [Fact]
    public void Asking_decides_nothing_and_answers_what_doing_would()
    {
        var core = Activated();
        Assert.Equal(Refusal.NotRemoved, core.Draft.Ask(new Command.Reapply(Transportation, null), Start));
        Assert.Equal(Refusal.NotDemanded, core.Draft.Ask(new Command.Deactivate(Transportation, null), Start));
        Assert.Empty(core.Draft.Subjects);
    }

    [Fact]
    public void An_identity_belongs_to_one_seal_and_moves_only_when_it_is_given_up()
    {
        var core = new Core();
        var (first, second) = (Reference.Registered(Seal), Reference.Registered(Other));
        Assert.Null(core.Draft.Do(new Command.RegisterSeal(first), Start));
        Assert.Equal(Refusal.IdentityInUse, core.Draft.Do(new Command.RegisterSeal(second with { Identity = first.Identity }), Start));
        Assert.Null(core.Draft.Do(new Command.RegisterSeal(first with { Identity = second.Identity }, Replaces: true), Start));
        Assert.Null(core.Draft.Do(new Command.RegisterSeal(second with { Identity = first.Identity }, Replaces: true), Start));
        core.Draft.Clear();
        Assert.Null(core.Draft.Do(new Command.RegisterSeal(second), Start));
        Assert.DoesNotContain(core.State.Seals, seal => seal.Number == Seal);
    }

    [Fact]
    public void A_relay_is_no_seal()
    {
        var core = new Core();
        core.Take([new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal, isRelay: true)))]);
        core.Restart();
        Assert.Equal(Refusal.IsRelay, core.Draft.Do(new Command.CommandSeal(Seal, DeviceCommandKind.Close, "it stands open"), Start));
        Assert.Equal(Refusal.IsRelay, core.Draft.Move(Seal, opens: true, Start));
        Assert.Equal(Refusal.UnknownSeal, core.Draft.Do(new Command.CancelSealCommand(Other, 1, "by mistake"), Start));
    }

    [Fact]
    public void A_number_of_a_transportation_is_used_once()
    {
        var core = Activated();
        core.Take([new Step.Order(Start.AddMinutes(1), new Command.Deactivate(Transportation, null))]);
        Assert.Equal(Refusal.StepIsPast, core.Draft.Do(Activation.Before(Start).First(), Start.AddMinutes(1)));
    }

    [Fact]
    public void The_next_deadline_is_known_after_time_was_passed()
    {
        var core = Activated();
        core.Take([new Step.Pass(Start)]);
        Assert.Equal(Start.AddMinutes(10), core.State.NextDeadline);
        core.Restart();
        Assert.True(core.State.NextDeadline < Start);
        core.Take([new Step.Pass(Start)]);
        Assert.Equal(Start.AddMinutes(10), core.State.NextDeadline);
        core.Take([new Step.Order(Start, new Command.Deactivate(Transportation, null)), new Step.Pass(Start.AddHours(5))]);
        Assert.Null(core.State.NextDeadline);
    }

    [Fact]
    public void The_deadline_of_a_transportation_is_a_pure_question()
    {
        var core = Activated();
        Assert.True(core.State.TryGet(Seal, out var seal));
        Assert.True(core.State.TryGet(Transportation, out var transportation));
        var rules = Reference.Rules.ValidAt(Start);
        Assert.Equal(Start.AddMinutes(10), TimeDecisions.NextDeadline(transportation, seal, IntakeState.Initial, rules));
        Assert.Null(TimeDecisions.NextDeadline(transportation, seal, new IntakeState { StoppedAt = Start }, rules));
        var resumed = new IntakeState { ResumedAt = Start.AddHours(1) };
        Assert.Equal(Start.AddMinutes(70), TimeDecisions.NextDeadline(transportation, seal, resumed, rules));
    }

    private static ShortestLife Activation => new(Transportation, Seal)
    {
        Regimes = TrackingRegimes.Union | TrackingRegimes.KzElectronicCustomsEscort,
    };

    private static Core Activated() => Activated(new Core());

    private static Core Activated(Core core)
    {
        core.Take([
            new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(Seal))),
            new Step.Report(Start, Seal, Report(Start, SealingElementState.Closed)),
            new Step.Begin(Start, Activation),
        ]);
        return core;
    }

    private static Observation Report(DateTimeOffset at, SealingElementState element) =>
        new() { MeasuredAt = at, ContentKey = (ulong)element, SealingElement = element };
}
