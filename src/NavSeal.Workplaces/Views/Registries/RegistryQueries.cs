using System.Globalization;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Registries;

/// <summary>Reads registries; any thread. The rows of <c>reference/</c> lie under those that were entered.</summary>
public sealed class RegistryQueries
{
    private const int TextMax = 64;

    /// <summary>Versions that stand, and rows of reference/ that no entered version replaced.</summary>
    private const string Standing = $"""
        SELECT {RegistryRecord.Columns} FROM (
            SELECT kind, key, version, valid_from, valid_to, last_day, stands, json, search, corrects, entered_by, entered_at, source
            FROM registry WHERE stands = 1
            UNION ALL
            SELECT l.kind, l.key, 0, l.valid_from, l.valid_to,
                coalesce((SELECT min(e.last_day) FROM registry_end e WHERE e.kind = l.kind AND e.key = l.key), l.valid_to),
                1, l.json, l.search, NULL, NULL, NULL, NULL
            FROM registry_laid l
            WHERE NOT EXISTS (
                SELECT 1 FROM registry n WHERE n.kind = l.kind AND n.key = l.key AND n.stands = 1 AND n.valid_from = l.valid_from)
        ) v
        """;

    /// <summary>Of the versions of a row the one that began last before a day; it is valid unless it ended.</summary>
    private const string OnDay = """
        v.valid_from <= ? AND (v.last_day = '' OR v.last_day >= ?)
        AND NOT EXISTS (SELECT 1 FROM registry n WHERE n.kind = v.kind AND n.key = v.key AND n.stands = 1
            AND n.valid_from > v.valid_from AND n.valid_from <= ?)
        """;

    private readonly ViewReads reads;

    internal RegistryQueries(ViewReads reads) => this.reads = reads;

    /// <summary>The rows of a registry that are valid on a day, by key.</summary>
    /// <param name="kind">The registry.</param>
    /// <param name="day">The day of law.</param>
    /// <param name="text">What stands in the row, in any letters; null: anything.</param>
    /// <param name="cursor">Where the rows begin.</param>
    /// <param name="limit">Most rows.</param>
    public ResultPage<RegistryRecord> List(RegistryKind kind, DateOnly day, string? text, string? cursor, int limit)
    {
        var query = Filtered(Standing, kind, day, text);
        if (cursor is not null)
        {
            if (Cursor.Text(cursor) is not { } key) return Cursor.Wrong<RegistryRecord>();
            query.And("v.key > ?", key);
        }

        return reads.Page(query.OrderBy("v.key"), limit, RegistryRecord.Read, row => Cursor.Of(row.Row.Key));
    }

    /// <summary>How many rows <see cref="List"/> has.</summary>
    public long Count(RegistryKind kind, DateOnly day, string? text)
    {
        var query = Filtered(Standing, kind, day, text);
        return reads.Number($"SELECT count(*) FROM ({query.Text})", query.Values);
    }

    /// <summary>The version of a row that is valid on a day; null where none is.</summary>
    public RegistryRecord? Find(RegistryKind kind, string key, DateOnly day)
    {
        var query = Filtered(Standing, kind, day, null).And("v.key = ?", key);
        return reads.Select(query.Text, query.Values, RegistryRecord.Read).FirstOrDefault();
    }

    /// <summary>Whether a version of a row stands, whatever its days.</summary>
    public bool Exists(RegistryKind kind, string key)
    {
        var query = new ViewQuery(Standing).And("v.kind = ? AND v.key = ?", (int)kind, key);
        return reads.Select($"{query.Text} LIMIT 1", query.Values, row => true).Count > 0;
    }

    /// <summary>All versions that stand, by key and first day: what is exported, and what an import is held against.</summary>
    public IReadOnlyList<RegistryRecord> All(RegistryKind kind)
    {
        var query = new ViewQuery(Standing).And("v.kind = ?", (int)kind).OrderBy("v.key, v.valid_from");
        return reads.Select(query.Text, query.Values, RegistryRecord.Read);
    }

    /// <summary>All versions of a row, those that no longer stand too; the latest first.</summary>
    public IReadOnlyList<RegistryRecord> History(RegistryKind kind, string key)
    {
        const string entered = $"SELECT {RegistryRecord.Columns} FROM registry v WHERE v.kind = ? AND v.key = ? ORDER BY v.version DESC";
        var laid = new ViewQuery(Standing).And("v.kind = ? AND v.key = ? AND v.version = 0", (int)kind, key);
        return
        [
            .. reads.Select(entered, [(int)kind, key], RegistryRecord.Read),
            .. reads.Select(laid.Text, laid.Values, RegistryRecord.Read),
        ];
    }

    /// <summary>That and why a row was ended, the latest first.</summary>
    public IReadOnlyList<RegistryEnding> Endings(RegistryKind kind, string key) => reads.Select(
        "SELECT last_day, ended_by, ended_at, reason FROM registry_end WHERE kind = ? AND key = ? ORDER BY n DESC", [(int)kind, key],
        row => new RegistryEnding(RegistryDays.Parse(row.Text(0)) ?? default, row.Text(1), row.Instant(2), row.Text(3)));

    /// <summary>The rows with a version that stands, is not over on a day, and points to a row; at most so many.</summary>
    public IReadOnlyList<(RegistryKind Kind, string Key)> PointingTo(RegistryKind kind, string key, DateOnly day, int limit) =>
        reads.Select(
        """
        SELECT DISTINCT p.kind, p.key FROM (
            SELECT to_kind, to_key, kind, key, version FROM registry_pointer
            UNION ALL SELECT to_kind, to_key, kind, key, 0 FROM laid_pointer
        ) p
        WHERE p.to_kind = ?1 AND p.to_key = ?2 AND (
            EXISTS (SELECT 1 FROM registry v WHERE v.kind = p.kind AND v.key = p.key AND v.version = p.version AND v.stands = 1
                AND (v.last_day = '' OR v.last_day >= ?3))
            OR (p.version = 0
                AND NOT EXISTS (SELECT 1 FROM registry v WHERE v.kind = p.kind AND v.key = p.key AND v.stands = 1)
                AND NOT EXISTS (SELECT 1 FROM registry_end e WHERE e.kind = p.kind AND e.key = p.key AND e.last_day < ?3)))
        ORDER BY p.kind, p.key LIMIT ?4
        """,
        [(int)kind, key, RegistryDays.Text(day), limit], row => ((RegistryKind)row.Int(0), row.Text(1)));

    private static ViewQuery Filtered(string select, RegistryKind kind, DateOnly day, string? text)
    {
        var on = RegistryDays.Text(day);
        var query = new ViewQuery(select).And("v.kind = ?", (int)kind).And(OnDay, on, on, on);
        if (Wanted(text) is { } wanted) query.And("(instr(v.search, ?) OR instr(v.search, ?))", wanted, PlateOf(text!) ?? wanted);
        return query;
    }

    private static string? Wanted(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim()[..Math.Min(text.Trim().Length, TextMax)].ToLower(CultureInfo.InvariantCulture);

    /// <summary>A plate or number is found however it is written.</summary>
    private static string? PlateOf(string text) => PlateNumber.Normalise(text)?.ToLower(CultureInfo.InvariantCulture);
}
