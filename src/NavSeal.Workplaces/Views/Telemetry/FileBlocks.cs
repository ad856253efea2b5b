using Microsoft.Data.Sqlite;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>Blocks in a table of the file of views: they come and go with it.</summary>
internal sealed class FileBlocks(ViewFile file) : ITelemetryBlocks
{
    private const string Insert =
        "INSERT INTO block (id, seal, transportation, first_at, last_at, points, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private const string Select = "SELECT id, seal, transportation, first_at, last_at, points, bytes FROM block";
    private const string SelectLast = "SELECT coalesce(max(id), 0) FROM block";
    private const string SelectWithin = Select + " WHERE seal = ? AND first_at < ? AND last_at >= ? ORDER BY first_at, id";
    private const string SelectAfter = Select + " WHERE id > ? ORDER BY id";
    private const string SelectAll = Select + " WHERE id <= ? ORDER BY id";

    private readonly Statement insert = file.Prepare(Insert);

    /// <inheritdoc/>
    public bool HoldsMany => false;

    /// <inheritdoc/>
    public long Last()
    {
        using var last = file.Once(SelectLast);
        last.Step();
        return last.Long(0);
    }

    /// <inheritdoc/>
    public void Add(in TelemetryBlock block) => insert.Bind(1, block.Id).Bind(2, block.Seal).Bind(3, block.Transportation)
        .Bind(4, block.FirstAt).Bind(5, block.LastAt).Bind(6, block.Points).Bind(7, block.Bytes).Run();

    /// <inheritdoc/>
    public void Save()
    {
        // They are in the transaction of the views.
    }

    /// <inheritdoc/>
    public IEnumerable<TelemetryBlock> Within(BlockSearch search)
    {
        using var blocks = new Statement(search.Views, SelectWithin);
        blocks.Bind(1, search.Seal).Bind(2, search.To).Bind(3, search.From);
        while (blocks.Step()) yield return Read(blocks);
    }

    /// <inheritdoc/>
    public IEnumerable<TelemetryBlock> All(long last)
    {
        using var blocks = file.Once(SelectAll);
        blocks.Bind(1, last);
        while (blocks.Step()) yield return Read(blocks);
    }

    /// <summary>The blocks behind a number, of a file that others may write to.</summary>
    public static IEnumerable<TelemetryBlock> After(SqliteConnection views, long id)
    {
        using var blocks = new Statement(views, SelectAfter);
        blocks.Bind(1, id);
        while (blocks.Step()) yield return Read(blocks);
    }

    /// <inheritdoc/>
    public int DeleteOlder() => 0;

    public void Dispose()
    {
        // The statement belongs to the file.
    }

    private static TelemetryBlock Read(Statement row) =>
        new(row.Long(0), row.Int(1), row.Int(2), row.Long(3), row.Long(4), row.Int(5), row.Blob(6).ToArray());
}
