using Microsoft.Data.Sqlite;
using NavSeal.Journal;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Journal;
using NavSeal.Workplaces.Views.Positions;
using NavSeal.Workplaces.Views.Registries;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Telemetry;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Views;

/// <summary>All views of the journal, in one SQLite file of the data folder. One thread writes, any thread reads.</summary>
public sealed class ViewStore : IDisposable
{
    /// <summary>What SQLite says of a table of another form, of damaged pages, and of a file that is no database.</summary>
    private const int ErrorOfText = 1, ErrorOfImage = 11, ErrorOfFile = 26;

    private const string Prefix = "views-", Suffix = ".db";

    private readonly ViewFile file;
    private readonly ViewFold fold;
    private readonly ViewReads reads;
    private readonly ITelemetryBlocks blocks;
    private readonly OpenIndex openIndex = new();
    private readonly Statement begin, commit;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalView journal = new();
    private bool isInTransaction;
    private long at;

    private ViewStore(ViewFile file, PostgresDatabase? database)
    {
        this.file = file;
        blocks = database is null ? new FileBlocks(file) : PostgresBlocks.Open(database);
        fold = new ViewFold(file, blocks);
        (begin, commit) = (file.Prepare("BEGIN IMMEDIATE"), file.Prepare("COMMIT"));
        reads = new ViewReads(file.Path);
        Seals = new SealQueries(reads, Sight.Everything);
        Transportations = new TransportationQueries(reads, Sight.Everything);
        Situations = new SituationQueries(reads, Sight.Everything);
        Registries = new RegistryQueries(reads);
        Stock = new StockQueries(reads);
        Telemetry = new TelemetryQueries(reads, openIndex, blocks);
    }

    public SealQueries Seals { get; }

    public TransportationQueries Transportations { get; }

    public SituationQueries Situations { get; }

    public TelemetryQueries Telemetry { get; }

    public RegistryQueries Registries { get; }

    public StockQueries Stock { get; }

    public LivePositions Positions { get; } = new();

    /// <summary>The views as somebody sees them.</summary>
    public SeenViews For(Sight sight) => new(reads, sight, Telemetry);

    /// <summary>Figures of the journal up to <see cref="At"/>.</summary>
    public JournalView Journal => Volatile.Read(ref journal);

    /// <summary>The last commit that is visible.</summary>
    public long At => Volatile.Read(ref at);

    /// <summary>The last commit that was applied, visible or not; the writer's thread alone.</summary>
    public long Applied => fold.Journal.Commits;

    /// <summary>Whether so much was applied that it should become visible before more is. The writer's thread alone.</summary>
    public bool HoldsMany => blocks.HoldsMany;

    /// <summary>Where the file was put that could not be used; null: it could.</summary>
    public string? SetAside { get; private init; }

    /// <summary>Completes when more becomes visible. Take it first, then look.</summary>
    public Task NextChange => Volatile.Read(ref changed).Task;

    /// <summary>The file of this version.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, $"{Prefix}{ViewFile.Version}{Suffix}");

    /// <summary>Opens the views of a data folder, or begins them. A file that is damaged, or followed another journal than
    /// this, is set aside: the journal holds everything that was in it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="source">What the views follow, and where they keep blocks of telemetry.</param>
    /// <exception cref="IOException">The file cannot be opened or written to, or the database does not answer.</exception>
    public static ViewStore Open(string folder, ViewSource source) => OpenFile(PathIn(folder), source);

    /// <summary>The same for a file of any name.</summary>
    /// <exception cref="IOException">The file cannot be opened or written to, or the database does not answer.</exception>
    public static ViewStore OpenFile(string path, ViewSource source)
    {
        try
        {
            if (TryOpen(path, source, setAside: null) is { } store) return store;
            var aside = path + ".aside";
            File.Move(path, aside, overwrite: true);
            Delete(path);
            return TryOpen(path, source, aside) ?? throw new IOException($"A new file '{path}' cannot be used.");
        }
        catch (SqliteException e)
        {
            throw new IOException($"The views '{path}' cannot be used: {e.Message} The folder needs room and has to be writable.", e);
        }
    }

    /// <summary>Brings the blocks of telemetry of a data folder into a shared database, so that these views can go on with it.</summary>
    /// <returns>How many were brought; none where the file cannot be read, since views can be built again.</returns>
    /// <exception cref="IOException">The database does not answer.</exception>
    public static int CopyBlocks(string folder, PostgresDatabase database)
    {
        if (!File.Exists(PathIn(folder))) return 0;
        using var shared = PostgresBlocks.Open(database);
        using var reads = new ViewReads(PathIn(folder));
        var count = 0;
        try
        {
            using var connection = reads.Open();
            foreach (var block in FileBlocks.After(connection, shared.Last()))
            {
                shared.Add(block);
                count++;
                if (shared.HoldsMany) shared.Save();
            }
        }
        catch (SqliteException)
        {
            // What was read is whole; the rest is made of the journal.
        }

        shared.Save();
        return count;
    }

