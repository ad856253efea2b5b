using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace NavSeal.Server.Identity;

/// <summary>Where somebody comes from.</summary>
/// <param name="By">user/…, key/… or command-line/…; empty for somebody who has not signed in.</param>
/// <param name="Address">Network address; empty for the command line.</param>
/// <param name="Client">What the browser or program calls itself.</param>
internal sealed record Origin(string By, string Address, string Client);

/// <summary>Which lines of the audit are wanted.</summary>
internal sealed record SignInFilter(string? Name, SignInEvent? Event, DateTimeOffset? From, DateTimeOffset? To)
{
    public static SignInFilter All { get; } = new(null, null, null, null);
}

/// <summary>The audit of sign-ins: each line carries the hash of the one before, so that a changed or missing line shows.</summary>
internal sealed class SignInLog(IDbContextFactory<UserContext> stores, TimeProvider clock)
{
    private const int ClientLengthMax = 120, DetailLengthMax = 200;

    /// <summary>Adds a line.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="whom">The user it is about, and the login name as typed; the id is null where nobody of that name is known.</param>
    /// <param name="origin">Who did it, and from where.</param>
    /// <param name="detail">What else is worth keeping.</param>
    public async Task AddAsync(SignInEvent what, (string? UserId, string Name) whom, Origin origin, string detail = "")
    {
        await using var store = await stores.CreateDbContextAsync();
        await using var transaction = await UserDatabase.BeginAppendAsync(store);
        var last = await store.SignIns.OrderByDescending(entry => entry.Id).Select(entry => entry.Hash).FirstOrDefaultAsync();
        var line = new SignInEntry
        {
            At = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            Event = what,
            UserId = whom.UserId,
            Name = Harmless(whom.Name, User.NameLengthMax),
            By = origin.By,
            Address = origin.Address,
            Client = Harmless(origin.Client, ClientLengthMax),
            Detail = Harmless(detail, DetailLengthMax),
        };
        line.Hash = HashOf(last ?? [], line);
        store.SignIns.Add(line);
        await store.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>The newest lines first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only lines with a smaller number; null: from the newest.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<SignInEntry>> ReadAsync(SignInFilter filter, long? before, int limit)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await Wanted(store, filter).Where(entry => before == null || entry.Id < before)
            .OrderByDescending(entry => entry.Id).Take(limit).ToListAsync();
    }

    /// <summary>The number of the first line whose hash does not fit; null: the chain holds.</summary>
    public async Task<long?> FirstBrokenAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        byte[]? last = null;
        await foreach (var entry in store.SignIns.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable())
        {
            // What stood before the first line that is still kept is gone; its hash is taken as it is.
            if (last is not null && !HashOf(last, entry).AsSpan().SequenceEqual(entry.Hash)) return entry.Id;
            last = entry.Hash;
        }

        return null;
    }

    /// <summary>Removes the lines whose time of keeping is over.</summary>
    public async Task<int> ForgetAsync(TimeSpan keep)
    {
        await using var store = await stores.CreateDbContextAsync();
        await using var transaction = await UserDatabase.BeginAppendAsync(store);
        var limit = clock.GetUtcNow() - keep;
        var firstKept = await store.SignIns.Where(entry => entry.At >= limit).OrderBy(entry => entry.Id)
            .Select(entry => (long?)entry.Id).FirstOrDefaultAsync() ?? long.MaxValue;
        var count = await store.SignIns.Where(entry => entry.Id < firstKept && entry.At < limit).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        return count;
    }

    private static IQueryable<SignInEntry> Wanted(UserContext store, SignInFilter filter)
    {
        var entries = store.SignIns.AsNoTracking();
        if (filter.Name is { Length: > 0 } wanted)
        {
            // What was typed is kept harmless, and PostgreSQL cannot even compare some of what may be typed.
            var name = Harmless(wanted, User.NameLengthMax);
            entries = entries.Where(entry => entry.Name == name);
        }

        if (filter.Event is { } what) entries = entries.Where(entry => entry.Event == what);
        if (filter.From is { } from) entries = entries.Where(entry => entry.At >= from);
        if (filter.To is { } to) entries = entries.Where(entry => entry.At < to);
        return entries;
    }

    private static byte[] HashOf(byte[] last, SignInEntry entry)
    {
        // No field can hold a line break, so that no two lines read alike.
        var text = string.Join('\n', entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.Event,
            entry.UserId ?? "", entry.Name, entry.By, entry.Address, entry.Client, entry.Detail);
        return SHA256.HashData([.. last, .. Encoding.UTF8.GetBytes(text)]);
    }

    /// <summary>What strangers typed: shortened, without control characters and without letters that turn the direction.</summary>
    private static string Harmless(string text, int lengthMax)
    {
        var kept = text.Length <= lengthMax ? text : text[..lengthMax] + "…";
        return string.Concat(kept.Select(c => char.IsLetterOrDigit(c) || char.IsPunctuation(c) || c is ' ' or '+' or '=' ? c : '?'));
    }
}
