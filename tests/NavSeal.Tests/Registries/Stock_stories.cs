using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Tests.Tracking;

namespace NavSeal.Tests.Registries;

/// <summary>To whom seals are issued, and what stands while they are.</summary>
public sealed class Stock_stories
{
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-000001");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SealHolder Post = new(RegistryKind.Office, "post"), Carrier = new(RegistryKind.Organisation, Rows.CarrierKey);

    [Fact]
    [Requirement("SEAL-016")]
    public void A_seal_is_issued_to_a_post_handed_on_and_taken_back()
    {
        var core = Core();
        Assert.Null(Move(core, SealStock.Issued, Post));
        Assert.Equal(Post, core.Copy().Seals.Single().IssuedTo);
        Assert.Equal(Refusal.SealStateUnchanged, Move(core, SealStock.Issued, Post));
        Assert.Null(Move(core, SealStock.Issued, Carrier));
        Assert.Equal(Carrier, core.Copy().Seals.Single().IssuedTo);
        Assert.Null(Move(core, SealStock.InStock, null));
        Assert.Null(core.Copy().Seals.Single().IssuedTo);
        Assert.Equal(
            [Post, Carrier, null],
            core.Journal.Select(entry => entry.Change).OfType<SealEvent.SealStateChanged>().Select(e => e.IssuedTo));
    }

    [Fact]
    public void It_is_issued_to_nobody_who_is_not_there_and_to_nobody_in_another_state()
    {
        var core = Core();
        Assert.Equal(Refusal.UnknownRow, Move(core, SealStock.Issued, new SealHolder(RegistryKind.Office, "nowhere")));
        Assert.Equal(Refusal.UnknownRow, Move(core, SealStock.Issued, new SealHolder(RegistryKind.Vehicle, "post")));
        Assert.Equal(Refusal.UnknownRow, Move(core, SealStock.Faulty, Post));
        Assert.Equal(SealStock.InStock, core.Copy().Seals.Single().Stock);
    }

    [Fact]
    public void Whoever_has_a_seal_is_not_ended_before_the_seal_is_taken_back()
    {
        var core = Core();
        Assert.Null(Move(core, SealStock.Issued, Post));
        Assert.Equal(Refusal.RowIsPointedTo, End(core, RegistryKind.Office, "post"));
        Assert.Equal(1, core.Copy().Registries.HoldsOf(RegistryKind.Office, "post"));
        Assert.Null(Move(core, SealStock.Issued, Carrier));
        Assert.Null(End(core, RegistryKind.Office, "post"));
        Assert.Equal(Refusal.RowIsPointedTo, End(core, RegistryKind.Organisation, Rows.CarrierKey));
        Assert.Null(Move(core, SealStock.Lost, null));
        Assert.Null(End(core, RegistryKind.Organisation, Rows.CarrierKey));
    }

    [Fact]
    public void A_model_is_not_ended_while_a_seal_of_it_is_not_retired()
    {
        var core = Core();
        var model = Reference.Registered(Seal).Model;
        Assert.Equal(Refusal.RowIsPointedTo, End(core, RegistryKind.SealModel, model));
        Assert.Null(Move(core, SealStock.Retired, null));
        Assert.Null(End(core, RegistryKind.SealModel, model));
    }

    [Fact]
    public void A_page_offers_what_the_core_takes()
    {
        foreach (var from in Enum.GetValues<SealStock>())
        {
            var core = Core();
            if (from != SealStock.InStock) Assert.Null(Move(core, from, null));
            foreach (var to in Enum.GetValues<SealStock>())
            {
                var asked = new Command.ChangeSealState(Seal, to, "note 18") { IssuedTo = to == SealStock.Issued ? Post : null };
                Assert.Equal(SealStocks.WhyNot(from, to, isTracking: false), core.Draft.Ask(asked, Now));
            }
        }
    }

    [Fact]
    public void A_seal_that_tracks_can_only_break_down_or_be_lost() => Assert.Equal(
        [SealStock.Faulty, SealStock.Lost],
        Enum.GetValues<SealStock>().Where(to => SealStocks.WhyNot(SealStock.Issued, to, isTracking: true) is null));

    [Fact]
    public void What_was_refused_or_only_asked_holds_nothing()
    {
        var core = Core();
        Assert.Null(core.Draft.Ask(new Command.ChangeSealState(Seal, SealStock.Issued, "to look") { IssuedTo = Post }, Now));
        Assert.Null(End(core, RegistryKind.Office, "post"));
    }

    private static Core Core()
    {
        var registered = Reference.Registered(Seal);
        var core = Rows.Core(
            Row(RegistryKind.Office, ("id", "post"), ("name_ru", "Пост"), ("country", "KZ")),
            Row(RegistryKind.SealModel, ("model", registered.Model), ("maker", "sample"), ("conformity", "none")));
        Assert.Null(Rows.Do(core, Rows.Carrier));
        Assert.Null(Rows.Do(core, new Command.RegisterSeal(registered)));
        return core;
    }

    private static RegistryRow Row(RegistryKind kind, params (string Column, string Text)[] values) => new()
    {
        Kind = kind,
        Key = values[0].Text,
        Version = 0,
        Values = Rows.Values(values),
    };

    private static Refusal? Move(Core core, SealStock state, SealHolder? to) =>
        Rows.Do(core, new Command.ChangeSealState(Seal, state, "note 17") { IssuedTo = to });

    private static Refusal? End(Core core, RegistryKind kind, string key) => Rows.Do(core, Rows.End(kind, key, "2026-03-01"));
}
