using System.Buffers.Binary;

namespace NavSeal.Journal;

/// <summary>The commits between two heads.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="FirstCommit">The last commit of the epoch before, + 1.</param>
/// <param name="LastCommit">Not below the first.</param>
/// <param name="Root">RFC 9162 root over the hashes of these commits.</param>
public readonly record struct Epoch(long Number, long FirstCommit, long LastCommit, Digest Root)
{
    internal const int Length = 24 + Digest.Length;

    /// <summary>Its leaf hash in the tree over epochs: of number, first, last (8 bytes each, little-endian) and root.</summary>
    public Digest LeafHash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Length];
            Write(bytes);
            return MerkleTree.LeafHash(bytes);
        }
    }

    internal void Write(Span<byte> place)
    {
        BinaryPrimitives.WriteInt64LittleEndian(place, Number);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], FirstCommit);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], LastCommit);
        Root.CopyTo(place[24..]);
    }

    internal static Epoch Read(ReadOnlySpan<byte> place) => new(
        BinaryPrimitives.ReadInt64LittleEndian(place), BinaryPrimitives.ReadInt64LittleEndian(place[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(place[16..]), new Digest(place.Slice(24, Digest.Length)));
}
