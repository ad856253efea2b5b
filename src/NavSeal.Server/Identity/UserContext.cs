using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace NavSeal.Server.Identity;

/// <summary>The store of users, keys, certificates and the audit of sign-ins. Not journalled: people change their names and
/// leave.</summary>
internal sealed class UserContext(DbContextOptions<UserContext> options) : IdentityDbContext<User>(options)
{
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<PersonCertificate> Certificates => Set<PersonCertificate>();

    public DbSet<AuditEntry> SignIns => Set<AuditEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<User>().ToTable("Users");
        builder.Entity<IdentityRole>().ToTable("Roles");
        builder.Entity<IdentityUserRole<string>>().ToTable("UserRoles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<string>>().ToTable("UserTokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("RoleClaims");
        builder.Entity<ApiKey>().HasIndex(key => key.UserId);
        builder.Entity<PersonCertificate>().HasKey(one => one.Fingerprint);
        builder.Entity<AuditEntry>().Property(entry => entry.Event).HasConversion<string>();
    }
}

/// <summary>Instants as whole milliseconds since 1970, which every store can compare.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    at => at.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
