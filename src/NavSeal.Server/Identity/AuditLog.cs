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
internal sealed record AuditFilter(string? Name, AuditEvent? Event, DateTimeOffset? From, DateTimeOffset? To)
{
    public static AuditFilter All { get; } = new(null, null, null, null);

    /// <summary>What they are about; null: anything.</summary>
    public string? Subject { get; init; }
}

/// <summary>A line that is to be added.</summary>
/// <param name="What">What happened.</param>
/// <param name="Whom">The user it is about, and the login name as typed; the id is null where nobody of that name is known.</param>
/// <param name="Origin">Who did it, and from where.</param>
internal sealed record AuditNote(AuditEvent What, (string? UserId, string Name) Whom, Origin Origin)
{
    /// <summary>When; null: when it is written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What it is about: transportation/…, seal/…; empty: nothing.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What else is worth keeping.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>The audit of who signed in, looked, searched, exported, was refused and acted: each line carries
/// the hash of the one before, so that a changed or missing line shows.</summary>
internal sealed class AuditLog(IDbContextFactory<UserContext> stores, TimeProvider clock)
{
    private const int ClientLengthMax = 120, DetailLengthMax = 200, SubjectLengthMax = 80;

    /// <summary>Adds a line.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="whom">The user it is about, and the login name as typed; the id is null where nobody of that name is known.</param>
    /// <param name="origin">Who did it, and from where.</param>
    /// <param name="detail">What else is worth keeping.</param>
    public Task AddAsync(AuditEvent what, (string? UserId, string Name) whom, Origin origin, string detail = "") =>
        AddAsync([new AuditNote(what, whom, origin) { Detail = detail }]);

    /// <summary>Adds lines in their order.</summary>
    public async Task AddAsync(IReadOnlyList<AuditNote> notes)
    {
        await using var store = await stores.CreateDbContextAsync();
        await using var transaction = await UserDatabase.BeginAppendAsync(store);
        var last = await store.SignIns.OrderByDescending(entry => entry.Id).Select(entry => entry.Hash).FirstOrDefaultAsync();
        foreach (var note in notes)
        {
            var line = LineOf(note);
            last = line.Hash = HashOf(last ?? [], line);
            store.SignIns.Add(line);

            // One by one, so that their numbers are in the order of the chain.
            await store.SaveChangesAsync();
        }

        await transaction.CommitAsync();
    }

    /// <summary>The newest lines first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only lines with a smaller number; null: from the newest.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, long? before, int limit)
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

    private AuditEntry LineOf(AuditNote note) => new()
    {
        At = DateTimeOffset.FromUnixTimeMilliseconds((note.At ?? clock.GetUtcNow()).ToUnixTimeMilliseconds()),
        Event = note.What,
        UserId = note.Whom.UserId,
        Name = Harmless(note.Whom.Name, User.NameLengthMax),
        Subject = Harmless(note.Subject, SubjectLengthMax),
        By = note.Origin.By,
        Address = note.Origin.Address,
        Client = Harmless(note.Origin.Client, ClientLengthMax),
        Detail = Harmless(note.Detail, DetailLengthMax),
    };

    private static IQueryable<AuditEntry> Wanted(UserContext store, AuditFilter filter)
    {
        var entries = store.SignIns.AsNoTracking();
        if (filter.Name is { Length: > 0 } wanted)
        {
            // What was typed is kept harmless, and PostgreSQL cannot even compare some of what may be typed.
            var name = Harmless(wanted, User.NameLengthMax);
            entries = entries.Where(entry => entry.Name == name);
        }

        if (filter.Subject is { Length: > 0 } about)
        {
            var subject = Harmless(about, SubjectLengthMax);
            entries = entries.Where(entry => entry.Subject == subject);
        }

        if (filter.Event is { } what) entries = entries.Where(entry => entry.Event == what);
        if (filter.From is { } from) entries = entries.Where(entry => entry.At >= from);
        if (filter.To is { } to) entries = entries.Where(entry => entry.At < to);
        return entries;
    }

    private static byte[] HashOf(byte[] last, AuditEntry entry)
    {
        // No field can hold a line break, so that no two lines read alike.
        var text = string.Join('\n', entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.Event,
            entry.UserId ?? "", entry.Name, entry.By, entry.Address, entry.Client, entry.Detail);
        if (entry.Subject.Length > 0) text += '\n' + entry.Subject;
        return SHA256.HashData([.. last, .. Encoding.UTF8.GetBytes(text)]);
    }

    /// <summary>What strangers typed: shortened, without control characters and without letters that turn the direction.</summary>
    private static string Harmless(string text, int lengthMax)
    {
        var kept = text.Length <= lengthMax ? text : text[..lengthMax] + "…";
        return string.Concat(kept.Select(c => char.IsLetterOrDigit(c) || char.IsPunctuation(c) || c is ' ' or '+' or '=' or '→' ? c : '?'));
    }
}
