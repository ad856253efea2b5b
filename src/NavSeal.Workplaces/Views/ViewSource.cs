using NavSeal.Journal;

namespace NavSeal.Workplaces.Views;

/// <summary>What views follow.</summary>
/// <param name="HashAt">The hash of a commit of the journal by its number; null: it has no such commit. By it a file is known that
/// followed another history.</param>
/// <param name="Database">The database that keeps blocks of telemetry for all processes; null: the file of views keeps them.</param>
public sealed record ViewSource(Func<long, Digest?> HashAt, PostgresDatabase? Database)
{
    /// <summary>A journal, with blocks kept where it is.</summary>
    public static ViewSource Of(IJournal journal, PostgresDatabase? database) => new(journal.HashAt, database);
}
