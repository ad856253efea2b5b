using NavSeal.Server.Identity;
using NavSeal.Workplaces.SignIn;

namespace NavSeal.Tests.Server.Access;

/// <summary>What signing in is decided by, without a store.</summary>
public sealed class Password_and_code_tests
{
    [Theory]
    [InlineData("ann", "short", "PasswordTooShort")]
    [InlineData("annabella", "i am annabella 1", "PasswordHoldsName")]
    [InlineData("ann", "password2024!!", "PasswordCommon")]
    [InlineData("ann", "aaaaaaaaaaaaaa", "PasswordCommon")]
    [InlineData("ann", "123456789012", "PasswordCommon")]
    [InlineData("ann", "12 seals in a row", null)]
    public void Passwords_are_long_and_not_the_first_that_is_tried(string name, string password, string? fault) =>
        Assert.Equal(fault, PasswordAdvice.Fault(name, password));

    [Fact]
    public void Codes_are_those_of_the_standard()
    {
        // RFC 6238, appendix B, SHA-1, last six digits.
        const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        (long Seconds, string Code)[] expected =
            [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")];
        Assert.All(expected, one =>
            Assert.Equal(one.Code, Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(one.Seconds)))));
        var now = DateTimeOffset.FromUnixTimeSeconds(59);
        Assert.Equal(1, Totp.Match(Secret, "287 082", now, lastStep: 0));
        Assert.Null(Totp.Match(Secret, "287082", now, lastStep: 1));
        Assert.Null(Totp.Match(Secret, "287082", now.AddSeconds(60), lastStep: 0));
    }

    [Fact]
    public void The_zones_that_are_offered_are_known() =>
        Assert.All(Preferences.Zones, zone => Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), zone));
}
