using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Registries;

namespace NavSeal.Tests.Stories.Life;

/// <summary>What the officer demanded holds until the goods arrive: the seals, the office, the period and the rows behind them.</summary>
public sealed class Demand_stories
{
    private static readonly Affixing InAWarehouse =
        Way.AffixedTo(Way.Seal(1)) with { PlaceKind = PlaceKind.OperatorSite, Place = "warehouse 4" };

    [Fact]
    [Requirement("ACT-018")]
    public void A_seal_affixed_in_a_warehouse_before_the_escort_was_ordered_is_affixed_anew_in_the_zone()
    {
        var way = Ordered(Way.Confirmed().Done(new Command.Affix(Way.Number, InAWarehouse)).Closed(Way.Seal(1)));
        way.Refuses(Refusal.AffixedOutsideZone, Way.Activation(Way.Seal(1)));
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2)) with { InsteadOf = Way.Seal(1) })).Closed(Way.Seal(2));
        way.Done(Way.Activation(Way.Seal(2)));
        Assert.Equal([Way.Seal(2)], way.State.Papers.Demand!.Seals);
    }

    [Fact]
    [Requirement("ACT-015")]
    public void A_seal_that_the_demand_does_not_name_is_not_activated_and_gives_way_to_the_one_that_it_names()
    {
        var other = Way.AffixedTo(Way.Seal(2));
        var way = Ordered(Way.Confirmed().Done(new Command.Affix(Way.Number, other)).Closed(Way.Seal(2)));
        way.Refuses(Refusal.SealNotDemanded, Way.Activation(Way.Seal(2)));
        way.Refuses(Refusal.SealNotDemanded, new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(3)) with { InsteadOf = Way.Seal(2) }));
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)) with { InsteadOf = Way.Seal(2) })).Closed(Way.Seal(1));
        way.Done(Way.Activation(Way.Seal(1)));
        Assert.Equal([Way.Seal(1)], way.State.Papers.Demand!.Seals);
    }

    [Fact]
    [Requirement("ACT-020")]
    public void A_correction_keeps_the_seals_that_are_on()
    {
        var dropping = new Command.CorrectDemand(Way.Number, Way.Demand with { Seals = [Way.Seal(3)] }, "a slip");
        Way.Ready().Refuses(Refusal.DemandLacksSeal, dropping);
        Way.Begun().Refuses(Refusal.DemandLacksSeal, dropping);
        Way.Begun().Done(new Command.CorrectDemand(Way.Number, Way.Demand with { Seals = [Way.Seal(1), Way.Seal(3)] }, "one more"));
    }

    [Fact]
    public void The_seal_that_replaces_another_on_the_way_takes_its_place_in_the_demand()
    {
        var way = Way.Begun().Closed(Way.Seal(2))
            .Done(new Command.Permit(Way.Number, PermissionKind.Replacement, Way.Destination, Way.Signature))
            .Done(new Command.Replace(Way.Number, Way.Seal(1), "SEAL_FAULT", Way.AffixedTo(Way.Seal(2))));
        Assert.Equal([Way.Seal(2)], way.State.Papers.Demand!.Seals);
        Assert.Equal(Way.Destination, way.State.Papers.Application!.DestinationOffice);
    }

    [Fact]
    [Requirement("ACT-020")]
    public void The_goods_arrive_where_the_demand_sends_them_and_after_its_correction_there_alone()
    {
        var elsewhere = Way.Demand with { OfficeCode = "57505", OfficeName = "Нур Жолы" };
        var way = Way.Begun().Done(new Command.CorrectDemand(Way.Number, elsewhere, "the declarant asked for it"));
        way.Refuses(Refusal.WrongPlace, new Command.RecordArrival(Way.Number, Way.Destination, "zone 1"));
        way.Done(new Command.RecordArrival(Way.Number, Way.Departure, "zone 1"));
        way.Refuses(Refusal.AlreadyArrived, new Command.CorrectDemand(Way.Number, Way.Demand, "back again"));
        Assert.Equal(Way.Departure, way.One<TransportationEvent.DemandCorrected>().Office);

        var first = Ordered(Way.Confirmed(), elsewhere);
        Assert.Equal(Way.Departure, first.State.Papers.Application!.DestinationOffice);
    }

    [Fact]
    public void A_transit_period_ends_ahead_and_within_a_year()
    {
        foreach (var until in (DateTimeOffset[])
            [DateTimeOffset.MinValue, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Way.Start, Way.Start.AddDays(367), DateTimeOffset.MaxValue])
        {
            var demand = Way.Demand with { TransitUntil = until };
            Way.Begun().Refuses(Refusal.DemandWithoutTransitPeriod, new Command.CorrectDemand(Way.Number, demand, "a slip"));
            Way.Ready().Refuses(Refusal.DemandWithoutTransitPeriod, new Command.DemandActivation(Way.Number, demand));
        }

        var late = Way.Ready().Later(3 * 24 * 60).Closed(Way.Seal(1));
        late.Refuses(Refusal.DemandWithoutTransitPeriod, Way.Activation(Way.Seal(1)));
        late.Done(new Command.CorrectDemand(Way.Number, Way.Demand with { TransitUntil = late.Now.AddDays(2) }, "prolonged"))
            .Done(Way.Activation(Way.Seal(1)));
    }

    [Fact]
    public void On_the_way_another_item_is_corrected_though_the_period_has_passed()
    {
        var way = Way.Begun().Later(4 * 24 * 60);
        way.Done(new Command.CorrectDemand(Way.Number, Way.Demand with { Route = "A-3" }, "a detour"));
        Assert.Equal(Way.Demand.TransitUntil, way.State.Papers.Demand!.TransitUntil);
    }

    [Fact]
    public void Whoever_ordered_permitted_received_or_is_to_receive_the_goods_is_not_ended_before_it_is_over()
    {
        var way = new Way();
        way.Done(new Command.EnterRow(Rows.Entry(RegistryKind.Office, null,
            ("id", "korday"), ("code", "57506"), ("name_ru", "Кордай"), ("country", "KZ"), ("level", "post"))));
        var korday = (RegistryKind.Office, "korday");
        way.Done(new Command.Draft(Way.Number, Way.Whole)).Done(new Command.OrderSeal(Way.Number, Way.Escort))
            .Done(new Command.Confirm(Way.Number, Way.Contract))
            .Done(new Command.DemandActivation(Way.Number, Way.Demand with { OfficeCode = "57506", OfficeName = "Кордай" }));
        way.Core.Restart();
        way.Refuses(Refusal.RowIsPointedTo, Ended(korday)).Done(new Command.Cancel(Way.Number, "not needed")).Done(Ended(korday));

        var body = new Way().Done(new Command.EnterRow(Rows.Entry(RegistryKind.ControllingBody, null,
            ("id", "border"), ("name_ru", "Пограничная служба"), ("country", "KZ"), ("legal_ground", "Law 70-V"))));
        var order = Way.Escort with { Authority = "border", Ground = OrderGround.Agreement, RiskProfile = null };
        body.Done(new Command.Draft(Way.Number, Way.Whole)).Done(new Command.OrderSeal(Way.Number, order))
            .Refuses(Refusal.RowIsPointedTo, Ended((RegistryKind.ControllingBody, "border")));

        var free = Way.Free(Way.Whole with { DestinationOffice = null })
            .Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 1"));
        free.Refuses(Refusal.RowIsPointedTo, Ended((RegistryKind.Office, Way.Destination)));
    }

    private static Command.EndRow Ended((RegistryKind Kind, string Key) row) => new(Rows.End(row.Kind, row.Key, "2026-03-31"));

    /// <summary>What is confirmed comes under escort: ordered, demanded, permitted, and the declaration handed over.</summary>
    private static Way Ordered(Way way, ActivationDemand? demand = null) => way.Done(new Command.OrderSeal(Way.Number, Way.Escort))
        .Done(new Command.DemandActivation(Way.Number, demand ?? Way.Demand))
        .Done(new Command.Permit(Way.Number, PermissionKind.Activation, Way.Departure, Way.Signature))
        .Done(new Command.AttachDocument(Way.Number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true)));
}
