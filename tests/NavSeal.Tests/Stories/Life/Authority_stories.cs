using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Stories.Life;

/// <summary>What authorities decide, demand and permit.</summary>
public sealed class Authority_stories
{
    [Fact]
    [Requirement("ACT-013")]
    [Requirement("REG-007")]
    public void The_decision_on_escort_names_the_head_of_the_office_and_the_risk_profile()
    {
        var way = Drafted();
        way.Refuses(Refusal.RiskProfileMissing, new Command.OrderSeal(Way.Number, Way.Escort with { RiskProfile = null }));
        way.Refuses(Refusal.RiskProfileMissing, new Command.OrderSeal(Way.Number, Way.Escort with { Head = "" }));
        way.Refuses(Refusal.UnknownOffice, new Command.OrderSeal(Way.Number, Way.Escort with { Authority = "nowhere" }));
        way.Done(new Command.OrderSeal(Way.Number, Way.Escort));
        var order = way.One<TransportationEvent.SealOrdered>();
        Assert.Equal(("Head of the office", "RP-2026-7", way.Now), (order.Order.Head, order.Order.RiskProfile, order.At));
        way.Refuses(Refusal.AlreadyOrdered, new Command.OrderSeal(Way.Number, Way.Escort));
    }

    [Fact]
    public void From_the_decision_on_escort_there_are_24_hours_to_organise_it()
    {
        var way = Drafted().Done(new Command.OrderSeal(Way.Number, Way.Escort));
        var owed = way.One<TransportationEvent.ObligationBegan>();
        Assert.Equal((ObligationKind.OrganiseEscort, Debtor.OfficeOfDeparture), (owed.Kind, owed.Owes));
        Assert.Equal((Way.Start, Way.Start.AddHours(20), Way.Start.AddHours(24)), (owed.BeganAt, owed.WarnAt, owed.DueAt));
        way.Later(24 * 60).Passed();
        Assert.Empty(way.All<TransportationEvent.ObligationBreached>());
        way.Later(1).Passed();
        Assert.Equal(Way.Start.AddHours(24), way.One<TransportationEvent.ObligationBreached>().At);
    }

    [Fact]
    public void The_first_activation_organises_the_escort()
    {
        var way = Way.Begun();
        var owed = way.All<TransportationEvent.ObligationBegan>().First(one => one.Kind == ObligationKind.OrganiseEscort);
        Assert.Equal(owed.Obligation, way.All<TransportationEvent.ObligationFulfilled>()[0].Obligation);
    }

    public static TheoryData<Refusal, ActivationDemand> Lacking => new()
    {
        { Refusal.DemandWithoutSeal, Way.Demand with { Seals = [] } },
        { Refusal.UnknownSeal, Way.Demand with { Seals = [Way.Seal(99)] } },
        { Refusal.DemandWithoutDeclaration, Way.Demand with { Declaration = "" } },
        { Refusal.DemandWithoutVehicle, Way.Demand with { Vehicle = " " } },
        { Refusal.DemandWithoutOffice, Way.Demand with { OfficeCode = "" } },
        { Refusal.DemandWithoutOffice, Way.Demand with { OfficeName = "" } },
        { Refusal.DemandWithoutTransitPeriod, Way.Demand with { TransitUntil = Way.Start } },
        { Refusal.DemandWithoutRoute, Way.Demand with { Route = "" } },
        { Refusal.DemandDeclarationDiffers, Way.Demand with { Declaration = "55301/010326/0000018" } },
        { Refusal.DemandVehicleDiffers, Way.Demand with { Vehicle = "778AAA01" } },
    };

    [Theory]
    [MemberData(nameof(Lacking))]
    [Requirement("ACT-015")]
    public void A_demand_without_one_of_its_six_items_is_refused_and_the_item_named(Refusal refusal, ActivationDemand demand) =>
        Ordered().Refuses(refusal, new Command.DemandActivation(Way.Number, demand));

    [Fact]
    [Requirement("ACT-016")]
    public void The_office_of_a_demand_stands_in_the_classifier()
    {
        Ordered().Refuses(Refusal.UnknownOffice, new Command.DemandActivation(Way.Number, Way.Demand with { OfficeCode = "39812345" }));
        Ordered().Done(new Command.DemandActivation(Way.Number, Way.Demand with { OfficeCode = "57505" }));
        Ordered().Done(new Command.DemandActivation(Way.Number, Way.Demand with { OfficeCode = "39857505" }));
    }

    [Fact]
    [Requirement("ACT-020")]
    public void After_the_activation_the_six_items_change_by_a_correction_with_its_reason_alone()
    {
        var way = Way.Begun();
        var later = Way.Demand with { TransitUntil = Way.Start.AddDays(5) };
        way.Refuses(Refusal.StepIsPast, new Command.DemandActivation(Way.Number, later));
        way.Refuses(Refusal.TextOutOfForm, new Command.CorrectDemand(Way.Number, later, ""));
        way.Done(new Command.CorrectDemand(Way.Number, later, "the office prolonged the period"));
        var corrected = way.One<TransportationEvent.DemandCorrected>();
        Assert.Equal(("the office prolonged the period", "user/aigul"), (corrected.Reason, corrected.By));
        Assert.Equal(Way.Start.AddDays(3), way.One<TransportationEvent.ActivationDemanded>().Demand.TransitUntil);
    }

