using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces;

/// <summary>Whoever did something on a page sees it on the next one, whichever process draws that: a cookie carries the commit that holds
/// what was done, and a process whose views are behind it waits for them.</summary>
/// <remarks>A cookie and not a part of the address, because what follows may be any page, fragment or stream; short-lived, because all
/// processes follow the journal within moments. Programs send the number themselves, as <c>after</c>.</remarks>
public static class OwnWrites
{
    private const string Cookie = ".NavSeal.Seen";

    /// <summary>How long a page waits for its views, at most; it is drawn then with what is known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>Lets the next pages of this visitor know.</summary>
    public static void Remember(HttpContext context, long commit) => context.Response.Cookies.Append(
        Cookie, commit.ToString(CultureInfo.InvariantCulture), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Remembered,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    /// <summary>Waits before whatever shows the views; behind signing in.</summary>
    public static void UseOwnWrites(this IApplicationBuilder app, ViewStore views) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Cookies[Cookie] is { } text
            && context.User.Identity?.IsAuthenticated == true
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var commit))
        {
            await views.WhenReached(commit, Patience, context.RequestAborted);
        }

        await next(context);
    });
}
