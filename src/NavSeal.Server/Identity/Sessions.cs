using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NavSeal.Journal;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>Whether who signed in may still be here. A changed password, role or lock changes the user's stamp; a session with another
/// stamp has ended, and so have its requests that are still under way, such as streams.</summary>
internal sealed class Sessions(IDbContextFactory<UserContext> stores, TimeProvider clock, ILogger<Sessions> logger)
{
    /// <summary>How old a known stamp may be; other processes and the command line change them behind our back.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(15);

    /// <summary>How old it may be while the store does not answer: nobody can be locked out meanwhile, and a failover takes away nobody's
    /// board.</summary>
    private static readonly TimeSpan KnownWhileAway = TimeSpan.FromMinutes(5);

    /// <summary>A store that did not answer is left alone so long: each attempt costs a visitor seconds.</summary>
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string? Stamp, long At)> known = new();
    private readonly ConcurrentDictionary<OpenRequest, byte> open = new();

    private long? awayAt;

    /// <summary>Whether a session of this stamp goes on.</summary>
    public async ValueTask<bool> IsValidAsync(string userId, string stamp) => await StampOfAsync(userId) == stamp;

    /// <summary>Reads the user anew at the next request.</summary>
    public void Forget(string userId) => known.TryRemove(userId, out _);

    /// <summary>Runs a request; it is ended with its session.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // A form ends by itself, and may be the very one that changed the stamp: whoever changes the password sees the answer.
        if (HttpMethods.IsPost(context.Request.Method) || context.User.FindFirst(Visitor.StampClaim) is not { Value: var stamp })
        {
            await next(context);
            return;
        }

        var request = new OpenRequest(context, context.User.UserId(), stamp);
        open[request] = 0;
        try
        {
            await next(context);
        }
        finally
        {
            open.TryRemove(request, out _);
            request.Close();
        }
    }

    /// <summary>Ends what is under way for sessions that have ended, until stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(KnownFor, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await UserDatabase.TryAsync(EndAsync, logger);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Ends what is under way for sessions that have ended, by what the store says now.</summary>
    public async Task EndAsync()
    {
        // What opens from here on was held against the store meanwhile, and may have a stamp that is newer than those we read.
        var under = open.Keys;
        if (under.Count == 0) return;
        var users = under.Select(request => request.UserId).Distinct().ToList();
        await using var store = await stores.CreateDbContextAsync();
        var stamps = await store.Users.Where(user => users.Contains(user.Id) && user.LockedAt == null)
            .ToDictionaryAsync(user => user.Id, user => user.SecurityStamp);
        foreach (var request in under)
        {
            if (stamps.GetValueOrDefault(request.UserId) == request.Stamp) continue;
            Forget(request.UserId);
            request.Abort();
        }
    }

    private async ValueTask<string?> StampOfAsync(string userId)
    {
        var isKnown = known.TryGetValue(userId, out var found);
        if (isKnown && clock.GetElapsedTime(found.At) < KnownFor) return found.Stamp;
        var mayBeOld = isKnown && clock.GetElapsedTime(found.At) < KnownWhileAway;
        if (mayBeOld && awayAt is { } at && clock.GetElapsedTime(at) < AwayFor) return found.Stamp;
        try
        {
            await using var store = await stores.CreateDbContextAsync();
            var stamp = await store.Users.Where(user => user.Id == userId && user.LockedAt == null).Select(user => user.SecurityStamp)
                .FirstOrDefaultAsync();
            known[userId] = (stamp, clock.GetTimestamp());
            return stamp;
        }
        catch (Exception e) when (mayBeOld && PostgresDatabase.IsAway(e))
        {
            awayAt = clock.GetTimestamp();
            return found.Stamp;
        }
    }
}
