using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>What became of an attempt to sign in.</summary>
internal enum SignInOutcome
{
    /// <summary>Name or password is wrong, or the account is paused or locked: a stranger is not told which.</summary>
    Refused,

    /// <summary>The password is right; the second factor is still owed.</summary>
    SecondFactorOwed,

    /// <summary>All that is asked for was right.</summary>
    SignedIn,
}

/// <summary>Passwords, second factors and the pause after too many wrong ones.</summary>
internal sealed class SignInDesk(
    UserManager<User> users,
    UserContext store,
    AuditLog log,
    IDataProtectionProvider protection,
    SecondFactorDemand demand,
    TimeProvider clock)
{
    /// <summary>After so many failures in a row the account pauses.</summary>
    public const int FailuresMax = 5;

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private const string Purpose = "navseal.second-factor";

    /// <summary>A hash to try against where nobody of that name exists, so that the answer takes as long.</summary>
    private static readonly User Nobody = new();

    private static string? nobodysHash;

    /// <summary>Tries a password. Unknown user, wrong password, pause and lock give the same answer after the same work.</summary>
    public async Task<(SignInOutcome Outcome, User? User)> TryPasswordAsync(string name, string password, Origin origin)
    {
        // No login name has other letters, and not every store can be asked for whatever a stranger types.
        var isName = name.Length <= User.NameLengthMax && name.All(letter => char.IsAscii(letter) && !char.IsControl(letter));
        var user = isName ? await users.FindByNameAsync(name) : null;
        nobodysHash ??= users.PasswordHasher.HashPassword(Nobody, Identifiers.NewPassword());
        var result = password.Length <= PasswordAdvice.LengthMax
            ? users.PasswordHasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? nobodysHash, password)
            : PasswordVerificationResult.Failed;
        if (user is null)
        {
            await log.AddAsync(AuditEvent.UnknownUser, (null, name), origin);
            return (SignInOutcome.Refused, null);
        }

        var isRight = user.PasswordHash is not null && result != PasswordVerificationResult.Failed;
        if (!await MayTryAsync(user, origin)) return (SignInOutcome.Refused, null);
        if (!isRight)
        {
            await CountFailureAsync(user);
            await log.AddAsync(AuditEvent.WrongPassword, About(user), origin);
            return (SignInOutcome.Refused, null);
        }

        return user.TwoFactorEnabled ? (SignInOutcome.SecondFactorOwed, user) : (await LetInAsync(user, origin), user);
    }

    /// <summary>Tries the code of the app, or a recovery code, of somebody whose password was right.</summary>
    public async Task<SignInOutcome> TrySecondFactorAsync(User user, string typed, Origin origin)
    {
        if (!await MayTryAsync(user, origin)) return SignInOutcome.Refused;
        if (await TakeCodeAsync(user, typed)) return await LetInAsync(user, origin);
        if (await TakeRecoveryCodeAsync(user, typed))
        {
            await log.AddAsync(AuditEvent.RecoveryCodeUsed, About(user), origin);
            return await LetInAsync(user, origin);
        }

        await CountFailureAsync(user);
        await log.AddAsync(AuditEvent.SecondFactorWrong, About(user), origin);
        return SignInOutcome.SecondFactorOwed;
    }

    /// <summary>Tries the code of somebody who is signed in and wants what asks for a second factor; failures count.</summary>
    public async Task<bool> ShowSecondFactorAsync(User user, string typed, Origin origin)
    {
        if (!user.TwoFactorEnabled || !await MayTryAsync(user, origin)) return false;
        if (await TakeCodeAsync(user, typed) || await TakeRecoveryCodeAsync(user, typed))
        {
            await log.AddAsync(AuditEvent.SecondFactorShown, About(user), origin);
            return true;
        }

        await CountFailureAsync(user);
        await log.AddAsync(AuditEvent.SecondFactorWrong, About(user), origin);
        return false;
    }

    /// <summary>Tries the password of somebody who is signed in and wants what a thief of the session must not get; failures
    /// count.</summary>
    public async Task<bool> ConfirmAsync(User user, string password, Origin origin)
    {
        if (!await MayTryAsync(user, origin)) return false;
        if (password.Length <= PasswordAdvice.LengthMax && await users.CheckPasswordAsync(user, password)) return true;
        await CountFailureAsync(user);
        await log.AddAsync(AuditEvent.WrongPassword, About(user), origin);
        return false;
    }

    /// <summary>Hides a secret of a second factor.</summary>
    public string Protect(string secret) => protection.CreateProtector(Purpose).Protect(secret);

    /// <summary>Reads a hidden secret; null where it was not hidden by these keys.</summary>
    public string? Unprotect(string? hidden)
    {
        try
        {
            return hidden is null ? null : protection.CreateProtector(Purpose).Unprotect(hidden);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What a user belongs to, as claims.</summary>
    public static IEnumerable<Claim> BelongingOf(User user)
    {
        if (user.Office is { } office) yield return new Claim(Visitor.OfficeClaim, office);
        if (user.Organisation is { } organisation) yield return new Claim(Visitor.OrganisationClaim, organisation);
        if (user.State is { } state) yield return new Claim(Visitor.StateClaim, state);
    }

    /// <summary>The claim that a second factor was shown now.</summary>
    public Claim SecondFactorNow() =>
        new(Visitor.SecondFactorClaim, clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>What a session knows of its user.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="scheme">Of the session.</param>
    /// <param name="more">What else it keeps: a second factor that was shown, a transportation that was scanned.</param>
    public async Task<ClaimsPrincipal> PrincipalOfAsync(User user, string scheme, IEnumerable<Claim> more)
    {
        var roles = await users.GetRolesAsync(user);
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id), new(ClaimTypes.Name, user.UserName!), new(Visitor.DisplayNameClaim, user.DisplayName),
            new(Visitor.StampClaim, user.SecurityStamp!),
            .. roles.Select(role => new Claim(ClaimTypes.Role, role)), .. BelongingOf(user), .. more,
        ];
        if (user.Zone is { } zone) claims.Add(new Claim(Visitor.ZoneClaim, zone));
        if (user.MustChangePassword) claims.Add(new Claim(Visitor.MustChangePasswordClaim, "yes"));
        if (!user.TwoFactorEnabled && roles.Any(demand.Roles.Contains)) claims.Add(new Claim(Visitor.MustEnrolClaim, "yes"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    public static string HashOf(string recoveryCode) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Bare(recoveryCode))));

    private static string Bare(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static (string?, string) About(User user) => (user.Id, user.UserName!);

    private async Task<bool> MayTryAsync(User user, Origin origin)
    {
        var held = user.LockedAt is not null ? AuditEvent.Locked
            : user.LockoutEnd > clock.GetUtcNow() ? AuditEvent.Paused
            : (AuditEvent?)null;
        if (held is not { } why) return true;
        await log.AddAsync(why, About(user), origin);
        return false;
    }

    private async Task<SignInOutcome> LetInAsync(User user, Origin origin)
    {
        await store.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.AccessFailedCount, 0));
        await log.AddAsync(AuditEvent.SignedIn, About(user), origin with { By = "user/" + user.Id });
        return SignInOutcome.SignedIn;
    }

    // Counted in the store, not in memory: attempts at the same time are all counted.
    private async Task CountFailureAsync(User user)
    {
        var mine = store.Users.Where(one => one.Id == user.Id);
        await mine.ExecuteUpdateAsync(set => set.SetProperty(one => one.AccessFailedCount, one => one.AccessFailedCount + 1));
        DateTimeOffset? until = clock.GetUtcNow() + Pause;
        await mine.Where(one => one.AccessFailedCount >= FailuresMax).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.LockoutEnd, until).SetProperty(one => one.AccessFailedCount, 0));
    }

    private async Task<bool> TakeCodeAsync(User user, string typed)
    {
        if (Unprotect(user.ProtectedSecret) is not { } secret) return false;
        if (Totp.Match(secret, typed, clock.GetUtcNow(), user.LastStep) is not { } step) return false;
        return await store.Users.Where(one => one.Id == user.Id && one.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastStep, step)) == 1;
    }

    private async Task<bool> TakeRecoveryCodeAsync(User user, string typed)
    {
        var hashes = user.RecoveryCodes.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var left = string.Join('\n', hashes.Where(hash => hash != HashOf(typed)));
        if (left.Length == user.RecoveryCodes.Length) return false;
        return await store.Users.Where(one => one.Id == user.Id && one.RecoveryCodes == user.RecoveryCodes)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RecoveryCodes, left)) == 1;
    }
}

/// <summary>The roles that have to have a second factor before anything opens to them.</summary>
internal sealed record SecondFactorDemand(IReadOnlyList<string> Roles);
