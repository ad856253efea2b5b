using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Removal, replacement and another vehicle on the way.</summary>
public sealed class En_route_stories
{
    private static readonly RemovalRecord Record = new()
    {
        Place = "post Zhezkazgan",
        OfficeCode = "57505",
        Representative = Way.Representative,
        Act = "A-9",
    };

    [Fact]
    [Requirement("RMV-001")]
    [Requirement("RMV-003")]
    public void A_removal_has_a_reason_of_the_list()
    {
        Way.Begun().Refuses(Refusal.UnknownReason, new Command.RemoveEnRoute(Way.Number, null, "TIRED", Record));
        Way.Begun().Refuses(Refusal.UnknownReason, new Command.RemoveEnRoute(Way.Number, null, "LOW_BATTERY ", Record));
        Way.Begun().Done(new Command.RemoveEnRoute(Way.Number, null, "CARGO_OPERATION", Record));
    }

    [Fact]
    [Requirement("RMV-015")]
    public void A_removal_names_place_authority_representative_and_act()
    {
        var way = Way.Begun();
        way.Refuses(Refusal.TextOutOfForm, Removal(Record with { Place = "" }));
        way.Refuses(Refusal.UnknownOffice, Removal(Record with { OfficeCode = "12345" }));
        way.Refuses(Refusal.RepresentativeMissing, Removal(Record with { Representative = Way.Representative with { Name = "" } }));
        way.Done(Removal(Record));
        var removed = way.One<TransportationEvent.SealRemoved>();
        Assert.Equal((Record, way.Now, "user/aigul"), (removed.Record, removed.At, removed.By));
        Assert.Null(Way.Begun().Done(Removal(new RemovalRecord { Place = "km 312" }))
            .One<TransportationEvent.SealRemoved>().Record!.OfficeCode);
    }

    [Fact]
    [Requirement("RMV-005")]
    public void Between_removal_and_application_tracking_goes_on_and_the_interval_is_known()
    {
        var way = Way.Begun().Later(10).Done(Removal(Record));
        Assert.True(way.State.IsTracked);
        Assert.Equal((way.Now, way.Now.AddHours(4)), (way.State.Seals[0].RemovedAt, way.State.Seals[0].ReapplyBy));
        way.Later(30).Refuses(Refusal.ReportTooOld, new Command.Reapply(Way.Number, null));
        way.Closed(Way.Seal(1)).Done(new Command.Reapply(Way.Number, null));
        Assert.Null(way.State.Seals[0].RemovedAt);
        way.Refuses(Refusal.NotRemoved, new Command.Reapply(Way.Number, null));
    }

    [Fact]
    [Requirement("RMV-006")]
    [Requirement("EMG-009")]
    public void More_than_four_hours_without_a_seal_is_a_breach_and_an_unauthorised_action()
    {
        var way = Way.Begun().Done(Removal(Record));
        for (var i = 0; i < 60; i++) way.Later(4).Opened(Way.Seal(1));
        way.Passed();
        Assert.Empty(way.All<TransportationEvent.ObligationBreached>());
        way.Later(1).Passed();
        var owed = way.All<TransportationEvent.ObligationBegan>().Single(one => one.Kind == ObligationKind.ReapplySeal);
        Assert.Equal(owed.Obligation, way.One<TransportationEvent.ObligationBreached>().Obligation);
        Assert.Contains(NonRoutineKind.UnauthorisedAction, Opened(way));
        Assert.Contains(NonRoutineKind.KzRemoval, Opened(way));
    }

    [Fact]
    [Requirement("RMV-007")]
    public void More_than_a_kilometre_without_a_seal_is_an_unauthorised_action()
    {
        var way = Way.Begun().Closed(Way.Seal(1)).Done(Removal(Record)).Later(1).Opened(Way.Seal(1));
        way.Later(1).Opened(Way.Seal(1), 900);
        Assert.DoesNotContain(NonRoutineKind.UnauthorisedAction, Opened(way));
        way.Later(1).Opened(Way.Seal(1), 1100);
        Assert.Contains(NonRoutineKind.UnauthorisedAction, Opened(way));
    }

    [Fact]
    [Requirement("RMV-002")]
    [Requirement("RMV-011")]
    public void A_replacement_has_a_reason_of_the_list_and_the_permission_of_the_authority_of_the_place()
    {
        var way = Way.Begun().Closed(Way.Seal(2));
        way.Refuses(Refusal.UnknownReason, Replacement("CUSTOMS_INSPECTION"));
        way.Refuses(Refusal.PermissionMissing, Replacement("SEAL_FAULT"));
        way.Done(new Command.Permit(Way.Number, PermissionKind.Replacement, Way.Destination, Way.Signature))
            .Done(Replacement("SEAL_FAULT"));
        way.Closed(Way.Seal(3)).Refuses(Refusal.PermissionMissing, Replacement("SEAL_FAULT", Way.Seal(2), Way.Seal(3)));
    }

