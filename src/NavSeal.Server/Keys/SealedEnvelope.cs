using System.Security.Cryptography;
using System.Text;

namespace NavSeal.Server.Keys;

/// <summary>Bytes that only the folder of keys opens: a nonce, the tag of AES-GCM, and the text. What they belong to is sealed with them,
/// so that an envelope cannot be put in the place of another.</summary>
/// <remarks>The nonce is made of owner and text under a key of its own: no two texts of one owner share it, and what is handed in twice
/// is sealed alike, so that it is known as the same.</remarks>
/// <param name="key">For one use, see <see cref="KeyFolder.SealingKeyFor"/>.</param>
internal sealed class SealedEnvelope(byte[] key)
{
    private const int TagAt = 12, TextAt = TagAt + 16;

    private readonly byte[] nonceKey = HMACSHA256.HashData(key, "nonce"u8);

    /// <summary>Seals a text.</summary>
    /// <param name="text">What is kept secret.</param>
    /// <param name="owner">What it belongs to; not secret, and not kept in the envelope.</param>
    public byte[] Seal(ReadOnlySpan<byte> text, string owner)
    {
        var bound = Encoding.ASCII.GetBytes(owner);
        var made = new byte[TextAt + text.Length];
        byte[] whole = [.. bound, 0, .. text];
        HMACSHA256.HashData(nonceKey, whole).AsSpan(0, TagAt).CopyTo(made);
        using var cipher = new AesGcm(key, TextAt - TagAt);
        cipher.Encrypt(made.AsSpan(0, TagAt), text, made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt), bound);
        return made;
    }

    /// <summary>Opens an envelope.</summary>
    /// <returns>Null where it was changed, belongs to another, or was sealed by another key.</returns>
    public byte[]? Open(ReadOnlySpan<byte> made, string owner)
    {
        if (made.Length < TextAt) return null;
        var text = new byte[made.Length - TextAt];
        using var cipher = new AesGcm(key, TextAt - TagAt);
        try
        {
            cipher.Decrypt(made[..TagAt], made[TextAt..], made[TagAt..TextAt], text, Encoding.ASCII.GetBytes(owner));
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
