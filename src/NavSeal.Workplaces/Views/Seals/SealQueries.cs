using NavSeal.Model.Seals;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>Which seals are wanted; what is null does not matter.</summary>
public sealed record SealFilter
{
    /// <summary>How the number of the seal or of the transportation it tracks begins, or what stands in the plate of the vehicle.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the seal tracks a transportation.</summary>
    public bool? Tracked { get; init; }

    /// <summary>Silent ones alone: under tracking and not heard since this instant.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>The severity of the worst open situation.</summary>
    public Severity? Worst { get; init; }

    public bool? Relay { get; init; }
}

/// <summary>Reads seals; any thread.</summary>
public sealed class SealQueries
{
    private const string From = "FROM seal s LEFT JOIN transportation t ON t.id = s.transportation";
    private const string Select = $"SELECT {SealRow.Columns} {From}";
    private const string SelectCount = $"SELECT count(*) {From}";
    private readonly ViewReads reads;
    private readonly Sight sight;

    internal SealQueries(ViewReads reads, Sight sight) => (this.reads, this.sight) = (reads, sight);

    /// <summary>One seal; null where nobody registered it, or it tracks nothing that is seen.</summary>
    public SealRow? Find(SealNumber seal)
    {
        var query = new ViewQuery(Select).And("s.number = ?", seal.Text);
        sight.Limit(query, "s.operator");
        return reads.Select(query.Text, query.Values, SealRow.Read).FirstOrDefault();
    }

    /// <summary>The last commits that hold frames of a seal, the newest first; none where it is not seen.</summary>
    public IReadOnlyList<long> FrameCommitsOf(SealNumber seal)
    {
        var query = new ViewQuery($"SELECT s.frames {From}").And("s.number = ?", seal.Text);
        sight.Limit(query, "s.operator");
        var kept = reads.Select(query.Text, query.Values, row => FrameCommits.Read(row.Blob(0))).FirstOrDefault();
        return kept is null ? [] : [.. kept.AsEnumerable().Reverse()];
    }

    /// <summary>In the order of their numbers.</summary>
    public ResultPage<SealRow> List(SealFilter filter, string? cursor, int limit)
    {
        var query = Filtered(Select, filter);
        if (cursor is not null)
        {
            if (!SealNumber.TryParse(Cursor.Text(cursor), out var last)) return Cursor.Wrong<SealRow>();
            query.And("s.number > ?", last.Text);
        }

        return reads.Page(query.OrderBy("s.number"), limit, SealRow.Read, row => Cursor.Of(row.Seal.Text));
    }

    public long Count(SealFilter filter)
    {
        var query = Filtered(SelectCount, filter);
        return reads.Number(query.Text, query.Values);
    }

    private ViewQuery Filtered(string select, SealFilter filter)
    {
        var query = new ViewQuery(select);
        sight.Limit(query, "s.operator");
        if (filter.Tracked is { } tracked) query.And(tracked ? "s.transportation IS NOT NULL" : "s.transportation IS NULL");
        if (filter.SilentSince is { } since)
            query.And("s.transportation IS NOT NULL AND (s.heard_at IS NULL OR s.heard_at < ?)", since.ToUnixTimeMilliseconds());
        if (filter.Worst is { } worst) query.And("s.worst = ?", (int)worst);
        if (filter.Relay is { } relay) query.And("s.is_relay = ?", relay ? 1 : 0);
        if (SearchText.Of(filter.Text) is { } text)
        {
            query.And(
                "(s.number BETWEEN ? AND ? OR t.number BETWEEN ? AND ? OR instr(t.vehicle_key, ?))",
                text.Seal, text.SealEnd, text.Transportation, text.TransportationEnd, text.Vehicle);
        }

        return query;
    }
}
