using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NavSeal.Journal;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Server.Identity;

/// <summary>Checks by what a person signs an act: a detached CMS by a certificate of an authority that the operator trusts, or the second
/// factor of the account, entered for this act.</summary>
/// <param name="authorities">Whose certificates count; none: no CMS does.</param>
/// <param name="keep">Keeps the bytes of a CMS among the documents.</param>
/// <param name="clock">Certificates have to be valid at its time.</param>
internal sealed class PersonSigning(
    X509Certificate2Collection authorities, Func<ReadOnlyMemory<byte>, CancellationToken, Task<Digest>> keep, TimeProvider clock)
{
    private const int CmsBytesMax = 32 << 10;

    /// <summary>The signature under a text; null where it does not hold.</summary>
    public async Task<PersonSignature?> SignAsync(HttpContext context, string shown, SigningInput input)
    {
        if (input.Cms is { } cms) return await ByCertificateAsync(shown, cms, context.RequestAborted);
        if (input.Code is not { } code || context.User.IsKey()) return null;
        var users = context.RequestServices.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync(context.User.UserId()) is not { } user) return null;
        var desk = context.RequestServices.GetRequiredService<SignInDesk>();
        return await desk.ShowSecondFactorAsync(user, code, SignInEndpoints.OriginOf(context))
            ? new PersonSignature { Method = SignatureMethod.SecondFactor, ShownSha256 = ActDesk.HashOf(shown) }
            : null;
    }

    private async Task<PersonSignature?> ByCertificateAsync(string shown, string base64, CancellationToken stop)
    {
        var bytes = new byte[CmsBytesMax];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) return null;
        if (SignerOf(shown, bytes.AsSpan(0, length)) is not { } signer) return null;
        var hash = await keep(bytes.AsMemory(0, length), stop);
        return new PersonSignature
        {
            Method = SignatureMethod.Cms,
            ShownSha256 = ActDesk.HashOf(shown),
            CmsSha256 = hash.ToString(),
            Signer = signer,
        };
    }

    private string? SignerOf(string shown, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(shown)), detached: true);
            cms.Decode(bytes);
            if (cms.SignerInfos is not [var info] || info.Certificate is not { } certificate) return null;
            cms.CheckSignature(verifySignatureOnly: true);
            return IsTrusted(certificate, cms.Certificates) ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) : null;
        }
        catch (CryptographicException)
        {
            // What a peer sent is no CMS, or not over this text.
            return null;
        }
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection between)
    {
        if (authorities.Count == 0) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }
}
