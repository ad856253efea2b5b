using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NavSeal.Server.Identity;

/// <summary>Why a CMS proves nothing.</summary>
internal enum CmsFault
{
    /// <summary>It cannot be read, is too long, or does not carry the certificate of exactly one signer.</summary>
    NotCms,

    /// <summary>It does not sign this text.</summary>
    OtherText,

    /// <summary>The certificate does not come from an authority that the operator trusts.</summary>
    NotTrusted,

    /// <summary>The certificate is not valid at this time.</summary>
    Expired,
}

/// <summary>The certificate that signed, as accounts know it.</summary>
/// <param name="Fingerprint">SHA-256 of the certificate, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">Its common name.</param>
/// <param name="PersonNumber">The individual identification number behind <c>SERIALNUMBER=IIN</c>; null where it names none.</param>
/// <param name="ExpiresAt">Its last instant.</param>
internal sealed record Signatory(string Fingerprint, string Name, string? PersonNumber, DateTimeOffset ExpiresAt);

/// <summary>What was read from a CMS.</summary>
/// <param name="Bytes">As it was sent.</param>
/// <param name="Signatory">Who signed; null where it proves nothing.</param>
/// <param name="Fault">Why it proves nothing; null where it does.</param>
internal sealed record ReadCms(ReadOnlyMemory<byte> Bytes, Signatory? Signatory, CmsFault? Fault);

/// <summary>Reads detached CMS over texts that people were shown.</summary>
/// <param name="authorities">Whose certificates count; none: no CMS does.</param>
/// <param name="clock">Certificates have to be valid at its time.</param>
internal sealed class CmsReader(X509Certificate2Collection authorities, TimeProvider clock)
{
    private const int CmsBytesMax = 32 << 10, NameLengthMax = 100, PersonNumberLength = 12;
    private const string SerialNumberOid = "2.5.4.5", PersonPrefix = "IIN";
    private const X509ChainStatusFlags OfTime = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;

    /// <summary>Holds a CMS against a text.</summary>
    public ReadCms Read(string shown, string base64)
    {
        var buffer = new byte[CmsBytesMax];
        if (!Convert.TryFromBase64String(base64, buffer, out var length)) return new ReadCms(default, null, CmsFault.NotCms);
        var bytes = buffer.AsMemory(0, length);
        var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(shown)), detached: true);
        try
        {
            cms.Decode(bytes.Span);
            if (cms.SignerInfos is not [var info] || info.Certificate is not { } certificate)
                return new ReadCms(bytes, null, CmsFault.NotCms);
            if (!IsOver(cms)) return new ReadCms(bytes, null, CmsFault.OtherText);
            return ChainFault(certificate, cms.Certificates) is { } fault
                ? new ReadCms(bytes, null, fault)
                : new ReadCms(bytes, SignatoryOf(certificate), null);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            // What a peer sent is no CMS, or its certificate is none.
            return new ReadCms(bytes, null, CmsFault.NotCms);
        }
    }

    private static bool IsOver(SignedCms cms)
    {
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private CmsFault? ChainFault(X509Certificate2 certificate, X509Certificate2Collection between)
    {
        if (authorities.Count == 0) return CmsFault.NotTrusted;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        if (chain.Build(certificate)) return null;
        return chain.ChainStatus.All(one => (one.Status & ~OfTime) == 0) ? CmsFault.Expired : CmsFault.NotTrusted;
    }

    /// <summary>A certificate as accounts know it.</summary>
    public static Signatory SignatoryOf(X509Certificate2 certificate)
    {
        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        var name = Identifiers.Plain(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), NameLengthMax);
        return new Signatory(
            fingerprint, name.Length > 0 ? name : fingerprint, PersonNumberOf(certificate), certificate.NotAfter.ToUniversalTime());
    }

    private static string? PersonNumberOf(X509Certificate2 certificate) => certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == SerialNumberOid)
        .Select(part => part.GetSingleElementValue())
        .Where(value => value is not null && value.StartsWith(PersonPrefix, StringComparison.Ordinal))
        .Select(value => value![PersonPrefix.Length..])
        .FirstOrDefault(digits => digits.Length == PersonNumberLength && digits.All(char.IsAsciiDigit));
}
