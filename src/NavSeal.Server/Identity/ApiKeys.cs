using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>A key that was asked for.</summary>
/// <param name="UserId">Its owner.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Days">How long it lives.</param>
internal sealed record NewApiKey(string UserId, string Name, IReadOnlyList<string> Scopes, int Days);

/// <summary>Keys of programs: <c>nsk_ID_SECRET</c>, of which only a hash of the secret is kept.</summary>
internal sealed class ApiKeys(IDbContextFactory<UserContext> stores, AuditLog log, TimeProvider clock)
{
    /// <summary>Longest life and name of a key, most of them for each owner.</summary>
    public const int DaysMax = 730, NameLengthMax = 60, CountMax = 50;

    private const string Prefix = "nsk_";
    private const int Length = 4 + Identifiers.Length + 1 + Identifiers.SecretLength;
    private static readonly TimeSpan UseWritten = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key.</summary>
    /// <returns>The key as the program sends it, shown once; null where the owner has too many that are alive.</returns>
    public async Task<string?> MakeAsync(NewApiKey wanted, Origin origin)
    {
        var (id, secret, now) = (Identifiers.New(), Identifiers.NewSecret(), clock.GetUtcNow());
        await using var store = await stores.CreateDbContextAsync();
        var owner = await store.Users.SingleAsync(user => user.Id == wanted.UserId);
        var alive = await store.ApiKeys.CountAsync(key => key.UserId == owner.Id && key.RevokedAt == null && key.ExpiresAt > now);
        if (alive >= CountMax) return null;
        store.ApiKeys.Add(new ApiKey
        {
            Id = id,
            UserId = owner.Id,
            Name = wanted.Name,
            SecretHash = HashOf(secret),
            Scopes = string.Join(' ', wanted.Scopes),
            MadeAt = now,
            ExpiresAt = now + TimeSpan.FromDays(wanted.Days),
        });
        await store.SaveChangesAsync();
        await log.AddAsync(AuditEvent.KeyMade, (owner.Id, owner.UserName!), origin, $"{id}: {string.Join(' ', wanted.Scopes)}");
        return $"{Prefix}{id}_{secret}";
    }

    /// <summary>Revokes a key at once.</summary>
    /// <param name="id">The key.</param>
    /// <param name="ownerId">Only a key of this owner; null: anybody's.</param>
    /// <param name="origin">Who does it.</param>
    public async Task<bool> RevokeAsync(string id, string? ownerId, Origin origin)
    {
        await using var store = await stores.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var revoked = await store.ApiKeys
            .Where(key => key.Id == id && key.RevokedAt == null && (ownerId == null || key.UserId == ownerId))
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now));
        if (revoked == 0) return false;
        var owner = await store.Users.SingleAsync(user => store.ApiKeys.Any(key => key.Id == id && key.UserId == user.Id));
        await log.AddAsync(AuditEvent.KeyRevoked, (owner.Id, owner.UserName!), origin, id);
        return true;
    }

    /// <summary>The keys of an owner, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> OfAsync(string userId)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.ApiKeys.AsNoTracking().Where(key => key.UserId == userId).OrderByDescending(key => key.MadeAt).ToListAsync();
    }

    /// <summary>Who sends this key; null: nobody who may be here.</summary>
    public async Task<ClaimsIdentity?> FindAsync(string sent, string scheme)
    {
        if (sent.Length != Length || !sent.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var id = sent.Substring(Prefix.Length, Identifiers.Length);
        await using var store = await stores.CreateDbContextAsync();
        var key = await store.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Id == id);
        var hash = HashOf(sent[^Identifiers.SecretLength..]);
        if (key is null || !CryptographicOperations.FixedTimeEquals(hash, key.SecretHash)) return null;
        var now = clock.GetUtcNow();
        var owner = await store.Users.AsNoTracking().SingleAsync(user => user.Id == key.UserId);
        if (key.RevokedAt is not null || key.ExpiresAt <= now || owner.LockedAt is not null) return null;
        if (key.LastUsedAt is null || now - key.LastUsedAt >= UseWritten)
        {
            await store.ApiKeys.Where(used => used.Id == id).ExecuteUpdateAsync(set => set.SetProperty(used => used.LastUsedAt, now));
        }

        var roles = await (from held in store.UserRoles
                           join role in store.Roles on held.RoleId equals role.Id
                           where held.UserId == owner.Id
                           select role.Name).ToListAsync();
        return new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, owner.Id), new(ClaimTypes.Name, owner.UserName!), new(Visitor.KeyClaim, id),
                .. SignInDesk.BelongingOf(owner),
                new(Visitor.DisplayNameClaim, key.Name), .. roles.Select(role => new Claim(ClaimTypes.Role, role!)),
                .. key.Scopes.Split(' ').Select(scope => new Claim(Visitor.ScopeClaim, scope)),
            ],
            scheme);
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
