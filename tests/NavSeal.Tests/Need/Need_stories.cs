using NavSeal.Model.Need;
using static NavSeal.Tests.Need.Asking;

namespace NavSeal.Tests.Need;

/// <summary>Who needs a seal, and since when.</summary>
public sealed class Need_stories
{
    [Theory]
    [InlineData("2026-02-10", null)]
    [InlineData("2026-02-11", "STG-004")]
    [Requirement("STG-001")]
    public void The_first_stage_begins_on_its_day_and_obliges_nobody_before(string day, string? rule)
    {
        Assert.Equal(rule, Question(day, Spirits).Rule());
        var asked = Question(day, Spirits, Cheese).Under("RU");
        Assert.Equal(rule is not null, asked.Decide().IsRequired);
        Assert.Equal(rule is not null, asked.As("export").Decide().IsRequired);
        Assert.Equal(rule is not null, asked.As("mutual_trade").ByRail().Decide().IsRequired);
    }

    [Theory]
    [InlineData("2026-07-30", null, null)]
    [InlineData("2026-07-31", "STG-009", "STG-010")]
    [Requirement("STG-002")]
    public void The_second_stage_begins_on_the_day_of_its_rows(string day, string? steel, string? shoesByRail)
    {
        Assert.Equal(steel, Question(day, Steel).Rule());
        Assert.Equal(shoesByRail, Question(day, Shoes).ByRail().Rule());
    }

    [Fact]
    [Requirement("STG-002")]
    [Requirement("STG-003")]
    public void Another_day_of_a_stage_is_another_row()
    {
        var moved = NavSeal.Tracking.Need.NeedTables.Parse(name => Tracking.Reference.Text(name)
            .Replace("2026-07-31", "2026-09-01", StringComparison.Ordinal).Replace("2027-05-27", "2027-07-01", StringComparison.Ordinal));
        Assert.Null(Question("2026-08-31", Steel).Rule(moved));
        Assert.Equal("STG-009", Question("2026-09-01", Steel).Rule(moved));
        Assert.Null(Question("2027-06-30", Steel).ByRail().Rule(moved));
        Assert.Equal("STG-011", Question("2027-07-01", Steel).ByRail().Rule(moved));
        Assert.NotEqual(Delivered.Version, moved.Version);
    }

    [Theory]
    [InlineData("2027-05-26", null)]
    [InlineData("2027-05-27", "STG-011")]
    [Requirement("STG-003")]
    public void The_third_stage_begins_on_the_day_of_its_rows(string day, string? rule) =>
        Assert.Equal(rule, Question(day, Steel).ByRail().Rule());

    [Theory]
    [InlineData("2203000100")]
    [InlineData("2204")]
    [InlineData("2205")]
    [InlineData("220600")]
    [InlineData("2207")]
    [InlineData("2208")]
    [InlineData("2401")]
    [InlineData("2402")]
    [InlineData("2403")]
    [Requirement("STG-004")]
    public void Transit_of_alcohol_and_tobacco_is_sealed_by_road_and_by_rail(string code)
    {
        Assert.Equal("STG-004", Question(Stage1, code).Rule());
        Assert.Equal("STG-004", Question(Stage1, code).ByRail().Rule());
        Assert.Equal((1, "STG-004"), (Question(Stage3, code).Decide().Deciding!.Stage, Question(Stage3, code).Rule()));
    }

    [Fact]
    [Requirement("STG-005")]
    public void Transit_of_goods_under_special_measures_is_sealed_by_road_and_by_rail()
    {
        Assert.Equal("STG-005", Question(Stage1, Cheese).Under("RU").Rule());
        Assert.Equal("STG-005", Question(Stage1, Cheese).Under("RU").ByRail().Rule());
        Assert.Null(Question(Stage1, Cheese).Rule());
        Assert.Equal("sanctioned", Question(Stage1, Cheese).Under("RU").Decide().Deciding!.Group);
    }

    [Theory]
    [InlineData("4303")]
    [InlineData("6101")]
    [InlineData("6106")]
    [InlineData("6110")]
    [InlineData("6401")]
    [InlineData("6405")]
    [InlineData("8517")]
    [InlineData("8519")]
    [InlineData("8521")]
    [InlineData("8525")]
    [InlineData("8526")]
    [InlineData("8528")]
    [Requirement("STG-006")]
    public void Transit_of_clothing_footwear_and_electronics_is_sealed_on_the_road_and_not_on_rails(string code)
    {
        Assert.Equal("STG-006", Question(Stage1, code).Rule());
        Assert.Null(Question(Stage1, code).ByRail().Rule());
        Assert.Null(Question(Stage1, code).As("export").Rule());
        Assert.Null(Question(Stage3, code).As("mutual_trade").Rule());
    }

