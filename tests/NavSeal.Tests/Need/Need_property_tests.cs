using System.Globalization;
using NavSeal.Model.Need;
using static NavSeal.Tests.Need.Asking;

namespace NavSeal.Tests.Need;

public sealed class Need_property_tests
{
    private const int Runs = 500;

    private static readonly string[] Codes =
        [Beer, Cigarettes, Shoes, Steel, Cheese, Vapour, Spirits, "8517", "2939790000", "9403", "2209", "610100"];

    private static readonly string[] Procedures = ["transit", "export", "mutual_trade"];

    private static readonly string[] States = ["AM", "BY", "KG", "KZ", "RU"];

    [Fact]
    public void A_line_more_never_takes_a_seal_away() => Seeds.Each(Runs, random =>
    {
        var asked = Any(random);
        var more = asked with { Goods = [.. asked.Goods!, Line(random)] };
        Assert.True(!asked.Decide().IsRequired || more.Decide().IsRequired);
    });

    [Fact]
    public void The_order_of_lines_and_of_states_does_not_matter() => Seeds.Each(Runs, random =>
    {
        var asked = Any(random);
        var (goods, states) = (asked.Goods!.ToArray(), asked.States!.ToArray());
        random.Shuffle(goods);
        random.Shuffle(states);
        var other = asked with { Goods = goods, States = states };
        Assert.Equal(Sum(asked), Sum(other));

        static (string? Rule, int? Stage, string? Group, NeedReason Reason)? Sum(NeedQuestion asked)
        {
            var decision = asked.Decide();
            var line = decision.Deciding;
            return decision.IsRequired ? (line!.Rule, line.Stage, line.Group, decision.Reason) : null;
        }
    });

    [Fact]
    public void What_is_sealed_one_day_is_sealed_on_every_later_day() => Seeds.Each(Runs, random =>
    {
        var asked = Any(random);
        var later = DateOnly.Parse(asked.Day!, CultureInfo.InvariantCulture).AddDays(random.Next(1, 400));
        var next = asked with { Day = later.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        Assert.True(!asked.Decide().IsRequired || next.Rule() == asked.Rule());
    });

    [Fact]
    public void A_state_more_never_takes_a_seal_away() => Seeds.Each(Runs, random =>
    {
        var asked = Any(random);
        var more = asked with { States = [.. asked.States!, States[random.Next(States.Length)]] };
        Assert.True(!asked.Decide().IsRequired || more.Decide().IsRequired);
    });

    [Fact]
    public void Whatever_stands_in_a_question_is_answered() => Seeds.Each(Runs, random =>
    {
        var asked = Any(random) with
        {
            Day = Noise(random),
            Procedure = Noise(random),
            Goods = [new GoodsLine(Noise(random), [Noise(random)], Noise(random)), null],
            Compartments = Noise(random),
            Security = Noise(random),
        };
        Assert.NotNull(Delivered.Answer(asked));
    });

    private static NeedQuestion Any(Random random) => new()
    {
        Day = new DateOnly(2026, 1, 1).AddDays(random.Next(600)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Procedure = Procedures[random.Next(Procedures.Length)],
        Mode = random.Next(2) == 0 ? "road" : "rail",
        States = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => States[random.Next(States.Length)])],
        Goods = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Line(random))],
    };

    private static GoodsLine Line(Random random) =>
        new(Codes[random.Next(Codes.Length)], random.Next(3) == 0 ? [States[random.Next(States.Length)]] : null);

    private static string? Noise(Random random) => random.Next(4) == 0
        ? null
        : new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 0xFFFF))]);
}
