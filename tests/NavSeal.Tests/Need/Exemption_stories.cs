using NavSeal.Model.Need;
using static NavSeal.Tests.Need.Asking;

namespace NavSeal.Tests.Need;

/// <summary>Who is freed. The rows are made up: no list of exemptions is known to us.</summary>
public sealed class Exemption_stories
{
    private const string Plain = "E-1,7208,Steel,,,road,2026-08-01,,,test,D";

    private const string Conditional = "E-2,7208,Steel,transit of the army,,,,,,test,D";

    [Fact]
    [Requirement("STG-013")]
    public void Exemptions_have_goods_case_condition_mode_and_validity()
    {
        var loaded = With("exemptions.csv", Plain);
        Assert.Equal((false, NeedReason.Exempt), Found(Question(Stage2, Steel)));
        Assert.Equal("E-1", Question(Stage2, Steel).Decide(loaded).Deciding!.Exemption);
        Assert.Equal("STG-009", Question("2026-07-31", Steel).Rule(loaded));
        Assert.Equal("STG-009", Question(Stage2, "9403").Rule(loaded));
        Assert.Equal("STG-011", Question(Stage3, Steel).ByRail().Rule(loaded));

        (bool, NeedReason) Found(NeedQuestion asked) => (asked.Decide(loaded).IsRequired, asked.Decide(loaded).Reason);
    }

    [Fact]
    [Requirement("STG-013")]
    public void A_case_that_the_table_cannot_see_frees_whoever_claims_it()
    {
        var loaded = With("exemptions.csv", Conditional);
        var asked = Question(Stage2, Steel);
        Assert.Equal("STG-009", asked.Rule(loaded));
        Assert.Equal(["E-2"], asked.Decide(loaded).Deciding!.PossibleExemptions);
        Assert.False((asked with { Goods = [new GoodsLine(Steel, Exemption: "E-2")] }).Decide(loaded).IsRequired);
        Assert.True((asked with { Goods = [new GoodsLine("9403", Exemption: "E-2")] }).Decide(loaded).IsRequired);
        Assert.Equal(
            NeedFault.ExemptionUnknown, (asked with { Goods = [new GoodsLine(Steel, Exemption: "E-9")] }).Refused(loaded).Fault);
    }

    [Fact]
    [Requirement("STG-013")]
    public void Rows_of_the_first_list_end_on_the_day_before_the_second_stage()
    {
        var loaded = With("exemptions.csv", "D147-1,2208,Spirits,,,,2026-02-01,,2,test,D");
        Assert.Null(Question("2026-07-30", Spirits).Rule(loaded));
        Assert.Equal("STG-004", Question("2026-07-31", Spirits).Rule(loaded));
        Assert.True(Question("2026-07-30", Spirits).Decide(loaded).AreExemptionsLoaded);
        Assert.False(Question("2026-07-31", Spirits).Decide(loaded).AreExemptionsLoaded);
    }

    [Fact]
    [Requirement("STG-013")]
    public void While_no_list_is_loaded_the_answer_says_so()
    {
        Assert.False(Question(Stage2, Steel).Decide().AreExemptionsLoaded);
        Assert.Null(Question(Stage2, Beer).As("export").Decide().AreExemptionsLoaded);
    }

    [Fact]
    [Requirement("STG-014")]
    public void Exemptions_help_transit_only()
    {
        var loaded = With("exemptions.csv", "E-3,,everything,,,,,,,test,D");
        Assert.False(Question(Stage2, Spirits, Steel).Decide(loaded).IsRequired);
        Assert.Equal("STG-007", Question(Stage2, Spirits).As("export").Rule(loaded));
        Assert.Equal("STG-007", Question(Stage2, Spirits).As("mutual_trade").Rule(loaded));
    }

    [Theory]
    [InlineData("E-1,72O8,,,,,,,,test,D")]
    [InlineData("E-1,7208,,,,canal,,,,test,D")]
    [InlineData("E-1,7208,,,,,2026-02-30,,,test,D")]
    [InlineData("E-1,7208,,,,,2026-02-03,2026-02-01,,test,D")]
    [InlineData("E-1,7208,,,,,,,9,test,D")]
    [InlineData(",7208,,,,,,,,test,D")]
    [InlineData(Plain + "\n" + Plain)]
    public void A_row_that_cannot_be_read_is_refused_with_its_place(string row) => Assert.Contains(
        "exemptions.csv", Assert.Throws<FormatException>(() => With("exemptions.csv", row)).Message, StringComparison.Ordinal);
}
