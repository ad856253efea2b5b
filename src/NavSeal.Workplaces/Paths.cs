using System.Security.Claims;

namespace NavSeal.Workplaces;

/// <summary>Where pages are, for links and redirections.</summary>
public static class Paths
{
    public const string SignIn = "/sign-in";

    public const string SecondFactor = "/sign-in/second-factor";

    public const string SignOut = "/sign-out";

    public const string Account = "/account";

    public const string Users = "/users";

    public const string Audit = "/audit";

    public const string StepUp = "/step-up";

    public const string Scan = "/scan";

    /// <summary>Seals, each with a page of its own.</summary>
    public const string Seals = "/seals";

    public const string Applications = "/applications";

    public const string Clocks = "/clocks";

    public const string Retention = "/retention";

    public const string Documents = "/documents";

    /// <summary>The stock of seals.</summary>
    public const string Stock = "/stock";

    public const string Permissions = "/permissions";

    public const string Arrivals = "/arrivals";

    /// <summary>Transportations that belong together: a convoy, a consignment note.</summary>
    public const string Groups = "/groups";

    /// <summary>The page with which a visitor's work begins.</summary>
    public static string FirstOf(ClaimsPrincipal visitor) => visitor switch
    {
        _ when visitor.Has(Rights.Command) => "/board",
        _ when visitor.Has(Rights.Apply) => Applications,
        _ when visitor.Has(Rights.Watch) => "/board",
        _ => visitor.Has(Rights.See) ? "/transportations" : Account,
    };

    /// <summary>The page that asks for a second factor, and leads on to an address of this site.</summary>
    public static string StepUpTo(string next) => $"{StepUp}?next={Uri.EscapeDataString(next)}";

    /// <summary>The question whether a seal is needed, open to everybody.</summary>
    public const string Need = "/need";

    /// <summary>Whether an address lies on this site, so that nobody is led elsewhere after signing in. Beyond ASCII none is written: a
    /// header holds nothing else.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..]
        && address.All(c => char.IsAscii(c) && !char.IsControl(c) && c != '\\');

    /// <summary>The address where it is local, else the first page.</summary>
    public static string LocalOr(string? address) => IsLocal(address) ? address! : "/";
}
