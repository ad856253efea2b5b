namespace NavSeal.Journal;

/// <summary>Follows the commits and knows the closed epochs and the one that is open: what heads are made from and
/// checked against.</summary>
/// <remarks>Not for several threads. Holds 32 bytes for each commit of the open epoch and a head for each closed one.</remarks>
public sealed class EpochLog
{
    private readonly List<Head> heads = [];
    private readonly List<Digest> epochLeaves = [];
    private readonly MerkleFrontier frontier = new();
    private readonly List<Digest> openLeaves = [];

    // A head's own commit comes after its epoch: a resumed log meets the last head once more.
    private Head? resumed;

    /// <summary>Begins before the first commit.</summary>
    public EpochLog() { }

    /// <summary>Resumes behind the last of these heads; follow from the commit after its epoch.</summary>
    /// <param name="closed">All heads of the journal in order, from epoch 1.</param>
    /// <exception cref="ArgumentException">The heads do not follow each other.</exception>
    public EpochLog(IEnumerable<Head> closed)
    {
        foreach (var head in closed)
        {
            if (head.Epoch.Number != heads.Count + 1 || head.Epoch.FirstCommit != LastCommit + 1)
                throw new ArgumentException($"Head {head.Epoch.Number} does not follow the one before.", nameof(closed));
            Close(head);
            LastCommit = head.Epoch.LastCommit;
            resumed = head;
        }
    }

    /// <summary>The commit followed last; 0 before the first.</summary>
    public long LastCommit { get; private set; }

    /// <summary>The closed epochs' heads, from epoch 1.</summary>
    public IReadOnlyList<Head> Heads => heads;

    /// <summary>First commit of the open epoch.</summary>
    public long OpenFirst => heads.Count == 0 ? 1 : heads[^1].Epoch.LastCommit + 1;

    internal IReadOnlyList<Digest> EpochLeaves => epochLeaves;

    internal IReadOnlyList<Digest> OpenLeaves => openLeaves;

    /// <summary>Takes the next commit. If it holds a head, the head is checked against what was followed and closes its epoch.</summary>
    /// <param name="commit">The one after <see cref="LastCommit"/>.</param>
    /// <returns>Null; or what is wrong with the head, which then closes nothing.</returns>
    /// <exception cref="ArgumentException">A commit was left out or repeated.</exception>
    public string? Follow(Commit commit)
    {
        if (commit.Number != LastCommit + 1)
            throw new ArgumentException($"Commit {LastCommit + 1} is next, not {commit.Number}.", nameof(commit));
        string? wrong = null;
        foreach (var entry in commit.Entries)
        {
            if (entry.Kind == EntryKinds.Head && entry.Subject == Subject.OfJournal) wrong ??= TakeHead(entry);
        }

        openLeaves.Add(MerkleTree.LeafHash(commit.Hash));
        LastCommit = commit.Number;
        return wrong;
    }

    internal Epoch OpenEpoch() => new(heads.Count + 1, OpenFirst, LastCommit, MerkleTree.Root(openLeaves));

    internal Digest RootWith(in Epoch epoch) => frontier.RootWith(epoch.LeafHash);

    private string? TakeHead(Entry entry)
    {
        if (Head.Decode(entry.Payload.Span) is not { } head) return "The head can not be read.";
        if (head == resumed)
        {
            resumed = null;
            return null;
        }

        var epoch = head.Epoch;
        if (epoch.Number != heads.Count + 1 || epoch.FirstCommit != OpenFirst || epoch.LastCommit > LastCommit)
            return $"The head of epoch {epoch.Number} (commits {epoch.FirstCommit} to {epoch.LastCommit}) does not follow the head before.";
        var leaves = openLeaves.GetRange(0, (int)(epoch.LastCommit - epoch.FirstCommit + 1));
        if (MerkleTree.Root(leaves) != epoch.Root) return $"The root of epoch {epoch.Number} is not that of its commits.";
        if (RootWith(epoch) != head.TreeRoot) return $"The tree root in head {epoch.Number} is not that of the epochs.";
        Close(head);
        openLeaves.RemoveRange(0, leaves.Count);
        return null;
    }

    private void Close(Head head)
    {
        heads.Add(head);
        epochLeaves.Add(head.Epoch.LeafHash);
        frontier.Add(head.Epoch.LeafHash);
    }
}
