using NavSeal.Tests.Postgres;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Telemetry;

namespace NavSeal.Tests.Views;

/// <summary>What every place promises that keeps blocks of telemetry.</summary>
public abstract class Telemetry_blocks_contract : IDisposable
{
    private readonly ViewFolder folder = new();
    private readonly ViewFile file;
    private readonly ViewReads reads;

    protected Telemetry_blocks_contract() => (file, reads) = (ViewFile.Open(folder.File), new ViewReads(folder.File));

    public void Dispose()
    {
        reads.Dispose();
        file.Dispose();
        folder.Dispose();
        Close();
        GC.SuppressFinalize(this);
    }

    protected virtual void Close()
    {
    }

    private protected abstract ITelemetryBlocks Open(ViewFile file);

    [Fact]
    public void Nothing_is_kept_at_first()
    {
        using var blocks = Open(file);
        Assert.Equal((0L, false), (blocks.Last(), blocks.HoldsMany));
        Assert.Empty(blocks.All(long.MaxValue));
        Assert.Empty(Within(blocks, 1, (long.MinValue, long.MaxValue)));
        Assert.Equal(0, blocks.DeleteOlder());
    }

    [Fact]
    public void Blocks_are_found_by_seal_and_period_and_up_to_what_the_views_know_of() => Seeds.Each(1, random =>
    {
        using var blocks = Open(file);
        var all = Enumerable.Range(1, 1300).Select(id => Block(random, id, id % 3)).ToList();
        foreach (var block in all) blocks.Add(block);
        blocks.Save();
        Assert.Equal(1300, blocks.Last());
        Assert.Equal(all.Select(Text), blocks.All(1300).Select(Text));
        Assert.Equal(all.Take(700).Select(Text), blocks.All(700).Select(Text));

        file.Execute("UPDATE checkpoint SET blocks = 1300");
        for (var i = 0; i < 30; i++)
        {
            var (seal, from) = (random.Next(4), random.Next(1000));
            var to = from + random.Next(1, 400);
            var expected = all.Where(block => block.Seal == seal && block.FirstAt < to && block.LastAt >= from)
                .OrderBy(block => block.FirstAt).ThenBy(block => block.Id);
            Assert.Equal(expected.Select(Text), Within(blocks, seal, (from, to)).Select(Text));
        }
    });

    [Fact]
    public void Saving_nothing_changes_nothing()
    {
        using var blocks = Open(file);
        blocks.Add(Block(new Random(1), 1, 1));
        blocks.Save();
        blocks.Save();
        Assert.Single(blocks.All(long.MaxValue));
    }

    private protected static TelemetryBlock Block(Random random, long id, int seal)
    {
        var points = new byte[random.Next(1, 5) * PointBytes.Length];
        random.NextBytes(points);
        var first = random.Next(1000);
        return new TelemetryBlock(
            id, seal, random.Next(5), first, first + random.Next(100), points.Length / PointBytes.Length, BlockCodec.Encode(points));
    }

    private protected List<TelemetryBlock> Within(ITelemetryBlocks blocks, int seal, (long From, long To) span)
    {
        using var views = reads.Open();
        return [.. blocks.Within(new BlockSearch(views, seal, span.From, span.To))];
    }

    private protected void ViewsKnowOf(long last) => file.Execute($"UPDATE checkpoint SET blocks = {last}");

    private protected static string Text(TelemetryBlock block) => block with { Bytes = [] } + Convert.ToHexString(block.Bytes);
}

/// <summary>They stand in the file of views.</summary>
public sealed class Blocks_in_the_file_of_views : Telemetry_blocks_contract
{
    private protected override ITelemetryBlocks Open(ViewFile file) => new FileBlocks(file);
}

/// <summary>They stand in the database that processes share.</summary>
public sealed class Blocks_in_a_shared_database : Telemetry_blocks_contract
{
    private readonly TestDatabase database = TestDatabase.Create();

