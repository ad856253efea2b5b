using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace NavSeal.Workplaces.Layout;

/// <summary>The languages of the pages: chosen by the reader, else by the browser, else English.</summary>
public static class Languages
{
    /// <summary>The cookie that keeps the reader's choice.</summary>
    public const string Cookie = ".NavSeal.Language";

    /// <summary>In the order in which they are offered, each under its own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")];

    /// <summary>Whether a code names one of them.</summary>
    public static bool IsKnown(string? code) => All.Any(language => language.Code == code);

    /// <summary>Sets the language of each request.</summary>
    public static void UseLanguages(this WebApplication app)
    {
        CultureInfo[] cultures = [.. All.Select(language => CultureOf(language.Code))];
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(CultureOf("en")),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            RequestCultureProviders = [new CookieLanguage(), new AcceptLanguageHeaderRequestCultureProvider()],
        });
    }

    // A grouping by thin spaces and a decimal point in every language, so that a number read aloud over the telephone is the same.
    private static CultureInfo CultureOf(string code)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(code).Clone();
        culture.NumberFormat = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        culture.NumberFormat.NumberGroupSeparator = "\u202F";
        return culture;
    }

    private sealed class CookieLanguage : IRequestCultureProvider
    {
        public Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext context)
        {
            var chosen = context.Request.Cookies[Cookie];
            return Task.FromResult(IsKnown(chosen) ? new ProviderCultureResult(new StringSegment(chosen)) : null);
        }
    }
}
