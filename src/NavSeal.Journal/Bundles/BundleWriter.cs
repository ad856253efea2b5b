namespace NavSeal.Journal;

/// <summary>Makes bundles by reading the journal.</summary>
public static class BundleWriter
{
    /// <summary>The bundle of a subject up to its last entry that a head covers.</summary>
    /// <param name="commits">The journal from commit 1 on (<c>ReadAfter(0)</c>): read once, from the first to the last.</param>
    /// <param name="subject">Any subject.</param>
    /// <returns>Null when no head covers an entry of the subject yet.</returns>
    /// <exception cref="JournalDamagedException">The journal's heads do not agree with its commits.</exception>
    public static Bundle? Write(IEnumerable<Commit> commits, Subject subject)
    {
        var epochs = new EpochLog();
        var covered = new List<Entry>();
        var open = new List<(Entry Entry, Commit Commit)>();
        Place? place = null;
        foreach (var commit in commits)
        {
            open.AddRange(commit.Entries.Where(entry => entry.Subject == subject).Select(entry => (entry, commit)));
            var before = epochs.Heads.Count;
            var leaves = epochs.OpenLeaves.ToArrayIfHead(commit);
            if (epochs.Follow(commit) is { } wrong) throw new JournalDamagedException(commit.Number, wrong);
            if (epochs.Heads.Count == before) continue;
            var closed = epochs.Heads[^1].Epoch;
            var now = open.FindAll(item => item.Commit.Number <= closed.LastCommit);
            if (now.Count == 0) continue;
            open.RemoveRange(0, now.Count);
            covered.AddRange(now.Select(item => item.Entry));
            place = new Place(now[^1].Commit, closed, leaves[..(int)(closed.LastCommit - closed.FirstCommit + 1)]);
        }

        return place is null ? null : Make(subject, covered, place, epochs);
    }

    private static Bundle Make(Subject subject, List<Entry> entries, Place place, EpochLog epochs) => new()
    {
        Subject = subject,
        Entries = [.. entries],
        CommitNumber = place.Commit.Number,
        RecordedAt = place.Commit.RecordedAt,
        CommitEntryHashes = [.. place.Commit.EntryHashes],
        Epoch = place.Epoch,
        CommitProof = MerkleTree.InclusionProof(place.Leaves, (int)(place.Commit.Number - place.Epoch.FirstCommit)),
        EpochProof = MerkleTree.InclusionProof(epochs.EpochLeaves, (int)(place.Epoch.Number - 1)),
        Head = epochs.Heads[^1],
    };

    private static Digest[] ToArrayIfHead(this IReadOnlyList<Digest> leaves, Commit commit) =>
        commit.Entries.Any(entry => entry.Kind == EntryKinds.Head && entry.Subject == Subject.OfJournal) ? [.. leaves] : [];

    private sealed record Place(Commit Commit, Epoch Epoch, Digest[] Leaves);
}
