using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Registries;

namespace NavSeal.Tests.Stories.Life;

/// <summary>What is whose: the office of departure begins, that of destination ends, the authority of the place permits a replacement,
/// and whoever decided takes it back.</summary>
public sealed class Remit_stories
{
    private const string Above = "dgd", Elsewhere = "bakhty", Body = "border";

    private static readonly SealOrder ByAgreement = Way.Escort with { Ground = OrderGround.Agreement, RiskProfile = null };

    [Fact]
    [Requirement("ACT-013")]
    public void Escort_is_decided_by_the_office_of_departure_or_the_one_above_it()
    {
        Drafted().Refuses(Refusal.NotOfDeparture, new Command.OrderSeal(Way.Number, Way.Escort with { Authority = Way.Destination }))
            .Refuses(Refusal.NotOfDeparture, new Command.OrderSeal(Way.Number, Way.Escort with { Authority = Elsewhere }))
            .Refuses(Refusal.NotOfDeparture, new Command.OrderSeal(Way.Number, Way.Escort with { Authority = Body }))
            .Refuses(Refusal.NotOfDeparture, new Command.OrderSeal(Way.Number, ByAgreement with { Authority = Elsewhere }))
            .Done(new Command.OrderSeal(Way.Number, Way.Escort with { Authority = Above }));
        Drafted().Done(new Command.OrderSeal(Way.Number, ByAgreement with { Authority = Body }));
    }

    [Fact]
    [Requirement("ACT-008")]
    [Requirement("ARR-002")]
    public void Activation_is_permitted_at_departure_and_deactivation_where_the_carrier_arrives()
    {
        var way = Confirmed(ByAgreement).Refuses(Refusal.NotOfDeparture, Permitted(PermissionKind.Activation, Way.Destination))
            .Refuses(Refusal.NotOfDeparture, Permitted(PermissionKind.Activation, Body))
            .Done(Permitted(PermissionKind.Activation, Way.Departure));
        UnderWay(way).Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
            .Refuses(Refusal.NotOfDestination, Permitted(PermissionKind.Deactivation, Way.Departure))
            .Refuses(Refusal.NotOfDestination, Permitted(PermissionKind.Deactivation, Elsewhere))
            .Done(Permitted(PermissionKind.Deactivation, Way.Destination)).Done(new Command.Deactivate(Way.Number, null));
    }

    [Fact]
    [Requirement("REG-001")]
    public void A_controlling_body_permits_beginning_and_end_of_what_it_decided_on()
    {
        var way = Confirmed(ByAgreement with { Authority = Body }).Done(Permitted(PermissionKind.Activation, Body));
        UnderWay(way).Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
            .Refuses(Refusal.NotOfDestination, new Command.RecordInspection(Way.Number, Way.Inspected, Elsewhere))
            .Done(new Command.RecordInspection(Way.Number, Way.Inspected, Body))
            .Done(Permitted(PermissionKind.Deactivation, Body)).Done(new Command.Deactivate(Way.Number, null));
        Assert.Equal(Body, way.One<TransportationEvent.SealActivated>().PermittedBy);
    }

    [Fact]
    [Requirement("REG-008")]
    public void A_permission_is_taken_back_by_whoever_gave_it_or_the_office_above_and_the_record_says_who()
    {
        var way = Confirmed(ByAgreement).Done(Permitted(PermissionKind.Activation, Way.Departure))
            .Refuses(Refusal.NotTheGiver, TakenBack(Way.Destination)).Refuses(Refusal.NotTheGiver, TakenBack(Body))
            .Done(TakenBack(Way.Departure)).Done(Permitted(PermissionKind.Activation, Way.Departure)).Done(TakenBack(Above));
        Assert.Equal(
            [Way.Departure, Above], way.All<TransportationEvent.PermissionTakenBack>().Select(change => change.Authority));
    }

    [Fact]
    [Requirement("RMV-011")]
    public void On_the_way_the_authority_of_the_place_permits_a_replacement_and_nothing_else()
    {
        var way = UnderWay(Confirmed(ByAgreement).Done(Permitted(PermissionKind.Activation, Way.Departure))).Closed(Way.Seal(2));
        way.Refuses(Refusal.PermissionMissing, Replaced)
            .Refuses(Refusal.NotOfDestination, Permitted(PermissionKind.Deactivation, Elsewhere))
            .Done(Permitted(PermissionKind.Replacement, Elsewhere)).Done(Replaced);
        Assert.Equal(Elsewhere, way.All<TransportationEvent.PermissionGiven>()[^1].Authority);
    }

