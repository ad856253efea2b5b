using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>Which situations are wanted; what is null does not matter.</summary>
public sealed record SituationFilter
{
    public bool? Open { get; init; }

    /// <summary>Any of these; null or empty: all.</summary>
    public IReadOnlyCollection<NonRoutineKind>? Kinds { get; init; }

    public Severity? Severity { get; init; }

    public SealNumber? Seal { get; init; }

    public TransportationNumber? Transportation { get; init; }

    /// <summary>Occurred at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Occurred before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    public bool? Acknowledged { get; init; }

    /// <summary>The offices have to be told at this instant or later.</summary>
    public DateTimeOffset? DueFrom { get; init; }

    /// <summary>The offices have to be told at this instant or before.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>How the number of the seal or of the transportation begins, or what stands in the plate of the vehicle.</summary>
    public string? Text { get; init; }
}

/// <summary>Reads situations; any thread.</summary>
public sealed class SituationQueries
{
    private const string Select =
        $"SELECT {SituationRow.Columns} FROM situation s JOIN transportation t ON t.id = s.transportation";

    private const string SelectCount = "SELECT count(*) FROM situation s JOIN transportation t ON t.id = s.transportation";
    private const string Queue = "s.severity, s.notify_key, s.occurred_at, s.transportation, s.situation";
    private const string Newest = "s.occurred_at DESC, s.transportation DESC, s.situation DESC";
    private const int QueueKeys = 5, NewestKeys = 3;
    private readonly ViewReads reads;
    private readonly Sight sight;

    internal SituationQueries(ViewReads reads, Sight sight) => (this.reads, this.sight) = (reads, sight);

    /// <summary>One situation; null where there is none, or none that is seen.</summary>
    public SituationRow? Find(TransportationNumber transportation, int situation)
    {
        var query = new ViewQuery(Select).And("t.number = ? AND s.situation = ?", transportation.ToString(), situation);
        sight.Limit(query);
        return reads.Select(query.Text, query.Values, SituationRow.Read).FirstOrDefault();
    }

    /// <summary>Open ones alone as the queue of work: worst first, then what has to be told first, then the oldest. Others: the latest
    /// occurrence first.</summary>
    public ResultPage<SituationRow> List(SituationFilter filter, string? cursor, int limit)
    {
        var query = Filtered(Select, filter);
        return filter.Open == true ? ListQueue(query, cursor, limit) : ListNewest(query, cursor, limit);
    }

    public long Count(SituationFilter filter)
    {
        var query = Filtered(SelectCount, filter);
        return reads.Number(query.Text, query.Values);
    }

    private ResultPage<SituationRow> ListQueue(ViewQuery query, string? cursor, int limit)
    {
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, QueueKeys) is not [var severity, var notify, var occurred, var transportation, var situation])
                return Cursor.Wrong<SituationRow>();
            query.And($"({Queue}) > (?, ?, ?, ?, ?)", severity, notify, occurred, transportation, situation);
        }

        return reads.Page(query.OrderBy(Queue), limit, SituationRow.Read, row => Cursor.Of(
            (long)row.Severity, row.NotifyKey, row.OccurredAt.ToUnixTimeMilliseconds(), row.TransportationId, row.Situation));
    }

    private ResultPage<SituationRow> ListNewest(ViewQuery query, string? cursor, int limit)
    {
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, NewestKeys) is not [var occurred, var transportation, var situation])
                return Cursor.Wrong<SituationRow>();
            query.And("(s.occurred_at, s.transportation, s.situation) < (?, ?, ?)", occurred, transportation, situation);
        }

        return reads.Page(query.OrderBy(Newest), limit, SituationRow.Read, row => Cursor.Of(
            row.OccurredAt.ToUnixTimeMilliseconds(), row.TransportationId, row.Situation));
    }

    private ViewQuery Filtered(string select, SituationFilter filter)
    {
        var query = new ViewQuery(select);
        sight.Limit(query);
        if (filter.Open is { } open) query.And(open ? "s.ended_at IS NULL" : "s.ended_at IS NOT NULL");
        if (filter.Kinds is { Count: > 0 } kinds)
            query.And($"s.kind IN ({string.Join(',', kinds.Select(_ => '?'))})", [.. kinds.Select(kind => (object)(int)kind)]);
        if (filter.Severity is { } severity) query.And("s.severity = ?", (int)severity);
        if (filter.Seal is { } seal) query.And("s.seal = ?", seal.Text);
        if (filter.Transportation is { } transportation) query.And("t.number = ?", transportation.ToString());
        if (filter.From is { } from) query.And("s.occurred_at >= ?", from.ToUnixTimeMilliseconds());
        if (filter.To is { } to) query.And("s.occurred_at < ?", to.ToUnixTimeMilliseconds());
        if (filter.Acknowledged is { } known) query.And(known ? "s.acknowledged_at IS NOT NULL" : "s.acknowledged_at IS NULL");
        if (filter.DueFrom is { } dueFrom) query.And("s.notify_by >= ?", dueFrom.ToUnixTimeMilliseconds());
        if (filter.DueBy is { } dueBy) query.And("s.notify_by <= ?", dueBy.ToUnixTimeMilliseconds());
        if (SearchText.Of(filter.Text) is { } text)
        {
            query.And(
                "(s.seal BETWEEN ? AND ? OR t.number BETWEEN ? AND ? OR instr(t.vehicle_key, ?))",
                text.Seal, text.SealEnd, text.Transportation, text.TransportationEnd, text.Vehicle);
        }

        return query;
    }
}
