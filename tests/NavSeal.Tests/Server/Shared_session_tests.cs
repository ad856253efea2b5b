using NavSeal.Model.Seals;
using NavSeal.Server.Sharing;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Simulator;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Tests.Server;

/// <summary>What processes of one database tell each other of the connections of seals.</summary>
public sealed class Shared_session_tests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-0001");

    private readonly TestDatabase database = TestDatabase.Create();
    private readonly HandClock clock = new(Start);
    private readonly List<SealSession> standing = [];
    private readonly SharedSessions here, there;

    public Shared_session_tests()
    {
        here = new SharedSessions(database.Database, (new Guid(1, 0, 0, new byte[8]), "here"), () => standing, clock);
        there = new SharedSessions(database.Database, (new Guid(2, 0, 0, new byte[8]), "there"), () => [], clock);
    }

    public ValueTask InitializeAsync()
    {
        here.Prepare();
        there.Prepare();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task One_process_sees_what_another_tells_and_its_own_not_twice()
    {
        var opened = Session(1) with { IsEncrypted = true, Certificate = "KZ-0001" };
        here.Tell(opened);
        await here.WriteAsync(Deadline.Token);
        Assert.Equal(opened, Assert.Single(await SeenAsync()));
        Assert.Empty(await here.OfOthersAsync(Seal, Deadline.Token));
        Assert.Empty(await there.OfOthersAsync(SealNumber.Parse("KZ-0002"), Deadline.Token));

        var ended = opened with
        {
            Messages = 7,
            Reports = 6,
            Corrupt = 1,
            HeardAt = Start.AddSeconds(30),
            EndedAt = Start.AddSeconds(40),
            End = SealSessionEnd.Superseded,
        };
        here.Tell(ended);
        here.Tell(opened);
        await here.WriteAsync(Deadline.Token);
        here.Tell(opened);
        await here.WriteAsync(Deadline.Token);
        Assert.Equal(ended, Assert.Single(await SeenAsync()));
    }

    [Fact]
    public async Task What_comes_over_a_standing_connection_is_told_once_a_minute()
    {
        here.Tell(Session(1));
        await here.WriteAsync(Deadline.Token);
        clock.Advance(TimeSpan.FromSeconds(30));
        standing.Add(Session(1) with { Messages = 5, HeardAt = clock.GetUtcNow() });
        await here.WriteAsync(Deadline.Token);
        Assert.Equal(0, Assert.Single(await SeenAsync()).Messages);
        clock.Advance(TimeSpan.FromSeconds(30));
        await here.WriteAsync(Deadline.Token);
        Assert.Equal(5, Assert.Single(await SeenAsync()).Messages);
    }

    [Fact]
    public async Task A_process_that_went_without_a_word_has_ended_its_connections()
    {
        here.Tell(Session(1));
        await here.WriteAsync(Deadline.Token);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(Assert.Single(await SeenAsync()).End);
        await here.WriteAsync(Deadline.Token);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(Assert.Single(await SeenAsync()).End);
        clock.Advance(TimeSpan.FromSeconds(10));
        var gone = Assert.Single(await SeenAsync());
        Assert.Equal((SealSessionEnd.ProcessGone, Start.AddSeconds(15)), (gone.End, gone.EndedAt));
        clock.Advance(TimeSpan.FromDays(31));
        there.Prepare();
        Assert.Empty(await SeenAsync());
    }

    [Fact]
    public async Task Of_one_seal_the_last_are_kept()
    {
        for (var id = 1; id <= SharedSessions.OfSealMax + 5; id++) here.Tell(Session(id));
        await here.WriteAsync(Deadline.Token);
        var seen = await SeenAsync();
        Assert.Equal(
            Enumerable.Range(6, SharedSessions.OfSealMax).Reverse().Select(id => (long)id), seen.Select(session => session.Id));
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_when_the_database_is_back()
    {
        database.GoAway();
        here.Tell(Session(1));
        await here.WriteAsync(Deadline.Token);
        await Assert.ThrowsAsync<IOException>(() => there.OfOthersAsync(Seal, Deadline.Token));
        await database.ReturnAsync();
        await Deadline.UntilAsync("the connection is told", async () =>
        {
            await here.WriteAsync(Deadline.Token);
            return (await SeenAsync()).Count == 1;
        });
    }

    private Task<IReadOnlyList<SealSession>> SeenAsync() => there.OfOthersAsync(Seal, Deadline.Token);

    private static SealSession Session(long id) => new()
    {
        Seal = Seal,
        Id = id,
        Process = "here",
        Protocol = DeviceProtocol.Egts,
        Address = "192.0.2.1:4711",
        OpenedAt = Start.AddSeconds(id),
        HeardAt = Start.AddSeconds(id),
    };
}
