using Microsoft.AspNetCore.Identity;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Server.Identity;

/// <summary>Checks by what a person signs an act: a detached CMS by a certificate of the account that acts, or the second factor of the
/// account, entered for this act.</summary>
/// <param name="reader">Reads the CMS.</param>
/// <param name="keep">Keeps the bytes of a CMS among the documents.</param>
internal sealed class PersonSigning(CmsReader reader, Func<ReadOnlyMemory<byte>, CancellationToken, Task<Digest>> keep)
{
    /// <summary>The signature under a text, or why it does not hold.</summary>
    public async Task<Signing> SignAsync(HttpContext context, string shown, SigningInput input)
    {
        if (input.Cms is { } cms) return await ByCertificateAsync(context, shown, cms);
        if (input.Code is not { } code || context.User.IsKey()) return Signing.Nothing;
        var users = context.RequestServices.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync(context.User.UserId()) is not { } user) return Signing.Nothing;
        var desk = context.RequestServices.GetRequiredService<SignInDesk>();
        return await desk.ShowSecondFactorAsync(user, code, SignInEndpoints.OriginOf(context))
            ? new Signing(new PersonSignature { Method = SignatureMethod.SecondFactor, ShownSha256 = ActDesk.HashOf(shown) }, null)
            : Signing.Nothing;
    }

    private async Task<Signing> ByCertificateAsync(HttpContext context, string shown, string base64)
    {
        var read = reader.Read(shown, base64);
        if (read.Fault is { } fault) return OfFault(fault);
        var signatory = read.Signatory!;

        // A key acts for its owner, and so does what is signed by it.
        var certificates = context.RequestServices.GetRequiredService<PersonCertificates>();
        var own = await certificates.FindAsync(context.User.UserId(), signatory.Fingerprint);
        if (own is not { WithdrawnAt: null })
        {
            var reason = own is null ? Refusal.CertificateNotYours : Refusal.CertificateWithdrawn;
            await context.RequestServices.GetRequiredService<AuditLog>().AddAsync(
                AuditEvent.Refused, (context.User.UserId(), context.User.Identity?.Name ?? ""), SignInEndpoints.OriginOf(context),
                $"{Problems.CodeOf(reason)}: {signatory.Fingerprint}");
            return new Signing(null, reason);
        }

        var hash = await keep(read.Bytes, context.RequestAborted);
        var signature = new PersonSignature
        {
            Method = SignatureMethod.Cms,
            ShownSha256 = ActDesk.HashOf(shown),
            CmsSha256 = hash.ToString(),
            Signer = signatory.Name,
        };
        return new Signing(signature, null);
    }

    private static Signing OfFault(CmsFault fault) => fault switch
    {
        CmsFault.NotCms => Signing.Nothing,
        CmsFault.OtherText => new Signing(null, Refusal.SignatureOfOtherText),
        CmsFault.NotTrusted => new Signing(null, Refusal.CertificateNotTrusted),
        CmsFault.Expired => new Signing(null, Refusal.CertificateExpired),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
