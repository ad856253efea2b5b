using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NavSeal.Workplaces;

/// <summary>What browsers load: bundles, fonts, icons and the base map, made from <c>Client/</c> by the build and served below
/// <c>/gen</c>.</summary>
public static class ClientAssets
{
    /// <summary>Files below it carry a hash of their content in their name.</summary>
    private const string Hashed = "/gen/hashed";

    private const string ForAYear = "public, max-age=31536000, immutable";

    /// <summary>Has the assets found and served as the build left them, also where the program runs unpublished.</summary>
    public static void Prepare(WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        // Else an unpublished program packs each file anew for each request, without making it smaller.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
    }

    /// <summary>Serves the assets to everybody: they hold nothing of anybody. Names without a hash are asked for again by their
    /// ETag.</summary>
    public static void MapClientAssets(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Hashed)) context.Response.OnStarting(KeepForAYear, context.Response);
            return next(context);
        });
        app.MapStaticAssets().AllowAnonymous();
    }

    private static Task KeepForAYear(object response)
    {
        var kept = (HttpResponse)response;
        if (kept.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified) kept.Headers.CacheControl = ForAYear;
        return Task.CompletedTask;
    }
}
