using NavSeal.Model.Need;
using static NavSeal.Tests.Need.Asking;

namespace NavSeal.Tests.Need;

/// <summary>What cannot be asked is named with its field, and never answered with "not required".</summary>
public sealed class Malformed_question_tests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-02-30")]
    [InlineData("2026-2-3")]
    [InlineData("01.03.2026")]
    [InlineData("2026-03-01T00:00:00")]
    [InlineData("1026-03-01")]
    [InlineData("9999-12-31")]
    public void A_day_is_a_day_of_our_time(string? day) => Assert.Equal(
        (NeedFault.DayWrong, "date"), Named(Question(Stage1, Beer) with { Day = day }));

    [Theory]
    [InlineData(null)]
    [InlineData("22O3")]
    [InlineData("220")]
    [InlineData("22030001000")]
    [InlineData("2203.00")]
    [InlineData("٢٢٠٣٠٠")]
    [InlineData("-220300")]
    [InlineData("                                        2204")]
    public void A_code_is_four_to_ten_digits(string? code) => Assert.Equal(
        (NeedFault.CodeMalformed, "goods[1].code"),
        Named(Question(Stage1, Beer) with { Goods = [new GoodsLine(Beer), new GoodsLine(code)] }));

    [Theory]
    [InlineData("2203", "220300")]
    [InlineData("22030", "220300")]
    [InlineData("2206", "220600")]
    public void A_code_that_only_begins_a_longer_heading_is_too_short(string code, string heading)
    {
        var refused = Question(Stage1, code).Refused();
        Assert.Equal((NeedFault.CodeTooShort, heading), (refused.Fault, refused.Detail));
        Assert.Equal(NeedFault.CodeTooShort, Question(Stage1, Beer, code).Refused().Fault);
    }

    [Theory]
    [InlineData("2939", "2939790000")]
    [InlineData("293979", "2939790000")]
    [InlineData("293980000", "2939800000")]
    public void A_code_that_only_begins_a_heading_of_export_by_road_is_too_short_there_alone(string code, string heading)
    {
        var refused = Question(Stage1, code).As("export").Refused();
        Assert.Equal((NeedFault.CodeTooShort, heading), (refused.Fault, refused.Detail));
        Assert.Null(Question(Stage1, code).Rule());
        Assert.Null(Question(Stage1, code).As("export").ByRail().Rule());
        Assert.Equal("STG-009", Question(Stage2, code).Rule());
    }

    [Fact]
    public void A_code_may_be_too_short_for_the_register_of_special_measures()
    {
        var loaded = With("special-measures.csv", "RU,test act,0406 90,Cheese,,,2026-01-20,test");
        Assert.Equal(NeedFault.CodeTooShort, Question(Stage1, "0406").Refused(loaded).Fault);
        Assert.Equal("STG-005", Question(Stage1, "0406").Under("RU").Rule(loaded));
        Assert.Null(Question(Stage1, "0406").Through("KZ", "KG").Rule(loaded));
    }

    [Fact]
    public void Words_are_those_of_the_question()
    {
        var asked = Question(Stage1, Beer);
        Assert.Equal((NeedFault.ProcedureUnknown, "procedure"), Named(asked with { Procedure = "Transit" }));
        Assert.Equal((NeedFault.ModeUnknown, "mode"), Named(asked with { Mode = null }));
        Assert.Equal((NeedFault.StatesMissing, "states"), Named(asked with { States = [] }));
        Assert.Equal((NeedFault.StatesMissing, "states"), Named(asked with { States = null }));
        Assert.Equal((NeedFault.StateUnknown, "states[1]"), Named(asked with { States = ["KZ", "CN"] }));
        Assert.Equal((NeedFault.StateUnknown, "states[0]"), Named(asked with { States = ["kz", "RU"] }));
        Assert.Equal((NeedFault.StateUnknown, "states[0]"), Named(asked with { States = [null, "RU"] }));
        Assert.Equal((NeedFault.GoodsMissing, "goods"), Named(asked with { Goods = [] }));
        Assert.Equal((NeedFault.CodeMalformed, "goods[0].code"), Named(asked with { Goods = [null] }));
        Assert.Equal((NeedFault.StateUnknown, "goods[0].specialMeasures"), Named(asked.Under("CN")));
    }

    [Fact]
    public void What_is_endless_is_refused()
    {
        var asked = Question(Stage1, Beer);
        var line = new GoodsLine(Beer);
        Assert.True((asked with { Goods = [.. Enumerable.Repeat(line, 999)] }).Decide().IsRequired);
        Assert.Equal(NeedFault.TooManyGoods, (asked with { Goods = [.. Enumerable.Repeat(line, 1000)] }).Refused().Fault);
        Assert.Equal(NeedFault.TooManyStates, (asked with { States = [.. Enumerable.Repeat("KZ", 21)] }).Refused().Fault);
        Assert.Equal(NeedFault.TooManyStates, asked.Under([.. Enumerable.Repeat("KZ", 6)]).Refused().Fault);
        Assert.True((asked with { Procedure = new string('x', 100_000) }).Refused().Shown.Length < 50);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("10000", null)]
    [InlineData("1.5", null)]
    [InlineData("1", "many")]
    [InlineData("0", "0")]
    public void Places_for_seals_are_counted(string compartments, string? objects) => Assert.Equal(
        NeedFault.CountWrong, (Question(Stage1, Beer) with { Compartments = compartments, TrackingObjects = objects }).Refused().Fault);

    [Theory]
    [InlineData("-1", "USD", NeedFault.SecurityWrong)]
    [InlineData("much", "USD", NeedFault.SecurityWrong)]
    [InlineData("1000000000001", "USD", NeedFault.SecurityWrong)]
    [InlineData(null, "USD", NeedFault.SecurityWrong)]
    [InlineData("1", null, NeedFault.CurrencyWrong)]
    [InlineData("1", "usd", NeedFault.CurrencyWrong)]
    public void A_sum_has_its_currency(string? sum, string? currency, NeedFault fault) => Assert.Equal(
        fault, (Question(Stage1, Beer) with { Security = sum, SecurityCurrency = currency }).Refused().Fault);

    private static (NeedFault, string) Named(NeedQuestion asked) => (asked.Refused().Fault, asked.Refused().Field);
}
