using System.Text;
using NavSeal.Model.Encoding;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>Which transportations are wanted; what is null does not matter.</summary>
public sealed record TransportationFilter
{
    public TransportationStatus? Status { get; init; }

    /// <summary>How the number or the seal's number begins, or what stands in the plate of the vehicle.</summary>
    public string? Text { get; init; }

    /// <summary>What is waited for, any of these; null or empty: whatever.</summary>
    public IReadOnlyCollection<Awaited>? Awaits { get; init; }

    /// <summary>The plate of the vehicle, number of container or wagon, whole.</summary>
    public string? Vehicle { get; init; }

    /// <summary>The seal that tracks it, or tracked it last.</summary>
    public SealNumber? Seal { get; init; }

    /// <summary>The number of the declaration, whole.</summary>
    public string? Declaration { get; init; }

    /// <summary>What the sealing element of the seal that tracks it reports.</summary>
    public SealingElementState? SealingElement { get; init; }

    /// <summary>What the vehicles of a convoy or the wagons of a consignment note have in common.</summary>
    public string? Group { get; init; }

    /// <summary>Whether only those are wanted whose life has not ended.</summary>
    public bool NotOver { get; init; }
}

/// <summary>One event of a transportation.</summary>
/// <param name="N">Its place among the events of the transportation, from 1.</param>
/// <param name="Commit">The commit of the journal that holds it.</param>
/// <param name="DecidedAt">When it was decided, by the operator's clock.</param>
/// <param name="Name">The name of the event.</param>
/// <param name="Json">Its canonical JSON.</param>
/// <param name="Event">The event itself; null where this version does not know the name.</param>
public sealed record TimelineRow(int N, long Commit, DateTimeOffset DecidedAt, string Name, string Json, TransportationEvent? Event);

/// <summary>Reads transportations; any thread.</summary>
public sealed class TransportationQueries
{
    private const string Select = $"SELECT {TransportationRow.Columns} FROM transportation t";
    private const string SelectCount = "SELECT count(*) FROM transportation t";
    private const string SelectTimeline = """
        SELECT l.n, l.number, l.decided_at, l.name, l.json FROM timeline l JOIN transportation t ON t.id = l.transportation
        """;

    private const int Keys = 2;
    private static readonly string Over = string.Join(
        ',', Enum.GetValues<TransportationStatus>().Where(TransportationRow.IsEnd).Select(status => (int)status));

    private readonly ViewReads reads;
    private readonly Sight sight;

    internal TransportationQueries(ViewReads reads, Sight sight) => (this.reads, this.sight) = (reads, sight);

    /// <summary>One transportation; null where there is none, or none that is seen.</summary>
    public TransportationRow? Find(TransportationNumber number)
    {
        var query = new ViewQuery(Select).And("t.number = ?", number.ToString());
        sight.Limit(query);
        return reads.Select(query.Text, query.Values, TransportationRow.Read).FirstOrDefault();
    }

    /// <summary>The one that a seal serves, from its affixing until it is over; null where it serves none that is seen.</summary>
    public TransportationRow? ServedBy(SealNumber seal)
    {
        var query = new ViewQuery(Select)
            .And("(t.seal = ? OR (t.status = ? AND instr(t.life, ?)))", seal.Text, (int)TransportationStatus.Confirmed, $"\"{seal.Text}\"");
        sight.Limit(query);
        return reads.Select(query.OrderBy("t.changed_at DESC, t.id DESC").Text, query.Values, TransportationRow.Read)
            .FirstOrDefault(row => !row.IsOver && row.Life.Seals.Any(part => part.Seal == seal));
    }

