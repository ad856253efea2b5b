using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Server.Sharing;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Simulator;

namespace NavSeal.Tests.Server;

/// <summary>Whose turn it is among processes of one database, and what they know of the times in which nobody listened.</summary>
public sealed class Turn_tests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly HandClock clock = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task The_clock_passes_to_another_process_when_its_holder_goes()
    {
        await using var one = Begin();
        await Deadline.UntilAsync("the clock", () => Task.FromResult(one.Has(Turn.Clock) && one.MayDecide));
        await using var other = Begin();
        await Deadline.UntilAsync("a beat", () => Task.FromResult(other.MayDecide));
        Assert.False(other.Has(Turn.Clock));
        Assert.True(one.MayPassTime(one.TakeNews()!.ClockTurn));
        Assert.False(one.MayPassTime(0));

        await one.DisposeAsync();
        await UntilItTicks(() => other.Has(Turn.Clock));

        var news = other.TakeNews()!;
        Assert.Null(news.DeafSince);
        Assert.True(other.MayPassTime(news.ClockTurn));
        Assert.False(one.Has(Turn.Clock));
    }

    [Fact]
    [Requirement("EMG-007")]
    public async Task Whoever_listens_first_after_a_gap_tells_since_when_nobody_did()
    {
        var last = clock.GetUtcNow();
        await using (var one = Begin()) await Deadline.UntilAsync("a beat", () => Task.FromResult(one.MayDecide));
        clock.Advance(TimeSpan.FromMinutes(3));

        await using var first = Begin();
        await Deadline.UntilAsync("a beat", () => Task.FromResult(first.MayDecide));
        await using var second = Begin();
        await Deadline.UntilAsync("a beat", () => Task.FromResult(second.MayDecide));

        Assert.Equal(last.ToUnixTimeMilliseconds(), first.TakeNews()!.DeafSince!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(last.ToUnixTimeMilliseconds(), second.TakeNews()!.DeafSince!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_database_without_a_word_of_anybody_goes_by_the_last_commit()
    {
        var crashed = clock.GetUtcNow() - TimeSpan.FromHours(1);
        await using var turns = Begin(crashed);
        await Deadline.UntilAsync("a beat", () => Task.FromResult(turns.MayDecide));

        Assert.Equal(crashed.ToUnixTimeMilliseconds(), turns.TakeNews()!.DeafSince!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Who_can_take_nothing_in_says_nothing_and_has_no_turn()
    {
        var listens = true;
        await using var turns = Begin(null, () => Volatile.Read(ref listens));
        await Deadline.UntilAsync("the clock", () => Task.FromResult(turns.Has(Turn.Clock)));

        Volatile.Write(ref listens, false);
        await UntilItTicks(() => !turns.Has(Turn.Clock));
        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.False(turns.MayDecide);
    }

    private PostgresTurns Begin(DateTimeOffset? lastSign = null, Func<bool>? listens = null)
    {
        var turns = new PostgresTurns(database.Database, clock, NullLogger.Instance);
        turns.Prepare();
        turns.Start(listens ?? (() => true), lastSign);
        return turns;
    }

    private Task UntilItTicks(Func<bool> state) => Deadline.UntilAsync("after some beats", () =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(state());
    });
}
