using NavSeal.Model.Seals;

namespace NavSeal.Simulator.People;

/// <summary>How the people of a demonstration work.</summary>
public sealed record PeopleSettings
{
    /// <summary>Seals whose numbers begin so are theirs.</summary>
    public string NumberPrefix { get; init; } = "SIM-";

    public TimeSpan MovingPeriod { get; init; } = SealSettings.Demo.MovingPeriod;

    public TimeSpan StandingPeriod { get; init; } = SealSettings.Demo.StandingPeriod;

    /// <summary>How long a transportation lasts.</summary>
    public TimeRange Lasting { get; init; } = TimeRange.Minutes(120, 600);

    /// <summary>A seal heard longer ago is not activated: the officer waits for it.</summary>
    public TimeSpan FreshMax { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After a refusal they try again so much later.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>The officers of a demonstration: they activate closed seals at departure and deactivate them at destination, through the API
/// like any program. Not for use by two threads.</summary>
public sealed class SimulatedPeople(Fleet fleet, OperatorApi api, PeopleSettings settings, Random random)
{
    /// <summary>Requests under way at a time.</summary>
    private const int AtOnceMax = 8;

    private readonly Dictionary<SealNumber, Plan> plans = [];

    /// <summary>One round: looks at all seals and does what is due.</summary>
    /// <returns>How many were activated and deactivated.</returns>
    public async Task<(int Activated, int Deactivated)> GoRoundAsync(DateTimeOffset now, CancellationToken stop)
    {
        var due = new List<Func<Task<(int, int)>>>();
        foreach (var seal in await api.SealsAsync(settings.NumberPrefix, stop).ConfigureAwait(false))
        {
            if (DueFor(seal, now, stop) is { } act) due.Add(act);
        }

        var (activated, deactivated) = (0, 0);
        foreach (var some in due.Chunk(AtOnceMax))
        {
            foreach (var (begun, ended) in await Task.WhenAll(some.Select(act => act())).ConfigureAwait(false))
                (activated, deactivated) = (activated + begun, deactivated + ended);
        }

        return (activated, deactivated);
    }

    private Func<Task<(int Activated, int Deactivated)>>? DueFor(SealSeen seal, DateTimeOffset now, CancellationToken stop)
    {
        if (!plans.TryGetValue(seal.Number, out var plan)) plans.Add(seal.Number, plan = new Plan());
        if (now < plan.NotBefore) return null;
        if (seal.Transportation is { } transportation)
        {
            plan.EndAt ??= now + settings.Lasting.Draw(random);
            if (now < plan.EndAt) return null;
            var key = NewKey();
            return async () =>
            {
                var done = await api.DeactivateAsync(transportation, key, stop).ConfigureAwait(false);
                (plan.EndAt, plan.NotBefore) = (null, now + settings.RetryTime);
                return (0, done ? 1 : 0);
            };
        }

        plan.EndAt = null;
        if (!seal.IsClosed || now - seal.HeardAt is not { } age || age > settings.FreshMax) return null;
        if (FormFor(seal.Number) is not { } form) return null;
        var id = NewKey();
        return async () =>
        {
            if (await api.ActivateAsync(form, id, stop).ConfigureAwait(false) is not null) return (1, 0);
            plan.NotBefore = now + settings.RetryTime;
            return (0, 0);
        };
    }

    private ActivationForm? FormFor(SealNumber number)
    {
        if (fleet.Find(number) is not { } seal) return null;
        var corridor = seal.Corridor;
        return new ActivationForm
        {
            Seal = number,
            Regimes = random.Next(3) switch { 0 => ["kz-escort"], 1 => ["eaeu", "kz-escort"], _ => ["eaeu"] },
            IsRail = corridor.Mode == CorridorMode.Rail,
            MovingPeriod = settings.MovingPeriod,
            StandingPeriod = settings.StandingPeriod,
            Vehicle = corridor.Mode == CorridorMode.Rail ? Wagon() : Plate(),
            DepartureOffice = seal.IsHeadingForward ? corridor.From : corridor.To,
            DestinationOffice = seal.IsHeadingForward ? corridor.To : corridor.From,
        };
    }

    /// <summary>A plate in the form of Kazakhstan: three digits, three letters, the region.</summary>
    private string Plate()
    {
        const string letters = "ABCDEFGHKLMNOPRSTUVXYZ";
        var word = new string([.. Enumerable.Range(0, 3).Select(_ => letters[random.Next(letters.Length)])]);
        return $"{random.Next(1, 1000):000} {word} {random.Next(1, 21):00}";
    }

    private string Wagon() => $"{random.Next(10_000_000, 100_000_000)}";

    private Guid NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>What is meant to happen with one seal.</summary>
    private sealed class Plan
    {
        public DateTimeOffset? EndAt { get; set; }

        public DateTimeOffset? NotBefore { get; set; }
    }
}
