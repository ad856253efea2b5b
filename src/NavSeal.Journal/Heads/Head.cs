using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NavSeal.Journal;

/// <summary>A signed statement about the whole journal up to a commit. Partners keep heads: then nobody can rewrite
/// history alone.</summary>
public sealed record Head
{
    /// <summary>Bytes of an encoded head.</summary>
    public const int Length = SignedLength + SignatureLength;

    private const int SignedLength = 152;
    private const int SignatureLength = 64;
    private const uint Version = 1;

    private readonly byte[] bytes;

    private Head(byte[] bytes) => this.bytes = bytes;

    /// <summary>The epoch that this head closes.</summary>
    public Epoch Epoch => Epoch.Read(bytes.AsSpan(16));

    /// <summary>Leaves of the tree over all epochs so far: equal to the epoch's number.</summary>
    public long TreeSize => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(72));

    /// <summary>RFC 9162 root over all epochs so far.</summary>
    public Digest TreeRoot => new(bytes.AsSpan(80, Digest.Length));

    /// <summary>By the signer's clock, UTC in whole milliseconds.</summary>
    public DateTimeOffset SignedAt => Instants.FromMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(112)));

    /// <summary>SHA-256 of the signer's public key (SubjectPublicKeyInfo, DER).</summary>
    public Digest KeyId => new(bytes.AsSpan(120, Digest.Length));

    private static ReadOnlySpan<byte> Magic => "NAVSHEAD"u8;

    /// <summary>What <see cref="KeyId"/> is for a key.</summary>
    /// <param name="key">Public or private.</param>
    public static Digest KeyIdOf(ECDsa key) => Digest.Of(key.ExportSubjectPublicKeyInfo());

    /// <summary>The 216 bytes that are journalled and given to partners.</summary>
    public byte[] Encode() => [.. bytes];

    /// <summary>Reads an encoded head; total. The signature is not checked here.</summary>
    /// <param name="payload">Any bytes.</param>
    /// <returns>Null when the bytes are no head.</returns>
    public static Head? Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length != Length || !payload.StartsWith(Magic)) return null;
        if (BinaryPrimitives.ReadUInt64LittleEndian(payload[8..]) != Version) return null;
        var head = new Head(payload.ToArray());
        var epoch = head.Epoch;
        var isSensible = epoch is { Number: >= 1, FirstCommit: >= 1 } && epoch.LastCommit >= epoch.FirstCommit
            && head.TreeSize == epoch.Number;
        return isSensible ? head : null;
    }

    /// <summary>Whether the signature is of this key and covers this head.</summary>
    /// <param name="key">ECDSA P-256, public or private.</param>
    public bool IsSignedBy(ECDsa key) => key.KeySize == 256 && KeyId == KeyIdOf(key) && key.VerifyData(
        bytes.AsSpan(0, SignedLength), bytes.AsSpan(SignedLength), HashAlgorithmName.SHA256,
        DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>Compares all bytes, the signature too.</summary>
    /// <param name="other">Another head, or null.</param>
    public bool Equals(Head? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    /// <summary>By the root of the tree.</summary>
    public override int GetHashCode() => TreeRoot.GetHashCode();

    internal static Head Sign(in Epoch epoch, Digest treeRoot, DateTimeOffset at, ECDsa key)
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Version);
        epoch.Write(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(72), epoch.Number);
        treeRoot.CopyTo(bytes.AsSpan(80));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(112), at.ToUnixTimeMilliseconds());
        KeyIdOf(key).CopyTo(bytes.AsSpan(120));
        key.SignData(bytes.AsSpan(0, SignedLength), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            .CopyTo(bytes.AsSpan(SignedLength));
        return new Head(bytes);
    }
}