    [Theory]
    [InlineData("export")]
    [InlineData("mutual_trade")]
    [Requirement("STG-007")]
    public void Export_and_mutual_trade_of_alcohol_tobacco_and_special_measure_goods_is_sealed(string procedure)
    {
        foreach (var asked in new[] { Question(Stage1, Beer), Question(Stage1, Cigarettes), Question(Stage1, Cheese).Under("RU") })
        {
            Assert.Equal("STG-007", asked.As(procedure).Rule());
            Assert.Equal("STG-007", asked.As(procedure).ByRail().Rule());
        }

        Assert.Null(Question(Stage3, Steel).As(procedure).Rule());
        Assert.Null(Question(Stage3, Steel).As(procedure).ByRail().Rule());
    }

    [Theory]
    [InlineData("2404")]
    [InlineData("2939790000")]
    [InlineData("2939 80 000 0")]
    [Requirement("STG-008")]
    public void Nicotine_is_sealed_in_export_by_road_and_nowhere_else(string code)
    {
        Assert.Null(Question("2026-02-10", code).As("export").Rule());
        Assert.Equal("STG-008", Question("2026-02-11", code).As("export").Rule());
        Assert.Null(Question(Stage3, code).As("export").ByRail().Rule());
        Assert.Null(Question(Stage3, code).As("mutual_trade").Rule());
        Assert.Null(Question(Stage1, code).Rule());
    }

    [Theory]
    [InlineData(Steel)]
    [InlineData(Vapour)]
    [InlineData("4304")]
    [Requirement("STG-009")]
    public void At_the_second_stage_all_other_road_transit_is_sealed(string code)
    {
        Assert.Equal(("STG-009", 2), (Question(Stage2, code).Rule(), Question(Stage2, code).Decide().Deciding!.Stage));
        Assert.Null(Question(Stage2, code).ByRail().Rule());
        Assert.Equal("all_other", Question(Stage2, code).Decide().Deciding!.Group);
    }

    [Fact]
    [Requirement("STG-010")]
    public void At_the_second_stage_rail_transit_of_group_G_and_of_the_goods_of_the_Commission_is_sealed()
    {
        Assert.Equal("STG-010", Question(Stage2, Shoes).ByRail().Rule());
        Assert.Equal("STG-006", Question(Stage2, Shoes).Rule());
        var listed = With("goods.csv", "7208,7208,4,commission_listed,Steel,Сталь,test,D,,");
        Assert.Equal("STG-010", Question(Stage2, Steel).ByRail().Rule(listed));
        Assert.Equal("commission_listed", Question(Stage2, Steel).ByRail().Decide(listed).Deciding!.Group);
        Assert.Equal("STG-009", Question(Stage2, Steel).Rule(listed));
    }

    [Theory]
    [InlineData(Steel)]
    [InlineData(Vapour)]
    [Requirement("STG-011")]
    public void At_the_third_stage_all_other_rail_transit_is_sealed(string code)
    {
        Assert.Equal(("STG-011", 3), (Question(Stage3, code).ByRail().Rule(), Question(Stage3, code).ByRail().Decide().Deciding!.Stage));
        Assert.Equal("STG-010", Question(Stage3, Shoes).ByRail().Rule());
    }

    [Fact]
    [Requirement("STG-012")]
    public void Special_measures_bind_only_on_a_way_through_the_state_that_applies_them()
    {
        var cheese = Question(Stage1, Cheese).Under("RU");
        Assert.Equal("STG-005", cheese.Through("KZ", "RU", "BY").Rule());
        Assert.Null(cheese.Through("KZ", "KG").Rule());
        Assert.Equal(NeedReason.MeasuresElsewhere, cheese.Through("KZ", "KG").As("export").Decide().Reason);
        Assert.Equal("STG-009", (cheese.Through("KZ", "KG") with { Day = Stage2 }).Rule());
        Assert.Equal("STG-007", cheese.Under("BY", "RU").As("export").Rule());
    }

    [Fact]
    [Requirement("STG-015")]
    public void The_answer_names_rule_clause_code_stage_and_tables()
    {
        var decision = Question(Stage1, Steel, Beer).Decide();
        var line = decision.Deciding!;
        Assert.Equal(("STG-004", 1, "alcohol", "2203 00", 2), (line.Rule, line.Stage, line.Group, line.Heading, line.Place));
        Assert.StartsWith("Agreement 18.6(1)", line.Clause, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 2, 11), line.Since);
        Assert.Equal(Delivered.Version, decision.TablesVersion);
        Assert.Equal([NeedReason.NotYet, NeedReason.ListedHeading], decision.Lines.Select(each => each.Reason));
        Assert.Equal((NeedReason.NotYet, new DateOnly(2026, 7, 31)), Later(Question(Stage1, Steel)));

