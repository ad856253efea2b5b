namespace NavSeal.Journal;

/// <summary>A growing RFC 9162 tree of which only the roots of whole subtrees are kept: a leaf or a root costs the
/// logarithm of the size.</summary>
internal sealed class MerkleFrontier
{
    private readonly List<(long Size, Digest Root)> subtrees = [];

    internal void Add(Digest leaf)
    {
        var (size, root) = (1L, leaf);
        while (subtrees.Count > 0 && subtrees[^1].Size == size)
        {
            (size, root) = (2 * size, MerkleTree.Node(subtrees[^1].Root, root));
            subtrees.RemoveAt(subtrees.Count - 1);
        }

        subtrees.Add((size, root));
    }

    /// <summary>The root as it would be with one more leaf.</summary>
    internal Digest RootWith(Digest leaf)
    {
        // A single leaf is the rightmost subtree; the ones before fold in from the right.
        var root = leaf;
        for (var i = subtrees.Count - 1; i >= 0; i--) root = MerkleTree.Node(subtrees[i].Root, root);
        return root;
    }
}
