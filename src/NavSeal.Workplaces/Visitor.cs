using System.Security.Claims;

namespace NavSeal.Workplaces;

/// <summary>What pages and endpoints ask of whoever is signed in.</summary>
public static class Visitor
{
    /// <summary>Claim types of our own.</summary>
    public const string DisplayNameClaim = "display-name", ZoneClaim = "zone", ScopeClaim = "scope", KeyClaim = "key",
        StampClaim = "stamp", MustChangePasswordClaim = "must-change-password";

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

    /// <summary>Whether one of the visitor's roles holds the right; keys hold none.</summary>
    public static bool Has(this ClaimsPrincipal visitor, string right) =>
        !visitor.HasClaim(claim => claim.Type is KeyClaim or MustChangePasswordClaim)
        && Rights.Holders.TryGetValue(right, out var holders) && holders.Any(visitor.IsInRole);
}
