using BenchmarkDotNet.Attributes;
using NavSeal.Journal;

namespace NavSeal.Bench.Micro;

/// <summary>Hashing, and commits on a disk that costs nothing. A report takes 200 bytes of payload: its frame and what was
/// observed.</summary>
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private const int ReportLength = 200, HeaderLength = 128, BlockLength = 64 * 1024;
    private const int Reports = 1024, FewSeals = 16;
    private const ushort Kind = 1;

    private readonly byte[] bytes = new byte[Reports * ReportLength];
    private readonly NewEntry[] manySeals = new NewEntry[Reports], fewSeals = new NewEntry[FewSeals];
    private SegmentJournal journal = null!;
    private long sequence;

    [GlobalSetup]
    public void Open()
    {
        new Random(1).NextBytes(bytes);
        var options = new SegmentJournalOptions { Disk = new DiscardingDisk(), RoomInBackground = false, SegmentBytes = 1 << 30 };
        journal = SegmentJournal.Open(options);
        sequence = 0;
    }

    [GlobalCleanup]
    public void Close() => journal.Dispose();

    [Benchmark]
    public Digest HashEntryHeader() => Digest.Of(bytes.AsSpan(0, HeaderLength));

    [Benchmark]
    public Digest HashOneReport() => Digest.Of(bytes.AsSpan(0, ReportLength));

    [Benchmark]
    public Digest HashBlock64K() => Digest.Of(bytes.AsSpan(0, BlockLength));

    /// <summary>A commit in which every seal has one report.</summary>
    [Benchmark(OperationsPerInvoke = Reports)]
    public Appended AppendOfManySeals() => Append(manySeals, "seal/M");

    /// <summary>A commit in which a few seals have 64 reports each.</summary>
    [Benchmark(OperationsPerInvoke = Reports)]
    public Appended AppendOfFewSeals() => Append(fewSeals, "seal/F");

    private Appended Append(NewEntry[] entries, string prefix)
    {
        sequence++;
        var length = bytes.Length / entries.Length;
        for (var place = 0; place < entries.Length; place++)
        {
            var subject = entries[place].Subject.Name is null ? new Subject(prefix + place) : entries[place].Subject;
            entries[place] = new NewEntry(subject, sequence, Kind, ReportBytes.Now, bytes.AsMemory(place * length, length));
        }

        var appended = journal.Append(entries, ReportBytes.Now);
        return appended is Appended.Durable ? appended : throw new InvalidOperationException("The fence refused the commit.");
    }
}