        static (NeedReason, DateOnly?) Later(NeedQuestion asked) => (asked.Decide().Reason, asked.Decide().Deciding!.Since);
    }

    [Theory]
    [InlineData("2203 00 010 0", "STG-004")]
    [InlineData("2203\u00a000", "STG-004")]
    [InlineData("220300", "STG-004")]
    [InlineData(" 2208 ", "STG-004")]
    [InlineData("2209009100", null)]
    [InlineData("2206001000", "STG-004")]
    [InlineData("6107", null)]
    [InlineData("0220300100", null)]
    [Requirement("STG-016")]
    public void Codes_match_by_their_leading_digits_without_spaces(string code, string? rule) =>
        Assert.Equal(rule, Question(Stage1, code).Rule());

    [Fact]
    [Requirement("STG-017")]
    public void One_line_of_several_is_enough_and_the_earliest_stage_then_the_lowest_rule_is_named()
    {
        Assert.Equal("STG-004", Question(Stage2, Steel, Shoes, Spirits).Rule());
        Assert.Equal("STG-006", Question(Stage2, Steel, Shoes).Rule());
        Assert.Equal("STG-004", Question(Stage1, Spirits).Under("RU").Rule());
        Assert.Equal("STG-007", Question(Stage1, Vapour, Spirits).As("export").Rule());
        Assert.Null(Question(Stage1, Steel, "9403").Rule());
    }

    [Theory]
    [InlineData("air")]
    [InlineData("sea")]
    [Requirement("STG-018")]
    public void Other_modes_of_transport_wait_for_the_Commission(string mode)
    {
        var asked = Question(Stage3, Spirits) with { Mode = mode };
        Assert.Equal((false, NeedReason.ModeNotOpened), (asked.Decide().IsRequired, asked.Decide().Reason));
        var opened = With("stages.csv", $"STG-018,4,2027-01-01,,transit,{mode},alcohol,test,D,");
        Assert.Equal("STG-018", asked.Rule(opened));
        Assert.Equal(NeedFault.ModeUnknown, (asked with { Mode = "pipeline" }).Refused().Fault);
    }

    [Fact]
    [Requirement("STG-019")]
    public void The_register_of_special_measures_is_loaded_with_its_day_and_its_source()
    {
        var loaded = With("special-measures.csv", "RU,test act,0406,Cheese,2026-02-01,2026-12-31,2026-01-20,test");
        Assert.Equal("STG-005", Question(Stage1, Cheese).Rule(loaded));
        Assert.Equal("STG-007", Question(Stage1, Cheese).As("export").Rule(loaded));
        Assert.Null(Question(Stage1, Cheese).Through("KZ", "KG").Rule(loaded));
        Assert.Null(Question("2027-01-01", Cheese).As("export").Rule(loaded));
        foreach (var row in new[] { "RU,test act,0406,Cheese,,,,test", "RU,test act,0406,Cheese,,,2026-01-20," })
            Assert.Throws<FormatException>(() => With("special-measures.csv", row));
    }

    [Fact]
    [Requirement("STG-020")]
    public void Electronic_customs_escort_of_a_state_is_a_regime_of_its_own()
    {
        var domestic = Question(Stage1, Spirits).Through("KZ");
        Assert.Equal((false, NeedReason.OneMemberState), (domestic.Decide().IsRequired, domestic.Decide().Reason));
        Assert.Contains("KZ-ESCORT", domestic.Decide().MayStillApply);
        Assert.Contains("KZ-ESCORT", Question(Stage1, Steel).Through("KZ", "KZ").Decide().MayStillApply);
        Assert.DoesNotContain("KZ-ESCORT", Question(Stage1, Steel).Through("RU", "BY").Decide().MayStillApply);
        Assert.Empty(Question(Stage1, Spirits).Decide().MayStillApply);
    }

    [Fact]
    [Requirement("STG-021")]
    public void Unilateral_tracking_ends_where_the_goods_begin_or_after_480_days()
    {
        Assert.Contains("UNILATERAL", Question("2026-02-10", Spirits).Decide().MayStillApply);
        Assert.Empty(Question("2026-02-11", Spirits).Decide().MayStillApply);
        Assert.Contains("UNILATERAL", Question("2027-05-26", Steel).ByRail().Decide().MayStillApply);
        Assert.DoesNotContain("UNILATERAL", Question("2027-05-27", Steel).As("export").Decide().MayStillApply);
        var freed = With("exemptions.csv", "E-1,7208,,,,road,,,,test,D");
        Assert.DoesNotContain("UNILATERAL", Question(Stage2, Steel).Decide(freed).MayStillApply);
    }

    [Fact]
    [Requirement("STG-022")]
    public void The_need_is_judged_for_the_day_on_which_tracking_begins()
    {
        var applied = Question("2026-07-30", Steel);
        Assert.False(applied.Decide().IsRequired);
        Assert.True((applied with { Day = "2026-07-31" }).Decide().IsRequired);
    }

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData("1", null, 1)]
    [InlineData("3", null, 3)]
    [InlineData("3", "2", 5)]
    [Requirement("SEAL-007")]
    public void As_many_seals_as_lockable_compartments_are_proposed_at_least(string? compartments, string? objects, int seals)
    {
        var asked = Question(Stage1, Beer) with { Compartments = compartments, TrackingObjects = objects };
        Assert.Equal(seals, asked.Decide().Seals);
    }

    [Fact]
    [Requirement("SEAL-008")]
    public void Where_seals_sit_on_the_objects_their_number_follows_the_objects() => Assert.Equal(
        4, (Question(Stage1, Beer) with { Compartments = "0", TrackingObjects = "4" }).Decide().Seals);
}
