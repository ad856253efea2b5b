using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>What signing in is made of.</summary>
internal static class UserServices
{
    /// <summary>The session, and the step between password and second factor.</summary>
    public const string SessionScheme = "session", HalfScheme = "half";

    /// <summary>The policy that slows down attempts to sign in.</summary>
    public const string AttemptsPolicy = "sign-in-attempts";

    /// <summary>The policy that slows down strangers who ask what is open to everybody.</summary>
    public const string QuestionsPolicy = "open-questions";

    /// <summary>Most questions of a neighbourhood in a minute: a person never asks so often, a program may wait.</summary>
    private const int QuestionsMax = 120;

    private const string AnyScheme = "session-or-key";

    /// <summary>OWASP's advice for PBKDF2 with HMAC-SHA-512.</summary>
    private const int HashIterations = 210_000;

    private const int SubnetBytes = 8;

    /// <summary>A shift; it slides while one works.</summary>
    private static readonly TimeSpan SessionTime = TimeSpan.FromHours(12), HalfTime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ForgetPeriod = TimeSpan.FromHours(1);

    /// <summary>The store of users and what is done to it: all that the command line needs.</summary>
    public static IServiceCollection AddUserStore(this IServiceCollection services, UserStoreOptions store)
    {
        services.AddDbContextFactory<UserContext>(options => UserDatabase.Use(options, store));
        services.AddIdentityCore<User>(options =>
        {
            options.Password = new PasswordOptions
            {
                RequiredLength = PasswordAdvice.LengthMin,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@+";
        }).AddRoles<IdentityRole>().AddEntityFrameworkStores<UserContext>().AddPasswordValidator<PasswordAdvice>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.AddSingleton(new SecondFactorDemand([]));
        services.AddSingleton<AuditLog>().AddSingleton<Sessions>().AddSingleton<ApiKeys>().AddSingleton<PersonCertificates>();
        return services.AddScoped<UserDesk>();
    }

    /// <summary>All of it: sessions, keys, rights, antiforgery, the limit of attempts.</summary>
    public static void AddSignIn(this IServiceCollection services, Settings settings, UserStoreOptions store)
    {
        services.AddUserStore(store).AddScoped<SignInDesk>().AddSingleton<PersonNames>();
        services.AddSingleton(new AuditKeeping(settings.SignInAuditKept)).AddSingleton<AuditTrail>();
        services.AddSingleton(new SecondFactorDemand(settings.SecondFactorRoles));
        services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, options => options.ForwardDefaultSelector = context =>
                ApiKeyHandler.IsMeant(context.Request) ? ApiKeyHandler.SchemeName : SessionScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(SessionScheme, SetSession).AddCookie(HalfScheme, SetHalf);
        services.AddAuthorization(options => UserRights.Add(options, settings.MetricsOpen));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = ".NavSeal.Form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(AttemptsPolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                NeighbourhoodOf(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.SignInAttempts, Window = TimeSpan.FromMinutes(1) }));
            options.AddPolicy(QuestionsPolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                NeighbourhoodOf(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = QuestionsMax, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>Whether anybody can sign in.</summary>
    public static async Task<bool> AreThereAnyAsync(IServiceProvider services)
    {
        await using var store = await services.GetRequiredService<IDbContextFactory<UserContext>>().CreateDbContextAsync();
        return await store.Users.AnyAsync();
    }

    /// <summary>Ends sessions, learns names and forgets old lines until stopped.</summary>
    public static async Task WatchAsync(IServiceProvider services, ILogger logger, CancellationToken stop)
    {
        var keeping = services.GetRequiredService<AuditKeeping>();
        var log = services.GetRequiredService<AuditLog>();
        await Task.WhenAll(
            services.GetRequiredService<Sessions>().WatchAsync(stop),
            services.GetRequiredService<PersonNames>().WatchAsync(stop),
            services.GetRequiredService<AuditTrail>().WriteAsync(stop),
            RunAsync());

        async Task ForgetAsync()
        {
            if (await log.ForgetAsync(keeping.Kept) is var count and > 0) Log.AuditForgotten(logger, count);
        }

        async Task RunAsync()
        {
            using var timer = new PeriodicTimer(ForgetPeriod, services.GetRequiredService<TimeProvider>());
            try
            {
                do
                {
                    await UserDatabase.TryAsync(ForgetAsync, logger);
                }
                while (await timer.WaitForNextTickAsync(stop));
            }
            catch (OperationCanceledException)
            {
                // The server stops.
            }
        }
    }

    private static void SetSession(CookieAuthenticationOptions options)
    {
        SetCookie(options, ".NavSeal", SessionTime);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = async context =>
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
            var stamp = context.Principal?.FindFirst(Visitor.StampClaim)?.Value ?? "";
            try
            {
                if (await sessions.IsValidAsync(context.Principal!.UserId(), stamp)) return;
                await context.HttpContext.SignOutAsync(SessionScheme);
            }
            catch (Exception e) when (PostgresDatabase.IsAway(e) && IsOpen(context.HttpContext))
            {
                // What everybody may see needs no session: without its look and its words not even an error can be read.
            }

            context.RejectPrincipal();
        };
    }

    private static bool IsOpen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static void SetHalf(CookieAuthenticationOptions options)
    {
        SetCookie(options, ".NavSeal.Half", HalfTime);
        options.SlidingExpiration = false;
    }

    private static void SetCookie(CookieAuthenticationOptions options, string name, TimeSpan time)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = time;
        options.LoginPath = Paths.SignIn;
        options.ReturnUrlParameter = "next";
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    // Only somebody who asks for a page is led to another one; a program, a stream or a fragment gets the plain answer.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var request = context.Request;
        var isPage = HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            && !request.Headers.ContainsKey("HX-Request") && !request.Path.StartsWithSegments("/api");
        var visitor = context.HttpContext.User;
        if (isPage && visitor.HasClaim(claim => claim.Type == Visitor.MustChangePasswordClaim)) context.Response.Redirect(Paths.Account);
        else if (isPage && visitor.HasClaim(claim => claim.Type == Visitor.MustEnrolClaim))
            context.Response.Redirect(Paths.Account + "/second-factor");
        else if (isPage && status == StatusCodes.Status401Unauthorized)
            context.Response.Redirect($"{Paths.SignIn}?next={Uri.EscapeDataString(request.Path + request.QueryString)}");
        else context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // An owner of IPv6 has 2^64 addresses at least: they count as one.
    private static string NeighbourhoodOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SubnetBytes)),
        _ => address.ToString(),
    };
}

/// <summary>How long the audit is kept.</summary>
internal sealed record AuditKeeping(TimeSpan Kept);
