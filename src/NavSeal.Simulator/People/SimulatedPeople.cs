using System.Collections.Concurrent;
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

    /// <summary>One act of so many waits for a while, so that every desk has something before it.</summary>
    public int DelayedOneIn { get; init; } = 60;

    /// <summary>How long such an act waits.</summary>
    public TimeRange Delay { get; init; } = TimeRange.Minutes(2, 30);

    /// <summary>All offices by their keys.</summary>
    public required IReadOnlyDictionary<string, OfficeKnown> Offices { get; init; }

    /// <summary>Who orders and carries; at least one.</summary>
    public required IReadOnlyList<PartyKnown> Parties { get; init; }
}

/// <summary>One life that was begun.</summary>
/// <param name="Trip">Which.</param>
/// <param name="Number">Of the transportation.</param>
/// <param name="EndAt">When the lorry arrives.</param>
/// <param name="Taken">How many acts were done.</param>
public sealed record PlanMemory(Trip Trip, string Number, DateTimeOffset EndAt, int Taken);

/// <summary>The people of a demonstration: carriers apply, the operator confirms, heads of offices decide, officers demand, permit and
/// inspect, representatives affix and take off, and all of it through the API like any program. Not for use by two threads.</summary>
public sealed class SimulatedPeople(Fleet fleet, OperatorApi api, PeopleSettings settings, Random random)
{
    /// <summary>Requests under way at a time.</summary>
    private const int AtOnceMax = 8;

    private static readonly string[] Goods = ["2208307100", "2402209000", "6403999100", "8517130000", "2203000100", "7208510000"];

    private readonly ConcurrentDictionary<SealNumber, Plan> plans = [];
    private int serial = random.Next(1_000_000);

    /// <summary>One round: looks at all seals and does what is due.</summary>
    /// <returns>How many acts were done and refused.</returns>
    public async Task<(int Done, int Refused)> GoRoundAsync(DateTimeOffset now, CancellationToken stop)
    {
        var due = new List<Plan>();
        foreach (var seal in await api.SealsAsync(settings.NumberPrefix, stop).ConfigureAwait(false))
        {
            if (DueFor(seal, now) is { } plan) due.Add(plan);
        }

        var (done, refused) = (0, 0);
        foreach (var some in due.Chunk(AtOnceMax))
        {
            foreach (var outcome in await Task.WhenAll(some.Select(plan => GoOnAsync(plan, now, stop))).ConfigureAwait(false))
                (done, refused) = (done + outcome.Done, refused + outcome.Refused);
        }

        return (done, refused);
    }

    /// <summary>What was begun, to go on after a restart.</summary>
    public IReadOnlyList<PlanMemory> Memory => [.. plans.Values.Select(plan => plan.Remembered).OfType<PlanMemory>()];

    /// <summary>Goes on with what was begun before a restart.</summary>
    public void Remember(IEnumerable<PlanMemory> memory)
    {
        foreach (var one in memory) plans.GetOrAdd(one.Trip.Seal, _ => new Plan()).Remember(one, NewKey());
    }

    private Plan? DueFor(SealSeen seal, DateTimeOffset now)
    {
        var plan = plans.GetOrAdd(seal.Number, _ => new Plan());
        if (now < plan.NotBefore) return null;
        if (plan.Trip is null && seal.Transportation is not null) return null;
        var isFresh = seal.IsClosed && now - seal.HeardAt is { } age && age <= settings.FreshMax;
        if (plan.Trip is null && !isFresh) return null;
        if (plan.Trip is null && TripFor(seal.Number, now) is { } trip) plan.Begin(trip, now + settings.Lasting.Draw(random), NewKey);
        return plan.Trip is null ? null : plan;
    }

    private async Task<(int Done, int Refused)> GoOnAsync(Plan plan, DateTimeOffset now, CancellationToken stop)
    {
        var done = 0;
        if (plan.Number is null && !await ApplyAsync(plan, stop).ConfigureAwait(false)) return (done, Put(plan, now, settings.RetryTime));
        while (plan.Next(now) is { } next)
        {
            if (plan.IsFresh && random.Next(settings.DelayedOneIn) == 0)
            {
                plan.IsFresh = false;
                Put(plan, now, settings.Delay.Draw(random));
                return (done, 0);
            }

            var answered = next.Step.IsSigned
                ? await api.SignedActAsync(plan.Number!, next.Step.Act, next.Step.Values, next.Id, stop).ConfigureAwait(false)
                : await api.ActAsync(plan.Number!, next.Step.Act, next.Step.Values, next.Id, stop).ConfigureAwait(false);
            if (!answered.IsDone && !next.Step.MayFail) return (done, Put(plan, now, settings.RetryTime));
            plan.Took(NewKey());
            done++;
        }

        return (done, 0);
    }

