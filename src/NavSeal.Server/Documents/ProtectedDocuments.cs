using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Model.Transportations;
using NavSeal.Server.Keys;

namespace NavSeal.Server.Documents;

/// <summary>Personal data as documents: encrypted under the key of their transportation, and cited by the hash of the ciphertext. The
/// journal never holds them, and destroying the key erases them wherever a copy lies.</summary>
internal sealed class ProtectedDocuments(IDocumentStore store, ITransportationKeys keys)
{
    /// <summary>A protected document is its version, a nonce, the tag of AES-GCM, and the text.</summary>
    private const int NonceAt = 1, TagAt = NonceAt + 12, TextAt = TagAt + 16;

    private const byte Version = 1;

    /// <summary>Keeps a text under the key of a transportation.</summary>
    /// <returns>The hash of the ciphertext.</returns>
    public Task<Digest> PutAsync(TransportationNumber number, ReadOnlyMemory<byte> text, CancellationToken stop)
    {
        var made = new byte[TextAt + text.Length];
        made[0] = Version;
        RandomNumberGenerator.Fill(made.AsSpan(NonceAt, TagAt - NonceAt));
        using var cipher = new AesGcm(keys.OpenOrMake(number), TextAt - TagAt);
        cipher.Encrypt(
            made.AsSpan(NonceAt, TagAt - NonceAt), text.Span, made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt),
            number.Value.ToByteArray());
        return store.PutAsync(made, stop);
    }

    /// <summary>The text; null where the key was destroyed, or the document is none of that transportation.</summary>
    public async Task<byte[]?> TryGetAsync(TransportationNumber number, Digest hash, CancellationToken stop)
    {
        if (keys.Find(number) is not { } key || await store.TryGetAsync(hash, stop) is not [Version, ..] made || made.Length < TextAt)
            return null;
        try
        {
            var text = new byte[made.Length - TextAt];
            using var cipher = new AesGcm(key, TextAt - TagAt);
            cipher.Decrypt(
                made.AsSpan(NonceAt, TagAt - NonceAt), made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt), text,
                number.Value.ToByteArray());
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            // Kept under a key that was destroyed since, or for another transportation.
            return null;
        }
    }

    /// <summary>Destroys the key of a transportation.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Erase(TransportationNumber number) => keys.Destroy(number);
}
