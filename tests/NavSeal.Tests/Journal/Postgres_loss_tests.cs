using NavSeal.Journal;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Server;
using Npgsql;

namespace NavSeal.Tests.Journal;

/// <summary>The journal in PostgreSQL when the way to it breaks, or others are there first.</summary>
public sealed class Postgres_loss_tests : IDisposable
{
    private const int CommitsEach = 3;
    private static readonly DateTimeOffset Now = Samples.Start;
    private readonly TestDatabase database = TestDatabase.Create();

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_cut_at_any_byte_neither_loses_nor_doubles_a_commit(bool toServer)
    {
        using var proxy = new CuttingProxy(Port());
        using var far = Through(proxy);
        var isReached = true;
        var written = 0L;
        for (var bytes = 0; isReached; bytes += 89)
        {
            proxy.CutNext(toServer: true, int.MaxValue);
            using var journal = Opened(far);
            Samples.Durable(journal.Append([Next(journal, 9)], Now));
            BreakWriter();
            var cut = proxy.CutNext(toServer, bytes);
            for (var i = 0; i < CommitsEach; i++) written = await AppendAsync(journal, 1, (byte)i);
            isReached = cut.IsReached;
            Assert.Equal(written, journal.LastCommit);
        }

        EveryPayloadIsThereOnce();
        Assert.True(written > 10 * CommitsEach, $"Only {written} commits: hardly anything was cut.");
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_again_though_others_have_gone_on()
    {
        using var proxy = new CuttingProxy(Port());
        using var far = Through(proxy);
        using var near = Opened(database.Database);
        using var journal = Opened(far);
        for (var bytes = 0; bytes < 3000; bytes += 131)
        {
            Write(journal, 9);
            BreakWriter();
            proxy.CutNext(toServer: false, bytes);
            var entries = new[] { Next(journal, 1, (byte)(bytes % 251)) };
            var first = Append(journal, entries);
            Write(near, 2);
            Write(near, 3);
            while (first is null)
            {
                await journal.WhenRoomAhead(Deadline.Token);
                first = Append(journal, entries);
            }

            // Either it stood before those of the others, or it does not stand at all and is decided again.
            if (first is Appended.MovedOn) Write(journal, 1);
        }

        EveryPayloadIsThereOnce();
    }

    [Fact]
    public void Whoever_has_not_seen_the_last_commit_writes_nothing_on_whatever_subject()
    {
        using var one = Opened(database.Database);
        using var other = Opened(database.Database);
        Samples.Durable(one.Append([Next(one, 1)], Now));

        Assert.Empty(Assert.IsType<Appended.MovedOn>(other.Append([Next(other, 2)], Now)).Subjects);
        Assert.Equal([1L], other.CatchUp().Select(commit => commit.Number));

        Assert.Equal(2, Samples.Durable(other.Append([Next(other, 2)], Now)));
        Assert.IsType<Appended.MovedOn>(one.Append([Next(one, 1)], Now));
        Assert.Single(one.CatchUp());
        Assert.Equal(2, Samples.Durable(one.Append([], Now)));
        Assert.Equal(3, Samples.Durable(other.Append([Next(other, 1)], Now)));
    }

    [Fact]
    public async Task After_a_refusal_the_place_is_kept_so_that_the_second_attempt_succeeds()
    {
        using var one = Opened(database.Database);
        using var other = Opened(database.Database);
        Samples.Durable(one.Append([Next(one, 1)], Now));
        Assert.IsType<Appended.MovedOn>(other.Append([Next(other, 2)], Now));

        var waiting = Task.Run(() => one.Append([Next(one, 1)], Now), TestContext.Current.CancellationToken);
        Assert.Single(other.CatchUp());
        Assert.Equal(2, Samples.Durable(other.Append([Next(other, 2)], Now)));

        Assert.IsType<Appended.MovedOn>(await waiting);
    }

    [Fact]
    public async Task Who_keeps_the_place_and_falls_silent_does_not_keep_it_for_ever()
    {
        using var one = Opened(database.Database);
        using var paused = Opened(database.Database);
        Samples.Durable(one.Append([Next(one, 1)], Now));
        var entries = new[] { Next(paused, 2) };
        Assert.IsType<Appended.MovedOn>(paused.Append(entries, Now));
        Assert.Single(paused.CatchUp());

        var written = await WriteAsync(one, 1);

        // The paused one wakes, and finds that it lost the place: nothing of what it decided stands.
        Appended? appended = null;
        while (appended is null)
        {
            await paused.WhenRoomAhead(Deadline.Token);
            appended = Append(paused, entries);
        }

        Assert.IsType<Appended.MovedOn>(appended);
        Assert.Equal([written], paused.CatchUp().Select(commit => commit.Number));
        Write(paused, 2);
        EveryPayloadIsThereOnce();
    }

    [Fact]
    public void A_database_that_went_back_to_an_earlier_state_is_recognised()
    {
        using var journal = Opened(database.Database);
        Samples.Durable(journal.Append([Next(journal, 1, 1)], Now));
        Samples.Durable(journal.Append([Next(journal, 1, 2)], Now));
        var before = journal.ReadAfter(0).First();

        Execute("DELETE FROM journal_commit WHERE number = 2");
        Execute($"UPDATE journal_head SET number = 1, hash = decode('{before.Hash}', 'hex')");

        var e = Assert.Throws<JournalDamagedException>(() => journal.Append([Next(journal, 2, 3)], Now));
        Assert.Equal(2, e.CommitNumber);
    }

    [Fact]
    public async Task Who_waits_for_the_database_is_told_that_it_went_back()
    {
        using var journal = Opened(database.Database);
        Samples.Durable(journal.Append([Next(journal, 1, 1)], Now));
        Samples.Durable(journal.Append([Next(journal, 1, 2)], Now));
        var before = journal.ReadAfter(0).First();
        Execute("DELETE FROM journal_commit WHERE number = 2");
        Execute($"UPDATE journal_head SET number = 1, hash = decode('{before.Hash}', 'hex')");
        Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        Exception? told = null;
        await Deadline.UntilAsync("told", async () =>
        {
            told = await Record.ExceptionAsync(() => journal.WhenRoomAhead(Deadline.Token));
            return told is not null;
        });

        Assert.IsType<JournalDamagedException>(told);
        Assert.False(journal.IsRoomAhead);
    }

    [Fact]
    public void Readers_of_several_processes_see_the_same_commits()
    {
        using var one = Opened(database.Database);
        using var other = Opened(database.Database);
        for (var i = 0; i < 20; i++) Write(i % 3 == 0 ? other : one, i % 2);

        Assert.Equal(20, Write(other, 5) - 1);
        Assert.Equal(one.ReadAfter(0).Take(20), other.ReadAfter(0).Take(20));
    }

    private static PostgresJournal Opened(PostgresDatabase at)
    {
        var journal = PostgresJournal.Open(at);
        CatchUp(journal);
        return journal;
    }

    /// <summary>Appends, as the loop does: the same again where the way broke, anew where others were first.</summary>
    private static async Task<long> AppendAsync(PostgresJournal journal, int subject, byte payload)
    {
        while (true)
        {
            var entries = new[] { Next(journal, subject, payload) };
            Appended? appended;
            while ((appended = Append(journal, entries)) is null) await journal.WhenRoomAhead(Deadline.Token);
            if (appended is Appended.Durable(var number)) return number;
            CatchUp(journal);
        }
    }

    /// <summary>What cannot be read now is read with the next refusal.</summary>
    private static void CatchUp(PostgresJournal journal)
    {
        try
        {
            Assert.All(journal.CatchUp(), commit => Assert.True(commit.Number > 0));
        }
        catch (NoRoomException)
        {
            Assert.True(journal.LastCommit > 0);
        }
    }

    private static Appended? Append(PostgresJournal journal, NewEntry[] entries)
    {
        try
        {
            return journal.Append(entries, Now);
        }
        catch (NoRoomException)
        {
            return null;
        }
    }

    private static long Write(PostgresJournal journal, int subject) => WriteAsync(journal, subject).GetAwaiter().GetResult();

    private static Task<long> WriteAsync(PostgresJournal journal, int subject) => AppendAsync(journal, subject, 0);

    private static NewEntry Next(PostgresJournal journal, int subject, byte payload = 0)
    {
        journal.TryGetHead(Samples.Seal(subject), out var head);
        byte[] content = [payload, (byte)head.Sequence, (byte)(head.Sequence >> 8)];
        return new NewEntry(Samples.Seal(subject), head.Sequence + 1, 1, Now, content);
    }

    /// <summary>Each entry holds its own sequence: a commit that stood twice, or was decided on a stale state, would show.</summary>
    private void EveryPayloadIsThereOnce()
    {
        using var journal = PostgresJournal.Open(database.Database);
        var sequences = new Dictionary<Subject, long>();
        long number = 0;
        foreach (var commit in journal.CatchUp())
        {
            Assert.Equal(++number, commit.Number);
            foreach (var entry in commit.Entries)
            {
                var before = sequences.GetValueOrDefault(entry.Subject);
                Assert.Equal(before, entry.Payload.Span[1] | (entry.Payload.Span[2] << 8));
                Assert.Equal(sequences[entry.Subject] = before + 1, entry.Sequence);
            }
        }

        Assert.Equal(journal.LastCommit, number);
    }

    private int Port() => new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;

    private PostgresDatabase Through(CuttingProxy proxy) => PostgresDatabase.Open(
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = proxy.Port, Pooling = false }.ConnectionString);

    /// <summary>The connection that commits ends, so that the next append begins a new one.</summary>
    private void BreakWriter() => Execute("""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE '%INSERT INTO journal_commit%' AND pid <> pg_backend_pid()
        """);

    private void Execute(string text)
    {
        using var command = database.Database.Source.CreateCommand(text);
        command.ExecuteNonQuery();
    }
}
