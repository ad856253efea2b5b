using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

/// <summary>Something that reaches the core at an instant.</summary>
internal abstract record Step(DateTimeOffset At)
{
    public sealed record Report(DateTimeOffset At, SealNumber Seal, Observation Observation) : Step(At);

    public sealed record Order(DateTimeOffset At, Command Command) : Step(At);

    /// <summary>The operator itself opens a seal, or closes it.</summary>
    public sealed record Move(DateTimeOffset At, SealNumber Seal, bool Opens) : Step(At);

    public sealed record Begin(DateTimeOffset At, ShortestLife Life) : Step(At);

    public sealed record Pass(DateTimeOffset At) : Step(At);

    public sealed record Stop(DateTimeOffset At) : Step(At);

    public sealed record Resume(DateTimeOffset At) : Step(At);
}

/// <summary>Makes up what befalls a few seals in a day or two: reports in and out of order, from memory, with broken clocks, twice,
/// commands that are
/// refused as often as not, and outages of ours.</summary>
internal sealed class Life(Random random)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SealNumber[] Seals = [SealNumber.Parse("KZ-1"), SealNumber.Parse("KZ-2")];

    private readonly Dictionary<SealNumber, int> metres = Seals.ToDictionary(seal => seal, _ => 0);
    private readonly List<Step.Report> reports = [];
    private DateTimeOffset now = Start;
    private int activations;

    public static IReadOnlyList<Step> Of(Random random, int steps)
    {
        var life = new Life(random);
        return [.. Seals.Select(seal => new Step.Order(Start, new Command.RegisterSeal(Reference.Registered(seal)))), .. life.Steps(steps)];
    }

    private IEnumerable<Step> Steps(int count)
    {
        for (; count > 0; count--)
        {
            now += random.Next(12) == 0 ? TimeSpan.FromMinutes(random.Next(300)) : TimeSpan.FromSeconds(random.Next(400));
            foreach (var step in Next(Seals[random.Next(Seals.Length)])) yield return step;
        }
    }

    private IEnumerable<Step> Next(SealNumber seal)
    {
        switch (random.Next(24))
        {
            case 0:
                yield return Report(seal, SealingElementState.Closed, TimeSpan.Zero);
                yield return new Step.Begin(now, Activation(seal));
                break;
            case 1:
                yield return new Step.Move(now, seal, Opens: true);
                break;
            case 2 when random.Next(3) == 0:
                yield return new Step.Move(now, seal, Opens: false);
                break;
            case 3:
                yield return new Step.Order(now, ShortestLife.Removal(Some(), random.Next(4) == 0 ? "NONE" : "CUSTOMS_INSPECTION"));
                break;
            case 4 or 5:
                yield return new Step.Order(now, new Command.Reapply(Some(), null));
                break;
            case 6 when random.Next(4) == 0:
                yield return new Step.Order(now, new Command.Deactivate(Some(), null));
                break;
            case 7:
                yield return new Step.Pass(now);
                break;
            case 10 when random.Next(3) == 0:
                yield return new Step.Order(now, new Command.AcknowledgeSituation(Some(), random.Next(1, 5)));
                var until = now.AddHours(random.Next(14));
                yield return new Step.Order(now, new Command.ShelveSituation(Some(), random.Next(1, 5), until, "known"));
                break;
            case 8 when random.Next(4) == 0:
                yield return new Step.Stop(now);
                now += TimeSpan.FromMinutes(random.Next(120));
                yield return new Step.Resume(now);
                break;
            case 9:
                for (var late = random.Next(30); late > 0; late--)
                    yield return Report(seal, Element(), TimeSpan.FromSeconds(random.Next(12_000)));
                break;
            case 10 when reports.Count > 0:
                yield return reports[random.Next(reports.Count)] with { At = now };
                break;
            default:
                yield return Report(seal, Element(), TimeSpan.FromSeconds(random.Next(8) == 0 ? random.Next(3000) : 0));
                break;
        }
    }

    private SealingElementState? Element() => random.Next(8) switch
    {
        0 => null,
        1 => SealingElementState.Open,
        2 => SealingElementState.Broken,
        _ => SealingElementState.Closed,
    };

    private TransportationNumber Some() => Number(random.Next(activations) + 1);

    private static TransportationNumber Number(int activation) => new(new Guid(activation, 0, 0, new byte[8]));

    private ShortestLife Activation(SealNumber seal) => new(Number(random.Next(8) == 0 ? 1 : ++activations), seal)
    {
        Regimes = (TrackingRegimes)random.Next(4),
        Mode = TransportMode.Road,
        MovingPeriod = TimeSpan.FromMinutes(random.Next(2) == 0 ? 5 : 30),
        StandingPeriod = random.Next(2) == 0 ? null : TimeSpan.FromMinutes(20),
    };

    private Step.Report Report(SealNumber seal, SealingElementState? element, TimeSpan age)
    {
        metres[seal] += random.Next(3) == 0 ? random.Next(600) : 0;
        var report = new Step.Report(now, seal, new Observation
        {
            MeasuredAt = random.Next(40) == 0 ? null : random.Next(60) == 0 ? now.AddDays(-random.Next(90)) : now - age,
            ContentKey = (ulong)random.Next(1000),
            SealingElement = element,
            Case = random.Next(3) == 0 ? (CaseState)random.Next(1, 3) : null,
            HasFault = random.Next(5) == 0 ? random.Next(3) == 0 : null,
            BatteryLeft = random.Next(3) == 0 ? new Percent(random.Next(10, 40)) : null,
            IsMoving = random.Next(3) == 0 ? random.Next(2) == 0 : null,
            Fix = random.Next(4) == 0 ? null : new Fix
            {
                At = GeoPoint.FromDegrees(44 + (metres[seal] / 111_195.0), random.Next(30) == 0 ? 0 : 77),
                IsValid = random.Next(20) != 0,
                SpeedTenthsKilometrePerHour = random.Next(100),
            },
        });
        reports.Add(report);
        return report;
    }
}
