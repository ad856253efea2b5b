using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Unauthorised removals that a person established, whatever the seal itself reported.</summary>
public sealed class Removal_stories
{
    private const string Finding = "found hanging open at the check at km 312";

    [Fact]
    [Requirement("EMG-008")]
    public void An_officer_finds_the_seal_off_though_it_reports_closed_and_that_is_an_unauthorised_action_from_then_on()
    {
        var way = Way.Free().Later(5).Closed(Way.Seal(1), 500).Later(6);
        var at = way.Now.AddMinutes(-3);
        way.Done(Established(at));
        var opened = way.One<TransportationEvent.NonRoutineSituationOpened>();
        Assert.Equal((NonRoutineKind.UnauthorisedAction, Way.Seal(1), at), (opened.Kind, opened.Seal, opened.OccurredAt));
        Assert.Equal(way.Now, opened.KnowableAt);
        Assert.NotNull(opened.Place);
        Assert.NotNull(way.One<TransportationEvent.HighRiskMarked>());
        var said = way.One<TransportationEvent.RemovalEstablished>();
        Assert.Equal((Way.Seal(1), at, Finding, "user/aigul"), (said.Seal, said.RemovedAt, said.Finding, said.By));
        way.Later(3).Closed(Way.Seal(1), 600).Later(3).Closed(Way.Seal(1), 700);
        Assert.True(Assert.Single(way.State.Situations).IsOpen);
    }

    [Fact]
    [Requirement("EMG-016")]
    public void Under_escort_beside_the_agreement_each_regime_gets_its_own_and_the_offices_are_told_within_the_hour()
    {
        var way = Way.Begun().Later(5).Done(Established(null));
        Assert.Equal(
            [NonRoutineKind.UnauthorisedAction, NonRoutineKind.KzRemoval],
            way.All<TransportationEvent.NonRoutineSituationOpened>().Select(one => one.Kind));
        Assert.All(way.All<TransportationEvent.NonRoutineSituationOpened>(), one => Assert.Equal(way.Now.AddHours(1), one.NotifyBy));
        way.Done(new Command.NotifyOffices(Way.Number, 1)).Done(new Command.NotifyOffices(Way.Number, 2));
    }

    [Fact]
    [Requirement("EMG-011")]
    public void What_lasts_already_is_not_recorded_twice()
    {
        var way = Way.Begun().Later(5).Done(Established(null)).Later(5);
        way.Refuses(Refusal.RemovalEstablishedAlready, Established(null));
        var seen = Way.Begun().Later(2).Opened(Way.Seal(1)).Later(3).Done(Established(null));
        Assert.Equal(
            [NonRoutineKind.SealingElementBroken, NonRoutineKind.KzRemoval, NonRoutineKind.UnauthorisedAction],
            seen.All<TransportationEvent.NonRoutineSituationOpened>().Select(one => one.Kind));
    }

    [Fact]
    public void A_new_seal_in_its_place_or_the_deactivation_ends_it_and_it_stays_reported()
    {
        var way = Way.Free().Later(5).Done(Established(null)).Later(5).Closed(Way.Seal(2));
        way.Done(new Command.Replace(Way.Number, Way.Seal(1), "SEAL_FAULT", Way.AffixedTo(Way.Seal(2))));
        Assert.Equal(1, way.One<TransportationEvent.NonRoutineSituationEnded>().Situation);
        Assert.False(Assert.Single(way.State.Situations).IsOpen);
        way.Refuses(Refusal.SealNotActive, Established(null));
    }

    [Fact]
    public void A_time_ahead_or_before_the_activation_and_a_seal_that_is_off_by_the_procedure_are_refused()
    {
        Way.Ready().Refuses(Refusal.NotUnderTracking, Established(null));
        var way = Way.Free().Later(10);
        way.Refuses(Refusal.RemovalTimeWrong, Established(way.Now.AddSeconds(1)));
        way.Refuses(Refusal.RemovalTimeWrong, Established(Way.Start.AddSeconds(-1)));
        way.Refuses(Refusal.TextOutOfForm, new Command.EstablishRemoval(Way.Number, Way.Seal(1), null, " "));
        way.Refuses(Refusal.SealNotActive, new Command.EstablishRemoval(Way.Number, Way.Seal(3), null, Finding));
        way.Done(NavSeal.Tracking.Life.ShortestLife.Removal(Way.Number, "CUSTOMS_INSPECTION")).Later(1);
        way.Refuses(Refusal.AlreadyRemoved, Established(null));
        way.Done(Established(Way.Start.AddMinutes(5)));
    }

    private static Command.EstablishRemoval Established(DateTimeOffset? at) => new(Way.Number, Way.Seal(1), at, Finding);
}
