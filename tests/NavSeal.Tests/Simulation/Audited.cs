using NavSeal.Model.Observations;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Simulation;

/// <summary>A span of time, both ends included.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Contains(DateTimeOffset at) => at >= From && at <= Until;
}

internal sealed record AuditedReport(DateTimeOffset MeasuredAt, DateTimeOffset ReceivedAt, Observation Said);

/// <summary>All that the auditor knows of a seal.</summary>
internal sealed class AuditedSeal
{
    /// <summary>In the order of measuring; of one instant, in the order they came.</summary>
    public List<AuditedReport> Reports { get; } = [];

    public List<Span> Openings { get; } = [];

    public List<Span> Removals { get; } = [];

    public DateTimeOffset LastHeardAt { get; set; }

    private const int MovingTenthsKilometrePerHour = 30;

    /// <summary>As the report with the latest measuredAt that tells says, or its speed; a seal of which nothing is known counts as
    /// moving.</summary>
    public bool IsMoving => Reports.Select(report => MotionIn(report.Said)).LastOrDefault(motion => motion is not null) ?? true;

    private static bool? MotionIn(Observation said) =>
        said.IsMoving
        ?? (said.Fix is { IsValid: true, SpeedTenthsKilometrePerHour: { } speed } ? speed >= MovingTenthsKilometrePerHour : null);

    public void Insert(AuditedReport said) =>
        Reports.Insert(Reports.FindLastIndex(report => report.MeasuredAt <= said.MeasuredAt) + 1, said);

    public void EndRemoval(DateTimeOffset at)
    {
        if (Removals is [.., var last] && last.Until == DateTimeOffset.MaxValue) Removals[^1] = last with { Until = at };
    }

    public void EndOpenings(DateTimeOffset at)
    {
        for (var i = 0; i < Openings.Count; i++)
            if (Openings[i].Until > at) Openings[i] = Openings[i] with { Until = at };
    }

    /// <summary>Whether an opening that begins then is ours: within a removal, or by a command that was not used up before.</summary>
    public bool IsAllowed(DateTimeOffset at) =>
        Removals.Exists(removal => removal.Contains(at)) || Openings.Exists(command => command.Contains(at) && !IsUsedUp(command, at));

    private bool IsUsedUp(Span command, DateTimeOffset at)
    {
        var elements = Reports.Where(report => report.MeasuredAt >= command.From && report.MeasuredAt < at)
            .Select(report => report.Said.SealingElement).OfType<SealingElementState>().ToList();
        var opened = elements.FindIndex(element => element != SealingElementState.Closed);
        return opened >= 0 && elements.FindIndex(opened, element => element == SealingElementState.Closed) > opened;
    }
}

/// <summary>All that the auditor knows of a transportation.</summary>
internal sealed class AuditedCarriage(string name, AuditedSeal seal, TransportationEvent.SealActivated begun)
{
    private readonly HashSet<DateTimeOffset> allowed = [];

    public string Name => name;

    public AuditedSeal Seal => seal;

    public DateTimeOffset From => begun.At;

    public DateTimeOffset? Until { get; private set; }

    public bool IsUnion => begun.Regimes.HasFlag(TrackingRegimes.Union);

    public bool IsEscort => begun.Regimes.HasFlag(TrackingRegimes.KzElectronicCustomsEscort);

    public bool IsSilent { get; set; }

    public bool IsKzSilent { get; set; }

    public TimeSpan Period => TimeSpan.FromSeconds(seal.IsMoving ? begun.MovingPeriodSeconds : begun.StandingPeriodSeconds);

    /// <summary>Whether an opening that begins then is ours: once found so, it remains so, whatever ends later.</summary>
    public bool IsAllowed(DateTimeOffset at)
    {
        if (seal.IsAllowed(at)) allowed.Add(at);
        return allowed.Contains(at);
    }

    /// <summary>Whether the seal was its seal then.</summary>
    public bool Held(DateTimeOffset at) => at >= From && (Until is not { } until || at <= until);

    public void End(DateTimeOffset at)
    {
        Until = at;
        seal.EndOpenings(at);
        seal.EndRemoval(at);
    }

    /// <summary>The times, from the first to the last report that shows it, for which a condition lasted. What came before the activation
    /// tells nothing of it, though a clock that runs ahead may date it later.</summary>
    public IEnumerable<Span> Times(Func<Observation, bool?> shows)
    {
        Span? time = null;
        foreach (var (at, receivedAt, said) in seal.Reports)
        {
            if (at < From || receivedAt < From || at > Until) continue;
            switch (shows(said))
            {
                case true:
                    time = time is { } lasting ? lasting with { Until = at } : new Span(at, at);
                    break;
                case false:
                    if (time is { } over) yield return over;
                    time = null;
                    break;
                case null:
                    break;
            }
        }

        if (time is { } last) yield return last;
    }
}
