using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>A user to be entered.</summary>
/// <param name="Name">Login name.</param>
/// <param name="DisplayName">What pages show.</param>
/// <param name="Password">Null: nobody can sign in with it, which is right for owners of keys.</param>
/// <param name="Roles">At least one.</param>
internal sealed record NewUser(string Name, string DisplayName, string? Password, IReadOnlyList<string> Roles)
{
    public Belonging Belonging { get; init; } = Belonging.None;
}

/// <summary>A user as lists show them.</summary>
internal sealed record ListedUser(User User, IReadOnlyList<string> Roles);

/// <summary>What is done to users, by administrators on the page or at a terminal, and by users to their own account. Each change ends the
/// sessions of that user and stands in the audit.</summary>
internal sealed class UserDesk(UserManager<User> users, UserContext store, AuditLog log, Sessions sessions, TimeProvider clock)
{
    public const int RecoveryCodes = 10;

    /// <summary>Enters a user.</summary>
    /// <param name="wanted">Who.</param>
    /// <param name="mustChange">Whether somebody else knows the password.</param>
    /// <param name="origin">Who does it.</param>
    /// <returns>The faults, as codes; none where it was done.</returns>
    public async Task<IReadOnlyList<string>> AddAsync(NewUser wanted, bool mustChange, Origin origin)
    {
        if (wanted.Name.Length > User.NameLengthMax) return ["InvalidUserName"];
        if (wanted.Roles.Count == 0 || wanted.Roles.Except(Roles.All).Any()) return ["RolesWrong"];
        var user = new User
        {
            UserName = wanted.Name,
            DisplayName = DisplayNameOf(wanted.DisplayName, wanted.Name),
            MustChangePassword = mustChange && wanted.Password is not null,
            Office = wanted.Belonging.Office,
            Organisation = wanted.Belonging.Organisation,
            State = wanted.Belonging.State,
        };
        var faults = await MakeAsync(user, wanted.Password);
        if (faults.Count > 0) return faults;
        await EnterRolesAsync();
        await users.AddToRolesAsync(user, wanted.Roles);
        await log.AddAsync(AuditEvent.UserAdded, About(user), origin, string.Join(' ', [.. wanted.Roles, .. wanted.Belonging.Parts]));
        return [];
    }

    public Task<User?> FindAsync(string name) => users.FindByNameAsync(name);

    /// <summary>Everybody, by login name.</summary>
    public async Task<IReadOnlyList<ListedUser>> ListAsync()
    {
        var held = await (from pair in store.UserRoles
                          join role in store.Roles on pair.RoleId equals role.Id
                          select new { pair.UserId, role.Name }).ToListAsync();
        var roles = held.ToLookup(pair => pair.UserId, pair => pair.Name!);
        var everybody = await store.Users.AsNoTracking().OrderBy(user => user.NormalizedUserName).ToListAsync();
        return [.. everybody.Select(user => new ListedUser(user, [.. roles[user.Id].Order(StringComparer.Ordinal)]))];
    }

    public async Task LockAsync(User user, Origin origin)
    {
        user.LockedAt = clock.GetUtcNow();
        await ChangeAsync(user, AuditEvent.UserLocked, origin);
    }

    /// <summary>Takes the lock away, and the pause after wrong passwords.</summary>
    public async Task UnlockAsync(User user, Origin origin)
    {
        (user.LockedAt, user.LockoutEnd, user.AccessFailedCount) = (null, null, 0);
        await ChangeAsync(user, AuditEvent.UserUnlocked, origin);
    }

    /// <summary>Gives roles, instead of those the user has.</summary>
    /// <returns>False where one is unknown or none is given.</returns>
    public async Task<bool> SetRolesAsync(User user, IReadOnlyList<string> roles, Origin origin)
    {
        if (roles.Count == 0 || roles.Except(Roles.All).Any()) return false;
        await EnterRolesAsync();
        var held = await users.GetRolesAsync(user);
        await users.RemoveFromRolesAsync(user, held.Except(roles));
        await users.AddToRolesAsync(user, roles.Except(held));
        await ChangeAsync(user, AuditEvent.RolesChanged, origin, string.Join(' ', roles));
        return true;
    }

    /// <summary>Says what the user belongs to, instead of what was said before.</summary>
    public async Task SetBelongingAsync(User user, Belonging belonging, Origin origin)
    {
        (user.Office, user.Organisation, user.State) = (belonging.Office, belonging.Organisation, belonging.State);
        await ChangeAsync(user, AuditEvent.BelongingChanged, origin, string.Join(' ', belonging.Parts));
    }

