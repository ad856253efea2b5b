using System.Globalization;
using System.Text;
using NavSeal.Devices;

namespace NavSeal.Server.Observability;

/// <summary>A figure that only grows; any thread may add.</summary>
internal sealed class Counter(string name, string help)
{
    private long value;

    public string Name { get; } = name;

    public string Help { get; } = help;

    public long Value => Volatile.Read(ref value);

    public void Add(long more = 1) => Interlocked.Add(ref value, more);
}

/// <summary>A figure that is asked for when it is shown.</summary>
internal sealed record Gauge(string Name, string Help, Func<double> Read);

/// <summary>All figures of the process, in the text form of Prometheus.</summary>
internal sealed class Metrics
{
    private readonly List<Counter> counters = [];
    private readonly List<Gauge> gauges = [];

    public Metrics()
    {
        FramesReceived = New("navseal_frames_received_total", "Messages cut from the streams of devices, whole or damaged.");
        FramesAcknowledged = New("navseal_frames_acknowledged_total", "Messages answered positively, all of them durable before.");
        FramesStored = New("navseal_frames_stored_total", "Frames with at least one new report, stored as evidence.");
        FramesCorrupt = New("navseal_frames_corrupt_total", "Damaged or impossible messages.");
        BytesSkipped = New("navseal_bytes_skipped_total", "Bytes skipped as noise.");
        DevicesUnknown = New("navseal_devices_unknown_total", "Records or messages of devices nobody registered.");
        ReportsStored = New("navseal_reports_stored_total", "New reports of seals.");
        ReportsRepeated = New("navseal_reports_repeated_total", "Reports that were stored before and only acknowledged again.");
        ReportsNotJudged = New("navseal_reports_not_judged_total", "Reports whose judging failed for a defect; each needs an engineer.");
        Commits = New("navseal_journal_commits_total", "Commits flushed.");
        CommitMicroseconds = New("navseal_journal_commit_microseconds_total", "Time spent in writing and flushing commits.");
        SealCommandsSent = New("navseal_seal_commands_sent_total", "Commands sent to seals.");
        CommandsDone = New("navseal_commands_done_total", "Commands done.");
        CommitsFenced = New("navseal_commits_fenced_total", "Commits decided again, because another process was first.");
        CommandsRefused = New("navseal_commands_refused_total", "Commands refused.");
        SituationsOpened = New("navseal_situations_opened_total", "Non-routine situations opened.");
        ConnectionsOpened = New("navseal_connections_opened_total", "Connections of devices let in.");
        ConnectionsRefused = New("navseal_connections_refused_total", "Connections of devices refused because there were too many.");
        ConnectionsSuperseded = New("navseal_connections_superseded_total", "Connections closed because their seal had two later ones.");
        SilentLogins = New("navseal_connections_unnamed_total", "Connections closed because the device did not name itself in time.");
        ProtocolsUnknown = New(
            "navseal_connections_unrecognised_total",
            "Connections of the shared port closed because their first bytes were of no protocol, or did not come in time.");
        PartialsDropped = New("navseal_partial_messages_dropped_total", "Beginnings of messages dropped because the rest did not come.");
        IdleConnections = New("navseal_connections_idle_total", "Connections closed because nothing came over them for long.");
        DatagramsDropped = New(
            "navseal_datagrams_dropped_total", "Datagrams, or answers to them, dropped: too many, too long, or not to be sent.");
        ConnectionsSlowed = New(
            "navseal_connections_slowed_total", "Times a connection was not read for a while: it sent more than frames-per-connection.");
        SlowReaders = New("navseal_slow_readers_total", "Connections closed because the device did not read its replies.");
    }

    public Counter FramesReceived { get; }

    public Counter FramesAcknowledged { get; }

    public Counter FramesStored { get; }

    public Counter FramesCorrupt { get; }

    public Counter BytesSkipped { get; }

    public Counter DevicesUnknown { get; }

    public Counter ReportsStored { get; }

    public Counter ReportsRepeated { get; }

    public Counter ReportsNotJudged { get; }

    public Counter Commits { get; }

    public Counter CommitMicroseconds { get; }

    public Counter SealCommandsSent { get; }

    public Counter CommandsDone { get; }

    public Counter CommitsFenced { get; }

    public Counter CommandsRefused { get; }

    public Counter SituationsOpened { get; }

    public Counter ConnectionsOpened { get; }

    public Counter ConnectionsRefused { get; }

    public Counter ConnectionsSuperseded { get; }

    public Counter SilentLogins { get; }

    public Counter ProtocolsUnknown { get; }

    public Counter PartialsDropped { get; }

    public Counter IdleConnections { get; }

    public Counter DatagramsDropped { get; }

    public Counter ConnectionsSlowed { get; }

    public Counter SlowReaders { get; }

    /// <summary>Adds a figure that is read when it is shown.</summary>
    public void Show(string name, string help, Func<double> read) => gauges.Add(new Gauge(name, help, read));

    /// <summary>Counts what a connection read at once; acknowledged messages are counted when their replies leave.</summary>
    public void Count(IntakeBatch batch)
    {
        FramesReceived.Add(batch.Received);
        if (batch.Corrupt > 0) FramesCorrupt.Add(batch.Corrupt);
        if (batch.Skipped > 0) BytesSkipped.Add(batch.Skipped);
        if (batch.Unknown > 0) DevicesUnknown.Add(batch.Unknown);
    }

    /// <summary>Counts a commit and how long it took.</summary>
    public void CountCommit(TimeSpan took)
    {
        Commits.Add();
        CommitMicroseconds.Add((long)took.TotalMicroseconds);
    }

    /// <summary>Counts the reports of one frame.</summary>
    public void CountReports(int stored, int repeated)
    {
        if (repeated > 0) ReportsRepeated.Add(repeated);
        if (stored == 0) return;
        FramesStored.Add();
        ReportsStored.Add(stored);
    }

    /// <summary>The text form of Prometheus, version 0.0.4.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var counter in counters) Append(text, (counter.Name, counter.Help, "counter"), counter.Value);
        foreach (var gauge in gauges) Append(text, (gauge.Name, gauge.Help, "gauge"), gauge.Read());
        return text.ToString();
    }

    private static void Append(StringBuilder text, (string Name, string Help, string Type) figure, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {figure.Name} {figure.Help}\n")
            .Append(CultureInfo.InvariantCulture, $"# TYPE {figure.Name} {figure.Type}\n{figure.Name} {value:0.######}\n");

    private Counter New(string name, string help)
    {
        var counter = new Counter(name, help);
        counters.Add(counter);
        return counter;
    }
}
