using System.Buffers.Binary;
using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, X509Certificate2> issued = new();
    private long serial;

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

    /// <summary>The certificate of a person, with its key; made when it is first asked for.</summary>
    /// <param name="person">Common name.</param>
    /// <param name="number">Individual identification number; null: the certificate names none.</param>
    /// <param name="life">How long it is valid from now on; null: for years.</param>
    public X509Certificate2 CertificateOf(string person, string? number = null, TimeSpan? life = null) => issued.GetOrAdd(person, _ =>
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(person);
        if (number is not null) subject.Add("2.5.4.5", "IIN" + number);
        var request = new CertificateRequest(subject.Build(), own, HashAlgorithmName.SHA256);
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Interlocked.Increment(ref serial));
        var until = life is { } time ? TimeProvider.System.GetUtcNow() + time : To.AddDays(-1);
        using var bare = request.Create(root, From, until, bytes);
        return bare.CopyWithPrivateKey(own);
    });

    /// <summary>A detached CMS of a person over a text, in base64.</summary>
    public string Sign(string person, string text)
    {
        var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(text)), detached: true);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, CertificateOf(person))
        {
            IncludeOption = X509IncludeOption.EndCertOnly,
        });
        return Convert.ToBase64String(cms.Encode());
    }

    public void Dispose()
    {
        foreach (var one in issued.Values) one.Dispose();
        root.Dispose();
        key.Dispose();
    }
}
