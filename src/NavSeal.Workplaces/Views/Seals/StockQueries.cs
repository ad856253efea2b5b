using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>A seal as the operator's stock has it.</summary>
public sealed record StockRow
{
    public required SealNumber Seal { get; init; }

    public required string Model { get; init; }

    public required string Profile { get; init; }

    public required IdentityKind IdentityKind { get; init; }

    public required string Identity { get; init; }

    /// <summary>The registering operator, ISO alpha-2 of its state.</summary>
    public required string Operator { get; init; }

    public required SealStock State { get; init; }

    /// <summary>To whom it is issued; null where it is not, or nobody was named.</summary>
    public SealHolder? IssuedTo { get; init; }

    /// <summary>Since when it is in that state; null: since it was registered.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The transportation that it tracks; null where none.</summary>
    public TransportationNumber? Transportation { get; init; }

    /// <summary>Who entered its password; null where nobody did since this device has the number.</summary>
    public string? SecretBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? SecretAt { get; init; }
}

/// <summary>A change of the state in which a seal is in stock.</summary>
public sealed record StockChange(SealStock State, SealHolder? IssuedTo, string By, DateTimeOffset At, string Reason);

/// <summary>Which seals of the stock are wanted; what is null does not matter.</summary>
public sealed record StockFilter
{
    /// <summary>How the number of the seal or what the device calls itself begins.</summary>
    public string? Text { get; init; }

    public SealStock? State { get; init; }

    /// <summary>The office or organisation to which seals are issued, by its key.</summary>
    public string? Holder { get; init; }

    public string? Model { get; init; }
}

/// <summary>Reads the stock of seals; any thread. Relays are none.</summary>
public sealed class StockQueries
{
    private const string From = """
        FROM seal s
        LEFT JOIN seal_stock k ON k.seal = s.number AND k.n = (SELECT max(n) FROM seal_stock WHERE seal = s.number)
        LEFT JOIN transportation t ON t.id = s.transportation
        LEFT JOIN seal_secret p ON p.seal = s.number
        """;

    private const string Select = $"""
        SELECT s.number, s.model, s.profile, s.identity_kind, s.identity_value, s.operator, k.state, k.to_kind, k.to_key, k.changed_at,
            t.number, p.kept_by, p.kept_at
        {From}
        """;

    // A seal that reported without being registered here is not in the stock.
    private const string IsInStock = "s.is_relay = 0 AND s.profile <> ''";

    private readonly ViewReads reads;

    internal StockQueries(ViewReads reads) => this.reads = reads;

    /// <summary>In the order of their numbers.</summary>
    public ResultPage<StockRow> List(StockFilter filter, string? cursor, int limit)
    {
        var query = Filtered(Select, filter);
        if (cursor is not null)
        {
            if (!SealNumber.TryParse(Cursor.Text(cursor), out var last)) return Cursor.Wrong<StockRow>();
            query.And("s.number > ?", last.Text);
        }

        return reads.Page(query.OrderBy("s.number"), limit, Read, row => Cursor.Of(row.Seal.Text));
    }

    /// <summary>All of them, a part after the other.</summary>
    public IEnumerable<StockRow> All(StockFilter filter)
    {
        string? cursor = null;
        do
        {
            var page = List(filter, cursor, ViewReads.LimitMax);
            foreach (var row in page.Items) yield return row;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    public long Count(StockFilter filter)
    {
        var query = Filtered($"SELECT count(*) {From}", filter);
        return reads.Number(query.Text, query.Values);
    }

    /// <summary>One seal; null where nobody registered it.</summary>
    public StockRow? Find(SealNumber seal)
    {
        var query = new ViewQuery(Select).And(IsInStock).And("s.number = ?", seal.Text);
        return reads.Select(query.Text, query.Values, Read).FirstOrDefault();
    }

    /// <summary>The models of seals that are registered, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Models() => reads.Select(
        $"SELECT DISTINCT s.model FROM seal s WHERE {IsInStock} ORDER BY s.model", [], row => row.Text(0));

    /// <summary>Every change of a seal's state in stock, in order.</summary>
    public IReadOnlyList<StockChange> HistoryOf(SealNumber seal) => reads.Select(
        "SELECT state, to_kind, to_key, changed_by, changed_at, reason FROM seal_stock WHERE seal = ? ORDER BY n", [seal.Text],
        row => new StockChange((SealStock)row.Int(0), HolderOf(row, 1), row.Text(3), row.Instant(4), row.Text(5)));

    private static ViewQuery Filtered(string select, StockFilter filter)
    {
        var query = new ViewQuery(select).And(IsInStock);
        if (filter.State is { } state) query.And("coalesce(k.state, 0) = ?", (int)state);
        if (filter.Holder is { Length: > 0 } holder) query.And("k.to_key = ?", holder);
        if (filter.Model is { Length: > 0 } model) query.And("s.model = ?", model);
        if (SearchText.Of(filter.Text) is { } text)
            query.And("(s.number BETWEEN ? AND ? OR s.identity_value BETWEEN ? AND ?)", text.Seal, text.SealEnd, text.Seal, text.SealEnd);
        return query;
    }

    private static StockRow Read(Statement row) => new()
    {
        Seal = SealNumber.Parse(row.Text(0)),
        Model = row.Text(1),
        Profile = row.Text(2),
        IdentityKind = (IdentityKind)row.Int(3),
        Identity = row.Text(4),
        Operator = row.Text(5),
        State = (SealStock)(row.IntOrNull(6) ?? 0),
        IssuedTo = HolderOf(row, 7),
        Since = row.InstantOrNull(9),
        Transportation = TransportationNumber.TryParse(row.TextOrNull(10), out var number) ? number : null,
        SecretBy = row.TextOrNull(11),
        SecretAt = row.InstantOrNull(12),
    };

    private static SealHolder? HolderOf(Statement row, int place) =>
        row.IntOrNull(place) is { } kind ? new SealHolder((RegistryKind)kind, row.Text(place + 1)) : null;
}