    /// <summary>Asks the registries in the views of a data folder, whether a server runs on it or not.</summary>
    /// <returns>The answer; nothing where there are no views yet, or none that can be read.</returns>
    public static T? AskRegistries<T>(string folder, Func<RegistryQueries, T> question)
    {
        if (!File.Exists(PathIn(folder))) return default;
        using var reads = new ViewReads(PathIn(folder));
        try
        {
            return question(new RegistryQueries(reads));
        }
        catch (SqliteException)
        {
            return default;
        }
    }

    /// <summary>Deletes a file of views and what SQLite keeps beside it.</summary>
    public static void Delete(string path)
    {
        foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(path + part);
    }

    /// <summary>Lays the rows of <c>reference/</c> under the registries, in place of those that lay there. Before the first commit is
    /// applied, by the writer's thread alone.</summary>
    public void Lay(IReadOnlyList<RegistryRow> rows) => LaidRows.Write(file, rows);

    /// <summary>Takes in one commit; begins a transaction where none is open. The writer's thread alone.</summary>
    /// <exception cref="InvalidOperationException">It is not the next one.</exception>
    /// <exception cref="FormatException">It was not written by this version or one before it.</exception>
    public void Apply(Commit next)
    {
        if (next.Number != Applied + 1)
            throw new InvalidOperationException($"The views stand at {Applied}: {next.Number} is not the next.");
        if (!isInTransaction) begin.Run();
        isInTransaction = true;
        fold.Apply(next);
    }

    /// <summary>Makes everything applied visible. The writer's thread alone.</summary>
    /// <exception cref="IOException">The shared database does not answer: nothing is lost, and calling again goes on.</exception>
    /// <exception cref="InvalidDataException">The shared database keeps other blocks of telemetry than the journal gives.</exception>
    public void Flush()
    {
        if (!isInTransaction) return;
        blocks.Save();
        fold.Save();
        lock (openIndex.Gate)
        {
            commit.Run();
            openIndex.Follow(fold.Seals.Changed, fold.Telemetry.Points);
        }

        isInTransaction = false;
        Positions.Follow(fold.Seals.Changed);
        fold.Seals.ForgetChanged();
        fold.Transportations.ForgetChanged();
        Show();
        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Waits until a commit is visible: who has just done something sees it on the next page.</summary>
    /// <returns>False where it was not within the time.</returns>
    public async Task<bool> WhenReached(long number, TimeSpan atMost, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(atMost);
        while (true)
        {
            var next = NextChange;
            if (At >= number) return true;
            await next.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
            if (patience.IsCancellationRequested) return At >= number;
        }
    }

    /// <summary>SHA-256 over all rows of all tables: two stores of the same digest are the same views, bit for bit. The writer's thread
    /// alone, everything flushed.</summary>
    /// <exception cref="IOException">The shared database does not answer.</exception>
    public string Digest() => ViewDigest.Of(file, blocks.All(fold.Telemetry.Blocks));

    /// <summary>Deletes the files of older versions; once this one has caught up.</summary>
    /// <returns>What was deleted.</returns>
    public IReadOnlyList<string> DeleteOlder()
    {
        var folder = Path.GetDirectoryName(file.Path)!;
        var older = Enumerable.Range(0, ViewFile.Version).Select(version => Path.Combine(folder, $"{Prefix}{version}{Suffix}"))
            .Where(File.Exists).ToList();
        older.ForEach(Delete);
        return older;
    }

    /// <summary>Deletes blocks of telemetry that older versions left in the shared database and no process uses; once this version has
    /// caught up, and again from time to time. The writer's thread alone.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="IOException">The shared database does not answer.</exception>
    public int DeleteOlderBlocks() => blocks.DeleteOlder();

    public void Dispose()
    {
        blocks.Dispose();
        reads.Dispose();
        file.Dispose();
    }

    private static ViewStore? TryOpen(string path, ViewSource source, string? setAside)
    {
        ViewFile? file = null;
        var isOpen = false;
        try
        {
            file = ViewFile.Open(path);
            var store = new ViewStore(file, source.Database) { SetAside = setAside };
            store.Load();
            isOpen = store.At == 0 || source.HashAt(store.At) == store.fold.Hash;
            if (isOpen) return store;
            store.Dispose();
            return null;
        }
        catch (Exception e) when (e is SqliteException { SqliteErrorCode: ErrorOfText or ErrorOfImage or ErrorOfFile }
            or InvalidDataException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
        finally
        {
            if (!isOpen) file?.Dispose();
        }
    }

    private void Load()
    {
        fold.Load();
        fold.Seals.ForgetChanged();
        openIndex.Follow(fold.Seals.All, fold.Telemetry.Points);
        Positions.Follow(fold.Seals.All);
        Show();
    }

    private void Show()
    {
        Volatile.Write(ref journal, fold.Journal);
        Volatile.Write(ref at, fold.Journal.Commits);
    }
}
