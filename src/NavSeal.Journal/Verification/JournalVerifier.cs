using System.Security.Cryptography;

namespace NavSeal.Journal;

/// <summary>Checks a whole journal offline and read only: every bit in use, every chain, every head.</summary>
/// <remarks>One pass; holds a head for each subject in memory. A journal that is being written to may show a torn tail.</remarks>
public sealed class JournalVerifier
{
    private readonly Disk disk;
    private readonly JournalCheck check;
    private string file = "";

    private JournalVerifier(Disk disk, IReadOnlyCollection<ECDsa> keys) => (this.disk, check) = (disk, new JournalCheck(keys));

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

    /// <summary>Checks the journal of a database, up to where it ends when the check begins; processes may go on meanwhile.</summary>
    /// <param name="database">Only read from.</param>
    /// <param name="keys">Public keys that may have signed heads.</param>
    /// <param name="kept">Heads that somebody was given earlier and kept: each must be among the journal's. Null for none.</param>
    /// <exception cref="IOException">The database does not answer, or has no journal.</exception>
    public static JournalReport Verify(
        PostgresDatabase database, IReadOnlyCollection<ECDsa> keys, IReadOnlyCollection<Head>? kept = null) =>
        RowVerifier.Verify(database, new JournalCheck(keys)).Finish(kept ?? []);

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

        return check.Finish(kept);
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
            header = new SegmentHeader(number, check.Last + 1, opened.Length, BitConverter.ToUInt32(place, SegmentLayout.SaltAt));
        }
        else if (header.Number != number || header.Length != opened.Length || header.FirstCommit != check.Last + 1)
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
            if (next is null && isLast) Add(FindingKind.TornTail, nonZero, "This is no whole commit, and nothing follows.", check.Last + 1);
            else if (next is null) Add(FindingKind.FreeSpace, nonZero, "This is neither a commit nor zeros.", check.Last + 1);
            else Add(FindingKind.Commit, offset, $"No commit header checks here; commit {next.Header.Number} follows.", check.Last + 1);
            if (next is null) return;
            offset = next.Offset;
        }
    }

    private void Take(ScannedCommit scanned) =>
        check.Take(new FoundCommit(scanned.Header, scanned.Commit, scanned.Faults, (file, scanned.Offset)));

    private void Add(FindingKind kind, long offset, string text, long commit = 0) => check.Add(kind, (file, offset), text, commit);
}
