using NavSeal.Model.Need;
using static NavSeal.Tests.Need.Asking;

namespace NavSeal.Tests.Need;

/// <summary>Whether officers may ride along beside the seal (Agreement 2.4).</summary>
public sealed class Physical_escort_stories
{
    private const string Rate = "CHF,2,1000,KZT,2030-01-01,2030-01-31,test,D\nUSD,1,500,KZT,2030-01-01,2030-01-31,test,D";

    [Fact]
    [Requirement("REG-009")]
    public void It_is_barred_beside_a_seal_unless_an_exception_holds()
    {
        Assert.Equal(new PhysicalEscortVerdict(false, EscortGround.SecurityNotStated), Question(Stage2, Steel).Decide().PhysicalEscort);
        Assert.False(Question(Stage1, Shoes).Decide().PhysicalEscort!.IsAllowed);
        Assert.Null(Question(Stage1, Steel).Decide().PhysicalEscort);
    }

    [Theory]
    [InlineData("500000", "USD", false, EscortGround.SecurityNotAbove)]
    [InlineData("500000.01", "USD", true, EscortGround.SecurityAbove)]
    [InlineData("0", "USD", false, EscortGround.SecurityNotAbove)]
    [InlineData("250000000", "KZT", false, EscortGround.SecurityNotAbove)]
    [InlineData("250000000.01", "KZT", true, EscortGround.SecurityAbove)]
    [InlineData("500000", "CHF", false, EscortGround.SecurityNotAbove)]
    [InlineData("500000.0001", "CHF", true, EscortGround.SecurityAbove)]
    [InlineData("999999999999", "CHF", true, EscortGround.SecurityAbove)]
    [InlineData("9999999", "JPY", null, EscortGround.RateUnknown)]
    [Requirement("REG-010")]
    public void The_exception_by_security_starts_above_the_limit_at_the_rate_of_the_day(
        string sum, string currency, bool? isAllowed, EscortGround ground)
    {
        var asked = Question("2030-01-15", Steel) with { Security = sum, SecurityCurrency = currency };
        var verdict = asked.Decide(With("exchange-rates.csv", Rate)).PhysicalEscort!;
        Assert.Equal((isAllowed, ground), (verdict.IsAllowed, verdict.Ground));
        Assert.Equal(currency is "USD" or "JPY" ? null : "test", verdict.RateSource);
    }

    [Fact]
    [Requirement("REG-010")]
    public void Where_the_day_has_no_rate_nothing_is_claimed()
    {
        var asked = Question("2030-02-01", Steel) with { Security = "999999999", SecurityCurrency = "KZT" };
        Assert.Equal(
            new PhysicalEscortVerdict(null, EscortGround.RateUnknown), asked.Decide(With("exchange-rates.csv", Rate)).PhysicalEscort);
    }

    [Fact]
    [Requirement("REG-011")]
    public void The_exception_by_goods_covers_alcohol_tobacco_and_special_measures()
    {
        Assert.Equal(new PhysicalEscortVerdict(true, EscortGround.Goods, 2), Question(Stage2, Steel, Beer).Decide().PhysicalEscort);
        Assert.Equal(new PhysicalEscortVerdict(true, EscortGround.Goods, 1), Question(Stage2, Cigarettes).Decide().PhysicalEscort);
        Assert.Equal(
            new PhysicalEscortVerdict(true, EscortGround.SpecialMeasures, 1), Question(Stage2, Cheese).Under("RU").Decide().PhysicalEscort);
        Assert.False(Question(Stage2, Vapour).Decide().PhysicalEscort!.IsAllowed);
        Assert.False(Question(Stage2, Cheese).Under("BY").Decide().PhysicalEscort!.IsAllowed);
    }
}
