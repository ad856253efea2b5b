using NavSeal.Tests.Devices;
using NavSeal.Tests.Server;

namespace NavSeal.Tests.Gateway;

/// <summary>Connections that say nothing, or end in the middle, in every family.</summary>
public sealed class Broken_connection_tests
{
    private readonly HandGateway gateway = new();

    public static TheoryData<string> Families => Golden_tests.Families;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Who_does_not_name_itself_is_sent_away_in_the_time_of_its_protocol(string family)
    {
        var of = Family.Of(family);
        await using var link = Open(of);
        link.Pass(of.Protocol.Limits.LoginTime);
        Assert.Equal(0, gateway.Metrics.SilentLogins.Value);
        link.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, gateway.Metrics.SilentLogins.Value);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task A_connection_that_is_reset_loses_nothing_that_was_whole_and_a_resend_is_no_other_report(string family)
    {
        var of = Family.Of(family);
        var (first, second) = (of.Report(1), of.Report(2));
        await using var broken = Open(of);
        await broken.SendAsync([.. of.Login, .. first, .. second[..(second.Length / 2)]]);
        await broken.ResetAsync();
        Assert.Equal(1, gateway.Released());
        await Deadline.UntilAsync("the connection is over", () => Task.FromResult(broken.IsOver));

        await using var again = Open(of);
        await again.SendAsync([.. of.Login, .. first, .. second]);
        Assert.Equal(2, gateway.Released());
        Assert.Equal(3, gateway.Taken.Count);
        Assert.Equal(2, gateway.Taken.Distinct().Count());
    }

    private HandLink Open(Family of) => new(gateway, of.Protocol, of.Seals);
}
