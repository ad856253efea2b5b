using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NavSeal.Server.Demo;

/// <summary>The officer of the demo who signs permissions: a certificate of a test authority that is made anew for each data
/// folder and trusted there alone.</summary>
internal sealed class DemoSigner : IDisposable
{
    private const int DaysValid = 3650;

    private DemoSigner(X509Certificate2 certificate, string authorities) => (Certificate, AuthoritiesFile) = (certificate, authorities);

    /// <summary>The officer's, which is its own authority.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>PEM of the certificate that is trusted.</summary>
    public string AuthoritiesFile { get; }

    /// <summary>Reads the certificate of a data folder, or makes it.</summary>
    public static DemoSigner Open(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var (trusted, own) = (Path.Combine(dataFolder, "demo-signers.pem"), Path.Combine(dataFolder, "demo-signer.pfx"));
        if (File.Exists(own)) return new DemoSigner(X509CertificateLoader.LoadPkcs12FromFile(own, null), trusted);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Demo officer", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(DaysValid));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(own, options)) file.Write(made.Export(X509ContentType.Pfx));
        File.WriteAllText(trusted, made.ExportCertificatePem());
        return new DemoSigner(made, trusted);
    }

    /// <summary>A detached CMS over a text, in base64.</summary>
    public string Sign(string shown)
    {
        var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(shown)), detached: true);
        cms.ComputeSignature(new CmsSigner(Certificate) { IncludeOption = X509IncludeOption.EndCertOnly });
        return Convert.ToBase64String(cms.Encode());
    }

    public void Dispose() => Certificate.Dispose();
}
