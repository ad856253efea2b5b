using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

public sealed class Torn_tail_tests
{
    [Fact]
    public void Whatever_the_crash_leaves_every_durable_commit_is_there_and_the_journal_verifies() => Seeds.Each(150, random =>
    {
        var disk = new SimulatedDisk(random) { CrashAt = random.Next(1, 120) };
        var (durable, attempted) = (new List<Commit>(), new List<NewEntry[]>());
        for (var life = 0; life < 4; life++)
        {
            Live(disk, random, durable, attempted);
            disk = disk.Restart();
            disk.CrashAt = random.Next(3) == 0 ? random.Next(1, 12) : random.Next(12, 100);
        }

        disk.CrashAt = int.MaxValue;
        using var journal = Open(disk);
        Assert.Equal(durable, journal.ReadAfter(0).Take(durable.Count));
        Assert.Empty(JournalVerifier.Verify(disk, []).Findings);
    });

    [Fact]
    public void A_crash_at_each_single_operation_loses_nothing_that_was_durable() => Seeds.Each(3, random =>
    {
        for (var crashAt = 1; crashAt < 150; crashAt++)
        {
            var disk = new SimulatedDisk(random) { CrashAt = crashAt };
            var durable = new List<Commit>();
            Live(disk, random, durable, []);
            using var journal = Open(disk.Restart());
            Assert.Equal(durable, journal.ReadAfter(0).Take(durable.Count));
            Assert.InRange(journal.LastCommit, durable.Count, durable.Count + 1);
        }
    });

    [Fact]
    public void A_payload_that_looks_like_a_commit_does_not_keep_a_torn_tail_from_being_taken_back()
    {
        var disk = new SimulatedDisk(new Random(1));
        var samples = new Samples();
        using (var journal = Open(disk)) journal.Append([samples.Next(1, 1)], Samples.Start);
        var image = disk[SegmentLayout.NameOf(1)][SegmentLayout.Length..(SegmentLayout.Length + 400)];
        CommitLayout.TryRead(image, BitConverter.ToUInt32(disk[SegmentLayout.NameOf(1)], SegmentLayout.SaltAt), out var header);
        CommitLayout.Write(image, header with { Number = 3 }, salt: 0);
        using (var journal = Open(disk)) journal.Append([samples.Next(2, image)], Samples.Start);

        disk[SegmentLayout.NameOf(1)].AsSpan(SegmentLayout.Length + header.Length, CommitLayout.Length).Clear();

        using var reopened = Open(disk);
        Assert.Equal(1, reopened.LastCommit);
        Assert.Equal(new TornTail(1, SegmentLayout.Length + header.Length), reopened.TornTail);
    }

    [Fact]
    public void A_bad_commit_before_a_good_one_is_damage_and_is_named()
    {
        var disk = new SimulatedDisk(new Random(1));
        var samples = new Samples();
        using (var journal = Open(disk))
        {
            for (var i = 0; i < 3; i++) journal.Append([samples.Next(1, 1, 2, 3)], Samples.Start);
        }

        disk[SegmentLayout.NameOf(1)][SegmentLayout.Length + 20] ^= 1;

        Assert.Equal(1, Assert.Throws<JournalDamagedException>(() => Open(disk)).CommitNumber);
    }

    [Fact]
    public void A_segment_that_is_missing_or_cut_short_is_damage()
    {
        var random = new Random(1);
        var disk = new SimulatedDisk(random);
        var samples = new Samples();
        using (var journal = Open(disk))
        {
            for (var i = 0; i < 30; i++) journal.Append(samples.Some(random), Samples.Start);
        }

        var missing = disk.Copy();
        missing.Delete(SegmentLayout.NameOf(1));
        Assert.Throws<JournalDamagedException>(() => Open(missing));
        Assert.Contains(JournalVerifier.Verify(missing, []).Findings, finding => finding.Kind == FindingKind.Segment);
    }

