using Microsoft.AspNetCore.Identity;

namespace NavSeal.Server.Identity;

/// <summary>A person who may sign in, or the owner of keys of a program.</summary>
internal sealed class User : IdentityUser
{
    /// <summary>Most characters of a login name, and of the name that is shown.</summary>
    public const int NameLengthMax = 64, DisplayNameLengthMax = 100;

    public User() => Id = Identifiers.New();

    /// <summary>The name that pages show.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>en, ru or kk; null: what the browser asks for.</summary>
    public string? Language { get; set; }

    /// <summary>IANA name; null: the operator's zone.</summary>
    public string? Zone { get; set; }

    /// <summary>dark or light; null: what the system asks for.</summary>
    public string? Theme { get; set; }

    /// <summary>Key of the office that the user belongs to; null: none.</summary>
    public string? Office { get; set; }

    /// <summary>Identification number of the organisation that the user acts for; null: none.</summary>
    public string? Organisation { get; set; }

    /// <summary>The member state whose operator the user acts for, ISO alpha-2; null: none.</summary>
    public string? State { get; set; }

    /// <summary>When an administrator locked the account; null where it is open. The pause after wrong passwords is
    /// LockoutEnd.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Whether somebody else knows the password, so that nothing but changing it is allowed.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Secret of the second factor, encrypted under the keys of the data folder; null where there is none.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>The last time step whose code was taken: a code counts once.</summary>
    public long LastStep { get; set; }

    /// <summary>SHA-256 of each unused recovery code, in hexadecimal, one a line.</summary>
    public string RecoveryCodes { get; set; } = "";
}

/// <summary>A key with which a program signs in. The secret itself is not kept.</summary>
internal sealed class ApiKey
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, which has 160 bits of chance, so that no salt or slow hash is needed.</summary>
    public required byte[] SecretHash { get; init; }

    /// <summary>What it may do, parted by spaces.</summary>
    public required string Scopes { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Written at most once a minute; null where it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>One line of the audit.</summary>
internal sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditEvent Event { get; init; }

    /// <summary>The user it is about; null where nobody of that name is known.</summary>
    public required string? UserId { get; init; }

    /// <summary>The login name; for unknown users what was typed, shortened and made harmless.</summary>
    public required string Name { get; init; }

    /// <summary>What it was about: transportation/…, seal/…; empty where nothing.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Who did it: user/…, key/… or command-line/…; empty for somebody who has not signed in.</summary>
    public required string By { get; init; }

    /// <summary>Address it came from; empty for the command line.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser or program calls itself, shortened.</summary>
    public required string Client { get; init; }

    /// <summary>What else is worth keeping: the roles, the key.</summary>
    public required string Detail { get; init; }

    /// <summary>SHA-256 over the hash of the line before and this line.</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>What the audit records. The names stand in data folders and do not change their meaning.</summary>
internal enum AuditEvent
{
    SignedIn = 1,
    UnknownUser = 2,
    WrongPassword = 3,
    Paused = 4,
    Locked = 5,
    SecondFactorWrong = 6,
    RecoveryCodeUsed = 7,
    SignedOut = 8,
    PasswordChanged = 9,
    PasswordReset = 10,
    SecondFactorEnrolled = 11,
    SecondFactorRemoved = 12,
    RecoveryCodesMade = 13,
    SessionsEnded = 14,
    KeyMade = 15,
    KeyRevoked = 16,
    UserAdded = 17,
    UserLocked = 18,
    UserUnlocked = 19,
    RolesChanged = 20,
    AuditRead = 21,
    BelongingChanged = 22,
    SecondFactorShown = 23,
    Looked = 24,
    Searched = 25,
    Exported = 26,
    Refused = 27,
    Acted = 28,
    Scanned = 29,
    EntriesLost = 30,
    CertificateEnrolled = 31,
    CertificateWithdrawn = 32,
}