    [Fact]
    [Requirement("RMV-008")]
    [Requirement("RMV-009")]
    [Requirement("RMV-010")]
    public void The_new_seal_watches_before_the_former_ceases_and_takes_over_number_and_register()
    {
        var way = Way.Free().Later(60).Closed(Way.Seal(2)).Done(Replacement("LOW_BATTERY"));
        var (bound, unbound) = (way.All<SealEvent.SealBound>()[^1], way.One<SealEvent.SealUnbound>());
        Assert.Equal((Way.Number, way.Now), (bound.Transportation, bound.At));
        Assert.Equal((Way.Number, way.Now), (unbound.Transportation, unbound.At));
        Assert.True(way.Decided.IndexOf(bound) < way.Decided.IndexOf(unbound));
        var registers = way.All<TransportationEvent.RegisterKept>();
        Assert.Equal((Way.Seal(1), Way.Seal(2)), (registers[0].Seal, registers[1].Seal));
        Assert.Equal(registers[0].Sha256, registers[1].Sha256);
        var (former, present) = (way.State.Find(Way.Seal(1))!, way.State.Find(Way.Seal(2))!);
        Assert.Equal((Way.Start, way.Now, SealStage.TakenOff), (former.ActivatedAt, former.DeactivatedAt, former.Stage));
        Assert.Equal((way.Now, (DateTimeOffset?)null, SealStage.Active), (present.ActivatedAt, present.DeactivatedAt, present.Stage));
        way.Done(new Command.Erase(Way.Number, Way.Seal(1)));
        Assert.Equal(registers[0].Sha256, way.One<TransportationEvent.SealErased>().Sha256);
    }

    [Fact]
    public void A_removed_seal_can_be_replaced_and_one_that_fails_the_check_cannot_replace()
    {
        var way = Way.Free().Done(Removal(Record)).Later(60);
        way.Opened(Way.Seal(2)).Refuses(Refusal.ElementNotClosed, Replacement("SEAL_DAMAGE"));
        way.Refuses(Refusal.SameSeal, Replacement("SEAL_DAMAGE", Way.Seal(1), Way.Seal(1)));
        way.Later(1).Closed(Way.Seal(2)).Done(Replacement("SEAL_DAMAGE"));
        Assert.DoesNotContain(way.State.Obligations, owed => owed.Kind == ObligationKind.ReapplySeal);
    }

    [Fact]
    [Requirement("RMV-014")]
    public void Another_vehicle_is_recorded_with_both_numbers_and_the_transportation_keeps_its_own()
    {
        var present = new Vehicle("999CCC02", VehicleKind.Tractor, "KZ");
        var way = Way.Begun();
        way.Refuses(Refusal.SameVehicle, new Command.ChangeVehicle(Way.Number, "111AAA11", present, "breakdown"));
        way.Refuses(Refusal.SameVehicle, new Command.ChangeVehicle(Way.Number, Way.Plate, present with { Number = Way.Plate },
            "breakdown"));
        way.Refuses(Refusal.VehicleNamedAlready, new Command.ChangeVehicle(Way.Number, Way.Plate, present with { Number = "12 abc 02" },
            "breakdown"));
        way.Done(new Command.ChangeVehicle(Way.Number, "777 aaa 01", present, "breakdown"));
        var changed = way.One<TransportationEvent.VehicleChanged>();
        Assert.Equal((Way.Plate, "999CCC02"), (changed.Former, changed.Present.Number));
        Assert.Equal("999CCC02", way.State.Papers.Demand!.Vehicle);
    }

    [Fact]
    public void The_demand_follows_the_vehicle_however_the_officer_wrote_its_plate()
    {
        var way = Way.Begun().Done(new Command.CorrectDemand(Way.Number, Way.Demand with { Vehicle = "777 aaa-01" }, "as on the paper"));
        way.Done(new Command.ChangeVehicle(Way.Number, Way.Plate, new Vehicle("999CCC02", VehicleKind.Tractor, "KZ"), "breakdown"));
        Assert.Equal("999CCC02", way.State.Papers.Demand!.Vehicle);
    }

    [Fact]
    [Requirement("EMG-011")]
    public void Two_seals_of_one_object_have_a_situation_of_a_kind_each()
    {
        var way = Way.Confirmed(Way.Whole with { Compartments = 2, SealsPlanned = 2 })
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2), 2))).Closed(Way.Seal(1)).Closed(Way.Seal(2));
        way.Done(Way.Activation(Way.Seal(1))).Done(Way.Activation(Way.Seal(2))).Later(1);
        way.Opened(Way.Seal(1)).Opened(Way.Seal(2)).Later(1).Opened(Way.Seal(1), 10).Opened(Way.Seal(2), 10);
        Assert.Equal(
            [Way.Seal(1), Way.Seal(2)],
            way.All<TransportationEvent.NonRoutineSituationOpened>().Select(opened => opened.Seal));
        way.Later(1).Closed(Way.Seal(1), 20);
        Assert.Equal(1, way.One<TransportationEvent.NonRoutineSituationEnded>().Situation);
    }

    private static Command.RemoveEnRoute Removal(RemovalRecord record) => new(Way.Number, null, "CUSTOMS_INSPECTION", record);

    private static Command.Replace Replacement(string reason) => Replacement(reason, Way.Seal(1), Way.Seal(2));

    private static Command.Replace Replacement(string reason, SealNumber former, SealNumber present) =>
        new(Way.Number, former, reason, Way.AffixedTo(present) with { PlaceKind = PlaceKind.NamedByAuthority, Place = "post Zhezkazgan" });

    private static IEnumerable<NonRoutineKind> Opened(Way way) =>
        way.All<TransportationEvent.NonRoutineSituationOpened>().Select(opened => opened.Kind);
}