    /// <summary>The latest activation first.</summary>
    public ResultPage<TransportationRow> List(TransportationFilter filter, string? cursor, int limit)
    {
        var query = Filtered(Select, filter);
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, Keys) is not [var activated, var id]) return Cursor.Wrong<TransportationRow>();
            query.And("(t.activated_at, t.id) < (?, ?)", activated, id);
        }

        return reads.Page(query.OrderBy("t.activated_at DESC, t.id DESC"), limit, TransportationRow.Read, row =>
            Cursor.Of(row.ActivatedAt.ToUnixTimeMilliseconds(), row.Id));
    }

    /// <summary>What is over, not erased, and ended before an instant; what ended first comes first.</summary>
    /// <param name="activated">The instant for those that were under tracking.</param>
    /// <param name="others">The instant for those that never were.</param>
    /// <param name="cursor">Where to go on; null: at the beginning.</param>
    /// <param name="limit">Most rows.</param>
    public ResultPage<TransportationRow> Ended(DateTimeOffset activated, DateTimeOffset others, string? cursor, int limit)
    {
        var query = new ViewQuery(Select)
            .And($"t.status IN ({Over})")
            .And(
                "t.deactivated_at < CASE t.activated WHEN 1 THEN ? ELSE ? END", activated.ToUnixTimeMilliseconds(),
                others.ToUnixTimeMilliseconds())
            .And("json_extract(nullif(t.life, ''), '$.ErasedAt') IS NULL");
        sight.Limit(query);
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, Keys) is not [var ended, var id]) return Cursor.Wrong<TransportationRow>();
            query.And("(t.deactivated_at, t.id) > (?, ?)", ended, id);
        }

        return reads.Page(query.OrderBy("t.deactivated_at, t.id"), limit, TransportationRow.Read, row =>
            Cursor.Of(row.DeactivatedAt!.Value.ToUnixTimeMilliseconds(), row.Id));
    }

    public long Count(TransportationFilter filter)
    {
        var query = Filtered(SelectCount, filter);
        return reads.Number(query.Text, query.Values);
    }

    /// <summary>All events of a transportation in order; empty where there is none of this number.</summary>
    public IReadOnlyList<TimelineRow> Timeline(TransportationNumber number)
    {
        var query = new ViewQuery(SelectTimeline).And("t.number = ?", number.ToString());
        sight.Limit(query);
        return reads.Select(query.OrderBy("l.n").Text, query.Values, row =>
        {
            var (name, json) = (row.Text(3), row.Text(4));
            return new TimelineRow(row.Int(0), row.Long(1), row.Instant(2), name, json, Known(name, json));
        });
    }

    private static TransportationEvent? Known(string name, string json) =>
        EventEncoding.Names.Contains(name) ? EventEncoding.Read(name, Encoding.UTF8.GetBytes(json)) as TransportationEvent : null;

    private ViewQuery Filtered(string select, TransportationFilter filter)
    {
        var query = new ViewQuery(select);
        sight.Limit(query);
        if (filter.Awaits is { Count: > 0 } awaits)
            query.And($"t.awaits IN ({string.Join(',', awaits.Select(_ => '?'))})", [.. awaits.Select(one => (object)(int)one)]);
        if (filter.Vehicle is { } vehicle) query.And("t.vehicle_key = ?", SearchText.VehicleKey(vehicle));
        if (filter.Seal is { } seal) query.And("t.seal = ?", seal.Text);
        if (filter.Declaration is { } declaration) query.And($"{ViewSchema.DeclarationOf} = ?", declaration);
        if (filter.Group is { } group) query.And($"{ViewSchema.GroupOf} = ?", group);
        if (filter.SealingElement is { } element)
            query.And("EXISTS (SELECT 1 FROM seal s WHERE s.number = t.seal AND s.element = ?)", (int)element);
        if (filter.NotOver) query.And($"t.status NOT IN ({Over})");
        if (filter.Status is { } status) query.And("t.status = ?", (int)status);
        if (SearchText.Of(filter.Text) is { } text)
        {
            // A declaration alone is written with slashes; a text without one need not look into each application.
            var declared = text.IsDeclaration ? $" OR {ViewSchema.DeclarationOf} = ?" : "";
            var asked = new List<object?> { text.Seal, text.SealEnd, text.Transportation, text.TransportationEnd, text.Vehicle };
            if (text.IsDeclaration) asked.Add(text.Seal);
            query.And(
                $"(t.seal BETWEEN ? AND ? OR t.number BETWEEN ? AND ? OR instr(t.vehicle_key, ?){declared})",
                [.. asked]);
        }

        return query;
    }
}
