using NavSeal.Journal;
using NavSeal.Workplaces.Views.Storage;
using Npgsql;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>Blocks in the database that all processes share. Every process brings every block: the first keeps it, the others hold theirs
/// against it. A process reads no block that its own views do not know of, so one that is behind sees its own state.</summary>
internal sealed class PostgresBlocks : ITelemetryBlocks
{
    /// <summary>Most blocks of one round trip.</summary>
    private const int BlocksAtOnce = 512;

    /// <summary>So many that wait are enough.</summary>
    private const int Many = 4096;

    /// <summary>Blocks that a search reads at once: eight thousand points.</summary>
    private const int BlocksOfPage = 32;

    /// <summary>Most rounds of deleting in one call.</summary>
    private const int RoundsMax = 100;

    private const string SelectVisible = "SELECT blocks FROM checkpoint";

    private readonly PostgresDatabase database;
    private readonly List<TelemetryBlock> pending = [];

    private PostgresBlocks(PostgresDatabase database) => this.database = database;

    /// <inheritdoc/>
    public bool HoldsMany => pending.Count >= Many;

    /// <summary>Brings the tables up to date.</summary>
    /// <param name="database">Stays the caller's.</param>
    /// <exception cref="IOException">The database does not answer, or its tables are newer than this program.</exception>
    public static PostgresBlocks Open(PostgresDatabase database)
    {
        database.Migrate("telemetry", PostgresBlocksText.Steps);
        return new PostgresBlocks(database);
    }

    /// <inheritdoc/>
    public long Last() => Try(() =>
    {
        using var last = database.Source.CreateCommand(PostgresBlocksText.SelectLast);
        last.Parameters.Add(Value(ViewFile.Version));
        return (long)last.ExecuteScalar()!;
    });

    /// <inheritdoc/>
    public void Add(in TelemetryBlock block) => pending.Add(block);

    /// <inheritdoc/>
    public void Save()
    {
        while (pending.Count > 0)
        {
            var some = pending[..Math.Min(BlocksAtOnce, pending.Count)];
            var different = Try(() => Insert(some));
            foreach (var block in some.Where(block => different.Contains(block.Id))) HoldAgainstKept(block);
            pending.RemoveRange(0, some.Count);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<TelemetryBlock> Within(BlockSearch search)
    {
        using var visible = new Statement(search.Views, SelectVisible);
        visible.Step();
        var (last, place) = (visible.Long(0), (FirstAt: long.MinValue, Id: 0L));
        while (true)
        {
            var page = Try(() => Read(
                PostgresBlocksText.SelectWithin, ViewFile.Version, search.Seal, search.To, search.From, last, place.FirstAt, place.Id,
                BlocksOfPage));
            foreach (var block in page) yield return block;
            if (page.Count < BlocksOfPage) yield break;
            place = (page[^1].FirstAt, page[^1].Id);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<TelemetryBlock> All(long last)
    {
        var after = 0L;
        while (true)
        {
            var page = Try(() => Read(PostgresBlocksText.SelectAll, ViewFile.Version, after, last, BlocksAtOnce));
            foreach (var block in page) yield return block;
            if (page.Count < BlocksAtOnce) yield break;
            after = page[^1].Id;
        }
    }

    /// <inheritdoc/>
    public int DeleteOlder() => Try(() =>
    {
        var (all, some) = (0, BlocksAtOnce);
        for (var round = 0; round < RoundsMax && some == BlocksAtOnce; round++)
        {
            using var delete = database.Source.CreateCommand(PostgresBlocksText.DeleteOlder);
            delete.Parameters.Add(Value(ViewFile.Version));
            delete.Parameters.Add(Value(BlocksAtOnce));
            some = delete.ExecuteNonQuery();
            all += some;
        }

        return all;
    });

    public void Dispose()
    {
        // The database is the caller's.
    }

    /// <summary>Brings blocks in one round trip.</summary>
    /// <returns>The numbers under which something else is kept.</returns>
    private HashSet<long> Insert(List<TelemetryBlock> some)
    {
        using var connection = database.Source.OpenConnection();
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(PostgresBlocksText.MarkUsed) { Parameters = { Value(ViewFile.Version) } },
                new NpgsqlBatchCommand(PostgresBlocksText.Insert)
                {
                    Parameters =
                    {
                        Value(ViewFile.Version), Value(some.ConvertAll(block => block.Id)), Value(some.ConvertAll(block => block.Seal)),
                        Value(some.ConvertAll(block => block.Transportation)), Value(some.ConvertAll(block => block.FirstAt)),
                        Value(some.ConvertAll(block => block.LastAt)), Value(some.ConvertAll(block => block.Points)),
                        Value(some.ConvertAll(block => block.Bytes)),
                    },
                },
                new NpgsqlBatchCommand(PostgresBlocksText.SelectHashes)
                {
                    Parameters = { Value(ViewFile.Version), Value(some.ConvertAll(block => block.Id)) },
                },
            },
        };
        var mine = some.ToDictionary(block => block.Id);
        using var kept = batch.ExecuteReader();
        while (kept.Read())
        {
            var block = mine[kept.GetInt64(0)];
            var isSame = HeadOf(block) == (kept.GetInt32(1), kept.GetInt32(2), kept.GetInt64(3), kept.GetInt64(4), kept.GetInt32(5))
                && Digest.Of(block.Bytes) == new Digest(kept.GetFieldValue<byte[]>(6));
            if (isSame) mine.Remove(block.Id);
        }

        return [.. mine.Keys];
    }

    /// <summary>Another version of the compressor packs the same points into other bytes; anything else is no block of this
    /// journal.</summary>
    private void HoldAgainstKept(TelemetryBlock block)
    {
        var kept = Try(() => Read(PostgresBlocksText.SelectAll, ViewFile.Version, block.Id - 1, block.Id, 1)).SingleOrDefault();
        if (kept.Bytes is not null && HeadOf(kept) == HeadOf(block)
            && BlockCodec.Unpack(kept.Bytes, out _).AsSpan().SequenceEqual(BlockCodec.Unpack(block.Bytes, out _)))
        {
            return;
        }

        throw new InvalidDataException(
            $"The database {database.Name} keeps another block of telemetry {block.Id} than the journal gives: "
            + $"DELETE FROM telemetry_block WHERE version = {ViewFile.Version} AND id = {block.Id}, then run navseal rebuild.");
    }

    private List<TelemetryBlock> Read(string text, params ReadOnlySpan<object> values)
    {
        // The texts are constants of this program.
#pragma warning disable CA2100
        using var command = database.Source.CreateCommand(text);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(Value(value));
        using var rows = command.ExecuteReader();
        var blocks = new List<TelemetryBlock>();
        while (rows.Read())
        {
            blocks.Add(new TelemetryBlock(
                rows.GetInt64(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt32(5),
                rows.GetFieldValue<byte[]>(6)));
        }

        return blocks;
    }

    private T Try<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
    }

    private static NpgsqlParameter Value(object value) => new() { Value = value };

    private static (int Seal, int Transportation, long FirstAt, long LastAt, int Points) HeadOf(in TelemetryBlock block) =>
        (block.Seal, block.Transportation, block.FirstAt, block.LastAt, block.Points);
}
