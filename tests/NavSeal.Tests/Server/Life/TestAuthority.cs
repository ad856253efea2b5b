using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NavSeal.Tests.Server.Life;

/// <summary>An authority that gives people certificates, for one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const int ValidYears = 10;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(From, To);
    }

    /// <summary>What the server is told to trust.</summary>
    public string Pem => root.ExportCertificatePem();

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset To => TimeProvider.System.GetUtcNow().AddYears(ValidYears);

    /// <summary>A detached CMS of a person over a text, in base64.</summary>
    public string Sign(string person, string text)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + person, own, HashAlgorithmName.SHA256);
        using var bare = request.Create(root, From, To.AddDays(-1), Encoding.UTF8.GetBytes(person)[..8]);
        using var certificate = bare.CopyWithPrivateKey(own);
        var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(text)), detached: true);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            IncludeOption = X509IncludeOption.EndCertOnly,
        });
        return Convert.ToBase64String(cms.Encode());
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
    }
}
