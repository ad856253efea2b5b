using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NavSeal.Workplaces.Layout;

/// <summary>Who reads a page, and how: language, zone, theme, rights. Passed to every component, so that a pushed fragment reads like the
/// page.</summary>
public sealed record Reader
{
    /// <summary>The cookie that keeps the theme.</summary>
    public const string ThemeCookie = ".NavSeal.Theme";

    public static IReadOnlyList<string> Themes { get; } = ["dark", "light", "system"];

    /// <summary>Code of the language, for example <c>kk</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The reader's own zone, or the operator's.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required string Theme { get; init; }

    public required ClaimsPrincipal Visitor { get; init; }

    /// <summary>Path and query of the page, to come back to.</summary>
    public required string Address { get; init; }

    /// <summary>For forms in fragments that are pushed; pages and pushed fragments carry the same.</summary>
    public required string AntiforgeryToken { get; init; }

    public bool IsSignedIn => Visitor.Identity?.IsAuthenticated == true;

    public bool May(string right) => Visitor.Has(right);

    /// <summary>Reads it off a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="homeZone">The operator's zone.</param>
    public static Reader Of(HttpContext context, TimeZoneInfo homeZone)
    {
        var theme = context.Request.Cookies[ThemeCookie];
        return new Reader
        {
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Zone = context.User.Zone() is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own, out var zone) ? zone : homeZone,
            Theme = Themes.Contains(theme) ? theme! : "dark",
            Visitor = context.User,
            Address = context.Request.Path + context.Request.QueryString,
            AntiforgeryToken = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken ?? "",
        };
    }
}
