using System.Security.Cryptography;
using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

public sealed class Damage_tests
{
    private static readonly byte[] Marker = [0xAB, 0xCD];

    [Fact]
    public void Any_flipped_bit_is_found_and_the_place_is_named() => Seeds.Each(8, random =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var disk = new SimulatedDisk(random);
        var commits = Fill(disk, random, key);
        Assert.Empty(JournalVerifier.Verify(disk, [key]).Findings);
        foreach (var name in disk.Names())
        {
            var used = Array.FindLastIndex(disk[name], value => value != 0) + 1;
            for (var flips = 0; flips < 150 && used > 0; flips++)
            {
                var (at, bit) = (random.Next(used), (byte)(1 << random.Next(8)));
                disk[name][at] ^= bit;
                var findings = JournalVerifier.Verify(disk, [key]).Findings;
                disk[name][at] ^= bit;
                Assert.Contains(findings, finding => IsNamed(finding, name, at, commits));
            }
        }
    });

    [Fact]
    public void A_flipped_payload_names_its_entry()
    {
        var disk = new SimulatedDisk(new Random(5));
        var samples = new Samples();
        using (var journal = Torn_tail_tests.Open(disk))
        {
            journal.Append([samples.Next(1, 1, 1), samples.Next(2, 0xAB, 0xCD), samples.Next(2, 3)], Samples.Start);
            journal.Append([samples.Next(1, 9)], Samples.Start);
        }

        var bytes = disk[SegmentLayout.NameOf(1)];
        var at = bytes.AsSpan().IndexOf(Marker);
        bytes[at + 1] ^= 0x10;

        var finding = Assert.Single(JournalVerifier.Verify(disk, []).Findings);
        Assert.Equal(
            (FindingKind.Payload, 1L, Samples.Seal(2), 1L, SegmentLayout.NameOf(1), (long)at),
            (finding.Kind, finding.Commit, finding.Subject, finding.Sequence, finding.File, finding.Offset));
    }

    [Fact]
    public void A_bit_in_free_space_is_found()
    {
        var disk = new SimulatedDisk(new Random(5));
        using (var journal = Torn_tail_tests.Open(disk)) journal.Append([new Samples().Next(1, 1)], Samples.Start);
        disk[SegmentLayout.NameOf(1)][^1] = 1;

        Assert.Equal(FindingKind.TornTail, Assert.Single(JournalVerifier.Verify(disk, []).Findings).Kind);
    }

    [Fact]
    public void Zeros_without_an_erasure_are_damage_and_with_one_are_not()
    {
        var disk = new SimulatedDisk(new Random(5));
        var samples = new Samples();
        using (var journal = Torn_tail_tests.Open(disk))
            journal.Append([samples.Next(1, 0xAB, 0xCD), samples.Next(2, 7)], Samples.Start);
        var bytes = disk[SegmentLayout.NameOf(1)];
        using (var journal = Torn_tail_tests.Open(disk)) journal.Append([samples.Next(2, 8)], Samples.Start);
        var erased = disk.Copy();
        Zero(erased);
        Assert.Equal(FindingKind.Zeros, Assert.Single(JournalVerifier.Verify(erased, []).Findings).Kind);

        var erasure = new Erasure { Ranges = [new SequenceRange(1, 1)], Ground = "Term of keeping has ended" };
        using (var journal = Torn_tail_tests.Open(disk))
            journal.Append([samples.Next(Samples.Seal(1), erasure.Encode(), EntryKinds.Erased)], Samples.Start);
        Zero(disk);

        var report = JournalVerifier.Verify(disk, []);
        Assert.True(report.IsWhole);
        Assert.Equal(1, report.ErasedCount);
        using var reopened = Torn_tail_tests.Open(disk);
        Assert.Equal(3, reopened.LastCommit);
        Assert.NotEmpty(bytes);
    }

    [Fact]
    public void An_erasure_is_read_as_it_was_written_and_nothing_else_is_one() => Seeds.Each(100, random =>
    {
        var erasure = new Erasure { Ranges = [new(1, 4), new(9, 9)], Ground = "Основание" };
        var bytes = erasure.Encode();
        var read = Erasure.Decode(bytes);
        Assert.Equal((erasure.Ground, 2, true, false), (read!.Ground, read.Ranges.Length, read.Names(9), read.Names(5)));
        Assert.Null(Erasure.Decode(bytes.AsSpan(0, random.Next(bytes.Length))));
    });

    private static void Zero(SimulatedDisk disk)
    {
        var bytes = disk[SegmentLayout.NameOf(1)].AsSpan();
        bytes.Slice(bytes.IndexOf(Marker), 2).Clear();
    }

    /// <summary>Some segments of commits with a head among them.</summary>
    private static List<Commit> Fill(SimulatedDisk disk, Random random, ECDsa key)
    {
        var samples = new Samples();
        var (epochs, signer) = (new EpochLog(), new HeadSigner(key));
        using var journal = Torn_tail_tests.Open(disk);
        for (var i = 0; i < 30; i++)
        {
            journal.Append(samples.Some(random), Samples.Start);
            foreach (var commit in journal.ReadAfter(epochs.LastCommit)) Assert.Null(epochs.Follow(commit));
            if (i % 10 == 5)
                journal.Append([HeadSigner.ToEntry(signer.Sign(epochs, Samples.Start)!, epochs.Heads.Count + 1)], Samples.Start);
        }

        return [.. journal.ReadAfter(0)];
    }

    /// <summary>A finding names the place when its file is right and it lies in the same commit (or in the segment's header).</summary>
    private static bool IsNamed(Finding finding, string name, int at, List<Commit> commits)
    {
        if (finding.File != name) return false;
        if (at < SegmentLayout.Length) return finding.Kind == FindingKind.Segment;
        return finding.Commit >= 1 && finding.Commit <= commits.Count
            && Math.Abs(finding.Offset - at) < Length(commits[(int)finding.Commit - 1]);
    }

    private static int Length(Commit commit) => CommitLayout.Align(CommitLayout.Length
        + commit.Entries.Sum(entry => EntryLayout.LengthFor(entry.Subject.Name.Length) + entry.Payload.Length));
}
