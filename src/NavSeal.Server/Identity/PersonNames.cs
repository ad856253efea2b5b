using Microsoft.EntityFrameworkCore;

namespace NavSeal.Server.Identity;

/// <summary>The names behind <c>user/…</c> and <c>key/…</c>, for pages. Read again each period, because other processes enter and rename
/// people too; somebody unknown is looked for at once, at most once a period.</summary>
internal sealed class PersonNames(IDbContextFactory<UserContext> stores, TimeProvider clock, ILogger<PersonNames> logger)
{
    /// <summary>How old a name may be.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private volatile Dictionary<string, string> names = [];
    private long? lookedAt;

    /// <summary>The name that people know; the text itself where nobody of it is known.</summary>
    public string Of(string actor)
    {
        if (names.TryGetValue(actor, out var known)) return known;
        if (!MayLook()) return actor;
        try
        {
            Read();
        }
        catch (Exception e) when (UserDatabase.IsOfStore(e))
        {
            // A page is shown without a name rather than not at all.
            Log.UserStoreAway(logger, e.GetBaseException().Message);
        }

        return names.GetValueOrDefault(actor, actor);
    }

    /// <summary>Reads all names each period until stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await UserDatabase.TryAsync(() => Task.Run(Read, stop), logger);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Reads all names.</summary>
    public void Read()
    {
        using var store = stores.CreateDbContext();
        var read = store.Users.AsNoTracking().Select(user => new { user.Id, user.DisplayName, user.UserName }).AsEnumerable()
            .ToDictionary(user => "user/" + user.Id, user => user.DisplayName.Length > 0 ? user.DisplayName : user.UserName ?? user.Id);
        foreach (var key in store.ApiKeys.AsNoTracking().Select(key => new { key.Id, key.Name })) read["key/" + key.Id] = key.Name;
        names = read;
    }

    private bool MayLook()
    {
        lock (gate)
        {
            if (lookedAt is { } at && clock.GetElapsedTime(at) < Period) return false;
            lookedAt = clock.GetTimestamp();
            return true;
        }
    }
}
