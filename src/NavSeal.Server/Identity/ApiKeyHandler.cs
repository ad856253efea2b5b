using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NavSeal.Workplaces;

namespace NavSeal.Server.Identity;

/// <summary>Signs a program in by <c>Authorization: Bearer nsk_…</c>, anew with each request.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "api-key";

    private const string Bearer = "Bearer ";

    /// <summary>Whether a request says that it brings a key.</summary>
    public static bool IsMeant(HttpRequest request) =>
        request.Headers.Authorization is [{ } sent, ..] && sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsMeant(Request)) return AuthenticateResult.NoResult();
        var sent = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        return await keys.FindAsync(sent, SchemeName) is { } identity
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName))
            : AuthenticateResult.Fail("The key is unknown, revoked or expired.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"NavSeal\", error=\"invalid_token\"";
        return Problems.NotSignedIn.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.NotAllowed.ExecuteAsync(Context);
}