    [Fact]
    [Requirement("ACT-008")]
    [Requirement("MON-023")]
    public void What_an_authority_ordered_waits_for_its_permission()
    {
        var way = Ordered().Done(new Command.DemandActivation(Way.Number, Way.Demand))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1));
        way.Refuses(Refusal.PermissionMissing, Way.Activation(Way.Seal(1)));
        way.Done(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature))
            .Done(Way.Activation(Way.Seal(1)));
        Assert.Equal(Way.Departure, way.One<TransportationEvent.SealOrdered>().Order.Authority);
        Assert.Equal(Way.Departure, way.One<TransportationEvent.SealActivated>().PermittedBy);
    }

    [Fact]
    [Requirement("ACT-009")]
    public void What_no_authority_ordered_needs_no_permission()
    {
        var way = Way.Free();
        Assert.Null(way.One<TransportationEvent.SealActivated>().PermittedBy);
        way.Refuses(
            Refusal.PermissionNotNeeded, new Command.Permit(Way.Number, PermissionKind.Deactivation, Way.Destination, Way.Signature));
        way.Done(new Command.Deactivate(Way.Number, null));
    }

    [Fact]
    [Requirement("REG-008")]
    public void A_permission_is_signed_and_can_be_taken_back_until_it_is_used()
    {
        var way = Ordered();
        var unsigned = Way.Signature with { ShownSha256 = "" };
        way.Refuses(Refusal.SignatureMissing, new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, unsigned));
        way.Done(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature));
        way.Refuses(
            Refusal.PermissionGivenAlready, new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature));
        way.Refuses(Refusal.SignatureMissing, TakenBack(unsigned));
        way.Done(TakenBack(Way.Signature));
        way.Refuses(Refusal.NotPermitted, TakenBack(Way.Signature));
        Way.Begun().Refuses(
            Refusal.PermissionUsed, TakenBack(Way.Signature));
    }

    [Theory]
    [InlineData(SignatureMethod.Cms, null, false)]
    [InlineData(SignatureMethod.Cms, "c", true)]
    [InlineData(SignatureMethod.SecondFactor, "c", false)]
    [InlineData((SignatureMethod)7, null, false)]
    public void A_signature_has_its_cms_or_is_a_second_factor(SignatureMethod method, string? letter, bool isWell)
    {
        var signature = Way.Signature with { Method = method, CmsSha256 = letter is null ? null : new string(letter[0], 64) };
        var refusal = Ordered().Refused(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, signature));
        Assert.Equal(isWell ? null : Refusal.SignatureMissing, refusal);
    }

    [Fact]
    [Requirement("ACT-027")]
    public void Where_an_authority_ordered_the_seal_the_papers_come_from_it()
    {
        var claimed = Way.Whole with { Documents = [Way.Document("CMR", "CMR-1", isFromAuthority: true)] };
        var way = new Way().Done(new Command.Draft(Way.Number, claimed)).Done(new Command.OrderSeal(Way.Number, Way.Escort))
            .Done(new Command.Confirm(Way.Number, Way.Contract)).Done(new Command.DemandActivation(Way.Number, Way.Demand))
            .Done(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature))
            .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1));
        way.Refuses(Refusal.PapersNotFromAuthority, Way.Activation(Way.Seal(1)));
        way.Done(new Command.AttachDocument(Way.Number, Way.Document("INVOICE", "9", isFromAuthority: true)));
        way.Done(Way.Activation(Way.Seal(1)));
    }

    [Fact]
    [Requirement("MON-011")]
    [Requirement("MON-012")]
    public void An_authority_sets_another_distance_for_the_road_alone()
    {
        var way = Way.Free().Done(new Command.SetDeviationLimit(Way.Number, 20, Way.Departure));
        Assert.Equal(20_000, way.State.Papers.DeviationLimitMetres);
        way.Refuses(Refusal.DistanceOutOfRange, new Command.SetDeviationLimit(Way.Number, 0, Way.Departure));
        way.Refuses(Refusal.DistanceOutOfRange, new Command.SetDeviationLimit(Way.Number, 1001, Way.Departure));
        var rail = Way.Whole with { Mode = TransportMode.Rail, Vehicles = [new Vehicle("52345678", VehicleKind.Wagon, null)] };
        Way.Confirmed(rail).Refuses(Refusal.RoadOnly, new Command.SetDeviationLimit(Way.Number, 20, Way.Departure));
    }

    [Fact]
    public void Forms_of_control_are_kept_for_the_authorities() => Assert.Equal(
        "mobile group at km 312",
        Way.Begun().Done(new Command.SetFormsOfControl(Way.Number, "mobile group at km 312"))
            .One<TransportationEvent.FormsOfControlSet>().Forms);

    [Fact]
    public void An_authority_ends_a_transportation_on_the_way()
    {
        var way = Way.Begun().Later(30).Done(new Command.Terminate(Way.Number, Way.Departure, "goods seized"));
        Assert.Equal(NavSeal.Tracking.TransportationPhase.Terminated, way.State.Phase);
        Assert.Equal(way.Now, way.One<TransportationEvent.SealDeactivated>().At);
        way.Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Departure));
    }

    private static Way Drafted() => new Way().Done(new Command.Draft(Way.Number, Way.Whole));

    private static Command.TakeBack TakenBack(PersonSignature signature) =>
        new(Way.Number, PermissionKind.Activation, "a doubt", signature) { Authority = Way.Departure };

    private static Way Ordered() => Drafted().Done(new Command.OrderSeal(Way.Number, Way.Escort))
        .Done(new Command.Confirm(Way.Number, Way.Contract))
        .Done(new Command.AttachDocument(Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true)));
}
