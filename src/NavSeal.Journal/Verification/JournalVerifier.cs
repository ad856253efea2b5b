using System.Collections.Immutable;
using System.Security.Cryptography;

namespace NavSeal.Journal;

/// <summary>Checks a whole journal offline and read only: every bit in use, every chain, every head.</summary>
/// <remarks>One pass; holds a head for each subject in memory. A journal that is being written to may show a torn tail.</remarks>
public sealed class JournalVerifier
{
    private readonly Disk disk;
    private readonly IReadOnlyCollection<ECDsa> keys;
    private readonly List<Finding> findings = [];
    private readonly Dictionary<Subject, SubjectHead> heads = [];
    private readonly ErasureLedger erasures = new();
    private readonly EpochLog epochs = new();
    private Head? lastHead;
    private long last, entryCount, zerosCount;
    private bool areEpochsKnown = true;
    private string file = "";

    private JournalVerifier(Disk disk, IReadOnlyCollection<ECDsa> keys) => (this.disk, this.keys) = (disk, keys);

    /// <summary>Checks the journal in a folder.</summary>
    /// <param name="folder">An existing folder with segment files.</param>
    /// <param name="keys">Public keys that may have signed heads.</param>
    /// <param name="kept">Heads that somebody was given earlier and kept: each must be among the journal's. Null for none.</param>
    /// <exception cref="IOException">The disk failed, or there is no such folder.</exception>
    public static JournalReport Verify(string folder, IReadOnlyCollection<ECDsa> keys, IReadOnlyCollection<Head>? kept = null) =>
        Directory.Exists(folder)
            ? Verify(new FileDisk(folder), keys, kept)
            : throw new DirectoryNotFoundException($"There is no folder {folder}.");

    /// <summary>Checks the journal on a disk.</summary>
    /// <param name="disk">Only read from.</param>
    /// <param name="keys">Public keys that may have signed heads.</param>
    /// <param name="kept">Heads that somebody was given earlier and kept: each must be among the journal's. Null for none.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public static JournalReport Verify(Disk disk, IReadOnlyCollection<ECDsa> keys, IReadOnlyCollection<Head>? kept = null) =>
        new JournalVerifier(disk, keys).Run(kept ?? []);

    private JournalReport Run(IReadOnlyCollection<Head> kept)
    {
        var numbers = disk.Names().Select(SegmentLayout.NumberOf).OfType<long>().Order().ToList();
        var lastInUse = numbers.LastOrDefault(number => IsInUse(number));
        for (var number = 1L; number <= numbers.LastOrDefault(); number++)
        {
            file = SegmentLayout.NameOf(number);
            if (numbers.BinarySearch(number) >= 0) Segment(number, isLast: number >= lastInUse);
            else Add(FindingKind.Segment, 0, "The segment file is missing.");
        }

        var unnamed = erasures.Unnamed().ToList();
        foreach (var finding in unnamed) Report(finding);
        file = "";
        foreach (var head in kept.Where(head => !epochs.Heads.Any(own => own.Epoch == head.Epoch && own.TreeRoot == head.TreeRoot)))
            Add(FindingKind.Head, 0, $"The kept head {head.TreeSize} is not of this journal.", head.Epoch.LastCommit);
        return new JournalReport
        {
            Findings = [.. findings],
            LastCommit = last,
            EntryCount = entryCount,
            ErasedCount = zerosCount - unnamed.Count,
            LastHead = lastHead,
        };
    }

    private bool IsInUse(long number)
    {
        using var opened = disk.Open(SegmentLayout.NameOf(number), writable: false);
        return new SegmentWindow(opened, 1 << 20).FirstNonZero(0, opened.Length) is not null;
    }

