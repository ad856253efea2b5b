using NavSeal.Journal;
using NavSeal.Server.Documents;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Server.Documents;

/// <summary>What every store of documents promises.</summary>
public abstract class Document_contract : IDisposable
{
    private static readonly byte[] Letter = [1, 2, 3, 4, 5, 6, 7, 8];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract void Close();

    private protected abstract IDocumentStore Open();

    /// <summary>Replaces what is kept under a hash behind the store's back.</summary>
    private protected abstract void Damage(Digest hash, byte[] bytes);

    [Fact]
    public async Task A_document_is_found_by_its_hash_also_by_who_opens_the_store_later()
    {
        var hash = await Open().PutAsync(Letter, Stop);
        Assert.Equal(Digest.Of(Letter), hash);
        Assert.Equal(Letter, await Open().TryGetAsync(hash, Stop));
        Assert.Null(await Open().TryGetAsync(Digest.Of([9]), Stop));
    }

    [Fact]
    public async Task A_document_put_twice_or_by_many_at_once_is_kept_once()
    {
        var store = Open();
        var large = new byte[200_000];
        new Random(3).NextBytes(large);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => store.PutAsync(i % 2 == 0 ? Letter : large, Stop), Stop)));
        Assert.Equal(new[] { Digest.Of(Letter), Digest.Of(large) }.OrderBy(hash => hash.ToString()), await AllAsync(store));
        Assert.Equal(large, await store.TryGetAsync(Digest.Of(large), Stop));
    }

    [Fact]
    public async Task The_longest_document_fits_an_empty_one_too_and_a_longer_one_does_not()
    {
        var store = Open();
        var longest = new byte[IDocumentStore.LengthMax];
        new Random(4).NextBytes(longest);
        Assert.Equal(longest, await store.TryGetAsync(await store.PutAsync(longest, Stop), Stop));
        Assert.Empty((await store.TryGetAsync(await store.PutAsync(Array.Empty<byte>(), Stop), Stop))!);
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync(new byte[IDocumentStore.LengthMax + 1], Stop));
        Assert.Equal(2, (await AllAsync(store)).Count);
    }

    [Fact]
    public async Task A_document_that_was_changed_cut_or_grew_is_damage_until_it_is_put_again()
    {
        var store = Open();
        var hash = await store.PutAsync(Letter, Stop);
        foreach (var damaged in (byte[][])[[1, 2, 3, 4, 5, 6, 7, 9], [1, 2, 3], [], [.. Letter, 0], new byte[IDocumentStore.LengthMax + 9]])
        {
            Damage(hash, damaged);
            var told = await Assert.ThrowsAsync<InvalidDataException>(() => store.TryGetAsync(hash, Stop));
            Assert.Contains(hash.ToString(), told.Message, StringComparison.Ordinal);
            Assert.Equal(hash, await store.PutAsync(Letter, Stop));
            Assert.Equal(Letter, await store.TryGetAsync(hash, Stop));
        }
    }

    [Fact]
    public async Task A_document_that_was_destroyed_is_gone_and_can_come_again()
    {
        var store = Open();
        var hash = await store.PutAsync(Letter, Stop);
        Assert.True(await store.DeleteAsync(hash, Stop));
        Assert.False(await store.DeleteAsync(hash, Stop));
        Assert.Null(await store.TryGetAsync(hash, Stop));
        Assert.Empty(await AllAsync(store));
        await store.PutAsync(Letter, Stop);
        Assert.Equal(Letter, await store.TryGetAsync(hash, Stop));
    }

    private static async Task<List<Digest>> AllAsync(IDocumentStore store)
    {
        var all = new List<Digest>();
        await foreach (var hash in store.AllAsync(Stop)) all.Add(hash);
        return all;
    }
}

/// <summary>Documents in a folder.</summary>
public sealed class Documents_in_a_folder : Document_contract
{
    private readonly string folder = Directory.CreateTempSubdirectory("navseal-documents-").FullName;

    [Fact]
    public async Task What_a_crash_left_half_written_is_no_document_and_goes()
    {
        var half = Path.Combine(FolderDocuments.PathIn(folder), "incoming", "half");
        Open();
        await File.WriteAllTextAsync(half, "half", TestContext.Current.CancellationToken);
        await foreach (var hash in Open().AllAsync(TestContext.Current.CancellationToken)) Assert.Fail($"{hash} is no document.");
        Assert.False(File.Exists(half));
    }

    private protected override IDocumentStore Open() => FolderDocuments.Open(folder);

    private protected override void Damage(Digest hash, byte[] bytes)
    {
        var name = hash.ToString();
        File.WriteAllBytes(Path.Combine(FolderDocuments.PathIn(folder), name[..2], name[2..]), bytes);
    }

    protected override void Close() => Directory.Delete(folder, recursive: true);
}

/// <summary>Documents in a database.</summary>
public sealed class Documents_in_a_shared_database : Document_contract
{
    private readonly TestDatabase database = TestDatabase.Create();

    [Fact]
    public async Task While_the_database_is_away_it_is_said()
    {
        var store = Open();
        database.GoAway();
        var told = await Assert.ThrowsAsync<IOException>(() => store.PutAsync(new byte[] { 1 }, TestContext.Current.CancellationToken));
        Assert.Contains("cannot be used", told.Message, StringComparison.Ordinal);
        await database.ReturnAsync();
        await store.PutAsync(new byte[] { 1 }, TestContext.Current.CancellationToken);
    }

    private protected override IDocumentStore Open() => PostgresDocuments.Open(database.Database);

    private protected override void Damage(Digest hash, byte[] bytes) => database.Execute(
        $"UPDATE document SET bytes = decode('{Convert.ToBase64String(bytes)}', 'base64') WHERE hash = '\\x{hash}'");

    protected override void Close() => database.Dispose();
}
