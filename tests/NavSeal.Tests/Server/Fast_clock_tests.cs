using NavSeal.Server.Demo;
using NavSeal.Tests.Simulator;

namespace NavSeal.Tests.Server;

public sealed class Fast_clock_tests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_hour_passes_in_a_minute()
    {
        var machine = new HandClock(Start);
        var fast = new FastClock(machine, 60);
        var stamp = fast.GetTimestamp();
        machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddHours(1), fast.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), fast.GetElapsedTime(stamp));
    }

    [Fact]
    public void What_waits_for_ten_minutes_of_it_is_called_after_ten_seconds()
    {
        var machine = new HandClock(Start);
        var fast = new FastClock(machine, 60);
        var calls = 0;
        using var timer = fast.CreateTimer(_ => calls++, null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        machine.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, calls);
        machine.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, calls);
        timer.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, calls);
    }
}
