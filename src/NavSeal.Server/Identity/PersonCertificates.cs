using Microsoft.EntityFrameworkCore;

namespace NavSeal.Server.Identity;

/// <summary>A certificate by which the owner of an account signs acts.</summary>
internal sealed class PersonCertificate
{
    /// <summary>SHA-256 of the certificate, 64 lower-case hexadecimal digits: it stands on one account, once.</summary>
    public required string Fingerprint { get; init; }

    public required string UserId { get; init; }

    /// <summary>The common name in it.</summary>
    public required string Name { get; init; }

    /// <summary>The individual identification number in it; null where it names none.</summary>
    public string? PersonNumber { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>From then on it signs nothing, for ever; null: it was not withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>Why a certificate does not come onto an account.</summary>
internal enum EnrolmentFault
{
    /// <summary>It stands on another account.</summary>
    OfAnother,

    /// <summary>It stands on this account already.</summary>
    EnrolledAlready,

    /// <summary>It was withdrawn, which is for ever.</summary>
    Withdrawn,

    /// <summary>The person it names signs by another account.</summary>
    PersonElsewhere,

    /// <summary>The certificates of this account name somebody else.</summary>
    OtherPerson,

    /// <summary>The account has as many as it can.</summary>
    TooMany,
}

/// <summary>The certificates of accounts. A certificate belongs to one account, and all of an account name one person.</summary>
internal sealed class PersonCertificates(IDbContextFactory<UserContext> stores, AuditLog log, TimeProvider clock)
{
    /// <summary>Most of an account that are not withdrawn.</summary>
    public const int CountMax = 10;

    /// <summary>Enters a certificate whose key its owner has shown.</summary>
    /// <returns>Why not; null where it was done.</returns>
    public async Task<EnrolmentFault?> EnrolAsync(User owner, Signatory shown, Origin origin)
    {
        var fault = await EnterAsync(owner, shown);
        var detail = shown.Fingerprint + (fault is null ? "" : $": {fault}");
        await log.AddAsync(fault is null ? AuditEvent.CertificateEnrolled : AuditEvent.Refused, About(owner), origin, detail);
        return fault;
    }

    /// <summary>Withdraws a certificate at once and for ever.</summary>
    public async Task<bool> WithdrawAsync(User owner, string fingerprint, Origin origin)
    {
        await using var store = await stores.CreateDbContextAsync();
        DateTimeOffset? now = clock.GetUtcNow();
        var withdrawn = await store.Certificates
            .Where(one => one.Fingerprint == fingerprint && one.UserId == owner.Id && one.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.WithdrawnAt, now));
        if (withdrawn == 0) return false;
        await log.AddAsync(AuditEvent.CertificateWithdrawn, About(owner), origin, fingerprint);
        return true;
    }

    /// <summary>The certificates of an account, newest first.</summary>
    public async Task<IReadOnlyList<PersonCertificate>> OfAsync(string userId)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Certificates.AsNoTracking().Where(one => one.UserId == userId).OrderByDescending(one => one.EnrolledAt)
            .ToListAsync();
    }

    /// <summary>All that were not withdrawn.</summary>
    public async Task<IReadOnlyList<PersonCertificate>> LiveAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Certificates.AsNoTracking().Where(one => one.WithdrawnAt == null).OrderBy(one => one.EnrolledAt).ToListAsync();
    }

    /// <summary>A certificate of an account; null where it has none of that fingerprint.</summary>
    public async Task<PersonCertificate?> FindAsync(string userId, string fingerprint)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Certificates.AsNoTracking()
            .FirstOrDefaultAsync(one => one.Fingerprint == fingerprint && one.UserId == userId);
    }

    // In the turn of whoever adds to the audit: two accounts cannot enrol the same person at once, in whichever process.
    private async Task<EnrolmentFault?> EnterAsync(User owner, Signatory shown)
    {
        await using var store = await stores.CreateDbContextAsync();
        await using var transaction = await UserDatabase.BeginAppendAsync(store);
        var known = await store.Certificates.AsNoTracking().FirstOrDefaultAsync(one => one.Fingerprint == shown.Fingerprint);
        if (known is not null)
        {
            return known.WithdrawnAt is not null ? EnrolmentFault.Withdrawn
                : known.UserId == owner.Id ? EnrolmentFault.EnrolledAlready
                : EnrolmentFault.OfAnother;
        }

        var number = shown.PersonNumber;
        var live = store.Certificates.Where(one => one.WithdrawnAt == null);
        if (number is not null && await live.AnyAsync(one => one.PersonNumber == number && one.UserId != owner.Id))
            return EnrolmentFault.PersonElsewhere;
        var own = live.Where(one => one.UserId == owner.Id);
        if (number is not null && await own.AnyAsync(one => one.PersonNumber != null && one.PersonNumber != number))
            return EnrolmentFault.OtherPerson;
        if (await own.CountAsync() >= CountMax) return EnrolmentFault.TooMany;
        store.Certificates.Add(new PersonCertificate
        {
            Fingerprint = shown.Fingerprint,
            UserId = owner.Id,
            Name = shown.Name,
            PersonNumber = number,
            ExpiresAt = shown.ExpiresAt,
            EnrolledAt = clock.GetUtcNow(),
        });
        await store.SaveChangesAsync();
        await transaction.CommitAsync();
        return null;
    }

    private static (string?, string) About(User user) => (user.Id, user.UserName!);
}
