using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Registries;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>From the draft to the number.</summary>
public sealed class Application_stories
{
    [Fact]
    [Requirement("CAB-010")]
    public void Without_a_contract_that_holds_today_nothing_is_confirmed()
    {
        var way = new Way().Done(new Command.Draft(Way.Number, Way.Whole));
        way.Refuses(Refusal.NoContract, new Command.Confirm(Way.Number, "D-18"));
        way.Done(new Command.EndRow(Rows.End(RegistryKind.Contract, Way.Contract, "2026-02-28")));
        way.Refuses(Refusal.NoContract, new Command.Confirm(Way.Number, Way.Contract));
    }

    [Fact]
    public void What_an_open_transportation_stands_on_is_not_ended_before_it_is_over()
    {
        var end = new Command.EndRow(Rows.End(RegistryKind.Contract, Way.Contract, "2026-03-31"));
        var way = Way.Confirmed().Refuses(Refusal.RowIsPointedTo, end);
        way.Core.Restart();
        way.Refuses(Refusal.RowIsPointedTo, end).Done(new Command.Cancel(Way.Number, "not needed")).Done(end);
    }

    [Fact]
    [Requirement("ACT-001")]
    [Requirement("ACT-031")]
    public void A_draft_is_confirmed_once_and_its_number_is_a_uuid_of_36_characters()
    {
        var way = new Way().Done(new Command.Draft(Way.Number, Way.Whole));
        Assert.Equal(TransportationPhase.Draft, way.State.Phase);
        way.Refuses(Refusal.NotConfirmed, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1))));
        way.Done(new Command.Confirm(Way.Number, Way.Contract));
        Assert.Matches("^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", Way.Number.ToString());
        way.Refuses(Refusal.StepIsPast, new Command.Confirm(Way.Number, Way.Contract));
        way.Refuses(Refusal.StepIsPast, new Command.Draft(Way.Number, Way.Whole));
    }

    [Theory]
    [InlineData("17")]
    [InlineData("0b7fd1c49f0e4f5e9d0a111111111111")]
    [InlineData("{0b7fd1c4-9f0e-4f5e-9d0a-111111111111}")]
    [InlineData("0b7fd1c4-9f0e-4f5e-9d0a-11111111111g")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData(null)]
    public void A_number_that_is_no_uuid_is_none(string? text) => Assert.False(TransportationNumber.TryParse(text, out _));

    [Fact]
    [Requirement("ACT-003")]
    public void A_number_is_given_out_once_and_another_command_gets_another()
    {
        var (one, other) = (new Guid(1, 0x55, 0, new byte[8]), new Guid(2, 0x55, 0, new byte[8]));
        Assert.Equal(TransportationNumber.Of(one), TransportationNumber.Of(one));
        Assert.NotEqual(TransportationNumber.Of(one), TransportationNumber.Of(other));
        var way = Way.Confirmed().Done(new Command.Cancel(Way.Number, "not needed"));
        way.Refuses(Refusal.TransportationExists, new Command.Draft(Way.Number, Way.Whole));
    }

    [Fact]
    [Requirement("ACT-004")]
    public void The_operator_of_the_state_where_tracking_begins_tracks_to_the_end()
    {
        var way = Way.Free();
        Assert.Equal("KZ", way.One<TransportationEvent.TransportationConfirmed>().TrackingOperator);
        way.Refuses(Refusal.StepIsPast, new Command.Draft(Way.Number, Way.Whole with { States = ["RU", "KZ"] }));
        Assert.Equal("KZ", way.State.Papers.Application!.States[0]);
    }

    [Theory]
    [InlineData(false, RouteEnd.PlaceOfDelivery, "KZ RU", CarriageKind.BetweenMemberStates)]
    [InlineData(true, RouteEnd.PlaceOfDelivery, "KZ RU", CarriageKind.FromBorderIntoUnion)]
    [InlineData(false, RouteEnd.PlaceOfExport, "KZ RU", CarriageKind.FromUnionToBorder)]
    [InlineData(true, RouteEnd.PlaceOfExport, "KZ RU BY", CarriageKind.BorderToBorder)]
    [InlineData(false, RouteEnd.PlaceOfDelivery, "RU KZ RU", CarriageKind.WithinOneOverAnother)]
    [Requirement("ACT-005")]
    [Requirement("ARR-001")]
    public void Start_end_and_states_make_the_kind_of_carriage(bool fromBorder, RouteEnd end, string states, CarriageKind kind)
    {
        var way = Way.Confirmed(Way.Whole with { BeginsAtBorder = fromBorder, End = end, States = [.. states.Split(' ')] });
        Assert.Equal(kind, way.One<TransportationEvent.TransportationConfirmed>().Kind);
    }

    [Fact]
    [Requirement("ACT-006")]
    public void A_way_within_one_state_is_none_of_the_agreement()
    {
        var home = Way.Whole with { States = ["KZ", "KZ"] };
        Drafted(home).Refuses(Refusal.TooFewStates, new Command.Confirm(Way.Number, Way.Contract));
        Drafted(home with { IsUnion = false }).Refuses(Refusal.NoRegime, new Command.Confirm(Way.Number, Way.Contract));
        Drafted(home with { IsUnion = false }).Done(new Command.OrderSeal(Way.Number, Way.Escort))
            .Done(new Command.Confirm(Way.Number, Way.Contract));
    }

    public static TheoryData<Refusal, Application> Missing => new()
    {
        { Refusal.CustomerUnknown, Way.Whole with { ServiceCustomer = "KZ-000000000000" } },
        { Refusal.CarrierMissing, Way.Whole with { Carrier = null } },
        { Refusal.CarrierMissing, Way.Whole with { Carrier = "nobody" } },
        { Refusal.GoodsMissing, Way.Whole with { Goods = [] } },
        { Refusal.StatesMissing, Way.Whole with { States = [] } },
        { Refusal.StatesMissing, Way.Whole with { States = ["KZ", "CN"] } },
        { Refusal.VehicleMissing, Way.Whole with { Vehicles = [] } },
        { Refusal.DriverMissing, Way.Whole with { DriverDocument = null } },
        { Refusal.DriverMissing, Way.Whole with { DriverConsentAt = null } },
        { Refusal.PapersMissing, Way.Whole with { Documents = [] } },
        { Refusal.TooFewSeals, Way.Whole with { Compartments = 2 } },
        { Refusal.UnknownOffice, Way.Whole with { DestinationOffice = "nowhere" } },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    [Requirement("CAB-016")]
    public void What_an_application_lacks_is_named_at_the_confirmation(Refusal refusal, Application application) =>
        Drafted(application).Refuses(refusal, new Command.Confirm(Way.Number, Way.Contract));

    [Fact]
    [Requirement("ACT-007")]
    public void The_customer_that_the_application_names_answers_for_the_seals_under_a_contract_of_its_own()
    {
        var way = new Way();
        foreach (var (number, contract) in ((string, string)[])[("7707083893", "D-18"), ("7736050003", "D-19")])
        {
            way.Done(new Command.EnterRow(Rows.Entry(
                RegistryKind.Organisation, null, ("country", "RU"), ("number", number), ("name", "Test"), ("kinds", "customer"))));
            way.Done(new Command.EnterRow(Rows.Entry(
                RegistryKind.Contract, null, ("number", contract), ("organisation", "RU-" + number), ("signed", "2026-01-10"))));
        }

        way.Done(new Command.Draft(Way.Number, Way.Whole with { ServiceCustomer = "RU-7707083893" }))
            .Refuses(Refusal.NoContract, new Command.Confirm(Way.Number, "D-19")).Done(new Command.Confirm(Way.Number, "D-18"));
        Assert.Equal(("RU-7707083893", "D-18"), (way.State.Papers.Application!.ServiceCustomer, way.State.Papers.Contract));
    }

    [Fact]
    [Requirement("MON-021")]
    public void Who_drives_is_asked_for_on_the_road_and_with_consent_and_not_on_rails()
    {
        var rail = Way.Whole with
        {
            Mode = TransportMode.Rail,
            DriverDocument = null,
            DriverConsentAt = null,
            Vehicles = [new Vehicle("52345678", VehicleKind.Wagon, null)],
        };
        Drafted(rail).Done(new Command.Confirm(Way.Number, Way.Contract));
        Drafted(Way.Whole with { DriverConsentAt = null }).Refuses(Refusal.DriverMissing, new Command.Confirm(Way.Number, Way.Contract));
    }

    [Fact]
    [Requirement("MON-020")]
    public void Vehicles_stand_with_number_kind_and_country_and_the_way_with_its_states_and_ends()
    {
        var state = Way.Confirmed(Way.Whole with { States = ["KZ", "RU", "BY"] }).State;
        var application = state.Papers.Application!;
        Assert.Equal(new Vehicle(Way.Plate, VehicleKind.Tractor, "KZ"), application.Vehicles[0]);
        Assert.Equal(["KZ", "RU", "BY"], application.States);
        Assert.Equal((Way.Departure, Way.Destination), (application.DepartureOffice, application.DestinationOffice));
    }

    [Fact]
    [Requirement("MON-009")]
    public void The_route_is_one_of_the_registry_with_its_line_states_and_checkpoints_in_order()
    {
        Drafted(Way.Whole with { Route = "no-such-route" }).Refuses(Refusal.UnknownRoute, new Command.Confirm(Way.Number, Way.Contract));
        var way = Way.Confirmed(Way.Whole with { Route = Way.Route });
        Assert.Equal(Way.Route, way.State.Papers.Application!.Route);
        var route = way.Core.State.Registries.Find(RegistryKind.Route, Way.Route, DateOnly.FromDateTime(Way.Start.Date))!;
        Assert.Equal(("44.2,80.2 50.3,57.2", "KZ RU", "zhaisan nur-zholy"), (route["line"], route["states"], route["checkpoints"]));
        way.Refuses(Refusal.RowIsPointedTo, new Command.EndRow(Rows.End(RegistryKind.Route, Way.Route, "2026-03-31")));
    }

    [Fact]
    [Requirement("CAB-016")]
    public void An_escort_goes_from_one_customs_office_to_another_and_both_are_named()
    {
        foreach (var lacking in (Application[])[Way.Whole with { DepartureOffice = null }, Way.Whole with { DestinationOffice = null }])
        {
            Drafted(lacking).Done(new Command.OrderSeal(Way.Number, Way.Escort))
                .Refuses(Refusal.OfficesMissing, new Command.Confirm(Way.Number, Way.Contract));
            Way.Confirmed(lacking).Refuses(Refusal.OfficesMissing, new Command.OrderSeal(Way.Number, Way.Escort));
        }

        var agreement = Way.Escort with { Ground = OrderGround.Agreement, RiskProfile = null };
        Way.Confirmed(Way.Whole with { DepartureOffice = null, DestinationOffice = null })
            .Done(new Command.OrderSeal(Way.Number, agreement));
    }

    [Fact]
    public void A_planned_operation_with_removal_of_seals_stands_with_office_place_and_new_vehicle()
    {
        var planned = new PlannedOperation("CARGO_OPERATION", Way.Destination, "terminal 4", "888BBB02");
        var state = Way.Confirmed(Way.Whole with { Operations = [planned] }).State;
        Assert.Equal(planned, Assert.Single(state.Papers.Application!.Operations));
    }

    public static TheoryData<Refusal, Application> OutOfForm => new()
    {
        { Refusal.UnknownMode, Way.Whole with { Mode = (TransportMode)9 } },
        { Refusal.TextOutOfForm, Way.Whole with { Ground = 0 } },
        { Refusal.CustomerUnknown, Way.Whole with { ServiceCustomer = " " } },
        { Refusal.GoodsCodeOutOfForm, Way.Whole with { Goods = [new GoodsLine { Code = "220" }] } },
        { Refusal.GoodsCodeOutOfForm, Way.Whole with { Goods = [new GoodsLine { Code = "2208 30" }] } },
        { Refusal.ListTooLong, Way.Whole with { Goods = [.. Enumerable.Repeat(new GoodsLine { Code = "2208" }, 1000)] } },
        { Refusal.ListTooLong, Way.Whole with { SealsPlanned = 65 } },
        { Refusal.TextOutOfForm, Way.Whole with { Carrier = "a\nb" } },
        { Refusal.TextOutOfForm, Way.Whole with { DriverDocument = "Somebody, +7 701 000 00 00" } },
        { Refusal.TextOutOfForm, Way.Whole with { Group = new string('x', 65) } },
    };

    [Theory]
    [MemberData(nameof(OutOfForm))]
    public void A_draft_that_cannot_be_kept_is_refused_by_name(Refusal refusal, Application application) =>
        new Way().Refuses(refusal, new Command.Draft(Way.Number, application));

    [Theory]
    [InlineData("55301/010326/0000017", true)]
    [InlineData("39855301/010326/0000017", true)]
    [InlineData("10/01032026/А-123456", true)]
    [InlineData("5530/010326/0000017", false)]
    [InlineData("55301/320326/0000017", false)]
    [InlineData("55301/011326/0000017", false)]
    [InlineData("55301-010326-0000017", false)]
    [InlineData("55301/010326/17", false)]
    [Requirement("ACT-017")]
    public void The_number_of_a_declaration_has_office_date_and_serial(string number, bool isWell)
    {
        var application = Way.Whole with { Declaration = new DeclarationReference(DeclarationKind.TransitDeclaration, number) };
        Assert.Equal(isWell ? null : Refusal.DeclarationOutOfForm, new Way().Refused(new Command.Draft(Way.Number, application)));
    }

    [Theory]
    [InlineData(DeclarationKind.PaperCopy, "copy 17")]
    [InlineData(DeclarationKind.TirCarnet, "XB12345678")]
    [InlineData(DeclarationKind.Cmr, "CMR 0098")]
    [InlineData(DeclarationKind.Smgs, "АК 123456")]
    [Requirement("ACT-022")]
    public void A_paper_used_as_declaration_needs_no_registration_number(DeclarationKind kind, string number) =>
        Way.Free(Way.Whole with { Declaration = new DeclarationReference(kind, number) });

    [Fact]
    [Requirement("ACT-030")]
    public void It_is_cancelled_before_its_first_activation_and_never_after()
    {
        var way = Way.Ready().Done(new Command.Cancel(Way.Number, "the goods were sold"));
        Assert.Equal(TransportationPhase.Cancelled, way.State.Phase);
        Assert.Empty(way.State.Obligations);
        way.Refuses(Refusal.TransportationOver, Way.Activation(Way.Seal(1)));
        Way.Begun().Refuses(Refusal.AlreadyActivated, new Command.Cancel(Way.Number, "too late"));
    }

    private static Way Drafted(Application application) => new Way().Done(new Command.Draft(Way.Number, application));
}
