using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Registries;

/// <summary>Rows of registries: versions with days of validity, corrections, ends, and what points to what.</summary>
public sealed class Row_tests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_lookup_gives_the_version_that_is_valid_on_the_day()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Rate("540.10", "2026-01-01"));
        Rows.Done(core, Rows.Rate("541.20", "2026-01-03"));
        Assert.Equal(
            [null, "540.10", "540.10", "541.20", "541.20"],
            Days("2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03", "2030-01-01").Select(day =>
                core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", day)?["rate"]));
    }

    [Fact]
    public void Versions_may_come_in_any_order()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Rate("541.20", "2026-01-03"));
        Rows.Done(core, Rows.Rate("540.10", "2026-01-01"));
        Assert.Equal("540.10", core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 1, 2))?["rate"]);
        Assert.Equal("541.20", core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 1, 4))?["rate"]);
    }

    [Fact]
    public void A_correction_names_what_it_corrects_and_the_journal_keeps_both()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Rate("540.10", "2026-01-01"));
        Assert.Equal(Refusal.RowChanged, Rows.Do(core, Rows.Rate("540.11", "2026-01-01")));
        Assert.Equal(Refusal.RowChanged, Rows.Do(core, Rows.Rate("540.11", "2026-01-01") with { Corrects = 7 }));
        Rows.Done(core, Rows.Rate("540.11", "2026-01-01") with { Corrects = 1 });
        Assert.Equal("540.11", core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 1, 2))?["rate"]);
        Assert.Equal(
            ["540.10", "540.11"],
            core.Journal.Select(entry => entry.Change).OfType<RegistryEvent.RowEntered>().Select(e => e.Values["rate"]));
        Assert.Equal(Refusal.RowChanged, Rows.Do(core, Rows.Rate("540.12", "2026-01-01") with { Corrects = 1 }));
    }

    [Fact]
    public void An_ended_row_is_valid_to_its_last_day_and_may_be_entered_anew()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Rate("540.10", "2026-01-01"));
        Assert.Null(Rows.Do(core, Rows.End(RegistryKind.ExchangeRate, "USD", "2026-01-05")));
        Assert.NotNull(core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 1, 5)));
        Assert.Null(core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 1, 6)));
        Rows.Done(core, Rows.Rate("545", "2026-02-01"));
        Assert.Null(core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 1, 6)));
        Assert.Equal("545", core.State.Registries.Find(RegistryKind.ExchangeRate, "USD", new DateOnly(2026, 2, 6))?["rate"]);
    }

    [Fact]
    public void Nothing_is_ended_while_a_valid_row_points_to_it()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Carrier);
        Rows.Done(core, Rows.Vehicle("777ABC02"));
        var end = Rows.End(RegistryKind.Organisation, Rows.CarrierKey, "2026-06-30");
        Assert.Equal(Refusal.RowIsPointedTo, Rows.Do(core, end));
        Assert.Null(Rows.Do(core, end with { Kind = RegistryKind.Vehicle, Key = "KZ-777ABC02" }));
        Assert.Null(Rows.Do(core, end));
    }

    [Fact]
    public void Nothing_is_ended_while_it_is_held_from_outside()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Carrier);
        core.State.Registries.Hold(RegistryKind.Organisation, Rows.CarrierKey);
        var end = Rows.End(RegistryKind.Organisation, Rows.CarrierKey, "2026-06-30");
        Assert.Equal(Refusal.RowIsPointedTo, Rows.Do(core, end));
        core.State.Registries.Release(RegistryKind.Organisation, Rows.CarrierKey);
        Assert.Null(Rows.Do(core, end));
    }

    [Fact]
    public void A_row_points_only_to_what_is_there_while_it_is_valid()
    {
        var core = Rows.Core();
        Assert.Equal(Refusal.PointsNowhere, Rows.Do(core, Rows.Vehicle("777ABC02")));
        Rows.Done(core, Rows.Carrier with { ValidFrom = new DateOnly(2026, 2, 1) });
        Assert.Equal(Refusal.PointsNowhere, Rows.Do(core, Rows.Vehicle("777ABC02") with { ValidFrom = new DateOnly(2026, 1, 1) }));
        Rows.Done(core, Rows.Vehicle("777ABC02") with { ValidFrom = new DateOnly(2026, 2, 1) });
    }

    [Fact]
    public void An_import_is_done_whole_or_not_at_all_and_in_any_order()
    {
        var core = Rows.Core();
        var before = Core.Bytes(core.State);
        var withWrong = new Command.ImportRows([Rows.Vehicle("777ABC02"), Rows.Carrier, Rows.Rate("0", "2026-01-01")], []);
        Assert.Equal(Refusal.RowOutOfForm, Do(core, withWrong));
        Assert.Equal(before, Core.Bytes(core.State));
        Assert.Empty(core.Journal);
        Assert.Null(Do(core, new Command.ImportRows([Rows.Vehicle("777ABC02"), Rows.Carrier], [])));
        Assert.Equal(2, core.Journal.Count);
    }

    [Fact]
    public void A_row_that_is_not_in_its_normal_form_is_refused() =>
        Assert.Equal(Refusal.RowOutOfForm, Rows.Do(Rows.Core(), Rows.Rate("540.10", "2026-01-01") with
        {
            Values = Rows.Rate("540.10", "2026-01-01").Values.With("currency", "usd"),
        }));

    [Fact]
    public void A_dropped_draft_leaves_rows_and_pointers_as_they_were()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Carrier);
        Assert.Null(core.Draft.Do(new Command.EnterRow(Rows.Vehicle("777ABC02")), Now));
        core.Draft.Clear();
        Assert.Null(core.State.Registries.Find(RegistryKind.Vehicle, "KZ-777ABC02", new DateOnly(2026, 3, 1)));
        var end = Rows.End(RegistryKind.Organisation, Rows.CarrierKey, "2026-06-30");
        Assert.Null(Rows.Do(core, end));
    }

    [Fact]
    public void Replay_gives_the_same_rows_as_live()
    {
        var core = Rows.Core();
        Rows.Done(core, Rows.Carrier);
        Rows.Done(core, Rows.Vehicle("新A12345"));
        Rows.Done(core, Rows.Rate("540.10", "2026-01-01"));
        Rows.Done(core, Rows.Rate("540.11", "2026-01-01") with { Corrects = 1 });
        Rows.Do(core, Rows.End(RegistryKind.ExchangeRate, "USD", "2026-01-05"));
        var replayed = new TrackingState();
        foreach (var (subject, change) in core.Journal) Assert.True(replayed.Evolve(subject, change));
        Assert.Equal(Core.Bytes(core.State), Core.Bytes(replayed));
        Assert.Equal(Core.Bytes(core.State), Core.Bytes(core.Copy()));
    }

    private static Refusal? Do(Core core, Command command)
    {
        var refusal = core.Draft.Do(command, Now);
        core.Commit();
        return refusal;
    }

    private static IEnumerable<DateOnly> Days(params string[] days) => days.Select(day => RegistryDays.Parse(day)!.Value);
}
