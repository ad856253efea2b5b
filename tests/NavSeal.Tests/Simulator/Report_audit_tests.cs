using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

public sealed class Report_audit_tests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly ReportAudit audit = new();

    [Fact]
    public void What_was_acknowledged_and_is_there_once_is_no_finding()
    {
        foreach (var report in Reports(5)) Take(report, isStored: true);
        Assert.Equal((5, 5, 5), (audit.Measured, audit.Acknowledged, audit.Stored));
        Assert.Empty(audit.Lost.Concat(audit.Twice).Concat(audit.Foreign).Concat(audit.Unacknowledged));
    }

    [Fact]
    public void A_lost_report_is_found()
    {
        foreach (var (index, report) in Reports(5).Index()) Take(report, isStored: index != 3);
        Assert.Equal([new ReportKey("S-3", Noon)], audit.Lost);
    }

    [Fact]
    public void A_doubled_report_is_found()
    {
        foreach (var report in Reports(5)) Take(report, isStored: true);
        audit.Store(new ReportKey("S-2", Noon));
        Assert.Equal([new ReportKey("S-2", Noon)], audit.Twice);
        Assert.Equal(5, audit.Stored);
    }

    [Fact]
    public void A_report_that_nobody_measured_is_found()
    {
        audit.Store(new ReportKey("S-1", Noon));
        audit.Acknowledge(new ReportKey("S-2", Noon));
        Assert.Equal(["S-1", "S-2"], audit.Foreign.Select(report => report.Seal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_report_without_its_acknowledgement_may_be_stored_or_not()
    {
        foreach (var (index, report) in Reports(2).Index())
        {
            audit.Measure(report);
            if (index == 0) audit.Store(report);
        }

        Assert.Equal(2, audit.Unacknowledged.Count);
        Assert.Empty(audit.Lost.Concat(audit.Twice).Concat(audit.Foreign));
    }

    private static IEnumerable<ReportKey> Reports(int count) =>
        Enumerable.Range(0, count).Select(index => new ReportKey($"S-{index}", Noon));

    private void Take(ReportKey report, bool isStored)
    {
        audit.Measure(report);
        audit.Acknowledge(report);
        if (isStored) audit.Store(report);
    }
}
