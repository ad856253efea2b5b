using NavSeal.Model.Need;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Need;

namespace NavSeal.Tests.Need;

/// <summary>Questions of stories: transit by road from Kazakhstan to Russia in the first stage, unless a story says otherwise.</summary>
internal static class Asking
{
    public const string Stage1 = "2026-03-01", Stage2 = "2026-08-15", Stage3 = "2027-06-01";

    public const string Beer = "2203 00 010 0", Cigarettes = "2402209000", Shoes = "6403999100", Steel = "7208510000",
        Cheese = "0406909900", Vapour = "2404120000", Spirits = "2208307100";

    /// <summary>The tables as they are delivered.</summary>
    public static NeedTables Delivered { get; } = NeedTables.Parse(Reference.Text);

    public static NeedQuestion Question(string day, params string[] codes) => new()
    {
        Day = day,
        Procedure = "transit",
        Mode = "road",
        States = ["KZ", "RU"],
        Goods = [.. codes.Select(code => new GoodsLine(code))],
    };

    public static NeedQuestion ByRail(this NeedQuestion question) => question with { Mode = "rail" };

    public static NeedQuestion As(this NeedQuestion question, string procedure) => question with { Procedure = procedure };

    public static NeedQuestion Through(this NeedQuestion question, params string[] states) => question with { States = states };

    /// <summary>Special measures of states on every line.</summary>
    public static NeedQuestion Under(this NeedQuestion question, params string[] states) =>
        question with { Goods = [.. question.Goods!.Select(line => line! with { SpecialMeasures = states })] };

    /// <summary>The delivered tables, rows added to one of them.</summary>
    public static NeedTables With(string table, params string[] rows) =>
        NeedTables.Parse(name => Reference.Text(name) + (name == table ? string.Join('\n', rows) + "\n" : ""));

    public static NeedDecision Decide(this NeedQuestion question, NeedTables? tables = null) =>
        Assert.IsType<NeedAnswer.Decided>((tables ?? Delivered).Answer(question)).Decision;

    /// <summary>The rule that asks for a seal; null: none does.</summary>
    public static string? Rule(this NeedQuestion question, NeedTables? tables = null)
    {
        var decision = question.Decide(tables);
        return decision.IsRequired ? decision.Deciding!.Rule : null;
    }

    public static NeedAnswer.Malformed Refused(this NeedQuestion question, NeedTables? tables = null) =>
        Assert.IsType<NeedAnswer.Malformed>((tables ?? Delivered).Answer(question));
}
