namespace NavSeal.Simulator;

/// <summary>A span of time drawn evenly between two bounds.</summary>
public readonly record struct TimeRange(TimeSpan Shortest, TimeSpan Longest)
{
    public static TimeRange Minutes(double shortest, double longest) =>
        new(TimeSpan.FromMinutes(shortest), TimeSpan.FromMinutes(longest));

    /// <summary>Whole seconds, because seals tell time in seconds.</summary>
    internal TimeSpan Draw(Random random) =>
        TimeSpan.FromSeconds(Math.Ceiling(Shortest.TotalSeconds + (random.NextDouble() * (Longest - Shortest).TotalSeconds)));
}

/// <summary>How a simulated seal behaves. The defaults are those of the real field; <see cref="Demo"/> is faster.</summary>
public sealed record SealSettings
{
    /// <summary>Reports in a demonstration come often enough for people who look at a map.</summary>
    public static SealSettings Demo { get; } = new()
    {
        MovingPeriod = TimeSpan.FromSeconds(10),
        StandingPeriod = TimeSpan.FromSeconds(30),
        Parking = TimeRange.Minutes(3, 20),
        Rest = TimeRange.Minutes(10, 40),
        DrainPercentPerDay = 20,
        Rare = new RareEvents
        {
            GapsPerDay = 12,
            Gap = TimeRange.Minutes(1, 15),
            OpeningsPerDay = 4,
            BreachesPerDay = 1,
            FaultsPerDay = 1.5,
        },
    };

    public TimeSpan MovingPeriod { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan StandingPeriod { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Driving between two stops on the way.</summary>
    public TimeRange Driving { get; init; } = TimeRange.Minutes(60, 270);

    /// <summary>A stop on the way.</summary>
    public TimeRange Parking { get; init; } = TimeRange.Minutes(20, 90);

    /// <summary>The stay at the end of a corridor; the seal is charged there.</summary>
    public TimeRange Rest { get; init; } = TimeRange.Minutes(240, 720);

    /// <summary>Most metres by which a fix misses the true place.</summary>
    public double JitterMetres { get; init; } = 5;

    /// <summary>Share of the reports whose fix the seal itself calls invalid.</summary>
    public double InvalidFixShare { get; init; } = 0.003;

    public double DrainPercentPerDay { get; init; } = 2.5;

    public double ChargePercentPerHour { get; init; } = 8;

    /// <summary>Below it the seal reports once with the cause "low voltage".</summary>
    public double LowBatteryPercent { get; init; } = 15;

    /// <summary>Most reports kept while there is no network; a full memory keeps the oldest.</summary>
    public int MemoryMax { get; init; } = 10_000;

    public RareEvents Rare { get; init; } = new();
}

/// <summary>What happens now and then, by chance: how often per day of one seal, and how long it lasts. Zero: only when scripted.</summary>
public sealed record RareEvents
{
    public static RareEvents None { get; } = new()
    {
        GapsPerDay = 0,
        OpeningsPerDay = 0,
        BreachesPerDay = 0,
        FaultsPerDay = 0,
        ClockResetsPerDay = 0,
    };

    /// <summary>Stretches without network.</summary>
    public double GapsPerDay { get; init; } = 1.5;

    public TimeRange Gap { get; init; } = TimeRange.Minutes(3, 45);

    /// <summary>Openings of the sealing element.</summary>
    public double OpeningsPerDay { get; init; } = 0.02;

    public TimeRange Opening { get; init; } = TimeRange.Minutes(4, 30);

    /// <summary>Openings of the case of the electronic unit.</summary>
    public double BreachesPerDay { get; init; } = 0.005;

    public TimeRange Breach { get; init; } = TimeRange.Minutes(10, 60);

    public double FaultsPerDay { get; init; } = 0.01;

    public TimeRange Fault { get; init; } = TimeRange.Minutes(10, 60);

    /// <summary>Times the clock falls back to the beginning of 2010.</summary>
    public double ClockResetsPerDay { get; init; } = 0.01;

    /// <summary>How long until the satellites set it right.</summary>
    public TimeRange ClockReset { get; init; } = TimeRange.Minutes(1, 10);
}
