using System.Buffers.Text;
using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Keys;

/// <summary>Seals the passwords of seals before they become commands, and opens them for the connection that sends one.</summary>
/// <param name="key">For this use.</param>
internal sealed class SecretVault(byte[] key)
{
    private const string Use = "seal-secrets";

    private readonly SealedEnvelope envelope = new(key);

    /// <summary>The vault of a folder of keys, whose secret is made where there is none.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static SecretVault Open(string keysFolder)
    {
        Directory.CreateDirectory(keysFolder);
        return new SecretVault(KeyFolder.SealingKeyFor(keysFolder, Use));
    }

    /// <summary>The password of a seal in the form in which it stands in the journal.</summary>
    public string Seal(SealNumber seal, SealSecret secret) =>
        Convert.ToBase64String(envelope.Seal(Encoding.ASCII.GetBytes(secret.Reveal()), seal.Text));

    /// <summary>The password of a seal.</summary>
    /// <returns>Null where this folder of keys did not seal it.</returns>
    public SealSecret? Open(SealNumber seal, string sealedSecret)
    {
        if (!Base64.IsValid(sealedSecret)) return null;
        return envelope.Open(Convert.FromBase64String(sealedSecret), seal.Text) is { } text
            && SealSecret.TryParse(Encoding.ASCII.GetString(text), out var secret) ? secret : null;
    }
}
