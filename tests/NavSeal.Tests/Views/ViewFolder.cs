using NavSeal.Journal;
using NavSeal.Workplaces.Views;

namespace NavSeal.Tests.Views;

/// <summary>A folder of its own for views, gone afterwards.</summary>
internal sealed class ViewFolder : IDisposable
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

    public ViewStore Open(long lastCommit = long.MaxValue) => ViewStore.Open(Path, lastCommit);

    /// <summary>Opens the views and takes commits in.</summary>
    public ViewStore Take(IEnumerable<Commit> commits)
    {
        var store = Open();
        foreach (var commit in commits) store.Apply(commit);
        store.Flush();
        return store;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
