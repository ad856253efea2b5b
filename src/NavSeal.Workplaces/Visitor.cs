using System.Globalization;
using System.Security.Claims;

namespace NavSeal.Workplaces;

/// <summary>What pages and endpoints ask of whoever is signed in.</summary>
public static class Visitor
{
    /// <summary>Claim types of our own.</summary>
    public const string DisplayNameClaim = "display-name", ZoneClaim = "zone", ScopeClaim = "scope", KeyClaim = "key",
        StampClaim = "stamp", MustChangePasswordClaim = "must-change-password", OfficeClaim = "office",
        OrganisationClaim = "organisation", StateClaim = "state",
        SecondFactorClaim = "second-factor-at", MustEnrolClaim = "must-enrol", LookClaim = "look";

    /// <summary>How long a second factor that was shown counts for what asks for one.</summary>
    public static readonly TimeSpan SecondFactorCounts = TimeSpan.FromMinutes(15);

    private static readonly string[] Authorities =
        [Roles.Officer, Roles.HeadOfOffice, Roles.DispatchDirectorate, Roles.ControllingOfficer];

    /// <summary>user/… or key/…: how the journal and the audit name who did it.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the endpoint lacks a policy.</exception>
    public static string Actor(this ClaimsPrincipal visitor) =>
        visitor.FindFirstValue(KeyClaim) is { } key ? "key/" + key : "user/" + visitor.UserId();

    /// <summary>The user, or the owner of the key.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the endpoint lacks a policy.</exception>
    public static string UserId(this ClaimsPrincipal visitor) =>
        visitor.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The name for people: of the user, or of the key.</summary>
    public static string DisplayName(this ClaimsPrincipal visitor) =>
        visitor.FindFirstValue(DisplayNameClaim) ?? visitor.Identity?.Name ?? "";

    /// <summary>The user's own time zone, IANA; null: the operator's.</summary>
    public static string? Zone(this ClaimsPrincipal visitor) => visitor.FindFirstValue(ZoneClaim);

    /// <summary>The office that the user belongs to, as a key of offices; null: none.</summary>
    public static string? Office(this ClaimsPrincipal visitor) => visitor.FindFirstValue(OfficeClaim);

    /// <summary>The organisation that the user acts for, by its identification number; null: none.</summary>
    public static string? Organisation(this ClaimsPrincipal visitor) => visitor.FindFirstValue(OrganisationClaim);

    /// <summary>The member state whose operator the user acts for, ISO alpha-2; null: none.</summary>
    public static string? State(this ClaimsPrincipal visitor) => visitor.FindFirstValue(StateClaim);

    /// <summary>Whether the visitor acts for customs or another controlling body.</summary>
    public static bool IsOfAuthority(this ClaimsPrincipal visitor) =>
        Authorities.Any(visitor.IsInRole);

    /// <summary>Whether the visitor is believed when saying where a paper came from: an authority, or a program of the operator itself,
    /// which passes on what authorities send.</summary>
    public static bool IsTrustedOnOrigin(this ClaimsPrincipal visitor) =>
        visitor.IsOfAuthority() || visitor.IsInRole(Roles.Integrator);

    /// <summary>Whether one of the visitor's roles holds the right, however far; keys hold none.</summary>
    public static bool Has(this ClaimsPrincipal visitor, string right) =>
        !visitor.IsKey() && !visitor.Owes() && Roles.All.Any(role => Rights.ReachOf(role, right) > Reach.Nothing && visitor.IsInRole(role));

    /// <summary>Whether a person may use the scope by a role, or a key has it and its owner may use it.</summary>
    public static bool MayUse(this ClaimsPrincipal visitor, string scope) =>
        !visitor.Owes() && Roles.All.Any(role => visitor.ReachOf(role, scope) > Reach.Nothing && visitor.IsInRole(role))
        && (!visitor.IsKey() || visitor.HasClaim(ScopeClaim, Scopes.ScopeOf(scope)));

    /// <summary>How far one of the visitor's roles reaches by a right or a scope. What an integrator may, programs do by keys; to the
    /// person it opens nothing.</summary>
    public static Reach ReachOf(this ClaimsPrincipal visitor, string role, string policy) =>
        visitor.Has(policy) ? Rights.ReachOf(role, policy)
        : role == Roles.Integrator && !visitor.IsKey() ? Reach.Nothing
        : Scopes.ReachOf(role, policy);

    /// <summary>Whether a program asks.</summary>
    public static bool IsKey(this ClaimsPrincipal visitor) => visitor.HasClaim(claim => claim.Type == KeyClaim);

    /// <summary>Whether a new password or a second factor is owed before anything else.</summary>
    public static bool Owes(this ClaimsPrincipal visitor) =>
        visitor.HasClaim(claim => claim.Type is MustChangePasswordClaim or MustEnrolClaim);

    /// <summary>Whether a second factor was shown so lately that it counts.</summary>
    public static bool HasShownSecondFactor(this ClaimsPrincipal visitor, DateTimeOffset now) =>
        long.TryParse(visitor.FindFirstValue(SecondFactorClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && now - DateTimeOffset.FromUnixTimeMilliseconds(at) < SecondFactorCounts;
}
