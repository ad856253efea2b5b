using System.Security.Cryptography;
using System.Text;
using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

public sealed class Merkle_tree_tests
{
    private const int SizeMax = 40;

    private static readonly List<Digest> Leaves =
        [.. Enumerable.Range(0, SizeMax).Select(number => MerkleTree.LeafHash(Encoding.ASCII.GetBytes($"leaf {number}")))];

    [Fact]
    public void The_root_is_that_of_the_recursive_definition()
    {
        for (var size = 0; size <= SizeMax; size++) Assert.Equal(Naive(Leaves[..size]), MerkleTree.Root(Leaves[..size]));
    }

    [Fact]
    public void A_frontier_has_the_root_of_the_whole_list()
    {
        var frontier = new MerkleFrontier();
        for (var size = 1; size <= SizeMax; size++)
        {
            Assert.Equal(Naive(Leaves[..size]), frontier.RootWith(Leaves[size - 1]));
            frontier.Add(Leaves[size - 1]);
        }
    }

    [Fact]
    public void The_empty_tree_and_the_empty_leaf_have_the_values_of_the_standard()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MerkleTree.Root([]).ToString());
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", MerkleTree.LeafHash([]).ToString());
    }

    [Fact]
    public void Every_inclusion_is_proven_and_no_other()
    {
        for (var size = 1; size <= SizeMax; size++)
        {
            var root = MerkleTree.Root(Leaves[..size]);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(Leaves[..size], index);
                Assert.True(MerkleTree.VerifyInclusion(Leaves[index], index, size, proof, root));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], index, size, [.. proof, Leaves[0]], root));
                Assert.False(MerkleTree.VerifyInclusion(Digest.None, index, size, proof, root));
                if (size > 1) Assert.False(MerkleTree.VerifyInclusion(Leaves[index], (index + 1) % size, size, proof, root));
                if (size > 1) Assert.False(MerkleTree.VerifyInclusion(Leaves[index], index, size, proof[1..], root));
            }
        }
    }

    [Fact]
    public void Every_beginning_is_proven_and_no_other()
    {
        for (var newer = 1; newer <= SizeMax; newer++)
        {
            var newRoot = MerkleTree.Root(Leaves[..newer]);
            for (var older = 1; older <= newer; older++)
            {
                var oldRoot = MerkleTree.Root(Leaves[..older]);
                var proof = MerkleTree.ConsistencyProof(Leaves[..newer], older);
                Assert.True(MerkleTree.VerifyConsistency((older, oldRoot), (newer, newRoot), proof));
                Assert.False(MerkleTree.VerifyConsistency((older, Digest.None), (newer, newRoot), proof));
                Assert.False(MerkleTree.VerifyConsistency((older, oldRoot), (newer, Digest.None), proof));
                if (older < newer) Assert.False(MerkleTree.VerifyConsistency((older, oldRoot), (newer, newRoot), proof[1..]));
            }
        }
    }

    private static Digest Naive(List<Digest> leaves)
    {
        if (leaves.Count == 0) return new Digest(SHA256.HashData([]));
        if (leaves.Count == 1) return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Count) split *= 2;
        var bytes = new byte[65];
        bytes[0] = 1;
        Naive(leaves[..split]).CopyTo(bytes.AsSpan(1));
        Naive(leaves[split..]).CopyTo(bytes.AsSpan(33));
        return new Digest(SHA256.HashData(bytes));
    }
}