    [Fact]
    public void After_a_failed_flush_the_instance_refuses_everything_and_the_next_one_knows()
    {
        var disk = new SimulatedDisk(new Random(1));
        var samples = new Samples();
        using (var journal = Open(disk))
        {
            Samples.Durable(journal.Append([samples.Next(1, 1)], Samples.Start));
            disk.FailsFlush = true;
            Assert.Throws<IOException>(() => journal.Append([samples.Next(1, 2)], Samples.Start));
            disk.FailsFlush = false;
            Assert.Throws<IOException>(() => journal.Append([samples.Next(1, 3)], Samples.Start));
            Assert.Single(journal.ReadAfter(0));
        }

        using var reopened = Open(disk.Restart());
        Assert.InRange(reopened.LastCommit, 1, 2);
        samples.CatchUp(reopened);
        Samples.Durable(reopened.Append([samples.Next(1, 4)], Samples.Start));
    }

    [Fact]
    public void What_the_cache_shows_after_a_failed_flush_is_made_true_before_anybody_builds_on_it() => Seeds.Each(20, random =>
    {
        var disk = new SimulatedDisk(random);
        var samples = new Samples();
        using (var journal = Open(disk))
        {
            journal.Append([samples.Next(1, 1)], Samples.Start);
            disk.FailsFlush = true;
            Assert.Throws<IOException>(() => journal.Append([samples.Next(1, [.. Enumerable.Repeat((byte)7, 3000)])], Samples.Start));
            disk.FailsFlush = false;
        }

        using (var journal = Open(disk))
        {
            Assert.Equal(2, journal.LastCommit);
            Samples.Durable(journal.Append([samples.Next(1, 3)], Samples.Start));
        }

        using var afterPowerCut = Open(disk.Restart());
        Assert.Equal(3, afterPowerCut.LastCommit);
        Assert.All(afterPowerCut.ReadAfter(0), commit => Assert.True(commit.Entries[0].IsPayloadWhole()));
    });

    [Fact]
    public void Two_processes_can_not_open_one_journal()
    {
        var folder = Directory.CreateTempSubdirectory("navseal-journal-").FullName;
        using (SegmentJournal.Open(new SegmentJournalOptions { Folder = folder, SegmentBytes = 4096 }))
            Assert.Throws<IOException>(() => SegmentJournal.Open(new SegmentJournalOptions { Folder = folder, SegmentBytes = 4096 }));
        Directory.Delete(folder, recursive: true);
    }

    internal static SegmentJournal Open(SimulatedDisk disk, KnownHeads? known = null) => SegmentJournal.Open(
        new SegmentJournalOptions { Disk = disk, SegmentBytes = 8192, RoomInBackground = false, KnownHeads = known });

    /// <summary>Appends until the power fails; checks at the start that everything durable is still there.</summary>
    private static void Live(SimulatedDisk disk, Random random, List<Commit> durable, List<NewEntry[]> attempted)
    {
        try
        {
            using var journal = Open(disk);
            var found = journal.ReadAfter(0).ToList();
            Assert.Equal(durable, found.Take(durable.Count));
            Assert.InRange(found.Count, durable.Count, durable.Count + 1);
            if (found.Count > durable.Count && attempted.Count > 0) Assert.Equal(attempted[^1].Length, found[^1].Entries.Length);
            durable.Clear();
            durable.AddRange(found);
            for (var i = 0; i < 60; i++)
            {
                var samples = new Samples();
                var entries = Following(journal, samples.Some(random));
                attempted.Add(entries);
                Samples.Durable(journal.Append(entries, Samples.Start.AddSeconds(i)));
                durable.Add(journal.ReadAfter(durable.Count).Single());
            }
        }
        catch (PowerCutException)
        {
            Assert.True(disk.IsCrashed);
        }
    }

    private static NewEntry[] Following(SegmentJournal journal, NewEntry[] entries) =>
        [.. entries.Select(entry => entry with { Sequence = entry.Sequence + Sequence(journal, entry.Subject) })];

    private static long Sequence(SegmentJournal journal, Subject subject) => journal.TryGetHead(subject, out var head) ? head.Sequence : 0;
}
