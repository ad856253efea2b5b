using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NavSeal.Workplaces;
using NavSeal.Workplaces.SignIn;

namespace NavSeal.Server.Identity;

/// <summary>The certificates of one's own account: whoever signs the text shown here with the key of a certificate, and shows the second
/// factor, signs acts with it from then on.</summary>
internal static class CertificateEndpoints
{
    private const string Purpose = "navseal.certificate-challenge";

    /// <summary>How long a text that is to be signed counts.</summary>
    private static readonly TimeSpan ChallengeTime = TimeSpan.FromMinutes(15);

    public static void MapCertificates(this IEndpointRouteBuilder account, CmsReader reader)
    {
        account.MapGet("/certificates", (Delegate)BeginAsync);
        account.MapPost(
            "/certificates", (HttpContext context, [FromForm] string? challenge, [FromForm] string? cms, [FromForm] string? code) =>
                EnrolAsync(context, reader, challenge, (cms, code)));
        account.MapPost("/certificates/{fingerprint}/withdraw", WithdrawAsync);
    }

    /// <summary>A certificate as lists show it.</summary>
    public static CertificateRow RowOf(PersonCertificate one) => new()
    {
        Fingerprint = one.Fingerprint,
        Name = one.Name,
        PersonNumber = one.PersonNumber,
        EnrolledAt = one.EnrolledAt,
        ExpiresAt = one.ExpiresAt,
        WithdrawnAt = one.WithdrawnAt,
    };

    private static async Task<IResult> BeginAsync(HttpContext context)
    {
        var user = await AccountEndpoints.UserOfAsync(context);
        return user.TwoFactorEnabled ? Page(user, NewChallenge(context, user), null) : Results.LocalRedirect(Paths.Account);
    }

    private static async Task<IResult> EnrolAsync(HttpContext context, CmsReader reader, string? hidden, (string? Cms, string? Code) typed)
    {
        var user = await AccountEndpoints.UserOfAsync(context);
        if (!user.TwoFactorEnabled) return Results.LocalRedirect(Paths.Account);
        if (ChallengeIn(context, user, hidden) is not { } challenge)
            return Page(user, NewChallenge(context, user), ("cms", "CertificateFault_ChallengeOver"));
        var read = reader.Read(TextOf(user, challenge.Text), typed.Cms?.Trim() ?? "");
        if (read.Fault is { } fault) return Page(user, challenge, ("cms", $"CertificateFault_{fault}"));

        // The code counts once, so that it is asked for last.
        var (desk, origin) = (context.RequestServices.GetRequiredService<SignInDesk>(), SignInEndpoints.OriginOf(context));
        if (!await desk.ShowSecondFactorAsync(user, typed.Code ?? "", origin)) return Page(user, challenge, ("code", "CodeWrong"));
        var certificates = context.RequestServices.GetRequiredService<PersonCertificates>();
        return await certificates.EnrolAsync(user, read.Signatory!, origin) is { } refused
            ? Page(user, challenge, ("cms", $"CertificateFault_{refused}"))
            : await AccountEndpoints.ShowAsync(context, model => model with { Notice = "CertificateEnrolled" });
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string fingerprint, IFormCollection form)
    {
        _ = form;
        var user = await AccountEndpoints.UserOfAsync(context);
        var certificates = context.RequestServices.GetRequiredService<PersonCertificates>();
        return await certificates.WithdrawAsync(user, fingerprint, SignInEndpoints.OriginOf(context))
            ? await AccountEndpoints.ShowAsync(context, model => model with { Notice = "CertificateWithdrawn" })
            : Results.NotFound();
    }

    private static RazorComponentResult<CertificatePage> Page(User user, Challenge challenge, (string Field, string Text)? error)
    {
        var model = new CertificateModel(TextOf(user, challenge.Text), challenge.Hidden, error);
        var parameters = new Dictionary<string, object?> { ["Model"] = model };
        return new RazorComponentResult<CertificatePage>(parameters) { StatusCode = error is null ? 200 : 422 };
    }

    // No act has this name, so that nothing signed here is a permission somewhere else.
    private static string TextOf(User user, string challenge) =>
        $"act: enrol-certificate\naccount: {user.UserName}\nchallenge: {challenge}";

    private static Challenge NewChallenge(HttpContext context, User user)
    {
        var (until, text) = (Now(context) + ChallengeTime, Identifiers.NewSecret());
        return new Challenge(text, ProtectorOf(context).Protect(string.Create(
            CultureInfo.InvariantCulture, $"{user.Id} {until.ToUnixTimeMilliseconds()} {text}")));
    }

    /// <summary>What was shown; null where it was shown to somebody else, or too long ago.</summary>
    private static Challenge? ChallengeIn(HttpContext context, User user, string? hidden)
    {
        try
        {
            return hidden is not null && ProtectorOf(context).Unprotect(hidden).Split(' ') is [var id, var until, var text]
                && id == user.Id && long.Parse(until, CultureInfo.InvariantCulture) >= Now(context).ToUnixTimeMilliseconds()
                ? new Challenge(text, hidden)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector ProtectorOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>What is to be signed once.</summary>
    /// <param name="Text">By chance.</param>
    /// <param name="Hidden">The same with its user and end, encrypted.</param>
    private sealed record Challenge(string Text, string Hidden);
}