    private void Segment(long number, bool isLast)
    {
        using var opened = disk.Open(file, writable: false);
        var place = new byte[SegmentLayout.Length];
        var read = opened.Read(place, 0);
        var headerChecks = SegmentLayout.TryRead(place.AsSpan(0, read), out var header);
        if (!headerChecks && isLast && new SegmentWindow(opened, 1 << 20).FirstNonZero(0, opened.Length) is null) return;
        if (!headerChecks)
        {
            // The salt may still stand; then the commits can be read and judged one by one.
            Add(FindingKind.Segment, 0, "The segment header does not check.");
            header = new SegmentHeader(number, last + 1, opened.Length, BitConverter.ToUInt32(place, SegmentLayout.SaltAt));
        }
        else if (header.Number != number || header.Length != opened.Length || header.FirstCommit != last + 1)
        {
            Add(FindingKind.Segment, 0, $"It says segment {header.Number}, {header.Length} bytes, from commit {header.FirstCommit}.");
        }

        Commits(new SegmentScan(opened, header), isLast);
    }

    private void Commits(SegmentScan scan, bool isLast)
    {
        var offset = (long)SegmentLayout.Length;
        while (true)
        {
            if (scan.At(offset) is { } commit)
            {
                Take(commit);
                offset = commit.End;
                continue;
            }

            if (scan.FirstNonZero(offset) is not { } nonZero) return;
            var next = scan.Find(offset, 0);
            if (next is null && isLast) Add(FindingKind.TornTail, nonZero, "This is no whole commit, and nothing follows.", last + 1);
            else if (next is null) Add(FindingKind.FreeSpace, nonZero, "This is neither a commit nor zeros.", last + 1);
            else Add(FindingKind.Commit, offset, $"No commit header checks here; commit {next.Header.Number} follows.", last + 1);
            if (next is null) return;
            offset = next.Offset;
        }
    }

    private void Take(ScannedCommit scanned)
    {
        var number = scanned.Header.Number;
        if (number != last + 1)
        {
            var text = number > last + 1 ? $"Commits {last + 1} to {number - 1} are missing." : "The number comes again.";
            Add(FindingKind.Commit, scanned.Offset, text, number);
            areEpochsKnown = false;
        }

        last = Math.Max(last, number);
        foreach (var fault in scanned.Faults) Add(scanned, fault);
        foreach (var entry in scanned.Commit.Entries) Follow(entry, scanned);
        if (scanned.Faults.Any(fault => fault.Kind == FaultKind.EntryHeader)) areEpochsKnown = false;
        if (areEpochsKnown) FollowEpochs(scanned);
    }

    private void Add(ScannedCommit scanned, Fault fault)
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
            Commit = scanned.Header.Number,
            Subject = fault.Entry?.Subject,
            Sequence = fault.Entry?.Sequence ?? 0,
            File = file,
            Offset = scanned.Offset + fault.Offset,
            Text = kind switch
            {
                FindingKind.EntryHeader => $"The header of entry {fault.Index + 1} of {scanned.Header.EntryCount} does not check.",
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

    private void Follow(Entry entry, ScannedCommit scanned)
    {
        entryCount++;
        var head = heads.GetValueOrDefault(entry.Subject);
        if (entry.Sequence != head.Sequence + 1 || entry.Previous != head.Hash)
        {
            Report(new Finding
            {
                Kind = FindingKind.Chain,
                Commit = scanned.Header.Number,
                Subject = entry.Subject,
                Sequence = entry.Sequence,
                File = file,
                Offset = scanned.Offset,
                Text = $"Does not follow the subject's entry {head.Sequence}.",
            });
        }

        heads[entry.Subject] = new SubjectHead(entry.Sequence, entry.Hash);
        if (entry.Kind == EntryKinds.Erased && entry.IsPayloadWhole()) erasures.AddErasure(entry);
    }

    private void FollowEpochs(ScannedCommit scanned)
    {
        var before = epochs.Heads.Count;
        if (epochs.Follow(scanned.Commit) is { } wrong) Add(FindingKind.Head, scanned.Offset, wrong, scanned.Header.Number);
        if (epochs.Heads.Count == before) return;
        var head = epochs.Heads[^1];
        if (keys.Any(head.IsSignedBy)) lastHead = head;
        else Add(FindingKind.Signature, scanned.Offset, $"Head {head.TreeSize} is not signed by a given key.", scanned.Header.Number);
    }

    private void Report(Finding finding)
    {
        if (findings.Count < JournalReport.FindingsMax) findings.Add(finding);
    }

    private void Add(FindingKind kind, long offset, string text, long commit = 0) =>
        Report(new Finding { Kind = kind, Commit = commit, File = file, Offset = offset, Text = text });
}
