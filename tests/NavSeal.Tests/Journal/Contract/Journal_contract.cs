using NavSeal.Journal;

namespace NavSeal.Tests.Journal.Contract;

/// <summary>What every store promises. A store's tests derive from this and say how to open it twice.</summary>
public abstract class Journal_contract : IDisposable
{
    private static readonly DateTimeOffset Now = Samples.Start;

    private readonly Samples samples = new();
    private IJournal? open;

    private IJournal Journal => open ??= Opened();

    /// <summary>The same store each time, with all that was appended before.</summary>
    protected abstract IJournal Open();

    private IJournal Opened()
    {
        var journal = Open();
        Assert.Equal(journal.ReadAfter(0), journal.CatchUp());
        return journal;
    }

    private void Reopen()
    {
        Journal.Dispose();
        open = null;
    }

    public void Dispose()
    {
        open?.Dispose();
        Close();
        GC.SuppressFinalize(this);
    }

    protected virtual void Close() { }

    [Fact]
    public void An_empty_journal_has_no_commit_and_no_head()
    {
        Assert.Equal(0, Journal.LastCommit);
        Assert.Empty(Journal.ReadAfter(0));
        Assert.False(Journal.TryGetHead(Samples.Seal(1), out _));
    }

    [Fact]
    public void What_was_appended_is_read_in_order_with_hashes_that_chain()
    {
        var decided = Now.AddTicks(12_345_678);
        Assert.Equal(1, Samples.Durable(Journal.Append([samples.Next(1, 1, 2), samples.Next(2)], Now)));
        Assert.Equal(2, Samples.Durable(Journal.Append([samples.Next(1, 3) with { DecidedAt = decided, Kind = 7 }], Now.AddMinutes(1))));

        var commits = Journal.ReadAfter(0).ToList();

        Assert.Equal([1, 2], commits.Select(commit => commit.Number));
        Assert.Equal(Now.AddMinutes(1), commits[1].RecordedAt);
        var (first, second) = (commits[0].Entries[0], commits[1].Entries[0]);
        Assert.Equal((Samples.Seal(1), 1L, Digest.None), (first.Subject, first.Sequence, first.Previous));
        Assert.Equal((Samples.Seal(1), 2L, first.Hash), (second.Subject, second.Sequence, second.Previous));
        Assert.Equal([1, 2], first.Payload.ToArray());
        Assert.Equal((ushort)7, second.Kind);
        Assert.Equal(Now.AddMilliseconds(1234), second.DecidedAt);
        Assert.True(first.IsPayloadWhole());
        Assert.True(Journal.TryGetHead(Samples.Seal(1), out var head));
        Assert.Equal(new SubjectHead(2, second.Hash), head);
    }

    [Fact]
    public void A_subject_that_moved_on_is_named_once_and_nothing_is_written()
    {
        Journal.Append([samples.Next(1, 1), samples.Next(2, 2)], Now);
        NewEntry[] stale = [samples.Next(3, 3), Entry(1, 1), Entry(2, 5), Entry(1, 2)];

        var moved = Assert.IsType<Appended.MovedOn>(Journal.Append(stale, Now));

        Assert.Equal([Samples.Seal(1), Samples.Seal(2)], moved.Subjects);
        Assert.Equal(1, Journal.LastCommit);
        Assert.Single(Journal.ReadAfter(0));
        Assert.False(Journal.TryGetHead(Samples.Seal(3), out _));
        Assert.Equal(2, Samples.Durable(Journal.Append([Entry(1, 2), Entry(3, 1)], Now)));
    }

    [Fact]
    public void A_subject_may_come_twice_in_a_commit()
    {
        Journal.Append([samples.Next(1, 1), samples.Next(1, 2)], Now);

        var entries = Assert.Single(Journal.ReadAfter(0)).Entries;
        Assert.Equal(entries[0].Hash, entries[1].Previous);
        Assert.IsType<Appended.MovedOn>(Journal.Append([Entry(1, 3), Entry(1, 3)], Now));
    }

    [Fact]
    public void An_empty_append_writes_nothing()
    {
        Assert.Equal(0, Samples.Durable(Journal.Append([], Now)));
        Journal.Append([samples.Next(1)], Now);
        Assert.Equal(1, Samples.Durable(Journal.Append([], Now)));
        Assert.Single(Journal.ReadAfter(0));
    }

