using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Need;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tests.Need;

/// <summary>What is entered into the registries counts beside the tables.</summary>
public sealed class Registry_need_tests
{
    [Fact]
    public void Nothing_entered_changes_nothing() =>
        Assert.Same(Asking.Delivered, Asking.Delivered.With(Laid()));

    [Fact]
    [Requirement("STG-012")]
    [Requirement("STG-019")]
    public void A_special_measure_counts_from_its_first_day_to_its_last_and_only_on_the_way()
    {
        var tables = With(Row(RegistryKind.SpecialMeasure, ("state", "RU"), ("code", "0406"), ("description", "cheese"),
            ("published", "2026-02-01"), ("published_in", "register")) with
        {
            ValidFrom = new DateOnly(2026, 3, 1),
            ValidTo = new DateOnly(2026, 3, 31),
        });
        Assert.Null(Asking.Question("2026-02-28", Asking.Cheese).Rule(tables));
        Assert.NotNull(Asking.Question("2026-03-01", Asking.Cheese).Rule(tables));
        Assert.NotNull(Asking.Question("2026-03-31", Asking.Cheese).Rule(tables));
        Assert.Null(Asking.Question("2026-04-01", Asking.Cheese).Rule(tables));
        Assert.Null(Asking.Question("2026-03-01", Asking.Cheese).Through("KZ", "KG").Rule(tables));
        Assert.NotEqual(Asking.Delivered.Version, tables.Version);
    }

    [Fact]
    public void An_exemption_of_goods_frees_them_and_one_in_words_only_may()
    {
        var goods = With(Row(RegistryKind.Exemption, ("id", "beer"), ("code", "2203"), ("description", "beer"), ("legal_ground", "act")));
        Assert.Null(Asking.Question(Asking.Stage1, Asking.Beer).Rule(goods));
        Assert.NotNull(Asking.Question(Asking.Stage1, Asking.Cigarettes).Rule(goods));

        var words = With(Row(RegistryKind.Exemption, ("id", "post"), ("description", "international post"), ("legal_ground", "act")));
        Assert.NotNull(Asking.Question(Asking.Stage1, Asking.Beer).Rule(words));
        Assert.Equal(["post"], Asking.Question(Asking.Stage1, Asking.Beer).Decide(words).Lines[0].PossibleExemptions);

        var export = With(Row(RegistryKind.Exemption, ("id", "beer"), ("code", "2203"), ("procedure", "export"), ("description", "beer"),
            ("legal_ground", "act")));
        Assert.NotNull(Asking.Question(Asking.Stage1, Asking.Beer).Rule(export));
    }

    [Fact]
    public void An_entered_rate_stands_over_that_of_the_file()
    {
        var question = Asking.Question(Asking.Stage2, Asking.Steel) with { Security = "260000000", SecurityCurrency = "KZT" };
        Assert.False(question.Decide().PhysicalEscort!.IsAllowed);
        var tables = With(Row(RegistryKind.ExchangeRate, ("currency", "USD"), ("units", "1"), ("rate", "519.99"), ("quoted_in", "KZT"),
            ("published_in", "national bank")));
        var verdict = question.Decide(tables).PhysicalEscort!;
        Assert.True(verdict.IsAllowed);
        Assert.Equal("national bank", verdict.RateSource);
    }

    [Fact]
    public void A_row_of_the_files_that_was_ended_counts_no_longer_and_a_replaced_one_until_it_is_replaced()
    {
        const string measures = "state,act,code,name,valid_from,valid_to,published,source\n"
            + "RU,,0406,cheese,2026-01-01,,2026-01-01,register\nRU,,0805,citrus,2026-01-01,,2026-01-01,register\n";
        const string exempted = "id,match_prefix,goods,case,condition,mode,valid_from,valid_to,until_stage,source,certainty\n"
            + "beer,2203,beer,,,road,,,2,act,sample\n";
        var tables = NeedTables.Parse(name => name switch
        {
            "special-measures.csv" => measures,
            "exemptions.csv" => exempted,
            _ => Reference.Text(name),
        });
        var states = ReferenceRows.States("KZ", Reference.Text("states.csv"));
        var laid = ReferenceRows.SpecialMeasures(states, measures)
            .Concat(ReferenceRows.Exemptions(states, exempted, Reference.Text("stages.csv"))).ToList();
        var core = new Core();
        core.State.Registries.Lay(states, laid);
        Assert.NotNull(laid.Single(row => row.Key == "beer").ValidTo);
        Assert.NotNull(Asking.Question("2026-03-01", Asking.Cheese).Rule(tables.With(core.State.Registries)));
        Assert.Null(Asking.Question(Asking.Stage1, Asking.Beer).Rule(tables.With(core.State.Registries)));

        End(core, RegistryKind.SpecialMeasure, "RU-0406", new DateOnly(2026, 3, 1));
        End(core, RegistryKind.Exemption, "beer", new DateOnly(2026, 1, 1));
        var after = tables.With(core.State.Registries);
        Assert.NotNull(Asking.Question("2026-03-01", Asking.Cheese).Rule(after));
        Assert.Null(Asking.Question("2026-03-02", Asking.Cheese).Rule(after));
        Assert.NotNull(Asking.Question(Asking.Stage1, Asking.Beer).Rule(after));
        Assert.NotEqual(tables.Version, after.Version);
    }

    private static void End(Core core, RegistryKind kind, string key, DateOnly lastDay)
    {
        var end = new RowEnd { Kind = kind, Key = key, LastDay = lastDay, Reason = "taken off the register" };
        Assert.Null(core.Draft.Do(new Command.EndRow(end), new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    private static NeedTables With(params RowEntry[] entries)
    {
        var core = new Core();
        foreach (var entry in entries)
            Assert.Null(core.Draft.Do(new Command.EnterRow(entry), new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)));
        return Asking.Delivered.With(core.State.Registries);
    }

    private static RegistryBook Laid() => new Core().State.Registries;

    private static RowEntry Row(RegistryKind kind, params (string Column, string Text)[] values) => new()
    {
        Kind = kind,
        Values = new RegistryValues(values.Select(value => KeyValuePair.Create(value.Column, value.Text))),
    };
}
