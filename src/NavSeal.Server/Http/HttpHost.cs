using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NavSeal.Server.Configuration;
using NavSeal.Server.Control;
using NavSeal.Server.Gateway;
using NavSeal.Server.Identity;
using NavSeal.Server.Keys;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Layout;

namespace NavSeal.Server.Http;

/// <summary>The HTTP side of the process: what it listens on, what it is made of, and what each request goes through.</summary>
internal static class HttpHost
{
    /// <summary>Most bytes of a request.</summary>
    private const long RequestBytesMax = 1 << 20;

    /// <summary>Most streams to browsers at a time.</summary>
    private const int UpgradedConnectionsMax = 2000;

    private const int HeaderBytesMax = 16 << 10;
    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(15), IdleTime = TimeSpan.FromMinutes(2);

    /// <summary>Logging, services and listeners.</summary>
    /// <param name="settings">Where to listen, where the keys are.</param>
    /// <param name="clock">The time of sessions, pauses and codes.</param>
    /// <param name="signIn">Where users are kept, and the keys that processes share; null: those of the folder of keys.</param>
    /// <param name="listenForDevices">Adds the listeners that do not speak HTTP.</param>
    public static WebApplicationBuilder Create(
        Settings settings,
        TimeProvider clock,
        (UserStoreOptions Users, KeyRing? Ring) signIn,
        Action<KestrelServerOptions> listenForDevices)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // By it the static assets are found, whichever program this runs in.
            ApplicationName = typeof(HttpHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders().SetMinimumLevel(settings.LogLevel)
            .AddFilter("Microsoft", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

        // Both throw what they log, and whoever catches it says it once, in a line.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        if (Console.IsOutputRedirected) builder.Logging.AddJsonConsole(SetInstants);
        else builder.Logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Services.AddSingleton(clock);
        builder.Services.AddRazorComponents();
        ClientAssets.Prepare(builder);
        builder.Services.AddLocalization();
        builder.Services.AddSingleton(settings.HomeZone);
        var protection = builder.Services.AddDataProtection().SetApplicationName("NavSeal");
        if (signIn.Ring is { } ring) ring.Serve(protection);
        else protection.PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        builder.Services.AddProblemDetails();
        OpenApi.Add(builder.Services);
        builder.Services.AddSignIn(settings, signIn.Users);
        builder.WebHost.UseSockets(SocketSettings.Apply);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersTime;
            kestrel.Limits.KeepAliveTimeout = IdleTime;
            kestrel.Limits.MaxConcurrentUpgradedConnections = UpgradedConnectionsMax;
            kestrel.Listen(IPAddress.Parse(settings.HttpAddress), settings.HttpPort);
            ControlSocket.Listen(kestrel, settings.DataFolder);
            listenForDevices(kestrel);
        });
        return builder;
    }

    /// <summary>The way of a request, in order, and at its end the endpoints.</summary>
    public static WebApplication Compose(WebApplicationBuilder builder, HttpParts parts)
    {
        var app = builder.Build();
        if (parts.Settings.TrustedProxies.Count > 0) app.UseForwardedHeaders(ForwardedBy(parts.Settings.TrustedProxies));
        // First, so that what went wrong is said in the reader's language too.
        app.UseLanguages();
        app.UseExceptionHandler(Errors.Handle);
        app.UseSecurityHeaders(parts.Settings.MapTiles);
        app.UseStatusCodePages(context => Errors.WriteAsync(context.HttpContext));
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        var audit = new AuditRequests(
            app.Services.GetRequiredService<AuditTrail>(), app.Services.GetRequiredService<TimeProvider>());
        app.Use((context, next) => audit.RunAsync(context, next));
        app.UseAuthorization();
        app.Use(StepUp.RunAsync);
        var sessions = app.Services.GetRequiredService<Sessions>();
        app.Use((context, next) => sessions.RunAsync(context, next));
        app.UseAntiforgery();
        app.UseOwnWrites(parts.Views);
        app.MapAll(parts);
        return app;
    }

    private static ForwardedHeadersOptions ForwardedBy(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        return options;
    }

    private static void SetInstants(Microsoft.Extensions.Logging.Console.JsonConsoleFormatterOptions options) =>
        (options.UseUtcTimestamp, options.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