    [Fact]
    public void Closing_and_opening_changes_nothing() => Seeds.Each(1, random =>
    {
        var before = new List<Commit>();
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(i + 1, Samples.Durable(Journal.Append(samples.Some(random), Now.AddSeconds(i))));
            if (random.Next(5) > 0) continue;
            before = [.. Journal.ReadAfter(0)];
            Reopen();
            Assert.Equal(before, Journal.ReadAfter(0));
            Assert.Equal(before[^1].Number, Journal.LastCommit);
        }

        Assert.Equal(Journal.ReadAfter(0).Skip(17), Journal.ReadAfter(17));
        Assert.Empty(Journal.ReadAfter(40));
        Assert.Empty(Journal.ReadAfter(4000));
        foreach (var commit in Journal.ReadAfter(0))
        {
            var found = Journal.Find(commit.Number);
            Assert.Equal(commit, found);
            Assert.True(found!.Entries.All(entry => entry.IsPayloadWhole()));
        }

        Assert.Null(Journal.Find(0));
        Assert.Null(Journal.Find(41));
    });

    [Fact]
    public void The_largest_payload_that_fits_comes_back()
    {
        var entry = Entry(1, 1);
        var room = Journal.CommitLengthMax - JournalLimits.CommitHeaderLength - entry.StoredLength;
        var payload = new byte[Math.Min(room, JournalLimits.PayloadLengthMax)];
        new Random(1).NextBytes(payload);

        Journal.Append([entry with { Payload = payload }], Now);

        Assert.Equal(payload, Journal.ReadAfter(0).Single().Entries[0].Payload.ToArray());
    }

    [Fact]
    public void Too_much_is_refused_before_anything_is_written()
    {
        var entry = Entry(1, 1);
        var room = Journal.CommitLengthMax - JournalLimits.CommitHeaderLength - entry.StoredLength;
        var many = Enumerable.Range(1, JournalLimits.EntriesMax + 1).Select(sequence => Entry(1, sequence)).ToArray();

        Assert.Throws<ArgumentException>(() => Journal.Append([entry with { Payload = new byte[room + 1] }], Now));
        var tooLong = entry with { Payload = new byte[JournalLimits.PayloadLengthMax + 1] };
        Assert.Throws<ArgumentException>(() => Journal.Append([tooLong], Now));
        Assert.Throws<ArgumentException>(() => Journal.Append(many, Now));
        Assert.Throws<ArgumentException>(() => Journal.Append([default], Now));
        Assert.Equal(0, Journal.LastCommit);
        Assert.Equal(1, Samples.Durable(Journal.Append([entry], Now)));
    }

    [Fact]
    public async Task Readers_beside_the_appender_see_every_commit_once_and_in_order()
    {
        const int Commits = 300;
        var journal = Journal;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(
            async () =>
            {
                var seen = new List<Commit>();
                await foreach (var commit in journal.ReadAfterAsync(reader, stop.Token))
                {
                    Assert.True(commit.Number <= journal.LastCommit);
                    seen.Add(commit);
                    if (commit.Number == Commits) break;
                }

                return seen;
            },
            stop.Token)).ToList();
        var random = new Random(7);
        for (var i = 0; i < Commits; i++) journal.Append(samples.Some(random), Now);

        var seen = await Task.WhenAll(readers);

        for (var reader = 0; reader < readers.Count; reader++) Assert.Equal(Journal.ReadAfter(reader), seen[reader]);
    }

    [Fact]
    public async Task A_waiting_reader_wakes_for_a_commit_and_ends_when_stopped()
    {
        using var stop = new CancellationTokenSource();
        await using var reader = Journal.ReadAfterAsync(0, stop.Token).GetAsyncEnumerator(stop.Token);
        var waiting = reader.MoveNextAsync();
        Assert.False(waiting.IsCompleted);

        Journal.Append([samples.Next(1)], Now);

        Assert.True(await waiting);
        Assert.Equal(1, reader.Current.Number);
        waiting = reader.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }

    [Fact]
    public void Appends_from_many_threads_leave_no_gap()
    {
        var journal = Journal;
        Parallel.For(1, 9, seal =>
        {
            for (var sequence = 1; sequence <= 20; sequence++) Samples.Durable(journal.Append([Entry(seal, sequence)], Now));
        });

        Assert.Equal(Enumerable.Range(1, 160).Select(number => (long)number), Journal.ReadAfter(0).Select(commit => commit.Number));
    }

    private static NewEntry Entry(int seal, long sequence) => new(Samples.Seal(seal), sequence, 1, Now, ReadOnlyMemory<byte>.Empty);
}
