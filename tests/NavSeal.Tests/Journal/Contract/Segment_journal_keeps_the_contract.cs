using NavSeal.Journal;

namespace NavSeal.Tests.Journal.Contract;

public sealed class Segment_journal_keeps_the_contract : Journal_contract
{
    private readonly string folder = Directory.CreateTempSubdirectory("navseal-journal-").FullName;

    protected override IJournal Open() => SegmentJournal.Open(new SegmentJournalOptions { Folder = folder, SegmentBytes = 1 << 20 });

    protected override void Close() => Directory.Delete(folder, recursive: true);
}

public sealed class Segment_journal_of_tiny_segments_keeps_the_contract : Journal_contract
{
    private readonly SimulatedDisk disk = new(new Random(3));

    protected override IJournal Open() =>
        SegmentJournal.Open(new SegmentJournalOptions { Disk = disk, SegmentBytes = 4096, RoomInBackground = false });
}
