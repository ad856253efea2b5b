using System.Security.Cryptography;
using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

/// <summary>The same on a real folder, where the format meets the file system.</summary>
public sealed class Folder_tests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("navseal-journal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_journal_of_many_segments_verifies_and_opens_again()
    {
        var samples = new Samples();
        var random = new Random(4);
        using (var journal = Open())
        {
            await journal.WhenRoomAhead(CancellationToken.None);
            for (var i = 0; i < 200; i++) Samples.Durable(journal.Append(samples.Some(random), Samples.Start));
        }

        Assert.True(Directory.GetFiles(folder, "segment-*.journal").Length > 3);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var report = JournalVerifier.Verify(folder, [key]);
        Assert.Empty(report.Findings);
        Assert.Equal((200L, null), (report.LastCommit, report.LastHead));
        using var reopened = Open();
        Assert.Equal(200, reopened.ReadAfter(0).Count());
        Assert.Null(reopened.TornTail);
    }

    [Fact]
    public void A_segment_that_was_cut_short_is_refused_and_found()
    {
        using (var journal = Open()) journal.Append([new Samples().Next(1, 1)], Samples.Start);
        using (var file = File.OpenWrite(Path.Combine(folder, SegmentLayout.NameOf(1)))) file.SetLength(5000);

        Assert.Throws<JournalDamagedException>(() => Open());
        Assert.Contains(JournalVerifier.Verify(folder, []).Findings, finding => finding.Kind == FindingKind.Segment);
    }

    [Fact]
    public void A_half_made_segment_is_made_anew()
    {
        File.WriteAllBytes(Path.Combine(folder, SegmentLayout.NameOf(1)), new byte[100]);
        using var journal = Open();
        Assert.Equal(1, Samples.Durable(journal.Append([new Samples().Next(1, 1)], Samples.Start)));
        Assert.Equal(16_384, new FileInfo(Path.Combine(folder, SegmentLayout.NameOf(1))).Length);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_a_whole_journal() =>
        Assert.Throws<DirectoryNotFoundException>(() => JournalVerifier.Verify(Path.Combine(folder, "none"), []));

    private SegmentJournal Open() => SegmentJournal.Open(new SegmentJournalOptions { Folder = folder, SegmentBytes = 16_384 });
}
