using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Every life can come to its end, and none gets a better end than it earned.</summary>
public sealed class End_stories
{
    private static readonly Command.Complete Clean = new(Way.Number, Completion.Clean),
        AfterInspection = new(Way.Number, Completion.AfterInspection);

    private static readonly TransportationNumber Other = new(new Guid(18, 0, 0, new byte[8]));
    private static readonly Command.RecordArrival Arrival = new(Way.Number, Way.Destination, "zone 2");
    private static readonly Command.VerifySignal Verification = new(Way.Number, Way.Seal(1));

    [Fact]
    [Requirement("ARR-010")]
    public void What_was_deactivated_on_the_way_still_arrives_and_is_not_completed_before()
    {
        var way = Off(Way.Free().Done(new Command.Deactivate(Way.Number, null)), Way.Seal(1));
        way.Refuses(Refusal.NotArrived, Clean).Refuses(Refusal.NotArrived, AfterInspection);
        way.Done(Arrival).Done(Clean);
        Assert.Equal(TransportationPhase.Completed, way.State.Phase);
        Assert.Equal(Completion.Clean, way.State.Papers.Completion);
    }

    [Fact]
    [Requirement("ARR-014")]
    public void A_situation_before_a_deactivation_on_the_way_leads_to_arrival_documents_inspection_and_the_end()
    {
        var way = Way.Free().Later(5).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1));
        Off(way.Done(new Command.Deactivate(Way.Number, null)), Way.Seal(1));
        way.Done(Arrival).Refuses(Refusal.SituationReported, Clean).Refuses(Refusal.InspectionMissing, AfterInspection);
        way.Done(new Command.RegisterDocuments(Way.Number, "R-55"));
        way.Done(new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination)).Done(AfterInspection);
        Assert.True(way.State.IsOver);
    }

    [Fact]
    public void What_was_deactivated_and_never_arrives_is_ended_by_an_authority()
    {
        var way = Way.Free().Done(new Command.Deactivate(Way.Number, null));
        way.Done(new Command.Terminate(Way.Number, Way.Departure, "the goods were seized at km 312"));
        Assert.Equal(TransportationPhase.Terminated, way.State.Phase);
        way.Refuses(Refusal.TransportationOver, new Command.Terminate(Way.Number, Way.Departure, "again"));
        Way.Confirmed().Refuses(Refusal.NotUnderTracking, new Command.Terminate(Way.Number, Way.Departure, "too early"));
    }

    [Fact]
    [Requirement("ARR-013")]
    [Requirement("ARR-014")]
    public void A_second_act_of_inspection_does_not_take_back_what_the_first_one_found()
    {
        foreach (var (found, refusal) in new[]
        {
            (Way.Inspected with { SealsIntact = false }, Refusal.SealsNotIntact),
            (Way.Inspected with { TracesOfAccess = true }, Refusal.TracesOfAccess),
            (Way.Inspected with { SignsOfMismatch = true }, Refusal.TracesOfAccess),
        })
        {
            var way = Way.Returned(found);
            way.Done(new Command.RecordInspection(Way.Number, Way.Inspected with { Act = "260-16" }, Way.Destination));
            Assert.Equal("260-16", way.State.Papers.Inspection!.Act);
            Assert.True(way.State.Papers.IsHighRisk);
            way.Refuses(refusal, Clean).Done(AfterInspection);
        }
    }

    [Fact]
    [Requirement("ARR-013")]
    public void However_many_times_the_battery_sags_afterwards_a_broken_seal_stays_known_and_the_offices_can_be_told_of_it()
    {
        var way = Sagging(Way.Begun().Done(Verification).Later(1).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1)), 300);
        Assert.Contains(way.State.Situations, known => known is { Kind: NonRoutineKind.KzRemoval, Number: 1 or 2 });
        way.Done(new Command.NotifyOffices(Way.Number, 1)).Done(new Command.NotifyOffices(Way.Number, 2));
        Finished(way).Refuses(Refusal.SituationReported, Clean).Done(AfterInspection);
    }

    [Fact]
    [Requirement("ARR-013")]
    public void Under_the_Agreement_the_commonest_kind_is_forgotten_first_and_a_forgotten_breach_still_bars_the_clean_end()
    {
        var way = Sagging(Way.Free().Later(1).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1)), 300);
        Assert.Equal(Transportation.EndedSituationsMax, way.State.Situations.Length);
        Assert.Equal(NonRoutineKind.SealingElementBroken, way.State.Situations[0].Kind);
        Assert.Equal([NonRoutineKind.LowBattery], way.State.Papers.ForgottenKinds);
        var broken = Way.Free();
        for (var time = 0; time < Transportation.EndedSituationsMax + 5; time++)
            broken.Later(1).Opened(Way.Seal(1)).Later(1).Closed(Way.Seal(1));
        broken.Done(Arrival).Done(new Command.Deactivate(Way.Number, null));
        Off(broken, Way.Seal(1));
        foreach (var known in broken.State.Situations)
            broken.Done(new Command.WithdrawSituation(Way.Number, known.Number, "a faulty contact", Way.Signature));
        broken.Refuses(Refusal.SituationReported, Clean);
        Assert.Equal(Bytes(broken.State), Bytes(TransportationEncoding.Read(TransportationEncoding.Write(broken.State))));
    }

    [Fact]
    [Requirement("ARR-008")]
    public void What_was_terminated_on_the_way_is_unsealed_where_it_stands_and_the_papers_of_it_come_in()
    {
        var way = Way.Begun().Done(new Command.Terminate(Way.Number, Way.Departure, "seized"));
        way.Done(new Command.AttachDocument(Way.Number, Way.Document("ACT", "S-1", isFromAuthority: true)));
        way.Done(new Command.RecordInspection(Way.Number, Way.Inspected with { TracesOfAccess = true }, Way.Departure));
        Assert.True(way.State.Papers.IsHighRisk);
        way.Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.NamedByAuthority, "km 312"));
        way.Done(new Command.HandOver(Way.Number, Way.Seal(1), Way.Representative)).Done(new Command.Erase(Way.Number, Way.Seal(1)));
        Assert.Equal((TransportationPhase.Terminated, SealStage.Erased), (way.State.Phase, way.State.Seals[0].Stage));
        var arrived = Way.Inspect().Done(new Command.Terminate(Way.Number, Way.Destination, "seized"));
        arrived.Refuses(Refusal.WrongPlace, new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.NamedByAuthority, "km 312"));
        Way.Returned().Done(Clean).Refuses(
            Refusal.TransportationOver, new Command.AttachDocument(Way.Number, Way.Document("ACT", "S-1", isFromAuthority: true)));
    }

    [Fact]
    [Requirement("ACT-021")]
    public void Under_escort_a_signal_that_no_officer_confirmed_bars_the_clean_end()
    {
        var way = Finished(Way.Begun().Later(5).Closed(Way.Seal(1)));
        way.Refuses(Refusal.SignalNotVerified, Clean).Done(AfterInspection);
        Assert.Equal("Order 407, 10", Clauses.Of(Refusal.SignalNotVerified));
    }

    [Fact]
    [Requirement("ARR-015")]
    public void A_seal_that_was_affixed_and_never_active_comes_off_before_the_end()
    {
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 2))).Closed(Way.Seal(1)).Done(Way.Activation(Way.Seal(1)))
            .Done(Arrival).Done(new Command.Deactivate(Way.Number, null));
        Off(way, Way.Seal(1)).Refuses(Refusal.SealNotTakenOff, Clean);
        way.Done(new Command.TakeOff(Way.Number, Way.Seal(2), PlaceKind.OperatorSite, "depot"));
        way.Refuses(Refusal.StepIsPast, new Command.Erase(Way.Number, Way.Seal(2))).Done(Clean);
    }

    [Fact]
    public void A_seal_that_was_affixed_comes_off_after_the_transportation_was_cancelled()
    {
        var off = new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.OperatorSite, "depot");
        var way = Way.Ready().Done(new Command.Cancel(Way.Number, "the buyer stepped back")).Done(off);
        Assert.Equal((TransportationPhase.Cancelled, true), (way.State.Phase, way.State.Seals[0].IsDone));
        way.Refuses(Refusal.TransportationOver, off);
    }

    [Fact]
    public void After_the_arrival_no_seal_is_taken_off_on_the_way()
    {
        var removal = ShortestLife.Removal(Way.Number, "CUSTOMS_INSPECTION");
        Way.Begun().Done(Arrival).Refuses(Refusal.RemovalAfterArrival, removal);
        Way.Free().Done(removal);
        Assert.Equal("Agreement, 10.1", Clauses.Of(Refusal.RemovalAfterArrival));
    }

    [Fact]
    [Requirement("ACT-029")]
    public void A_seal_that_failed_its_check_gives_way_on_its_own_compartment_alone()
    {
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));
        var swap = Way.AffixedTo(Way.Seal(2)) with { InsteadOf = Way.Seal(1) };
        way.Refuses(Refusal.OtherCompartment, new Command.Affix(Way.Number, swap with { Compartment = 2 }));
        way.Done(new Command.Affix(Way.Number, swap));
    }

    [Fact]
    [Requirement("REG-008")]
    public void A_permission_is_taken_back_as_long_as_a_seal_waits_for_it()
    {
        var way = Ordered(2);
        TakenBack(way, PermissionKind.Activation);
        way.Refuses(Refusal.PermissionMissing, Way.Activation(Way.Seal(2)));
        way.Done(Given(PermissionKind.Activation)).Done(Way.Activation(Way.Seal(2)));
        way.Refuses(Refusal.PermissionUsed, TakingBack(PermissionKind.Activation));
        way.Done(Given(PermissionKind.Deactivation)).Done(new Command.Deactivate(Way.Number, Way.Seal(1)));
        TakenBack(way, PermissionKind.Deactivation);
        way.Refuses(Refusal.PermissionMissing, new Command.Deactivate(Way.Number, null));
        way.Done(Given(PermissionKind.Deactivation)).Done(new Command.Deactivate(Way.Number, null));
        way.Refuses(Refusal.PermissionUsed, TakingBack(PermissionKind.Deactivation));
    }

    [Fact]
    [Requirement("REG-008")]
    public void A_replacement_uses_up_its_own_permission_and_not_that_of_the_deactivation()
    {
        var way = Ordered(1).Done(Given(PermissionKind.Replacement)).Done(Given(PermissionKind.Deactivation)).Closed(Way.Seal(2));
        way.Done(new Command.Replace(Way.Number, Way.Seal(1), "SEAL_FAULT", Way.AffixedTo(Way.Seal(2))));
        TakenBack(way, PermissionKind.Deactivation);
        way.Refuses(Refusal.PermissionMissing, new Command.Deactivate(Way.Number, null));
    }

    [Fact]
    [Requirement("RET-005")]
    public void A_seal_of_a_held_dossier_is_evidence_and_not_erased_before_its_release()
    {
        var way = Way.Deactivated().Done(new Command.Hold(Way.Number, Way.Destination, "a criminal case"))
            .Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Destination))
            .Done(new Command.HandOver(Way.Number, Way.Seal(1), Way.Representative));
        var erasure = new Command.Erase(Way.Number, Way.Seal(1));
        way.Refuses(Refusal.DossierHeld, erasure).Done(Clean).Refuses(Refusal.DossierHeld, erasure);
        way.Done(new Command.Draft(Other, Way.Whole)).Done(new Command.Confirm(Other, Way.Contract));
        way.Refuses(Refusal.SealOfAnother, new Command.Affix(Other, Way.AffixedTo(Way.Seal(1))));
        way.Done(new Command.ReleaseHold(Way.Number, 1, Way.Destination, "the case is closed")).Done(erasure);
        Assert.Equal((TransportationPhase.Completed, SealStage.Erased), (way.State.Phase, way.State.Seals[0].Stage));
        way.Refuses(Refusal.TransportationOver, erasure).Done(new Command.Affix(Other, Way.AffixedTo(Way.Seal(1))));
    }

    /// <summary>By decision of an authority under the Agreement, the first of the seals active and the others affixed.</summary>
    private static Way Ordered(int seals)
    {
        var order = Way.Escort with { Ground = OrderGround.Agreement, RiskProfile = null };
        var way = Way.Confirmed(Way.Whole with { Compartments = seals, SealsPlanned = seals })
            .Done(new Command.OrderSeal(Way.Number, order))
            .Done(new Command.AttachDocument(Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true)))
            .Done(Given(PermissionKind.Activation));
        for (var seal = 1; seal <= seals; seal++)
            way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(seal), seal))).Closed(Way.Seal(seal));
        return way.Done(Way.Activation(Way.Seal(1)));
    }

    private static Command.Permit Given(PermissionKind kind) => new(Way.Number, kind, GiverOf(kind), Way.Signature);

    private static Command.TakeBack TakingBack(PermissionKind kind) =>
        new(Way.Number, kind, "a doubt", Way.Signature) { Authority = GiverOf(kind) };

    private static string GiverOf(PermissionKind kind) => kind == PermissionKind.Deactivation ? Way.Destination : Way.Departure;

    private static void TakenBack(Way way, PermissionKind kind) => way.Done(TakingBack(kind));

    /// <summary>So many times below 15 % and above again, no two reports alike.</summary>
    private static Way Sagging(Way way, int times)
    {
        for (var time = 0; time < times; time++)
            way.Later(1).Closed(Way.Seal(1), time % 2, battery: 9).Later(1).Closed(Way.Seal(1), time % 3, battery: 90);
        return way;
    }

    /// <summary>Under escort, from the arrival to the erased seal.</summary>
    private static Way Finished(Way way) => way.Done(Arrival).Done(new Command.RegisterDocuments(Way.Number, "R-55"))
        .Done(new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination))
        .Done(new Command.DemandDeactivation(Way.Number, new DeactivationDemand(Way.Seal(1), Way.Paper, Way.Plate)))
        .Done(new Command.Deactivate(Way.Number, null))
        .Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Destination))
        .Done(new Command.HandOver(Way.Number, Way.Seal(1), Way.Representative)).Done(new Command.Erase(Way.Number, Way.Seal(1)));

    /// <summary>Under the Agreement alone: off, and erased.</summary>
    private static Way Off(Way way, SealNumber seal) => way
        .Done(new Command.TakeOff(Way.Number, seal, PlaceKind.OperatorSite, "depot")).Done(new Command.Erase(Way.Number, seal));

    private static string Bytes(Transportation state) => Convert.ToHexString(TransportationEncoding.Write(state));
}
