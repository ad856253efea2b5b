using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Views.Obligations;

/// <summary>Which part of the clocks is wanted.</summary>
public enum ClockList
{
    /// <summary>What is owed at present, the earliest deadline first.</summary>
    Running = 1,

    /// <summary>What ran out, done since or not, the latest first.</summary>
    Breached = 2,

    /// <summary>What had run out before anybody could know, the latest first.</summary>
    CouldNotBeMet = 3,

    /// <summary>All, the latest deadline first.</summary>
    All = 4,

    /// <summary>Transit periods that are over while the transportation is not completed, the latest first (ARR-020).</summary>
    PastTerm = 5,
}

/// <summary>Which clocks are wanted; what is null does not matter.</summary>
public sealed record ObligationFilter
{
    public ClockList List { get; init; } = ClockList.Running;

    public ObligationKind? Kind { get; init; }

    public Debtor? Owes { get; init; }

    public TransportationNumber? Transportation { get; init; }

    /// <summary>Of what runs, only what people are warned of at this instant.</summary>
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>The instant by which a transit period is over.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How the number of the transportation or seal begins, or what stands in the plate.</summary>
    public string? Text { get; init; }
}

/// <summary>Reads the clocks of the law; any thread.</summary>
public sealed class ObligationQueries
{
    private const string From = "FROM obligation o JOIN transportation t ON t.id = o.transportation";
    private const string Select = $"SELECT {ObligationRow.Columns} {From}";
    private const string SelectCount = $"SELECT count(*) {From}";
    private const int Keys = 3;
    private readonly ViewReads reads;
    private readonly Sight sight;

    internal ObligationQueries(ViewReads reads, Sight sight) => (this.reads, this.sight) = (reads, sight);

    /// <summary>In the order that the list says.</summary>
    public ResultPage<ObligationRow> List(ObligationFilter filter, string? cursor, int limit)
    {
        var query = Filtered(Select, filter);
        var isRunning = filter.List == ClockList.Running;
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, Keys) is not [var due, var transportation, var obligation]) return Cursor.Wrong<ObligationRow>();
            query.And($"(o.due_at, o.transportation, o.obligation) {(isRunning ? '>' : '<')} (?, ?, ?)", due, transportation, obligation);
        }

        var order = isRunning ? "o.due_at, o.transportation, o.obligation" : "o.due_at DESC, o.transportation DESC, o.obligation DESC";
        return reads.Page(query.OrderBy(order), limit, ObligationRow.Read, row => Cursor.Of(
            row.DueAt.ToUnixTimeMilliseconds(), row.TransportationId, row.Obligation));
    }

    public long Count(ObligationFilter filter)
    {
        var query = Filtered(SelectCount, filter);
        return reads.Number(query.Text, query.Values);
    }

    private ViewQuery Filtered(string select, ObligationFilter filter)
    {
        var query = new ViewQuery(select);
        sight.Limit(query);
        switch (filter.List)
        {
            case ClockList.Running:
                query.And("o.fulfilled_at IS NULL AND o.dropped_at IS NULL");
                break;
            case ClockList.Breached:
                query.And("o.breached_at IS NOT NULL");
                break;
            case ClockList.CouldNotBeMet:
                query.And("o.could_not_be_met = 1");
                break;
            case ClockList.PastTerm:
                query.And(
                    "o.kind = ? AND o.due_at < ? AND o.dropped_at IS NULL AND t.status NOT IN (?, ?, ?)", (int)ObligationKind.Deliver,
                    filter.At.ToUnixTimeMilliseconds(), (int)TransportationStatus.Completed, (int)TransportationStatus.Cancelled,
                    (int)TransportationStatus.Terminated);
                break;
            default:
                break;
        }

        if (filter.Kind is { } kind) query.And("o.kind = ?", (int)kind);
        if (filter.Owes is { } owes) query.And("o.owes = ?", (int)owes);
        if (filter.WarnedAt is { } at) query.And("o.warn_at <= ?", at.ToUnixTimeMilliseconds());
        if (filter.Transportation is { } number) query.And("t.number = ?", number.ToString());
        if (SearchText.Of(filter.Text) is { } text)
        {
            query.And(
                "(o.seal BETWEEN ? AND ? OR t.number BETWEEN ? AND ? OR instr(t.vehicle_key, ?))",
                text.Seal, text.SealEnd, text.Transportation, text.TransportationEnd, text.Vehicle);
        }

        return query;
    }
}