    private async Task<bool> ApplyAsync(Plan plan, CancellationToken stop)
    {
        var (trip, id) = (plan.Trip!, plan.Id);
        var drafted = await api.DraftAsync(trip.Application(null), id, stop).ConfigureAwait(false);
        if (drafted is not { Transportation: { } number, Commit: { } commit }) return false;
        if (!trip.IsRail)
        {
            var contact = new { name = $"Demo driver {trip.Serial % 1000}", phone = $"+7 700 {trip.Serial % 10_000_000:000 00 00}" };
            if (await api.ProtectDriverAsync(number, contact, commit, stop).ConfigureAwait(false) is not { } driver) return false;
            var complete = await api.RedraftAsync(number, trip.Application(driver), NewKey(), stop).ConfigureAwait(false);
            if (!complete.IsDone) return false;
        }

        plan.Applied(number, NewKey());
        return true;
    }

    private static int Put(Plan plan, DateTimeOffset now, TimeSpan time)
    {
        plan.NotBefore = now + time;
        return 1;
    }

    private Trip? TripFor(SealNumber number, DateTimeOffset now)
    {
        // Whoever activates a seal with a memory writes the register into it and reads it back: that is left to people at the page.
        if (fleet.Find(number) is not { } seal || fleet.KeepsRegister(number)) return null;
        var (corridor, isForward) = (seal.Corridor, seal.IsHeadingForward);
        var (from, to) = isForward ? (corridor.From, corridor.To) : (corridor.To, corridor.From);
        if (!settings.Offices.TryGetValue(from, out var departure) || !settings.Offices.TryGetValue(to, out var destination)) return null;
        string[] states = [.. (isForward ? corridor.States : [.. corridor.States.Reverse()]).Where(IsMember)];
        if (states.Length == 0) return null;
        var isHome = departure.Country == "KZ";
        var isEscort = isHome && (states.Distinct().Count() == 1 || random.Next(2) == 0);
        if (!isEscort && states.Distinct().Count() == 1) return null;
        var isRail = corridor.Mode == CorridorMode.Rail;
        return new Trip
        {
            Seal = number,
            Party = settings.Parties[random.Next(settings.Parties.Count)],
            IsRail = isRail,
            States = states,
            Departure = departure,
            Destination = destination,
            IsEscort = isEscort,
            Route = corridor.Id,
            Vehicle = isRail ? Wagon() : Plate(),
            GoodsCode = Goods[random.Next(Goods.Length)],
            Serial = ++serial,
            BeginsAt = now,
            MovingPeriod = settings.MovingPeriod,
            StandingPeriod = settings.StandingPeriod,
        };
    }

    private static bool IsMember(string state) => state is "AM" or "BY" or "KZ" or "KG" or "RU";

    /// <summary>A plate in the form of Kazakhstan: three digits, three letters, the region.</summary>
    private string Plate()
    {
        const string letters = "ABCDEFGHKLMNOPRSTUVXYZ";
        var word = new string([.. Enumerable.Range(0, 3).Select(_ => letters[random.Next(letters.Length)])]);
        return $"{random.Next(1, 1000):000}{word}{random.Next(1, 21):00}";
    }

    private string Wagon() => $"{random.Next(10_000_000, 100_000_000)}";

    private Guid NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (random) random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Where the life of one seal's transportation stands.</summary>
    private sealed class Plan
    {
        private IReadOnlyList<Step> departing = [], arriving = [];
        private DateTimeOffset endAt;
        private int taken;

        public Trip? Trip { get; private set; }

        /// <summary>Of the transportation; null before it was applied for.</summary>
        public string? Number { get; private set; }

        /// <summary>Of the act that is next: repeated until it is answered.</summary>
        public Guid Id { get; private set; }

        public DateTimeOffset? NotBefore { get; set; }

        /// <summary>Whether the next act has not been put off yet.</summary>
        public bool IsFresh { get; set; } = true;

        public void Begin(Trip trip, DateTimeOffset end, Func<Guid> newKey)
        {
            (Trip, Number, endAt, taken, Id) = (trip, null, end, 0, newKey());
            (departing, arriving) = ([.. trip.Departing()], [.. trip.Arriving()]);
        }

        /// <summary>The act that is due; null where none is, and nothing is planned any more after the last one.</summary>
        public (Step Step, Guid Id)? Next(DateTimeOffset now)
        {
            if (taken < departing.Count) return (departing[taken], Id);
            if (now < endAt) return null;
            if (taken - departing.Count < arriving.Count) return (arriving[taken - departing.Count], Id);
            Trip = null;
            return null;
        }

        public void Applied(string number, Guid nextId) => (Number, Id, IsFresh) = (number, nextId, true);

        public void Took(Guid nextId)
        {
            taken++;
            (Id, IsFresh) = (nextId, true);
        }

        /// <summary>What goes on after a restart; null where nothing was begun.</summary>
        public PlanMemory? Remembered => Trip is not null && Number is not null ? new PlanMemory(Trip, Number, endAt, taken) : null;

        public void Remember(PlanMemory memory, Guid id)
        {
            Begin(memory.Trip, memory.EndAt, () => id);
            (Number, taken) = (memory.Number, memory.Taken);
        }
    }
}
