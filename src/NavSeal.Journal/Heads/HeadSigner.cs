using System.Security.Cryptography;

namespace NavSeal.Journal;

/// <summary>Signs heads. When, and that only one process does it, is the shell's business; the fence on
/// <see cref="Subject.OfJournal"/> keeps a second signer from closing the same epoch.</summary>
public sealed class HeadSigner
{
    private readonly ECDsa key;

    /// <summary>A signer with a key, which stays the caller's.</summary>
    /// <param name="key">ECDSA P-256 with its private part.</param>
    /// <exception cref="ArgumentException">The key is not of 256 bits.</exception>
    public HeadSigner(ECDsa key)
    {
        if (key.KeySize != 256) throw new ArgumentException("Heads are signed with ECDSA P-256.", nameof(key));
        this.key = key;
    }

    /// <summary>The head that would close the open epoch at the commit followed last.</summary>
    /// <param name="epochs">Followed as far as the head shall reach; it changes only when it follows the head's own commit.</param>
    /// <param name="now">By the operator's clock.</param>
    /// <returns>Null when there is no commit since the last head's epoch.</returns>
    public Head? Sign(EpochLog epochs, DateTimeOffset now)
    {
        if (epochs.LastCommit < epochs.OpenFirst) return null;
        var epoch = epochs.OpenEpoch();
        return Head.Sign(epoch, epochs.RootWith(epoch), now, key);
    }

    /// <summary>The entry that journals a head.</summary>
    /// <param name="head">As signed.</param>
    /// <param name="sequence">The journal subject's next sequence.</param>
    public static NewEntry ToEntry(Head head, long sequence) =>
        new(Subject.OfJournal, sequence, EntryKinds.Head, head.SignedAt, head.Encode());
}
