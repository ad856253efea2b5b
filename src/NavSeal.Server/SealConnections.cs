using NavSeal.Journal;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Server.Sharing;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Server;

/// <summary>Which connections seals have and had: those to this process out of its memory, those to the other processes out of the
/// database that they share.</summary>
internal sealed class SealConnections : IAsyncDisposable
{
    private readonly SharedSessions? shared;

    /// <param name="database">Shared with other processes; null: there are none.</param>
    /// <param name="process">The name of this process, for people.</param>
    /// <param name="clock">The operator's clock.</param>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public SealConnections(PostgresDatabase? database, string process, TimeProvider clock)
    {
        Book = new LinkBook(process, clock);
        if (database is null) return;
        shared = new SharedSessions(database, (Guid.NewGuid(), process), Book.Standing, clock);
        shared.Prepare();
        Book.Told = shared.Tell;
    }

    /// <summary>Those to this process.</summary>
    public LinkBook Book { get; }

    /// <summary>Begins to tell the other processes.</summary>
    public void Start() => shared?.Start();

    /// <summary>The connections of a seal.</summary>
    public async Task<KnownSessions> OfAsync(SealNumber seal, CancellationToken stop)
    {
        var own = Book.Of(seal);
        if (shared is null) return new KnownSessions([.. KnownSessions.InOrder(own)], Book.Since, IsPartial: false);
        try
        {
            var others = await shared.OfOthersAsync(seal, stop);
            return new KnownSessions([.. KnownSessions.InOrder(own.Concat(others))], null, IsPartial: false);
        }
        catch (IOException)
        {
            // What is known here is shown rather than nothing; the log of the intake says that the database is away.
            return new KnownSessions([.. KnownSessions.InOrder(own)], Book.Since, IsPartial: true);
        }
    }

    public ValueTask DisposeAsync() => shared?.DisposeAsync() ?? ValueTask.CompletedTask;
}
