using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Two seals on one vehicle, and whether they stay together.</summary>
public sealed class Parting_stories
{
    private static readonly SealNumber First = Way.Seal(1), Second = Way.Seal(2);

    [Fact]
    [Requirement("EMG-008")]
    public void Seals_of_one_vehicle_that_part_are_an_unauthorised_action_from_the_first_fix_beyond()
    {
        var way = Both().Later(5).Closed(First, 5_000).Later(1).Closed(Second, 6_000);
        way.Later(5).Closed(First, 9_000).Later(1).Closed(Second, 6_100);
        way.Later(5).Closed(First, 20_000).Closed(Second, 6_200);
        Assert.Empty(Opened(way));
        var beyond = way.Now;
        way.Later(5).Closed(First, 28_000);
        var opened = Assert.Single(Opened(way));
        Assert.Equal((NonRoutineKind.UnauthorisedAction, First, beyond), (opened.Kind, opened.Seal, opened.OccurredAt));
        way.Closed(Second, 6_300).Later(5).Closed(First, 36_000).Closed(Second, 6_400).Later(5).Closed(First, 44_000).Closed(Second, 6_500);
        Assert.Single(Opened(way));
    }

    [Fact]
    public void Together_again_twice_in_a_row_it_is_over()
    {
        var way = Both().Later(5).Closed(First, 8_000).Closed(Second).Later(5).Closed(First, 16_000).Closed(Second, 1);
        Assert.Single(Opened(way));
        way.Later(5).Closed(First, 8_000).Later(5).Closed(First).Closed(Second, 2);
        Assert.Empty(way.All<TransportationEvent.NonRoutineSituationEnded>());
        way.Later(5).Closed(First, 1).Closed(Second, 3);
        Assert.Equal(way.Now, way.One<TransportationEvent.NonRoutineSituationEnded>().At);
    }

    [Fact]
    public void One_wild_fix_is_no_parting_and_the_way_between_two_fixes_is_none()
    {
        var way = Both().Later(5).Closed(First, 9_000).Closed(Second).Later(5).Closed(First, 100).Closed(Second, 1);
        for (var i = 1; i < 12; i++) way.Later(4).Closed(First, i * 8_000).Later(4).Closed(Second, (i * 8_000) + 7_000);
        Assert.Empty(Opened(way));
    }

    [Fact]
    public void A_seal_that_is_taken_off_stays_behind_and_has_not_parted()
    {
        var record = new RemovalRecord { Place = "km 312" };
        var way = Both().Done(new Command.RemoveEnRoute(Way.Number, Second, "CARGO_OPERATION", record));
        for (var i = 1; i < 5; i++) way.Later(5).Closed(First, i * 8_000).Closed(Second, i);
        Assert.Empty(Opened(way));
    }

    [Fact]
    public void Where_the_papers_name_several_wagons_nothing_says_which_seal_is_on_which()
    {
        Vehicle[] wagons = [new("55555559", VehicleKind.Wagon, null), new("55555567", VehicleKind.Wagon, null)];
        var way = Both(Two with { Vehicles = [.. wagons], Mode = TransportMode.Rail });
        for (var i = 1; i < 5; i++) way.Later(5).Closed(First, i * 8_000).Closed(Second, i);
        Assert.Empty(Opened(way));
    }

    private static Application Two => Way.Whole with { Compartments = 2, SealsPlanned = 2 };

    private static Way Both(Application? application = null) => Way.Confirmed(application ?? Two)
        .Done(new Command.Affix(Way.Number, Way.AffixedTo(First))).Done(new Command.Affix(Way.Number, Way.AffixedTo(Second, 2)))
        .Closed(First).Closed(Second).Done(Way.Activation(First)).Done(Way.Activation(Second));

    private static IReadOnlyList<TransportationEvent.NonRoutineSituationOpened> Opened(Way way) =>
        way.All<TransportationEvent.NonRoutineSituationOpened>();
}
