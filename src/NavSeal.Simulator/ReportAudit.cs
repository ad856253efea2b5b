namespace NavSeal.Simulator;

/// <summary>One report of one seal: a seal measures once in an instant.</summary>
/// <param name="Seal">Number of the seal.</param>
/// <param name="MeasuredAt">By the seal's clock.</param>
public readonly record struct ReportKey(string Seal, DateTimeOffset MeasuredAt);

/// <summary>Compares what seals measured and hold acknowledged with what the operator has stored. Knows nothing of how either
/// works.</summary>
public sealed class ReportAudit
{
    private readonly HashSet<ReportKey> measured = [];
    private readonly HashSet<ReportKey> acknowledged = [];
    private readonly HashSet<ReportKey> stored = [];
    private readonly List<ReportKey> twice = [], foreign = [];

    /// <summary>How many reports were measured.</summary>
    public int Measured => measured.Count;

    /// <summary>How many of them were acknowledged.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>How many are stored, each counted once.</summary>
    public int Stored => stored.Count;

    /// <summary>Acknowledged, but not stored; empty, or a promise is broken.</summary>
    public IReadOnlyList<ReportKey> Lost => [.. acknowledged.Where(report => !stored.Contains(report))];

    /// <summary>Stored again, once for each time after the first; empty, or a promise is broken.</summary>
    public IReadOnlyList<ReportKey> Twice => twice;

    /// <summary>Stored, but nobody measured it; empty, or a promise is broken.</summary>
    public IReadOnlyList<ReportKey> Foreign => [.. foreign.Concat(stored.Where(report => !measured.Contains(report))).Distinct()];

    /// <summary>Measured and never acknowledged; not empty where seals were not given the time to send everything.</summary>
    public IReadOnlyList<ReportKey> Unacknowledged => [.. measured.Where(report => !acknowledged.Contains(report))];

    /// <summary>A seal measured this.</summary>
    public void Measure(ReportKey report) => measured.Add(report);

    /// <summary>A seal was told that this is stored.</summary>
    public void Acknowledge(ReportKey report)
    {
        acknowledged.Add(report);
        if (!measured.Contains(report)) foreign.Add(report);
    }

    /// <summary>The operator has stored this.</summary>
    public void Store(ReportKey report)
    {
        if (!stored.Add(report)) twice.Add(report);
    }
}
