using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>A seal is fit when it is affixed and still fit when it is activated, and serves one transportation after another.</summary>
public sealed class Seal_fitness_stories
{
    private static readonly TransportationNumber Other = new(new Guid(18, 0, 0, new byte[8]));

    [Theory]
    [InlineData(SealStock.Faulty)]
    [InlineData(SealStock.Lost)]
    [InlineData(SealStock.Retired)]
    [Requirement("SEAL-017")]
    public void A_seal_found_unfit_after_it_was_affixed_is_not_activated(SealStock stock) =>
        Way.Ready().Done(new Command.ChangeSealState(Way.Seal(1), stock, "found so at the check"))
            .Refuses(Refusal.SealNotUsable, Way.Activation(Way.Seal(1)));

    [Fact]
    [Requirement("SEAL-003")]
    [Requirement("SEAL-004")]
    public void A_mark_that_ended_or_was_taken_away_after_the_affixing_bars_the_activation()
    {
        var way = Way.Confirmed().Done(new Command.RegisterSeal(Reference.Registered(Way.Seal(9)) with { Model = "old" }));
        var lastDay = (int)(new DateTimeOffset(2026, 7, 3, 18, 50, 0, TimeSpan.Zero) - Way.Start).TotalMinutes;
        way.Later(lastDay).Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9)))).Later(20).Closed(Way.Seal(9));
        way.Refuses(Refusal.SealNotConforming, Way.Activation(Way.Seal(9)));
        Way.Ready().Done(new Command.RegisterSeal(Reference.Registered(Way.Seal(1)) with { Model = "none" }))
            .Refuses(Refusal.SealNotConforming, Way.Activation(Way.Seal(1)));
    }

    [Fact]
    public void While_a_seal_watches_it_can_be_found_faulty_or_lost_and_nothing_else()
    {
        var way = Way.Begun();
        way.Refuses(Refusal.SealUnderTracking, new Command.ChangeSealState(Way.Seal(1), SealStock.Retired, "worn out"));
        way.Refuses(Refusal.SealUnderTracking, new Command.ChangeSealState(Way.Seal(1), SealStock.Issued, "to the post"));
        way.Done(new Command.ChangeSealState(Way.Seal(1), SealStock.Faulty, "its clock is wrong"));
        way.Refuses(Refusal.SealUnderTracking, new Command.ChangeSealState(Way.Seal(1), SealStock.InStock, "repaired"));
    }

    [Fact]
    [Requirement("ACT-028")]
    public void A_seal_serves_another_transportation_after_its_register_is_erased_and_not_before()
    {
        var way = WithOther(Way.Confirmed().Done(new Command.RegisterSeal(Reference.Registered(Way.Seal(9)) with { Model = "memory" })));
        var affixed = new Command.Affix(Other, Way.AffixedTo(Way.Seal(9)));
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(9)))).Closed(Way.Seal(9)).Refuses(Refusal.SealOfAnother, affixed);
        way.Done(Way.Activation(Way.Seal(9)) with { RegisterReadBack = RegisterOf(way) }).Refuses(Refusal.SealInUse, affixed);
        way.Done(new Command.RecordArrival(Way.Number, Way.Destination, "zone 1"))
            .Done(new Command.Deactivate(Way.Number, null)).Refuses(Refusal.SealOfAnother, affixed);
        way.Core.Restart();
        way.Done(new Command.TakeOff(Way.Number, Way.Seal(9), PlaceKind.OperatorSite, "warehouse 4"))
            .Refuses(Refusal.SealOfAnother, affixed);
        way.Done(new Command.Erase(Way.Number, Way.Seal(9))).Done(affixed);
    }

    [Fact]
    public void A_seal_that_was_rejected_or_came_off_what_was_cancelled_serves_another()
    {
        var affixed = new Command.Affix(Other, Way.AffixedTo(Way.Seal(1)));
        var way = WithOther(Way.Confirmed().Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))));
        way.Refuses(Refusal.SealOfAnother, affixed);
        way.Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(2)) with { InsteadOf = Way.Seal(1) })).Done(affixed);

        var cancelled = WithOther(Way.Confirmed().Done(new Command.Affix(Way.Number, Way.AffixedTo(Way.Seal(1)))));
        cancelled.Done(new Command.Cancel(Way.Number, "not needed")).Refuses(Refusal.SealOfAnother, affixed);
        cancelled.Done(new Command.TakeOff(Way.Number, Way.Seal(1), PlaceKind.OperatorSite, "warehouse 4")).Done(affixed);
    }

    private static string RegisterOf(Way way) => SealRegister.HashOf(SealRegister.Of(Way.Number, way.State));

    private static Way WithOther(Way way) =>
        way.Done(new Command.Draft(Other, Way.Whole)).Done(new Command.Confirm(Other, Way.Contract));
}
