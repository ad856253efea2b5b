using NavSeal.Server.Gateway;
using NavSeal.Tests.Simulator;

namespace NavSeal.Tests.Gateway;

public sealed class Frame_pace_tests
{
    private const int PerSecond = 1_000;

    private readonly HandClock clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void The_frames_of_one_second_come_at_once_and_then_the_pace_holds()
    {
        var pace = new FramePace(PerSecond);
        Assert.Null(pace.WaitAfter(PerSecond, clock, isRelay: false));
        Assert.Equal(TimeSpan.FromMilliseconds(64), pace.WaitAfter(64, clock, isRelay: false));
        clock.Advance(TimeSpan.FromMilliseconds(64));
        Assert.Equal(TimeSpan.FromMilliseconds(10), pace.WaitAfter(10, clock, isRelay: false));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(pace.WaitAfter(PerSecond, clock, isRelay: false));
        Assert.NotNull(pace.WaitAfter(10, clock, isRelay: false));
    }

    [Fact]
    public void A_relay_may_send_as_much_as_ten_seals()
    {
        var pace = new FramePace(PerSecond);
        Assert.Null(pace.WaitAfter(PerSecond * FramePace.RelayFactor, clock, isRelay: true));
        Assert.NotNull(pace.WaitAfter(PerSecond, clock, isRelay: true));
    }

    [Fact]
    public void Who_keeps_below_the_pace_never_waits() => Seeds.Each(100, random =>
    {
        var pace = new FramePace(PerSecond);
        for (var step = 0; step < 500; step++)
        {
            var frames = random.Next(1, 65);
            Assert.Null(pace.WaitAfter(frames, clock, isRelay: false));
            clock.Advance(TimeSpan.FromMilliseconds(frames + random.Next(3)));
        }
    });

    [Fact]
    public void However_frames_come_no_more_are_taken_than_the_pace_allows_and_a_second_ahead() => Seeds.Each(100, random =>
    {
        var (pace, taken, passed) = (new FramePace(PerSecond), 0L, TimeSpan.Zero);
        for (var step = 0; step < 500; step++)
        {
            var frames = random.Next(1, 65);
            taken += frames;
            var wait = pace.WaitAfter(frames, clock, isRelay: false) ?? TimeSpan.Zero;
            Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMilliseconds(64 + 2));
            wait += TimeSpan.FromMilliseconds(random.Next(8) == 0 ? random.Next(100) : 0);
            clock.Advance(wait);
            passed += wait;
            Assert.True(taken <= (PerSecond * (passed.TotalSeconds + 1)) + 2, $"{taken} in {passed}");
        }
    });
}
