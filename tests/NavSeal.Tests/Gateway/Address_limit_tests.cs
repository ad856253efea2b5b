using System.Net;
using NavSeal.Server.Gateway;

namespace NavSeal.Tests.Gateway;

public sealed class Address_limit_tests
{
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.7"), Two = IPAddress.Parse("203.0.113.8");

    private readonly AddressLimit limit = new(2, [IPNetwork.Parse("198.51.100.0/24")]);

    [Fact]
    public void An_address_holds_as_many_connections_as_it_may_and_others_theirs()
    {
        Assert.True(limit.TryEnter(One));
        Assert.True(limit.TryEnter(One));
        Assert.False(limit.TryEnter(One));
        Assert.True(limit.TryEnter(Two));
        limit.Leave(One);
        Assert.True(limit.TryEnter(One));
        Assert.False(limit.TryEnter(One));
    }

    [Fact]
    public void An_address_in_the_form_of_version_6_is_the_same_address()
    {
        Assert.True(limit.TryEnter(One));
        Assert.True(limit.TryEnter(One.MapToIPv6()));
        Assert.False(limit.TryEnter(One));
        limit.Leave(One.MapToIPv6());
        Assert.True(limit.TryEnter(One.MapToIPv6()));
    }

    [Theory]
    [InlineData("198.51.100.9")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Proxies_and_this_machine_are_passed_by(string text)
    {
        var address = IPAddress.Parse(text);
        for (var i = 0; i < 9; i++) Assert.True(limit.TryEnter(address));
        limit.Leave(address);
    }

    [Fact]
    public void Without_a_limit_nobody_is_counted()
    {
        var none = new AddressLimit(0, []);
        for (var i = 0; i < 9; i++) Assert.True(none.TryEnter(One));
    }
}
