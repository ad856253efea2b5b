using NavSeal.Simulator;

namespace NavSeal.Bench.Board;

/// <summary>The seals, in parts: seals report on whole seconds of their clocks, so each part has a clock a little ahead of the next, and
/// reports come at every time of a second.</summary>
internal sealed class BoardFleet
{
    private const int Parts = 5;

    /// <summary>Connections of all parts; the other seals report through relays, or the process would run out of files.</summary>
    private const int DirectMax = 17_000;

    private readonly List<(Fleet Fleet, FleetRunner Runner)> parts = [];

    public BoardFleet(BoardOptions options)
    {
        var corridors = Corridors.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "corridors.geojson")));
        var where = new FleetRunnerSettings { Host = "127.0.0.1", Port = _ => options.SealPort };
        var calm = new SealSettings { MovingPeriod = options.Period, StandingPeriod = options.Period, Rare = RareEvents.None };
        for (var part = 0; part < Parts; part++)
        {
            var clock = new ShiftedClock(TimeSpan.FromSeconds((double)part / Parts));
            var settings = new FleetSettings
            {
                Seals = options.Seals / Parts,
                Seed = 1 + part,
                NumberPrefix = $"B{part}-",
                FirstIdentity = 7_000_001 + (uint)(part * 1_000_000),
                RelayedSeals = Math.Max(0, options.Seals - DirectMax) / Parts,
                Seal = calm,
                Client = new SealClientSettings { ConnectSpread = options.Period },
            };
            var fleet = Fleet.Create(settings, corridors, clock.GetUtcNow());
            parts.Add((fleet, new FleetRunner(fleet, where, clock)));
        }
    }

    public IEnumerable<FleetRegistration> Registrations => parts.SelectMany(part => part.Fleet.Registrations);

    public IReadOnlyList<string> Seals => [.. parts.SelectMany(part => part.Fleet.Seals).Select(seal => seal.Number.Text)];

    public long Acknowledged => parts.Sum(part => part.Runner.Statistics.Acknowledged);

    public int Connected => parts.Sum(part => part.Runner.Statistics.Connected);

    /// <summary>Reports that were not taken yet.</summary>
    public long Held => parts.Sum(part => part.Runner.Statistics.Held);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(parts.Select(part => part.Runner.RunAsync(stop)));

    /// <summary>One seal in so many finds a fault of its own, so that the queue and the map have something to show.</summary>
    public void Break(int oneIn)
    {
        foreach (var (fleet, runner) in parts)
        {
            foreach (var seal in fleet.Seals.Where((_, index) => index % oneIn == 0))
                runner.Script(seal.Number, (one, now) => one.Fault(now));
        }
    }

    /// <summary>The machine's clock, put ahead.</summary>
    private sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
