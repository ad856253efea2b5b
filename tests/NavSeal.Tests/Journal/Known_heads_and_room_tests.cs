using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

public sealed class Known_heads_and_room_tests
{
    [Fact]
    public void Opening_with_known_heads_equals_opening_without() => Seeds.Each(20, random =>
    {
        var disk = new SimulatedDisk(random);
        var samples = new Samples();
        var states = new List<Dictionary<Subject, SubjectHead>> { new() };
        using (var journal = Torn_tail_tests.Open(disk))
        {
            for (var i = 0; i < 40; i++)
            {
                journal.Append(samples.Some(random), Samples.Start);
                states.Add(new Dictionary<Subject, SubjectHead>(states[^1]));
                foreach (var entry in journal.ReadAfter(i).Single().Entries)
                    states[^1][entry.Subject] = new SubjectHead(entry.Sequence, entry.Hash);
            }
        }

        var known = random.Next(states.Count);
        using var reopened = Torn_tail_tests.Open(disk, new KnownHeads(known, states[known]));

        Assert.Equal(40, reopened.LastCommit);
        foreach (var (subject, head) in states[^1])
        {
            Assert.True(reopened.TryGetHead(subject, out var found));
            Assert.Equal(head, found);
        }

        samples.CatchUp(reopened);
        Samples.Durable(reopened.Append(samples.Some(random), Samples.Start));
        Assert.Equal(41, reopened.ReadAfter(0).Count());
    });

    [Fact]
    public void A_journal_that_ends_before_what_is_known_is_refused()
    {
        var disk = new SimulatedDisk(new Random(1));
        using (var journal = Torn_tail_tests.Open(disk)) journal.Append([new Samples().Next(1, 1)], Samples.Start);
        var heads = new Dictionary<Subject, SubjectHead> { [Samples.Seal(1)] = new(2, Digest.None) };

        Assert.Equal(2, Assert.Throws<JournalDamagedException>(() => Torn_tail_tests.Open(disk, new KnownHeads(2, heads))).CommitNumber);
        Assert.Throws<JournalDamagedException>(() => Torn_tail_tests.Open(disk, new KnownHeads(1, [])));
    }

    [Fact]
    public void On_a_full_disk_nothing_is_written_and_it_goes_on_when_there_is_room()
    {
        var random = new Random(1);
        var disk = new SimulatedDisk(random) { Capacity = 20_000 };
        using var journal = Torn_tail_tests.Open(disk);
        var samples = new Samples();
        Assert.True(journal.IsRoomAhead);
        var before = 0L;
        void Fill()
        {
            for (var i = 0; i < 1000; i++) before = Samples.Durable(journal.Append([samples.Next(1, new byte[300])], Samples.Start));
        }

        var full = Assert.Throws<NoRoomException>(Fill);
        Assert.IsType<IOException>(full.InnerException);
        Assert.False(journal.IsRoomAhead);
        Assert.Equal(before, journal.LastCommit);

        disk.Capacity = 1 << 20;
        samples.CatchUp(journal);
        Assert.Equal(before + 1, Samples.Durable(journal.Append([samples.Next(1, new byte[300])], Samples.Start)));
        Assert.True(journal.IsRoomAhead);
        Assert.True(JournalVerifier.Verify(disk, []).IsWhole);
    }

    [Fact]
    public async Task In_the_background_room_comes_back_by_itself()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var disk = new SimulatedDisk(new Random(1)) { Capacity = 5_000 };
        using var journal = SegmentJournal.Open(
            new SegmentJournalOptions { Disk = disk, SegmentBytes = 8192, RoomRetry = TimeSpan.FromMilliseconds(1) });
        Assert.Throws<NoRoomException>(() => journal.Append([new Samples().Next(1, 1)], Samples.Start));
        Assert.False(journal.IsRoomAhead);

        disk.Capacity = 1 << 20;
        await journal.WhenRoomAhead(stop.Token);

        Assert.Equal(1, Samples.Durable(journal.Append([new Samples().Next(1, 1)], Samples.Start)));
    }

    [Fact]
    public async Task A_reader_that_waits_is_told_when_the_journal_closes()
    {
        var journal = Torn_tail_tests.Open(new SimulatedDisk(new Random(1)));
        await using var reader = journal.ReadAfterAsync(0, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        var waiting = reader.MoveNextAsync();
        journal.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await waiting);
        Assert.Throws<ObjectDisposedException>(() => journal.Append([new Samples().Next(1)], Samples.Start));
    }
}
