using System.Collections.Immutable;
using System.Numerics;

namespace NavSeal.Journal;

/// <summary>The Merkle tree hash of RFC 9162, section 2.1, with SHA-256: root, proofs, and checks of proofs. Pure.</summary>
/// <remarks>All lists are of leaf hashes (<see cref="LeafHash(ReadOnlySpan{byte})"/>), not of leaves.</remarks>
public static class MerkleTree
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>SHA-256(0x00, leaf).</summary>
    /// <param name="leaf">Any bytes.</param>
    public static Digest LeafHash(ReadOnlySpan<byte> leaf)
    {
        var bytes = leaf.Length < 256 ? stackalloc byte[leaf.Length + 1] : new byte[leaf.Length + 1];
        bytes[0] = LeafPrefix;
        leaf.CopyTo(bytes[1..]);
        return Digest.Of(bytes);
    }

    /// <summary>The leaf hash of a digest's 32 bytes.</summary>
    /// <param name="leaf">A leaf.</param>
    public static Digest LeafHash(Digest leaf)
    {
        Span<byte> bytes = stackalloc byte[Digest.Length];
        leaf.CopyTo(bytes);
        return LeafHash(bytes);
    }

    /// <summary>The root; of no leaves the SHA-256 of nothing.</summary>
    /// <param name="leaves">Leaf hashes in order.</param>
    public static Digest Root(IReadOnlyList<Digest> leaves) => leaves.Count == 0 ? Digest.Of([]) : Root(leaves, 0, leaves.Count);

    /// <summary>The hashes that lead from a leaf to the root, nearest first.</summary>
    /// <param name="leaves">Leaf hashes in order.</param>
    /// <param name="index">Of the leaf, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such leaf.</exception>
    public static ImmutableArray<Digest> InclusionProof(IReadOnlyList<Digest> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var proof = ImmutableArray.CreateBuilder<Digest>();
        var (from, to) = (0, leaves.Count);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            proof.Add(index < middle ? Root(leaves, middle, to) : Root(leaves, from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }

        proof.Reverse();
        return proof.ToImmutable();
    }

    /// <summary>Whether a leaf stands at an index of the tree with this root (RFC 9162, 2.1.3.2).</summary>
    /// <param name="leaf">Leaf hash.</param>
    /// <param name="index">From 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="proof">As <see cref="InclusionProof"/> gives it; any list.</param>
    /// <param name="root">The tree's root.</param>
    public static bool VerifyInclusion(Digest leaf, long index, long size, IReadOnlyList<Digest> proof, Digest root)
    {
        if (index < 0 || index >= size) return false;
        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var step in proof)
        {
            if (last == 0) return false;
            if (place % 2 == 1 || place == last)
            {
                hash = Node(step, hash);
                while (place % 2 == 0 && place != 0) (place, last) = (place / 2, last / 2);
            }
            else
            {
                hash = Node(hash, step);
            }

            (place, last) = (place / 2, last / 2);
        }

        return last == 0 && hash == root;
    }

    /// <summary>The hashes that show that the tree of the first leaves is the beginning of the tree of all (RFC 9162, 2.1.4.1).</summary>
    /// <param name="leaves">Leaf hashes in order.</param>
    /// <param name="oldSize">1 to the number of leaves; at the number itself the proof is empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such size.</exception>
    public static ImmutableArray<Digest> ConsistencyProof(IReadOnlyList<Digest> leaves, int oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leaves.Count);
        var proof = ImmutableArray.CreateBuilder<Digest>();
        var (from, to, isWhole) = (0, leaves.Count, true);
        while (oldSize < to)
        {
            var middle = from + Split(to - from);
            proof.Add(oldSize <= middle ? Root(leaves, middle, to) : Root(leaves, from, middle));
            if (oldSize > middle) isWhole = false;
            (from, to) = oldSize <= middle ? (from, middle) : (middle, to);
        }

        if (!isWhole) proof.Add(Root(leaves, from, to));
        proof.Reverse();
        return proof.ToImmutable();
    }

    /// <summary>Whether the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).</summary>
    /// <param name="older">Size and root of the old tree; size at least 1.</param>
    /// <param name="newer">Size and root of the new tree.</param>
    /// <param name="proof">As <see cref="ConsistencyProof"/> gives it; any list.</param>
    public static bool VerifyConsistency((long Size, Digest Root) older, (long Size, Digest Root) newer, IReadOnlyList<Digest> proof)
    {
        if (older.Size < 1 || older.Size > newer.Size) return false;
        if (older.Size == newer.Size) return proof.Count == 0 && older.Root == newer.Root;
        var path = BitOperations.IsPow2(older.Size) ? [older.Root, .. proof] : proof;
        if (path.Count == 0) return false;
        var (place, last) = (older.Size - 1, newer.Size - 1);
        while (place % 2 == 1) (place, last) = (place / 2, last / 2);
        var (oldHash, newHash) = (path[0], path[0]);
        foreach (var step in path.Skip(1))
        {
            if (last == 0) return false;
            if (place % 2 == 1 || place == last)
            {
                (oldHash, newHash) = (Node(step, oldHash), Node(step, newHash));
                while (place % 2 == 0 && place != 0) (place, last) = (place / 2, last / 2);
            }
            else
            {
                newHash = Node(newHash, step);
            }

            (place, last) = (place / 2, last / 2);
        }

        return last == 0 && oldHash == older.Root && newHash == newer.Root;
    }

    private static Digest Root(IReadOnlyList<Digest> leaves, int from, int to)
    {
        if (to - from == 1) return leaves[from];
        var middle = from + Split(to - from);
        return Node(Root(leaves, from, middle), Root(leaves, middle, to));
    }

    // The largest power of two below the size.
    private static int Split(int size) => 1 << BitOperations.Log2((uint)(size - 1));

    internal static Digest Node(Digest left, Digest right)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * Digest.Length];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Digest.Length)..]);
        return Digest.Of(bytes);
    }
}
