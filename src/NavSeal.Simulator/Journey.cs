namespace NavSeal.Simulator;

/// <summary>The way of one vehicle along the corridors: drives, stops on the way, rests at the end, goes back or on.
/// Chance is asked only where the caller says so, so that the way does not depend on how often it is looked at.</summary>
internal sealed class Journey
{
    private const double SpeedMinMetresPerSecond = 4;
    private readonly Corridors corridors;
    private readonly SealSettings settings;
    private readonly Random random;
    private DateTimeOffset settledAt;
    private DateTimeOffset phaseEndsAt;
    private double legMetres;
    private double drivenMetres;
    private double speed;
    private double cruise;

    public Journey(Corridors corridors, Leg start, SealSettings settings, (Random Random, DateTimeOffset At) begin)
    {
        (this.corridors, this.settings, random, settledAt) = (corridors, settings, begin.Random, begin.At);
        Leg = start;
        legMetres = random.NextDouble() * start.Corridor.LengthMetres;
        Drive();
        if (random.Next(5) == 0) Stop(settings.Parking);
        // A fleet that begins together is found in the middle of its driving and resting.
        phaseEndsAt = settledAt + TimeSpan.FromSeconds(Math.Ceiling((phaseEndsAt - settledAt).TotalSeconds * random.NextDouble()));
    }

    public Leg Leg { get; private set; }

    public bool IsMoving { get; private set; }

    /// <summary>At the end of a corridor, where seals are charged.</summary>
    public bool IsResting { get; private set; }

    public double SpeedMetresPerSecond => IsMoving ? speed : 0;

    public double DrivenMetres => drivenMetres;

    public CorridorPosition Position => Leg.At(legMetres);

    /// <summary>When it next begins or ends to move, unless the speed changes before.</summary>
    public DateTimeOffset NextChangeAt
    {
        get
        {
            if (!IsMoving) return phaseEndsAt;
            var arrival = settledAt + TimeSpan.FromSeconds(Math.Ceiling((Leg.Corridor.LengthMetres - legMetres) / speed));
            return arrival < phaseEndsAt ? arrival : phaseEndsAt;
        }
    }

    /// <summary>Goes on as before until <paramref name="at"/>.</summary>
    public void Settle(DateTimeOffset at)
    {
        var metres = Math.Min(SpeedMetresPerSecond * (at - settledAt).TotalSeconds, Leg.Corridor.LengthMetres - legMetres);
        (legMetres, drivenMetres, settledAt) = (legMetres + metres, drivenMetres + metres, at);
    }

    /// <summary>Begins or ends to move; called when <see cref="NextChangeAt"/> has come.</summary>
    public void Change()
    {
        if (IsMoving)
        {
            var hasArrived = Leg.Corridor.LengthMetres - legMetres < 1;
            IsResting = hasArrived;
            Stop(hasArrived ? settings.Rest : settings.Parking);
            return;
        }

        if (IsResting) TakeNextLeg();
        Drive();
    }

    /// <summary>Traffic: a little faster or slower.</summary>
    public void Vary()
    {
        if (!IsMoving) return;
        var pulled = speed + (0.4 * (cruise - speed)) + ((random.NextDouble() - 0.5) * 4);
        speed = Math.Clamp(pulled, SpeedMinMetresPerSecond, cruise * 1.1);
    }

    private void TakeNextLeg()
    {
        var ways = corridors.After(Leg);
        Leg = ways[random.Next(ways.Length)];
        legMetres = 0;
    }

    private void Drive()
    {
        (IsMoving, IsResting) = (true, false);
        var (slowest, fastest) = Leg.Corridor.Mode == CorridorMode.Rail ? (11.0, 21.0) : (16.0, 24.5);
        cruise = slowest + (random.NextDouble() * (fastest - slowest));
        speed = cruise * (0.7 + (0.3 * random.NextDouble()));
        phaseEndsAt = settledAt + settings.Driving.Draw(random);
    }

    private void Stop(TimeRange howLong)
    {
        IsMoving = false;
        phaseEndsAt = settledAt + howLong.Draw(random);
    }
}
