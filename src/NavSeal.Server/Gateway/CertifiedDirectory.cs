using System.Diagnostics.CodeAnalysis;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Gateway;

/// <summary>The registry as a device sees it that showed a certificate: nobody is in it but the seal whose number the certificate names. A
/// relay of that number speaks for everybody.</summary>
/// <param name="seals">The registry.</param>
/// <param name="name">The common name of the certificate.</param>
internal sealed class CertifiedDirectory(ISealDirectory seals, string name) : ISealDirectory
{
    private bool isRelay;

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? seal)
    {
        if (!seals.TryFind(protocol, identity, out seal)) return false;
        var isNamed = string.Equals(seal.Number.Text, name, StringComparison.Ordinal);
        isRelay |= isNamed && seal.Profile.IsRelay;
        if (isNamed || isRelay) return true;
        seal = null;
        return false;
    }
}
