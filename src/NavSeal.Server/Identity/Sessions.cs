using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>Whether who signed in may still be here. A changed password, role or lock changes the user's stamp; a session with another
/// stamp has ended, and so have its requests that are still under way, such as streams.</summary>
internal sealed class Sessions(IDbContextFactory<UserContext> stores, TimeProvider clock)
{
    /// <summary>How old a known stamp may be; the command line changes them behind our back.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (string? Stamp, long At)> known = new();
    private readonly ConcurrentDictionary<HttpContext, (string UserId, string Stamp)> open = new();

    /// <summary>Whether a session of this stamp goes on.</summary>
    public async ValueTask<bool> IsValidAsync(string userId, string stamp) => await StampOfAsync(userId) == stamp;

    /// <summary>Reads the user anew at the next request.</summary>
    public void Forget(string userId) => known.TryRemove(userId, out _);

    /// <summary>Runs a request; it is ended with its session.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.FindFirst(Visitor.StampClaim) is not { Value: var stamp })
        {
            await next(context);
            return;
        }

        open[context] = (context.User.UserId(), stamp);
        try
        {
            await next(context);
        }
        finally
        {
            open.TryRemove(context, out _);
        }
    }

    /// <summary>Ends what is under way for sessions that have ended, until stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(KnownFor, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await EndAsync();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Ends what is under way for sessions that have ended.</summary>
    public async Task EndAsync()
    {
        foreach (var (context, session) in open)
        {
            if (!await IsValidAsync(session.UserId, session.Stamp)) context.Abort();
        }
    }

    private async ValueTask<string?> StampOfAsync(string userId)
    {
        if (known.TryGetValue(userId, out var found) && clock.GetElapsedTime(found.At) < KnownFor) return found.Stamp;
        await using var store = await stores.CreateDbContextAsync();
        var stamp = await store.Users.Where(user => user.Id == userId && user.LockedAt == null).Select(user => user.SecurityStamp)
            .FirstOrDefaultAsync();
        known[userId] = (stamp, clock.GetTimestamp());
        return stamp;
    }
}
