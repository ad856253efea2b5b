using NavSeal.Journal;

namespace NavSeal.Server.Documents;

/// <summary>Documents as files <c>ab/cdef…</c>, named by their hash. A file comes whole or not at all: it is written under another name,
/// flushed and renamed. One process at a time.</summary>
internal sealed class FolderDocuments : IDocumentStore
{
    private const string Incoming = "incoming";
    private const int NameLength = 2 * Digest.Length, FolderLength = 2;
    private readonly string folder;

    private FolderDocuments(string folder) => this.folder = folder;

    /// <summary>The documents of a data folder; what a crash left half written goes.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    public static FolderDocuments Open(string dataFolder)
    {
        var documents = new FolderDocuments(PathIn(dataFolder));
        Directory.CreateDirectory(documents.PathOf(Incoming));
        foreach (var half in Directory.EnumerateFiles(documents.PathOf(Incoming))) File.Delete(half);
        return documents;
    }

    /// <summary>Where the documents of a data folder lie.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "documents");

    /// <inheritdoc/>
    public async Task<Digest> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var hash = IDocumentStore.HashOf(bytes);
        var path = PathOf(hash);
        if (await IsWholeAsync(path, hash, stop)) return hash;
        var half = PathOf(Incoming, Guid.NewGuid().ToString("N"));
        await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, stop);
            file.Flush(flushToDisk: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(half, path, overwrite: true);
        FlushNames(path);
        return hash;
    }

    /// <inheritdoc/>
    public async Task<byte[]?> TryGetAsync(Digest hash, CancellationToken stop)
    {
        var path = PathOf(hash);
        return File.Exists(path) ? IDocumentStore.Whole(await ReadAsync(path, stop), hash, folder) : null;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(Digest hash, CancellationToken stop)
    {
        var path = PathOf(hash);
        if (!File.Exists(path)) return Task.FromResult(false);
        File.Delete(path);
        FlushNames(path);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Digest> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(inner).Order(StringComparer.Ordinal))
            {
                stop.ThrowIfCancellationRequested();
                if (Digest.TryParse(Path.GetFileName(inner) + Path.GetFileName(file), out var hash)) yield return hash;
            }
        }
    }

    private static async Task<bool> IsWholeAsync(string path, Digest hash, CancellationToken stop) =>
        File.Exists(path) && Digest.Of(await ReadAsync(path, stop)) == hash;

    /// <summary>One byte more than a document can have tells that it is none.</summary>
    private static async Task<byte[]> ReadAsync(string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var bytes = new byte[Math.Min(file.Length, IDocumentStore.LengthMax + 1)];
        await file.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private void FlushNames(string path)
    {
        new FileDisk(Path.GetDirectoryName(path)!).FlushNames();
        new FileDisk(folder).FlushNames();
    }

    private string PathOf(Digest hash) => hash.ToString() is { Length: NameLength } name
        ? PathOf(name[..FolderLength], name[FolderLength..])
        : throw new ArgumentException("A hash has 64 digits.", nameof(hash));

    private string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([folder, .. parts]);
}
