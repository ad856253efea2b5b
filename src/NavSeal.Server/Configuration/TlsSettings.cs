using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NavSeal.Server.Configuration;

/// <summary>The port on which devices speak over TLS, whichever protocol they speak.</summary>
internal sealed record TlsSettings
{
    public const string PortName = "tls-port", CertificateName = "tls-certificate", ClientsName = "tls-clients";

    public required int Port { get; init; }

    /// <summary>What the server shows, with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The certificates between that one and a root that devices know.</summary>
    public required X509Certificate2Collection Chain { get; init; }

    /// <summary>The authorities by whose certificates devices are let in; none: devices show no certificate.</summary>
    public required X509Certificate2Collection Clients { get; init; }

    public static IReadOnlyList<Setting> All { get; } =
    [
        new(PortName, "0", "Port for all protocols over TLS; 0: none."),
        new(CertificateName, "", "File of the certificate of that port, its chain and its private key (PEM)."),
        new(ClientsName, "", "File of the authorities (PEM) whose certificates devices of that port must show; empty: they show none."),
    ];

    /// <summary>Reads the files that are named; null where nobody wants the port.</summary>
    /// <exception cref="SettingException">A file is missing, or holds something else.</exception>
    public static TlsSettings? Read(int port, string certificate, string clients)
    {
        if (port == 0) return null;
        var chain = Certificates(CertificateName, certificate);
        var own = Own(certificate);
        foreach (var leaf in chain.Where(one => one.Thumbprint == own.Thumbprint).ToList()) chain.Remove(leaf);
        return new TlsSettings
        {
            Port = port,
            Certificate = own,
            Chain = chain,
            Clients = clients.Length == 0 ? [] : Certificates(ClientsName, clients),
        };
    }

    /// <summary>Whether a device may connect with this certificate: valid now, for clients, and of one of the authorities.</summary>
    public bool IsOfClient(X509Certificate2 shown)
    {
        const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Clients);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(shown);
    }

    private static X509Certificate2 Own(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException(
                $"{CertificateName} is '{path}': take a file with the certificate and its private key in PEM. {e.Message}");
        }
    }

    private static X509Certificate2Collection Certificates(string name, string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates.Count > 0 ? certificates : throw new SettingException($"{name} is '{path}': no certificate is in it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException($"{name} is '{path}': take a file of certificates in PEM. {e.Message}");
        }
    }
}
