using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>Real sockets on this machine, a clock moved by hand. What is waited for is a state, never a time.</summary>
public sealed class Fleet_runner_tests
{
    /// <summary>Milliseconds; turns a hanging test into a failed one.</summary>
    private const int HangsAfter = 60_000;

    private static readonly FleetSettings Fifty = new()
    {
        Seals = 50,
        RelayedSeals = 10,
        RecordsOnlyShare = 0.2,
        Seal = SealSettings.Demo with { Rare = RareEvents.None },
    };

    [Theory(Timeout = HangsAfter)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Reports_reach_the_platform_and_are_acknowledged(int shards)
    {
        await using var scene = new RunningFleet(Fifty, shards);
        for (var step = 0; step < 30; step++) await scene.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(41, scene.Platform.Accepted);
        Assert.Equal(41, scene.Runner.Statistics.Connected);
        Assert.Equal(scene.Expected, scene.Platform.Taken.Count);
        Assert.Equal((0, 0), (scene.Runner.Statistics.Held, scene.Runner.Statistics.Refused));
    }

    [Fact(Timeout = HangsAfter)]
    public async Task A_lost_connection_comes_back_and_brings_what_was_missed()
    {
        await using var scene = new RunningFleet(Fifty, shards: 2);
        for (var step = 0; step < 4; step++) await scene.AdvanceAsync(TimeSpan.FromSeconds(5));
        scene.Platform.Cut();
        await scene.UntilAsync(() => scene.Runner.Statistics.Connected == 0);
        scene.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(41, scene.Platform.Accepted);
        await scene.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(82, scene.Platform.Accepted);
        Assert.Equal(41, scene.Runner.Statistics.Reconnects);
        Assert.Equal(scene.Expected, scene.Platform.Taken.Count);
    }

    [Fact(Timeout = HangsAfter)]
    public async Task A_scripted_incident_reaches_the_platform_and_a_silenced_seal_leaves()
    {
        await using var scene = new RunningFleet(Fifty, shards: 1);
        await scene.AdvanceAsync(TimeSpan.FromSeconds(10));
        var number = SealNumber.Parse("SIM-000001");
        Assert.True(scene.Runner.Script(number, (seal, now) => seal.Open(now)));
        await scene.UntilAsync(() => scene.Platform.Taken.Count == scene.Expected + 1);
        Assert.Equal(SealingElementState.Open, scene.Fleet.Find(number)!.SealingElement);

        Assert.True(scene.Runner.Script(number, (seal, now) => seal.Silence(now, TimeSpan.FromMinutes(5))));
        await scene.UntilAsync(() => scene.Runner.Statistics.Connected == 40);
        Assert.False(scene.Runner.Script(SealNumber.Parse("SIM-999999"), (seal, now) => seal.Open(now)));
    }

    [Fact(Timeout = HangsAfter)]
    public async Task Without_a_platform_it_keeps_its_reports_and_stops_when_told()
    {
        await using var scene = new RunningFleet(Fifty, shards: 1);
        await scene.AdvanceAsync(TimeSpan.FromSeconds(5));
        await scene.Platform.DisposeAsync();
        await scene.UntilAsync(() => scene.Runner.Statistics.Connected == 0);
        var taken = scene.Platform.Taken.Count;
        scene.Clock.Advance(TimeSpan.FromMinutes(2));
        await scene.UntilAsync(() => scene.Runner.Statistics.Held == scene.Expected - taken);
        await scene.StopAsync();
        Assert.Equal(0, scene.Runner.Statistics.Connected);
    }

    private sealed class RunningFleet : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Fleet twin;
        private readonly Task running;

        public RunningFleet(FleetSettings settings, int shards)
        {
            Fleet = Fleet.Create(settings, Scene.Corridors, Scene.Start);
            twin = Fleet.Create(settings, Scene.Corridors, Scene.Start);
            Platform = new TcpPlatform(new FleetDirectory(Fleet.Registrations), Clock);
            var target = new FleetRunnerSettings { Host = "127.0.0.1", Port = _ => Platform.Port, Shards = shards };
            Runner = new FleetRunner(Fleet, target, Clock);
            running = Runner.RunAsync(stop.Token);
        }

        public HandClock Clock { get; } = new(Scene.Start);

        public Fleet Fleet { get; }

        public TcpPlatform Platform { get; }

        public FleetRunner Runner { get; }

        /// <summary>How many reports the same fleet makes up to now.</summary>
        public int Expected
        {
            get
            {
                field += twin.Seals.Sum(seal => seal.Advance(Clock.GetUtcNow()).Count);
                return field;
            }
        }

        /// <summary>Moves the clock and waits until all is connected and all that was measured is acknowledged.</summary>
        public async Task AdvanceAsync(TimeSpan time)
        {
            Clock.Advance(time);
            await UntilAsync(() => Runner.Statistics is var sum && sum.Acknowledged == Expected && sum.Connected == Fleet.Members.Length);
        }

        public async Task UntilAsync(Func<bool> isReached)
        {
            while (!isReached())
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                if (running.IsCompleted) await running;
                await Task.Yield();
            }
        }

        public async Task StopAsync()
        {
            await stop.CancelAsync();
            await running;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            await Platform.DisposeAsync();
            stop.Dispose();
        }
    }
}
