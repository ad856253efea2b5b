using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>From the seal in the hand to the signal that the officer sees.</summary>
public sealed class Activation_checks
{
    [Fact]
    [Requirement("ACT-018")]
    public void Under_escort_a_seal_is_affixed_in_the_control_zone_of_departure()
    {
        var way = Way.Permitted();
        var affixing = Way.AffixedTo(Way.Seal(1));
        way.Refuses(Refusal.WrongPlace, new Command.Affix(Way.Number, affixing with { Place = Way.Destination }));
        way.Refuses(Refusal.WrongPlace, new Command.Affix(Way.Number, affixing with { PlaceKind = PlaceKind.OperatorSite }));
        way.Done(new Command.Affix(Way.Number, affixing));
        Assert.Equal((PlaceKind.CustomsControlZone, Way.Departure), Placed(way.One<TransportationEvent.SealAffixed>()));
    }

    [Fact]
    [Requirement("ACT-019")]
    public void The_operators_representative_is_named_by_role_number_and_name()
    {
        var way = Way.Permitted();
        foreach (var nobody in (Representative[])[Way.Representative with { EmployeeNumber = "" }, Way.Representative with { Name = " " },
            Way.Representative with { Role = 0 }])
        {
            way.Refuses(
                Refusal.RepresentativeMissing,
                new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)) with { Representative = nobody }));
        }

        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));
        Assert.Equal(Way.Representative, way.One<TransportationEvent.SealAffixed>().Affixing.Representative);
    }

    [Fact]
    [Requirement("SEAL-006")]
    public void Outside_the_Union_the_operators_agent_affixes()
    {
        var agent = new Representative(RepresentativeRole.AgentAbroad, "A-7", "Demo Agent");
        var abroad = Way.AffixedTo(Way.Seal(1)) with { PlaceKind = PlaceKind.OutsideUnion, Place = "Khorgos, China" };
        Way.Confirmed().Refuses(Refusal.WrongRepresentative, new Command.Affix(Way.Number, abroad));
        Way.Confirmed().Refuses(
            Refusal.WrongRepresentative, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)) with { Representative = agent }));
        Assert.Equal("Agreement, 8.2", Clauses.Of(Refusal.WrongRepresentative));
        var way = Way.Confirmed().Done(new Command.Affix(Way.Number, abroad with { Representative = agent })).Closed(Way.Seal(1));
        way.Done(Way.Activation(Way.Seal(1)));
    }

    [Fact]
    [Requirement("ACT-029")]
    public void A_compartment_has_one_seal_and_the_object_no_others()
    {
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));
        way.Refuses(Refusal.CompartmentTaken, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2))));
        way.Refuses(Refusal.CompartmentUnknown, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 3)));
        way.Refuses(Refusal.CompartmentUnknown, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 0)));
        way.Refuses(Refusal.SealInUse, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1), 2)));
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 2)));
    }

    [Fact]
    public void A_seal_that_fails_the_check_is_swapped_by_naming_the_next_one()
    {
        var way = Way.Permitted().Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1), battery: 9);
        way.Refuses(Refusal.ChargeTooLow, Way.Activation(Way.Seal(1)));
        Way.Permitted().Refuses(Refusal.SealNotDemanded, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2))));
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2)) with { InsteadOf = Way.Seal(1) })).Closed(Way.Seal(2));
        Assert.Equal((Way.Seal(1), Way.Seal(2)), (way.One<TransportationEvent.SealRejected>().Seal, way.State.Papers.Demand!.Seals[0]));
        way.Done(Way.Activation(Way.Seal(2)));
        way.Refuses(Refusal.SealNotAffixed, Way.Activation(Way.Seal(1)));
    }

    [Fact]
    [Requirement("ACT-010")]
    [Requirement("SEAL-014")]
    [Requirement("SEAL-015")]
    public void Open_flat_or_silent_seals_are_not_activated()
    {
        var way = Way.Permitted().Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));
        way.Refuses(Refusal.ElementNotClosed, Way.Activation(Way.Seal(1)));
        way.Opened(Way.Seal(1)).Refuses(Refusal.ElementNotClosed, Way.Activation(Way.Seal(1)));
        way.Later(1).Closed(Way.Seal(1), battery: 14).Refuses(Refusal.ChargeTooLow, Way.Activation(Way.Seal(1)));
        way.Later(1).Closed(Way.Seal(1), battery: 15).Later(31).Refuses(Refusal.ReportTooOld, Way.Activation(Way.Seal(1)));
        way.Closed(Way.Seal(1), battery: 15).Done(Way.Activation(Way.Seal(1)));
    }

    [Fact]
    [Requirement("SEAL-013")]
    public void A_seal_that_tracks_serves_no_other_transportation()
    {
        var way = Way.Free();
        var other = new TransportationNumber(new Guid(18, 0, 0, new byte[8]));
        way.Done(new Command.Draft(other, Way.Whole)).Done(new Command.Confirm(other, Way.Contract));
        way.Refuses(Refusal.SealInUse, new Command.Affix(other, Way.AffixedTo(Way.Seal(1))));
    }

    [Theory]
    [InlineData(SealStock.Faulty)]
    [InlineData(SealStock.Lost)]
    [InlineData(SealStock.Retired)]
    [Requirement("SEAL-017")]
    public void A_faulty_lost_or_retired_seal_is_not_used(SealStock stock) =>
        Way.Confirmed().Done(new Command.ChangeSealState(Way.Seal(1), stock, "found so at the check"))
            .Refuses(Refusal.SealNotUsable, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));

    [Fact]
    [Requirement("SEAL-003")]
    [Requirement("SEAL-004")]
    public void Between_states_only_conforming_seals_are_used_and_transitional_ones_until_their_day()
    {
        Known("none").Refuses(Refusal.SealNotConforming, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9))));
        Known("not in the registry").Refuses(Refusal.SealNotConforming, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9))));
        var lastDay = (int)(new DateTimeOffset(2026, 7, 3, 18, 59, 0, TimeSpan.Zero) - Way.Start).TotalMinutes;
        Known("old").Later(lastDay).Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9))));
        Known("old").Later(lastDay + 1).Refuses(Refusal.SealNotConforming, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9))));
    }

    [Theory]
    [InlineData("AM")]
    [InlineData("BY")]
    [InlineData("KG")]
    [InlineData("RU")]
    [Requirement("SEAL-005")]
    [Requirement("ACT-025")]
    public void A_seal_of_another_operator_counts_after_its_positive_answer(string state)
    {
        var way = Known(Way.Conforming, state).Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9)))).Closed(Way.Seal(9));
        way.Refuses(Refusal.OperatorNotAnswered, Way.Activation(Way.Seal(9)));
        way.Done(new Command.RecordOperatorAnswer(Way.Number, Way.Seal(9), false));
        way.Refuses(Refusal.OperatorNotAnswered, Way.Activation(Way.Seal(9)));
        way.Done(new Command.RecordOperatorAnswer(Way.Number, Way.Seal(9), true)).Done(Way.Activation(Way.Seal(9)));
        Assert.Equal(state, way.One<TransportationEvent.SealActivated>().Operator);
    }

    [Fact]
    [Requirement("ACT-022")]
    public void Transit_without_declaration_or_paper_is_not_activated()
    {
        var way = Way.Confirmed(Way.Whole with { Declaration = null }).Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));
        way.Closed(Way.Seal(1)).Refuses(Refusal.DeclarationMissing, Way.Activation(Way.Seal(1)));
    }

    [Fact]
    [Requirement("ACT-011")]
    public void Monitoring_begins_with_the_activation_and_the_first_valid_position_is_recorded_within_one_period()
    {
        var way = Way.Confirmed().Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).ClosedNowhere(Way.Seal(1))
            .Done(Way.Activation(Way.Seal(1)));
        Assert.Equal((null, way.Now), (way.One<TransportationEvent.SealActivated>().Position, way.One<SealEvent.SealBound>().At));
        Assert.True(way.State.IsTracked);
        var period = way.State.Seals[0].MovingPeriod;
        way.Later(1).ClosedNowhere(Way.Seal(1)).Later((int)period.TotalMinutes - 1).Closed(Way.Seal(1), 300);
        var first = way.All<SealEvent.Observed>().First(said => said.Verdict == FixVerdict.Believed);
        Assert.Equal((Way.Start + period, Judgement.Judged), (first.Observation.MeasuredAt!.Value, first.Judgement));
        Assert.True(way.Core.State.TryGet(Way.Seal(1), out var seal));
        Assert.Equal(first.Observation.Fix!.Value.At, seal.Place);
    }

    [Fact]
    [Requirement("ACT-012")]
    public void What_is_recorded_of_an_activation()
    {
        var way = Way.Ready().Later(1);
        way.Done(Way.Activation(Way.Seal(1)));
        var activated = way.One<TransportationEvent.SealActivated>();
        Assert.Equal((Way.Seal(1), "KZ", Way.Departure, way.Now), (activated.Seal, activated.Operator, activated.Place, activated.At));
        Assert.Equal((44_000_000, 77_000_000), (activated.Position!.Value.LatitudeMicrodegrees,
            activated.Position.Value.LongitudeMicrodegrees));
        Assert.Equal((Way.Departure, "user/aigul"), (activated.PermittedBy, activated.By));
        Assert.Equal(way.Now, way.One<SealEvent.SealBound>().At);
        Assert.Equal(way.Now, way.State.Seals[0].ActivatedAt);
    }

    [Fact]
    [Requirement("ACT-021")]
    public void The_officer_sees_position_and_integrity_and_confirms_once()
    {
        var way = Way.Begun().Later(40);
        way.Refuses(Refusal.ReportTooOld, new Command.VerifySignal(Way.Number, Way.Seal(1)));
        way.Closed(Way.Seal(1), 300).Done(new Command.VerifySignal(Way.Number, Way.Seal(1)));
        Assert.NotNull(way.One<TransportationEvent.SignalVerified>().Position);
        way.Refuses(Refusal.AlreadyVerified, new Command.VerifySignal(Way.Number, Way.Seal(1)));
        Way.Ready().Refuses(Refusal.NotUnderTracking, new Command.VerifySignal(Way.Number, Way.Seal(1)));
    }

    [Fact]
    [Requirement("ACT-023")]
    public void The_act_of_inspection_at_departure_is_recorded_before_the_activation()
    {
        var atDeparture = Way.Inspected with { IsAtDeparture = true };
        var way = Way.Permitted().Done(new Command.RecordInspection(Way.Number, atDeparture, Way.Departure));
        Assert.Equal("260-15", way.One<TransportationEvent.InspectionRecorded>().Inspection.Act);
        Way.Begun().Refuses(Refusal.StepIsPast, new Command.RecordInspection(Way.Number, atDeparture, Way.Departure));
    }

    [Fact]
    [Requirement("MON-008")]
    public void The_reporting_period_is_that_of_the_act_else_of_the_model_else_of_the_rule()
    {
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)), PeriodsOf(Way.Free()));
        var way = Way.Confirmed().Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1));
        way.Done(Way.Activation(Way.Seal(1)) with { MovingPeriod = TimeSpan.FromMinutes(2), StandingPeriod = TimeSpan.FromMinutes(9) });
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(9)), PeriodsOf(way));
    }

    [Fact]
    public void Several_seals_of_one_object_are_activated_one_by_one_and_tracking_begins_with_the_first()
    {
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 2))).Closed(Way.Seal(1)).Closed(Way.Seal(2));
        way.Done(Way.Activation(Way.Seal(1)));
        Assert.True(way.State.IsTracked);
        way.Done(Way.Activation(Way.Seal(2)));
        Assert.Equal([SealStage.Active, SealStage.Active], way.State.Seals.Select(seal => seal.Stage));
        way.Refuses(Refusal.SealNotNamed, new Command.Deactivate(Way.Number, null));
    }

    private static (PlaceKind, string) Placed(TransportationEvent.SealAffixed affixed) =>
        (affixed.Affixing.PlaceKind, affixed.Affixing.Place);

    private static (TimeSpan, TimeSpan) PeriodsOf(Way way) => (way.State.Seals[0].MovingPeriod, way.State.Seals[0].StandingPeriod);

    /// <summary>Confirmed, and a seal of that model and operator in the registry.</summary>
    private static Way Known(string model, string operatorState = "KZ") => Way.Confirmed(Way.Whole with { DriverConsentAt = Way.Start })
        .Done(new Command.RegisterSeal(Reference.Registered(Way.Seal(9)) with { Model = model, Operator = operatorState }));
}
