using NavSeal.Journal;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Telemetry;

namespace NavSeal.Tests.Views;

/// <summary>A folder of its own for views, gone afterwards.</summary>
/// <param name="database">Where blocks of telemetry are kept; null: in the file of views.</param>
internal sealed class ViewFolder(PostgresDatabase? database = null) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("navseal-views-").FullName;

    public string File => ViewStore.PathIn(Path);

    /// <summary>The digest of the views of these commits, in one transaction.</summary>
    public static string DigestOf(IEnumerable<Commit> commits)
    {
        using var folder = new ViewFolder();
        using var store = folder.Take(commits);
        return store.Digest();
    }

    /// <summary>Opens the views of a journal; with none named, whatever they followed.</summary>
    public ViewStore Open(IJournal? followed = null) => ViewStore.Open(
        Path, followed is null ? new ViewSource(_ => HashOfFile(), database) : ViewSource.Of(followed, database));

    /// <summary>All blocks that are kept.</summary>
    public List<TelemetryBlock> Blocks()
    {
        using var file = ViewFile.Open(File);
        using ITelemetryBlocks blocks = database is null ? new FileBlocks(file) : PostgresBlocks.Open(database);
        return [.. blocks.All(long.MaxValue)];
    }

    /// <summary>Opens the views and takes commits in.</summary>
    public ViewStore Take(IEnumerable<Commit> commits)
    {
        var store = Open();
        foreach (var commit in commits) store.Apply(commit);
        store.Flush();
        return store;
    }

    private Digest HashOfFile()
    {
        using var file = ViewFile.Open(File);
        using var hash = file.Once("SELECT hash FROM checkpoint");
        hash.Step();
        return new Digest(hash.Blob(0));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
