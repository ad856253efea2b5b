namespace NavSeal.Server.Http;

/// <summary>What browsers are told not to do with our pages.</summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts, styles, pictures and connections are ours alone, but for map tiles that the operator named. The style attribute
    /// is allowed, since the length of a bar is one; a style element is not.</summary>
    /// <param name="mapTiles">Their address; empty: none.</param>
    public static string PolicyFor(string mapTiles)
    {
        var before = mapTiles.Replace("pmtiles:", "", StringComparison.Ordinal).TrimStart('/').Split('{')[0];
        var host = Uri.TryCreate(before, UriKind.Absolute, out var address)
            && address.Scheme is ("http" or "https")
            ? " " + address.GetLeftPart(UriPartial.Authority)
            : "";
        return "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; "
            + $"img-src 'self' data: blob:{host}; connect-src 'self'{host}; worker-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private const string Permissions = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";

    public static void UseSecurityHeaders(this IApplicationBuilder app, string mapTiles)
    {
        var policy = PolicyFor(mapTiles);
        app.Use((context, next) => AddAsync(context, policy, next));
    }

    private static Task AddAsync(HttpContext context, string policy, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        context.Response.OnStarting(KeepOutOfCaches, context.Response);
        return next(context);
    }

    // What is shown to somebody who signed in is not kept by the browser or a proxy, unless the endpoint said otherwise.
    private static Task KeepOutOfCaches(object state)
    {
        var response = (HttpResponse)state;
        if (response.Headers.CacheControl.Count == 0 && response.HttpContext.User.Identity?.IsAuthenticated == true)
            response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
