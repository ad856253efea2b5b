using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>Who a simulated seal is and where it begins.</summary>
public sealed record SealPlan
{
    public required SealNumber Number { get; init; }

    /// <summary>The first corridor; the seal begins somewhere on it.</summary>
    public required Corridor Corridor { get; init; }

    public required SealSettings Settings { get; init; }

    /// <summary>All that happens to the seal by chance follows from it.</summary>
    public required int Seed { get; init; }

    /// <summary>When the simulation begins.</summary>
    public required DateTimeOffset StartsAt { get; init; }
}

/// <summary>One seal on one lorry, container or wagon: where it is, how it fares, what it reports. A pure state machine: the same plan and
/// the same script give the same reports, however often it is advanced. Not for use by two threads.</summary>
public sealed class SimulatedSeal
{
    private readonly SealSettings settings;
    private readonly Random random;
    private readonly Journey journey;
    private readonly SealCondition condition;
    private readonly Queue<SimulatedReport> memory = new();
    private List<SimulatedReport> due = [];
    private DateTimeOffset nextReportAt;
    private DateTimeOffset lastReportAt;
    private TimeSpan movingPeriod, standingPeriod;
    private CorridorPosition lastValid;
    private int satellites;

    public SimulatedSeal(SealPlan plan, Corridors corridors)
    {
        var startsAt = WholeSeconds(plan.StartsAt);
        (Number, settings, random) = (plan.Number, plan.Settings, new Random(plan.Seed));
        var leg = new Leg(plan.Corridor, random.Next(2) == 0);
        (movingPeriod, standingPeriod) = (settings.MovingPeriod, settings.StandingPeriod);
        journey = new Journey(corridors, leg, settings, (random, startsAt));
        condition = new SealCondition(settings, random, startsAt);
        satellites = random.Next(8, 13);
        lastValid = journey.Position;
        lastReportAt = startsAt;
        nextReportAt = startsAt + new TimeRange(TimeSpan.Zero, settings.MovingPeriod).Draw(random);
    }

    public SealNumber Number { get; }

    /// <summary>The corridor it is on now.</summary>
    public Corridor Corridor => journey.Leg.Corridor;

    /// <summary>Whether it travels from the corridor's beginning to its end.</summary>
    public bool IsHeadingForward => journey.Leg.IsForward;

    /// <summary>Its true place, without the error of the satellites.</summary>
    public CorridorPosition Position => journey.Position;

    public bool IsMoving => journey.IsMoving;

    public double BatteryPercent => condition.BatteryPercent;

    public SealingElementState SealingElement => condition.SealingElement;

    public CaseState Case => condition.Case;

    /// <summary>False where no network covers it, while it is silenced, and while its battery is empty.</summary>
    public bool HasNetwork => condition.HasNetwork;

    /// <summary>The register of documents that it keeps; null where it keeps none.</summary>
    public string? Register { get; set; }

    /// <summary>Reports that wait in its memory for the network.</summary>
    public int Remembered => memory.Count;

    /// <summary>Reports that found the memory full and are lost.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Before this instant nothing happens to it by itself.</summary>
    public DateTimeOffset NextWakeAt
    {
        get
        {
            var earliest = nextReportAt < journey.NextChangeAt ? nextReportAt : journey.NextChangeAt;
            return earliest < condition.NextChangeAt ? earliest : condition.NextChangeAt;
        }
    }

    /// <summary>Lives until <paramref name="now"/>.</summary>
    /// <returns>The reports that leave the seal, in the order they leave; those from memory come oldest first.</returns>
    public IReadOnlyList<SimulatedReport> Advance(DateTimeOffset now)
    {
        RunUntil(now);
        if (due.Count == 0) return [];
        var leaving = due;
        due = [];
        return leaving;
    }

    /// <summary>Somebody opens the sealing element; it stays open until <see cref="Close"/>.</summary>
    public void Open(DateTimeOffset now) => Script(now, ReportCause.InputChanged, at => condition.Open(at, null));

    public void Close(DateTimeOffset now) => Script(now, ReportCause.InputChanged, _ => condition.Close());

    /// <summary>Somebody opens the case of the electronic unit; it stays open.</summary>
    public void Breach(DateTimeOffset now) => Script(now, ReportCause.CaseOpened, at => condition.Breach(at, null));

    /// <summary>The seal finds a fault of its own and says so until <see cref="Repair"/>.</summary>
    public void Fault(DateTimeOffset now) => Script(now, ReportCause.Fault, at => condition.BeginFault(at, null));

