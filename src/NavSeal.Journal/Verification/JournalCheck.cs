using System.Security.Cryptography;

namespace NavSeal.Journal;

/// <summary>A commit as it was found, and where.</summary>
/// <param name="Header">Of the commit.</param>
/// <param name="Commit">Its entries as far as they can be read.</param>
/// <param name="Faults">What is wrong inside it.</param>
/// <param name="Place">The file and the offset of the commit's first byte in it; an empty name and 0 in a database.</param>
internal sealed record FoundCommit(CommitHeader Header, Commit Commit, IReadOnlyList<Fault> Faults, (string File, long Offset) Place);

/// <summary>What every check of a journal holds commit against commit, wherever they are kept: payloads, chains, erasures, heads.</summary>
/// <param name="keys">Public keys that may have signed heads.</param>
internal sealed class JournalCheck(IReadOnlyCollection<ECDsa> keys)
{
    private readonly List<Finding> findings = [];
    private readonly Dictionary<Subject, SubjectHead> heads = [];
    private readonly ErasureLedger erasures = new();
    private readonly EpochLog epochs = new();
    private Head? lastHead;
    private long entryCount, zerosCount;
    private bool areEpochsKnown = true;

    /// <summary>The last commit that was found.</summary>
    internal long Last { get; private set; }

    /// <summary>Takes in the next commit that was found.</summary>
    internal void Take(FoundCommit found)
    {
        var number = found.Header.Number;
        if (number != Last + 1)
        {
            var text = number > Last + 1 ? $"Commits {Last + 1} to {number - 1} are missing." : "The number comes again.";
            Add(FindingKind.Commit, found.Place, text, number);
            areEpochsKnown = false;
        }

        Last = Math.Max(Last, number);
        foreach (var fault in found.Faults) Add(found, fault);
        foreach (var entry in found.Commit.Entries) Follow(entry, found);
        if (found.Faults.Any(fault => fault.Kind == FaultKind.EntryHeader)) areEpochsKnown = false;
        if (areEpochsKnown) FollowEpochs(found);
    }

    /// <summary>Passes over a commit that is there and cannot be read.</summary>
    internal void Skip(long number, string text)
    {
        if (number > Last + 1) Add(FindingKind.Commit, ("", 0), $"Commits {Last + 1} to {number - 1} are missing.", number);
        Add(FindingKind.Commit, ("", 0), text, number);
        (Last, areEpochsKnown) = (Math.Max(Last, number), false);
    }

    internal void Add(FindingKind kind, (string File, long Offset) place, string text, long commit = 0) =>
        Report(new Finding { Kind = kind, Commit = commit, File = place.File, Offset = place.Offset, Text = text });

    /// <summary>What is left to say when all commits are in.</summary>
    /// <param name="kept">Heads that somebody was given earlier and kept.</param>
    internal JournalReport Finish(IReadOnlyCollection<Head> kept)
    {
        var unnamed = erasures.Unnamed().ToList();
        foreach (var finding in unnamed) Report(finding);
        foreach (var head in kept.Where(head => !epochs.Heads.Any(own => own.Epoch == head.Epoch && own.TreeRoot == head.TreeRoot)))
            Add(FindingKind.Head, ("", 0), $"The kept head {head.TreeSize} is not of this journal.", head.Epoch.LastCommit);
        return new JournalReport
        {
            Findings = [.. findings],
            LastCommit = Last,
            EntryCount = entryCount,
            ErasedCount = zerosCount - unnamed.Count,
            LastHead = lastHead,
        };
    }

    private void Add(FoundCommit found, Fault fault)
    {
        var kind = fault.Kind switch
        {
            FaultKind.EntryHeader => FindingKind.EntryHeader,
            FaultKind.Payload => FindingKind.Payload,
            FaultKind.PayloadIsZeros => FindingKind.Zeros,
            _ => FindingKind.FreeSpace,
        };
        var finding = new Finding
        {
            Kind = kind,
            Commit = found.Header.Number,
            Subject = fault.Entry?.Subject,
            Sequence = fault.Entry?.Sequence ?? 0,
            File = found.Place.File,
            Offset = found.Place.Offset + fault.Offset,
            Text = kind switch
            {
                FindingKind.EntryHeader => $"The header of entry {fault.Index + 1} of {found.Header.EntryCount} does not check.",
                FindingKind.Payload => "The payload is not the one that was journalled.",
                FindingKind.Zeros => "The payload is zeros and no erasure names it.",
                _ => "The commit's padding is not zeros.",
            },
        };
        if (kind != FindingKind.Zeros)
        {
            Report(finding);
            return;
        }

        zerosCount++;
        erasures.AddZeros(fault.Entry!.Value, finding);
    }

    private void Follow(Entry entry, FoundCommit found)
    {
        entryCount++;
        var head = heads.GetValueOrDefault(entry.Subject);
        if (entry.Sequence != head.Sequence + 1 || entry.Previous != head.Hash)
        {
            Report(new Finding
            {
                Kind = FindingKind.Chain,
                Commit = found.Header.Number,
                Subject = entry.Subject,
                Sequence = entry.Sequence,
                File = found.Place.File,
                Offset = found.Place.Offset,
                Text = $"Does not follow the subject's entry {head.Sequence}.",
            });
        }

        heads[entry.Subject] = new SubjectHead(entry.Sequence, entry.Hash);
        if (entry.Kind == EntryKinds.Erased && entry.IsPayloadWhole()) erasures.AddErasure(entry);
    }

    private void FollowEpochs(FoundCommit found)
    {
        var before = epochs.Heads.Count;
        if (epochs.Follow(found.Commit) is { } wrong) Add(FindingKind.Head, found.Place, wrong, found.Header.Number);
        if (epochs.Heads.Count == before) return;
        var head = epochs.Heads[^1];
        if (keys.Any(head.IsSignedBy)) lastHead = head;
        else Add(FindingKind.Signature, found.Place, $"Head {head.TreeSize} is not signed by a given key.", found.Header.Number);
    }

    private void Report(Finding finding)
    {
        if (findings.Count < JournalReport.FindingsMax) findings.Add(finding);
    }
}