    [Fact]
    public void A_block_brought_by_two_is_kept_once_and_one_that_differs_is_told()
    {
        var (first, second) = (PostgresBlocks.Open(database.Database), PostgresBlocks.Open(database.Database));
        var all = Enumerable.Range(1, 900).Select(id => Block(new Random(id), id, 1)).ToList();
        foreach (var block in all[..600]) first.Add(block);
        first.Save();
        foreach (var block in all) second.Add(block);
        second.Save();
        Assert.Equal(all.Select(Text), first.All(long.MaxValue).Select(Text));

        var otherwise = all[3] with { LastAt = all[3].LastAt + 1 };
        first.Add(otherwise);
        var told = Assert.Throws<InvalidDataException>(first.Save);
        Assert.Contains("block of telemetry 4 ", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_points_packed_by_another_compressor_are_the_same_block()
    {
        var blocks = PostgresBlocks.Open(database.Database);
        var block = Block(new Random(1), 1, 1);
        blocks.Add(block);
        blocks.Save();
        var columns = BlockCodec.Unpack(block.Bytes, out _);
        var packed = new byte[columns.Length + 1000];
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(columns, packed, out var length, quality: 11, window: 20));
        var head = Varint.Read(block.Bytes, out _);
        head += Varint.Read(block.Bytes.AsSpan(head), out _);
        var other = block with { Bytes = [.. block.Bytes[..head], .. packed[..length]] };
        Assert.NotEqual(block.Bytes, other.Bytes);
        blocks.Add(other);
        blocks.Save();
        Assert.Equal(Text(block), Text(Assert.Single(blocks.All(9))));
    }

    [Fact]
    public void A_process_that_is_behind_sees_its_own_state()
    {
        var blocks = PostgresBlocks.Open(database.Database);
        for (var id = 1; id <= 3; id++) blocks.Add(Block(new Random(id), id, 1));
        blocks.Save();
        ViewsKnowOf(2);
        Assert.Equal([1, 2], Within(blocks, 1, (0, 10_000)).Select(block => block.Id).Order());
    }

    [Fact]
    public async Task While_the_database_is_away_everything_waits_and_then_goes_on()
    {
        var blocks = PostgresBlocks.Open(database.Database);
        for (var id = 1; id <= 600; id++) blocks.Add(Block(new Random(id), id, 1));
        database.GoAway();
        Assert.Throws<IOException>(blocks.Save);
        Assert.Throws<IOException>(() => blocks.All(600).Count());
        Assert.Throws<IOException>(() => Within(blocks, 1, (0, 10_000)));
        await database.ReturnAsync();
        blocks.Save();
        Assert.Equal(600, blocks.All(600).Count());
    }

    [Fact]
    public void Blocks_of_an_older_version_go_when_no_process_has_brought_any_for_a_day()
    {
        var blocks = PostgresBlocks.Open(database.Database);
        blocks.Add(Block(new Random(1), 1, 1));
        blocks.Save();
        database.Execute("""
            INSERT INTO telemetry_version VALUES (0, now() - interval '25 hours'), (1, now() - interval '23 hours');
            INSERT INTO telemetry_block SELECT 0, n, 1, 1, 1, 1, 1, '' FROM generate_series(1, 1100) n;
            INSERT INTO telemetry_block VALUES (1, 1, 1, 1, 1, 1, 1, '');
            """);
        Assert.Equal(1100, blocks.DeleteOlder());
        database.Execute("UPDATE telemetry_version SET used_at = now() - interval '2 days'");
        Assert.Equal(1, blocks.DeleteOlder());
        Assert.Equal(0, blocks.DeleteOlder());
        Assert.Single(blocks.All(9));
    }

    private protected override ITelemetryBlocks Open(ViewFile file) => PostgresBlocks.Open(database.Database);

    protected override void Close() => database.Dispose();
}