    /// <summary>Gives a password.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="password">The new one.</param>
    /// <param name="isOwn">Whether the user chose it, or somebody else who then knows it.</param>
    /// <param name="origin">Who does it.</param>
    /// <returns>The faults, as codes; none where it was done.</returns>
    public async Task<IReadOnlyList<string>> SetPasswordAsync(User user, string password, bool isOwn, Origin origin)
    {
        var advice = await new PasswordAdvice().ValidateAsync(users, user, password);
        if (!advice.Succeeded) return [.. advice.Errors.Select(error => error.Code)];
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.MustChangePassword = !isOwn;
        await ChangeAsync(user, isOwn ? AuditEvent.PasswordChanged : AuditEvent.PasswordReset, origin);
        return [];
    }

    /// <summary>Takes a second factor into use.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="secret">Hidden.</param>
    /// <param name="step">The step whose code was typed.</param>
    /// <param name="origin">Who does it.</param>
    /// <returns>The recovery codes.</returns>
    public async Task<IReadOnlyList<string>> EnrolAsync(User user, string secret, long step, Origin origin)
    {
        (user.ProtectedSecret, user.TwoFactorEnabled, user.LastStep) = (secret, true, step);
        var codes = NewCodes(user);
        await ChangeAsync(user, AuditEvent.SecondFactorEnrolled, origin);
        return codes;
    }

    public async Task RemoveSecondFactorAsync(User user, Origin origin)
    {
        (user.ProtectedSecret, user.TwoFactorEnabled, user.RecoveryCodes) = (null, false, "");
        await ChangeAsync(user, AuditEvent.SecondFactorRemoved, origin);
    }

    /// <summary>New recovery codes instead of those there were.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(User user, Origin origin)
    {
        var codes = NewCodes(user);
        await ChangeAsync(user, AuditEvent.RecoveryCodesMade, origin);
        return codes;
    }

    public Task EndSessionsAsync(User user, Origin origin) => ChangeAsync(user, AuditEvent.SessionsEnded, origin);

    /// <summary>Keeps what the user likes; ends nothing.</summary>
    public async Task PreferAsync(User user, (string? Language, string? Zone, string? Theme) liked)
    {
        (user.Language, user.Zone, user.Theme) = liked;
        Demand(await users.UpdateAsync(user));
    }

    /// <summary>Whether this is the only administrator who can sign in: without one nobody could let anybody in.</summary>
    public async Task<bool> IsLastAdministratorAsync(User user)
    {
        var others = await ListAsync();
        return others.Any(one => one.User.Id == user.Id && IsOne(one)) && !others.Any(one => one.User.Id != user.Id && IsOne(one));

        static bool IsOne(ListedUser one) =>
            one.Roles.Contains(Roles.Administrator) && one.User is { LockedAt: null, PasswordHash: not null };
    }

    private static string DisplayNameOf(string wanted, string name) =>
        Identifiers.Plain(wanted, User.DisplayNameLengthMax) is { Length: > 0 } text ? text : name;

    private static (string?, string) About(User user) => (user.Id, user.UserName!);

    private static List<string> NewCodes(User user)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Identifiers.NewRecoveryCode()).ToList();
        user.RecoveryCodes = string.Join('\n', codes.Select(SignInDesk.HashOf));
        return codes;
    }

    // A new stamp ends the sessions; it saves what else was changed in the user.
    private async Task ChangeAsync(User user, AuditEvent what, Origin origin, string detail = "")
    {
        Demand(await users.UpdateSecurityStampAsync(user));
        sessions.Forget(user.Id);
        await log.AddAsync(what, About(user), origin, detail);
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded) throw new DbUpdateConcurrencyException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }

    private async Task<IReadOnlyList<string>> MakeAsync(User user, string? password)
    {
        try
        {
            var made = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
            return [.. made.Errors.Select(error => error.Code)];
        }
        catch (DbUpdateException e) when (UserDatabase.IsTaken(e))
        {
            // Somebody entered the same name since it was looked for.
            return ["DuplicateUserName"];
        }
    }

    private async Task EnterRolesAsync()
    {
        if ((await MissingAsync()).Count == 0) return;
        await using var transaction = await UserDatabase.BeginAppendAsync(store);
        foreach (var role in await MissingAsync())
            store.Roles.Add(new IdentityRole { Name = role, NormalizedName = role.ToUpperInvariant() });
        await store.SaveChangesAsync();
        await transaction.CommitAsync();

        async Task<List<string>> MissingAsync() => [.. Roles.All.Except(await store.Roles.Select(role => role.Name!).ToListAsync())];
    }
}
