using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>From the control zone of destination to the end.</summary>
public sealed class Arrival_stories
{
    private static readonly DeactivationDemand Demand = new(Way.Seal(1), Way.Paper, Way.Plate);

    [Fact]
    [Requirement("ARR-010")]
    public void The_arrival_is_recorded_with_its_zone_before_anything_at_destination()
    {
        var way = Way.Begun().Later(600).Closed(Way.Seal(1));
        way.Refuses(Refusal.NotArrived, new Command.RegisterDocuments(Way.Number, "R-55"));
        way.Refuses(Refusal.NotArrived, new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination));
        way.Refuses(Refusal.NotArrived, new Command.DemandDeactivation(Way.Number, Demand));
        way.Refuses(Refusal.WrongPlace, new Command.RecordArrival(Way.Number, Way.Departure, "zone 1"));
        way.Refuses(Refusal.UnknownOffice, new Command.RecordArrival(Way.Number, "nowhere", "zone 1"));
        way.Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"));
        Assert.Equal((Way.Destination, "zone 2"), Placed(way.One<TransportationEvent.ArrivalRecorded>()));
        way.Refuses(Refusal.AlreadyArrived, new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"));
    }

    [Fact]
    [Requirement("ARR-003")]
    public void The_demand_waits_for_registration_and_inspection_and_each_missing_step_is_named()
    {
        var way = Way.Begun().Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"));
        way.Refuses(Refusal.DocumentsNotRegistered, new Command.DemandDeactivation(Way.Number, Demand));
        way.Done(new Command.RegisterDocuments(Way.Number, "R-55"));
        way.Refuses(Refusal.AlreadyRegistered, new Command.RegisterDocuments(Way.Number, "R-56"));
        way.Refuses(Refusal.InspectionMissing, new Command.DemandDeactivation(Way.Number, Demand));
        way.Done(new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination));
        way.Done(new Command.DemandDeactivation(Way.Number, Demand));
        way.Refuses(Refusal.AlreadyDemanded, new Command.DemandDeactivation(Way.Number, Demand));
        Assert.Equal("Order 407, 13", Clauses.Of(Refusal.InspectionMissing));
    }

    [Fact]
    [Requirement("ARR-004")]
    public void Of_the_three_items_of_the_demand_the_one_that_differs_is_named()
    {
        var way = Way.Inspect();
        way.Refuses(Refusal.DemandSealDiffers, Demanded(Demand with { Seal = Way.Seal(2) }));
        way.Refuses(Refusal.DemandDeclarationDiffers, Demanded(Demand with { Declaration = "55301/010326/0000018" }));
        way.Refuses(Refusal.DemandVehicleDiffers, Demanded(Demand with { Vehicle = "778AAA01" }));
        way.Done(Demanded(Demand with { Vehicle = "777 ааа-01" }));
    }

    [Fact]
    [Requirement("ARR-002")]
    public void What_an_authority_ordered_is_not_deactivated_without_it()
    {
        Way.Inspect().Refuses(Refusal.NotDemanded, new Command.Deactivate(Way.Number, null));
        var order = Way.Escort with { Ground = OrderGround.Agreement, RiskProfile = null };
        var way = Way.Confirmed().Done(new Command.OrderSeal(Way.Number, order))
            .Done(new Command.AttachDocument(Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true)))
            .Done(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1)).Done(Way.Activation(Way.Seal(1)));
        way.Refuses(Refusal.PermissionMissing, new Command.Deactivate(Way.Number, null));
        way.Done(new Command.Permit(Way.Number, PermissionKind.Deactivation, Way.Destination, Way.Signature));
        way.Done(new Command.Deactivate(Way.Number, null));
        Assert.Equal(Way.Destination, way.One<TransportationEvent.SealDeactivated>().PermittedBy);
    }

    [Fact]
    [Requirement("ARR-005")]
    [Requirement("ARR-006")]
    public void From_the_demand_there_is_one_hour_and_people_are_warned_after_45_minutes()
    {
        var way = Way.Inspect().Done(Demanded(Demand));
        var owed = way.All<TransportationEvent.ObligationBegan>()[^1];
        Assert.Equal((ObligationKind.DeactivateSeal, way.Now, way.Now.AddMinutes(45), way.Now.AddHours(1), Debtor.Operator),
            (owed.Kind, owed.BeganAt, owed.WarnAt, owed.DueAt, owed.Owes));
        way.Later(60).Done(new Command.Deactivate(Way.Number, Way.Seal(1)));
        Assert.Contains(
            way.All<TransportationEvent.ObligationFulfilled>(), done => done.Obligation == owed.Obligation && done.At == way.Now);
        Assert.DoesNotContain(way.All<TransportationEvent.ObligationBreached>(), breach => breach.Obligation == owed.Obligation);
        var late = Way.Inspect().Done(Demanded(Demand)).Later(61).Done(new Command.Deactivate(Way.Number, Way.Seal(1)));
        Assert.Contains(late.All<TransportationEvent.ObligationBreached>(), breach => breach.Obligation == owed.Obligation);
    }

    [Fact]
    [Requirement("ARR-016")]
    public void What_is_recorded_of_a_deactivation()
    {
        var way = Way.Deactivated();
        var ended = way.One<TransportationEvent.SealDeactivated>();
        Assert.Equal((Way.Seal(1), way.Now, Way.Destination, Way.Destination, "user/aigul"),
            (ended.Seal, ended.At, ended.Place, ended.PermittedBy, ended.By));
        Assert.NotNull(ended.Position);
        Assert.Equal(way.Now, way.One<SealEvent.SealUnbound>().At);
        Assert.Equal(TransportationPhase.TrackingEnded, way.State.Phase);
    }

    [Fact]
    [Requirement("ARR-007")]
    public void A_seal_that_is_opened_without_deactivation_or_command_of_the_operator_is_reported()
    {
        var opened = new Command.RecordSpecialDevice(
            Way.Number, Way.Seal(1), new SpecialDeviceUse { Opens = true, Device = "SD-77", Officer = "Senior inspector Demo" });
        Assert.Empty(Reported(Way.Begun().Driven(8).Done(opened).Later(1).Opened(Way.Seal(1))));
        Assert.Empty(Reported(Way.Deactivated().Later(1).Opened(Way.Seal(1))));
        Assert.Equal(
            [NonRoutineKind.SealingElementBroken, NonRoutineKind.KzRemoval],
            Reported(Way.Begun().Driven(8).Later(1).Opened(Way.Seal(1))));

        static IEnumerable<NonRoutineKind> Reported(Way way) =>
            way.All<TransportationEvent.NonRoutineSituationOpened>().Select(opening => opening.Kind);
    }

    [Fact]
    [Requirement("ARR-007")]
    [Requirement("ARR-008")]
    public void A_seal_comes_off_after_its_deactivation_and_in_the_control_zone()
    {
        var off = new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Destination);
        Way.Inspect().Refuses(Refusal.SealStillActive, off);
        var way = Way.Deactivated();
        way.Refuses(Refusal.WrongPlace, off with { PlaceKind = PlaceKind.OperatorSite });
        way.Refuses(Refusal.WrongPlace, off with { Place = Way.Departure });
        way.Done(off).Refuses(Refusal.StepIsPast, off);
        Assert.Equal(Way.Destination, way.One<TransportationEvent.SealTakenOff>().Place);
    }

    [Fact]
    [Requirement("ARR-009")]
    [Requirement("ARR-018")]
    public void The_seal_is_handed_over_and_its_register_erased_in_this_order()
    {
        var way = Way.Deactivated();
        var handOver = new Command.HandOver(Way.Number, Way.Seal(1), Way.Representative);
        way.Refuses(Refusal.SealNotTakenOff, handOver).Refuses(Refusal.SealNotTakenOff, new Command.Erase(Way.Number, Way.Seal(1)));
        way.Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Destination));
        way.Refuses(Refusal.SealNotHandedOver, new Command.Erase(Way.Number, Way.Seal(1))).Done(handOver);
        way.Done(new Command.Erase(Way.Number, Way.Seal(1))).Refuses(Refusal.StepIsPast, new Command.Erase(Way.Number, Way.Seal(1)));
        Assert.Equal(Way.Representative, way.One<TransportationEvent.SealHandedOver>().Representative);
        Assert.Equal(way.One<TransportationEvent.RegisterKept>().Sha256, way.One<TransportationEvent.SealErased>().Sha256);
    }

    [Fact]
    [Requirement("ARR-015")]
    public void It_is_completed_when_every_seal_is_deactivated_and_back()
    {
        var clean = new Command.Complete(Way.Number, Completion.Clean);
        Way.Inspect().Refuses(Refusal.SealStillActive, clean);
        Way.Deactivated().Refuses(Refusal.SealNotErased, clean);
        Way.Confirmed().Refuses(Refusal.NotUnderTracking, clean);
        var way = Way.Returned().Done(clean);
        Assert.Equal(TransportationPhase.Completed, way.State.Phase);
        Assert.Empty(way.State.Obligations);
        way.Refuses(Refusal.TransportationOver, clean);
    }

    [Fact]
    public void Two_seals_end_one_by_one_and_tracking_ends_with_the_last()
    {
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 2))).Closed(Way.Seal(1)).Closed(Way.Seal(2))
            .Done(Way.Activation(Way.Seal(1))).Done(Way.Activation(Way.Seal(2)));
        way.Done(new Command.Deactivate(Way.Number, Way.Seal(1)));
        Assert.True(way.State.IsTracked);
        way.Done(new Command.Deactivate(Way.Number, null));
        Assert.Equal(TransportationPhase.TrackingEnded, way.State.Phase);
    }

    [Fact]
    [Requirement("ARR-012")]
    public void The_act_of_inspection_at_destination_stands_with_what_was_found() => Assert.Equal(
        (Way.Inspected, Way.Destination), Found(Way.Inspect().One<TransportationEvent.InspectionRecorded>()));

    [Fact]
    [Requirement("ARR-013")]
    public void The_clean_completion_asks_for_intact_seals_no_traces_and_no_reported_situation()
    {
        var clean = new Command.Complete(Way.Number, Completion.Clean);
        Way.Returned(Way.Inspected with { SealsIntact = false }).Refuses(Refusal.SealsNotIntact, clean);
        Way.Returned(Way.Inspected with { TracesOfAccess = true }).Refuses(Refusal.TracesOfAccess, clean);
        Way.Returned(Way.Inspected with { SignsOfMismatch = true }).Refuses(Refusal.TracesOfAccess, clean);
        Way.Returned().Done(clean);
        var reported = Broken().Done(new Command.CloseSituation(Way.Number, 1, "FALSE_ALARM", "the driver was asked"));
        reported.Refuses(Refusal.SituationReported, clean);
        foreach (var situation in reported.State.Situations)
            reported.Done(new Command.WithdrawSituation(Way.Number, situation.Number, "wrong seal", Way.Signature));
        reported.Done(clean);
    }

    [Fact]
    [Requirement("ARR-014")]
    public void With_signs_or_a_situation_the_branch_of_inspection_is_open_and_the_goods_stay_high_risk()
    {
        var signs = Way.Returned(Way.Inspected with { SignsOfMismatch = true });
        Assert.True(signs.State.Papers.IsHighRisk);
        signs.Done(new Command.Complete(Way.Number, Completion.AfterInspection));
        Assert.Equal(Completion.AfterInspection, signs.One<TransportationEvent.TransportationCompleted>().Completion);
        var broken = Broken();
        Assert.True(broken.State.Papers.IsHighRisk);
        broken.Done(new Command.Complete(Way.Number, Completion.AfterInspection));
    }

    [Fact]
    [Requirement("EMG-020")]
    public void High_risk_follows_from_the_listed_situations_and_who_lifts_it_says_why()
    {
        var mild = Way.Begun().Later(1).Closed(Way.Seal(1), battery: 9).Later(61).Passed();
        Assert.Contains(NonRoutineKind.LowBattery, mild.All<TransportationEvent.NonRoutineSituationOpened>().Select(one => one.Kind));
        Assert.Contains(NonRoutineKind.NoData, mild.All<TransportationEvent.NonRoutineSituationOpened>().Select(one => one.Kind));
        Assert.False(mild.State.Papers.IsHighRisk);
        mild.Refuses(Refusal.NotHighRisk, new Command.LiftHighRisk(Way.Number, "nothing there"));
        var silent = Way.Begun().Later(181).Passed();
        Assert.Equal(NonRoutineKind.KzSilence, silent.One<TransportationEvent.HighRiskMarked>().Kind);
        silent.Refuses(Refusal.TextOutOfForm, new Command.LiftHighRisk(Way.Number, ""));
        silent.Done(new Command.LiftHighRisk(Way.Number, "a known gap of the network"));
        Assert.Equal(("a known gap of the network", "user/aigul"), Lifted(silent.One<TransportationEvent.HighRiskLifted>()));
        Assert.False(silent.State.Papers.IsHighRisk);
    }

    /// <summary>Under escort; the element was open for a while on the way. Everything but the completion is done.</summary>
    private static Way Broken() => Way.Begun().Done(new Command.VerifySignal(Way.Number, Way.Seal(1)))
        .Later(5).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1)).Later(4)
        .Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2")).Done(new Command.RegisterDocuments(Way.Number, "R-55"))
        .Done(new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination)).Done(Demanded(Demand))
        .Done(new Command.Deactivate(Way.Number, null))
        .Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Destination))
        .Done(new Command.HandOver(Way.Number, Way.Seal(1), Way.Representative)).Done(new Command.Erase(Way.Number, Way.Seal(1)));

    private static Command.DemandDeactivation Demanded(DeactivationDemand demand) => new(Way.Number, demand);

    private static (string, string) Placed(TransportationEvent.ArrivalRecorded arrival) => (arrival.Office, arrival.Zone);

    private static (Inspection, string) Found(TransportationEvent.InspectionRecorded record) => (record.Inspection, record.Office);

    private static (string, string) Lifted(TransportationEvent.HighRiskLifted lifted) => (lifted.Reason, lifted.By);
}