    /// <summary>The case is closed and the fault is gone.</summary>
    public void Repair(DateTimeOffset now) => Script(now, ReportCause.InputChanged, _ => condition.Repair());

    /// <summary>Reports at once where it is.</summary>
    public void ReportNow(DateTimeOffset now) => Script(now, TimerCause, _ => { });

    /// <summary>Reports in other periods from now on.</summary>
    public void SetPeriods(DateTimeOffset now, TimeSpan moving, TimeSpan standing)
    {
        RunUntil(now);
        (movingPeriod, standingPeriod) = (moving, standing);
        nextReportAt = WholeSeconds(now) + Period;
    }

    /// <summary>Nothing leaves the seal for so long; it goes on measuring and sends all of it afterwards.</summary>
    public void Silence(DateTimeOffset now, TimeSpan duration)
    {
        RunUntil(now);
        condition.LoseNetwork(WholeSeconds(now), duration);
    }

    /// <summary>Takes so much of the charge; the change is seen in the next report.</summary>
    public void Drain(DateTimeOffset now, int percent)
    {
        RunUntil(now);
        condition.Drain(percent);
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private void Script(DateTimeOffset now, ReportCause cause, Action<DateTimeOffset> incident)
    {
        RunUntil(now);
        var at = WholeSeconds(now);
        Settle(at);
        incident(at);
        Report(at, cause);
    }

    private void RunUntil(DateTimeOffset now)
    {
        for (var at = NextWakeAt; at <= now; at = NextWakeAt) Step(at);
    }

    private void Settle(DateTimeOffset at)
    {
        journey.Settle(at);
        condition.Settle(at, isCharging: journey.IsResting);
    }

    private void Step(DateTimeOffset at)
    {
        Settle(at);
        if (condition.NextChangeAt <= at && condition.Change(at) is { } changed) Report(at, changed);
        SendMemory();
        if (journey.NextChangeAt <= at)
        {
            journey.Change();
            Report(at, TimerCause);
        }

        if (nextReportAt > at) return;
        journey.Vary();
        var happened = condition.Happen(at, at - lastReportAt);
        lastReportAt = at;
        Report(at, happened ?? TimerCause);
    }

    private ReportCause TimerCause => journey.IsMoving ? ReportCause.TimerMoving : ReportCause.TimerStanding;

    private TimeSpan Period => journey.IsMoving ? movingPeriod : standingPeriod;

    private void SendMemory()
    {
        if (!condition.HasNetwork) return;
        while (memory.TryDequeue(out var oldest)) due.Add(oldest);
    }

    private void Report(DateTimeOffset at, ReportCause cause)
    {
        nextReportAt = at + Period;
        var report = Measure(at, condition.HasFault && cause is not ReportCause.CaseOpened ? ReportCause.Fault : cause);
        if (condition.IsBatteryEmpty) return;
        if (condition.HasNetwork) due.Add(report);
        else if (memory.Count < settings.MemoryMax) memory.Enqueue(report with { FromMemory = true });
        else Forgotten++;
    }

    private SimulatedReport Measure(DateTimeOffset at, ReportCause cause)
    {
        var isValid = random.NextDouble() >= settings.InvalidFixShare;
        var (miss, missCourse) = (random.NextDouble() * settings.JitterMetres, random.NextDouble() * 360);
        satellites = Math.Clamp(satellites + random.Next(-1, 2), 6, 14);
        var hdop = random.Next(70, 160);
        if (isValid) lastValid = journey.Position;
        return new SimulatedReport
        {
            TakenAt = at,
            MeasuredAt = condition.ClockAt(at),
            At = isValid ? GreatCircle.Offset(lastValid.At, miss, missCourse) : lastValid.At,
            IsFixValid = isValid,
            IsMoving = journey.IsMoving,
            SpeedTenthsKilometrePerHour = (int)Math.Round(journey.SpeedMetresPerSecond * 36),
            CourseDegrees = (int)lastValid.CourseDegrees % 360,
            Satellites = isValid ? satellites : hdop % 3,
            HdopHundredths = isValid ? hdop : 2_500,
            OdometerHundredMetres = (int)(journey.DrivenMetres / 100),
            BatteryMillivolts = condition.BatteryMillivolts,
            SealingElement = condition.SealingElement,
            Case = condition.Case,
            Cause = cause,
        };
    }
}
