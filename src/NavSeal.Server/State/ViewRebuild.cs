using NavSeal.Journal;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server.State;

/// <summary>What a rebuild came to.</summary>
/// <param name="Commit">The last commit of the journal, at which both stand.</param>
/// <param name="Fresh">Digest of the views that were built from the journal.</param>
/// <param name="Kept">Digest of the views that were there; null where there were none, or none that could be read.</param>
/// <param name="Aside">Where the views that were there are now, unless they were the same; null: nowhere.</param>
internal sealed record Rebuilt(long Commit, string Fresh, string? Kept, string? Aside)
{
    public bool IsSame => Kept == Fresh;
}

/// <summary>Builds the views of a data folder again, from the first commit of its journal, and compares them with those that are
/// there.</summary>
internal static class ViewRebuild
{
    /// <summary>So many commits are one transaction.</summary>
    private const int CommitsAtOnce = 5000;

    /// <summary>Builds, compares and puts the new views in the place of the old ones.</summary>
    /// <param name="folder">A data folder that no server runs on.</param>
    /// <param name="database">The database that processes share; null: the journal stands in the folder.</param>
    /// <param name="progress">Is told the last commit taken in, and the last of all.</param>
    /// <exception cref="IOException">A server runs on the folder, the disk failed, or the database does not answer.</exception>
    /// <exception cref="InvalidDataException">The database keeps other blocks of telemetry than the journal gives.</exception>
    /// <exception cref="JournalDamagedException">The journal does not read as it was written.</exception>
    public static Rebuilt Run(string folder, PostgresDatabase? database, Action<long, long> progress)
    {
        using var folderLock = FolderLock.Take(folder);
        using IJournal journal = database is null ? OpenJournal(folder) : PostgresJournal.Open(database);

        // Other processes may go on meanwhile.
        var rebuild = new Followed(ViewSource.Of(journal, database), journal, journal.LastCommit, progress);
        var (path, fresh) = (ViewStore.PathIn(folder), ViewStore.PathIn(folder) + ".new");
        var (kept, aside) = File.Exists(path) ? DigestOfKept(path, rebuild) : (null, null);
        ViewStore.Delete(fresh);
        var rebuilt = DigestOf(ViewStore.OpenFile(fresh, rebuild.Source), rebuild);
        if (kept is not null && kept != rebuilt)
        {
            aside = path + ".different";
            File.Move(path, aside, overwrite: true);
        }

        File.Move(fresh, path, overwrite: true);
        return new Rebuilt(rebuild.Last, rebuilt, kept, aside);
    }

    private static (string? Digest, string? Aside) DigestOfKept(string path, Followed rebuild)
    {
        var store = ViewStore.OpenFile(path, rebuild.Source);
        if (store.SetAside is not { } aside) return (DigestOf(store, rebuild), null);
        store.Dispose();
        ViewStore.Delete(path);
        return (null, aside);
    }

    private static string DigestOf(ViewStore opened, Followed rebuild)
    {
        using var store = opened;
        foreach (var commit in rebuild.Journal.ReadAfter(store.Applied).TakeWhile(commit => commit.Number <= rebuild.Last))
        {
            store.Apply(commit);
            if (commit.Number % CommitsAtOnce > 0 && !store.HoldsMany) continue;
            store.Flush();
            rebuild.Progress(commit.Number, rebuild.Last);
        }

        store.Flush();
        return store.Digest();
    }

    private sealed record Followed(ViewSource Source, IJournal Journal, long Last, Action<long, long> Progress);

    /// <summary>The heads that the state table keeps spare reading the whole journal once more.</summary>
    public static SegmentJournal OpenJournal(string folder)
    {
        using var table = StateTable.Open(Path.Combine(folder, "state.db"));
        var (saved, rows) = table.Read();
        return SegmentJournal.Open(new SegmentJournalOptions
        {
            Folder = Path.Combine(folder, "journal"),
            RoomInBackground = false,
            KnownHeads = saved == 0 ? null : new KnownHeads(saved, rows.Select(row => KeyValuePair.Create(row.Subject, row.Head))),
        });
    }
}
