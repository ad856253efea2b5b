using System.Security.Cryptography;

namespace NavSeal.Journal;

/// <summary>Checks a bundle with nothing but public keys.</summary>
public static class BundleVerifier
{
    /// <summary>Checks a document.</summary>
    /// <param name="document">Any bytes.</param>
    /// <param name="keys">Public keys that the reader trusts.</param>
    /// <returns>What is wrong; empty when everything is proven.</returns>
    public static IReadOnlyList<Finding> Verify(ReadOnlyMemory<byte> document, IReadOnlyCollection<ECDsa> keys) =>
        BundleText.Decode(document) is { } bundle ? Verify(bundle, keys) : [Wrong(FindingKind.Proof, "The document is not a bundle.")];

    /// <summary>Checks a bundle.</summary>
    /// <param name="bundle">As read.</param>
    /// <param name="keys">Public keys that the reader trusts.</param>
    /// <returns>What is wrong; empty when everything is proven.</returns>
    public static IReadOnlyList<Finding> Verify(Bundle bundle, IReadOnlyCollection<ECDsa> keys)
    {
        if (bundle.Entries.IsEmpty) return [Wrong(FindingKind.Proof, "There are no entries.")];
        return [.. Chain(bundle), .. Payloads(bundle), .. Proofs(bundle, keys)];
    }

    private static IEnumerable<Finding> Chain(Bundle bundle)
    {
        var previous = Digest.None;
        for (var i = 0; i < bundle.Entries.Length; i++)
        {
            var entry = bundle.Entries[i];
            if (entry.Sequence != i + 1 || entry.Previous != previous || entry.Subject != bundle.Subject)
                yield return Wrong(FindingKind.Chain, "The entry does not follow the one before.", entry);
            previous = entry.Hash;
        }
    }

    private static List<Finding> Payloads(Bundle bundle)
    {
        var findings = new List<Finding>();
        var erasures = new ErasureLedger();
        foreach (var entry in bundle.Entries)
        {
            var hasLength = entry.Payload.Length == entry.Header.PayloadLength;
            if (hasLength && entry.IsPayloadWhole())
                erasures.AddErasure(entry);
            else if (hasLength && !entry.Payload.Span.ContainsAnyExcept((byte)0))
                erasures.AddZeros(entry.Header, Wrong(FindingKind.Zeros, "The payload is missing and no erasure names it.", entry));
            else
                findings.Add(Wrong(FindingKind.Payload, "The payload is not the one that was journalled.", entry));
        }

        return [.. findings, .. erasures.Unnamed()];
    }

    private static IEnumerable<Finding> Proofs(Bundle bundle, IReadOnlyCollection<ECDsa> keys)
    {
        if (!bundle.CommitEntryHashes.Contains(bundle.Entries[^1].Hash))
            yield return Wrong(FindingKind.Proof, "The last entry is not in its commit.", bundle.Entries[^1]);
        var epoch = bundle.Epoch;
        var commitLeaf = MerkleTree.LeafHash(bundle.CommitHash);
        if (!MerkleTree.VerifyInclusion(
            commitLeaf, bundle.CommitNumber - epoch.FirstCommit, epoch.LastCommit - epoch.FirstCommit + 1, bundle.CommitProof, epoch.Root))
        {
            yield return Wrong(FindingKind.Proof, $"Commit {bundle.CommitNumber} is not proven to be in epoch {epoch.Number}.");
        }

        if (!MerkleTree.VerifyInclusion(epoch.LeafHash, epoch.Number - 1, bundle.Head.TreeSize, bundle.EpochProof, bundle.Head.TreeRoot))
            yield return Wrong(FindingKind.Proof, $"Epoch {epoch.Number} is not proven to be in the head's tree.");
        if (!keys.Any(bundle.Head.IsSignedBy))
            yield return Wrong(FindingKind.Signature, $"The head is not signed by a trusted key (it names key {bundle.Head.KeyId}).");
    }

    private static Finding Wrong(FindingKind kind, string text, Entry? entry = null) =>
        new() { Kind = kind, Text = text, Subject = entry?.Subject, Sequence = entry?.Sequence ?? 0 };
}
