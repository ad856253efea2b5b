using NavSeal.Server.Gateway;

namespace NavSeal.Tests.Gateway;

public sealed class Log_limit_tests
{
    [Fact]
    public void One_line_leaves_each_period_and_says_how_many_did_not()
    {
        var clock = new Ticks();
        var limit = new LogLimit(clock);
        Assert.True(limit.Allows(out _));
        for (var i = 0; i < 1000; i++) Assert.False(limit.Allows(out _));
        clock.Now += 10 * clock.TimestampFrequency;
        Assert.True(limit.Allows(out var unlogged));
        Assert.Equal(1000, unlogged);
    }

    private sealed class Ticks : TimeProvider
    {
        public long Now { get; set; }

        public override long GetTimestamp() => Now;
    }
}
