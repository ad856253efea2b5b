using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace NavSeal.Workplaces.Layout;

/// <summary>How a reader chooses language and theme; open to everybody, for the page of signing in is read too.</summary>
public static class ReaderEndpoints
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapReader(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/reader/language", (HttpContext context, [FromForm] string? language, [FromForm] string? back) =>
            Languages.IsKnown(language) ? Chosen(context, (Languages.Cookie, language!), back) : Wrong("language")).AllowAnonymous();
        routes.MapPost("/reader/theme", (HttpContext context, [FromForm] string? theme, [FromForm] string? back) =>
            Reader.Themes.Contains(theme) ? Chosen(context, (Reader.ThemeCookie, theme!), back) : Wrong("theme")).AllowAnonymous();
    }

    private static IResult Wrong(string field) =>
        Problems.Field(field, $"The {field} is none of those offered.", "Choose one on the page.");

    private static IResult Chosen(HttpContext context, (string Name, string Value) cookie, string? back)
    {
        context.Response.Cookies.Append(cookie.Name, cookie.Value, new CookieOptions
        {
            MaxAge = Kept,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    private static bool IsLocal(string? address) => address is ['/'] or ['/', not ('/' or '\\'), ..];
}