    [Fact]
    [Requirement("ARR-012")]
    public void The_goods_are_inspected_by_the_office_where_they_are()
    {
        var atDeparture = Way.Inspected with { IsAtDeparture = true };
        Confirmed(Way.Escort).Refuses(Refusal.NotOfDeparture, new Command.RecordInspection(Way.Number, atDeparture, Way.Destination))
            .Done(new Command.RecordInspection(Way.Number, atDeparture, Way.Departure));
        Way.Begun().Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
            .Refuses(Refusal.NotOfDestination, new Command.RecordInspection(Way.Number, Way.Inspected, Way.Departure))
            .Done(new Command.RecordInspection(Way.Number, Way.Inspected, Way.Destination));
    }

    [Fact]
    [Requirement("RET-005")]
    public void A_hold_is_released_by_the_body_that_put_it_or_the_office_above()
    {
        var way = Confirmed(Way.Escort).Done(new Command.Hold(Way.Number, Way.Departure, "criminal case 26-551"))
            .Done(new Command.Hold(Way.Number, Body, "case of the border service"));
        way.Refuses(Refusal.NotTheHolder, new Command.ReleaseHold(Way.Number, 1, Way.Destination, "closed"))
            .Refuses(Refusal.NotTheHolder, new Command.ReleaseHold(Way.Number, 2, Above, "closed"))
            .Done(new Command.ReleaseHold(Way.Number, 1, Above, "closed")).Done(new Command.ReleaseHold(Way.Number, 2, Body, "closed"));
        Assert.Equal([Above, Body], way.All<TransportationEvent.HoldReleased>().Select(one => one.Authority));
    }

    [Fact]
    [Requirement("ARR-013")]
    public void Escort_is_completed_by_the_officer_and_not_by_the_operator()
    {
        var clean = new Command.Complete(Way.Number, Completion.Clean);
        Way.Returned().Refuses(Refusal.OfficerCompletes, clean with { IsByOperator = true }).Done(clean);
        var free = Way.Free().Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 2"))
            .Done(new Command.Deactivate(Way.Number, null))
            .Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.CustomsControlZone, Way.Destination))
            .Done(new Command.Erase(Way.Number, Way.Seal(1)));
        free.Done(clean with { IsByOperator = true });
    }

    private static Command.Permit Permitted(PermissionKind kind, string by) => new(Way.Number, kind, by, Way.Signature);

    private static Command.TakeBack TakenBack(string by) =>
        new(Way.Number, PermissionKind.Activation, "a doubt", Way.Signature) { Authority = by };

    private static Command.Replace Replaced => new(Way.Number, Way.Seal(1), "SEAL_FAULT", Way.AffixedTo(Way.Seal(2)));

    /// <summary>Applied for where the office of departure has one above it, and another office and a controlling body are known.</summary>
    private static Way Drafted() => new Way()
        .Done(new Command.EnterRow(Rows.Entry(
            RegistryKind.Office, null, ("id", Above), ("name_ru", "Департамент"), ("country", "KZ"), ("level", "department"))))
        .Done(new Command.EnterRow(Rows.Entry(
            RegistryKind.Office, null, ("id", Elsewhere), ("name_ru", "Бахты"), ("country", "KZ"), ("level", "post"))))
        .Done(new Command.EnterRow(Rows.Entry(
            RegistryKind.ControllingBody, null, ("id", Body), ("name_ru", "Пограничная служба"), ("country", "KZ"),
            ("legal_ground", "Соглашение"))))
        .Done(new Command.EnterRow(Rows.Entry(
            RegistryKind.Office, "2026-02-01", ("id", Way.Departure), ("code", "57505"), ("name_ru", "Нур Жолы"), ("country", "KZ"),
            ("level", "post"), ("parent", Above))))
        .Done(new Command.Draft(Way.Number, Way.Whole));

    private static Way Confirmed(SealOrder order) =>
        Drafted().Done(new Command.OrderSeal(Way.Number, order)).Done(new Command.Confirm(Way.Number, Way.Contract));

    private static Way UnderWay(Way way) => way
        .Done(new Command.AttachDocument(Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true)))
        .Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))).Closed(Way.Seal(1)).Done(Way.Activation(Way.Seal(1)));
}
