using System.Runtime.CompilerServices;
using Npgsql;

namespace NavSeal.Journal;

/// <summary>The journal in PostgreSQL, which several processes write to: a row for each commit, with the bytes that it would have in a
/// segment.</summary>
/// <remarks>The fence is the last commit: whoever has not seen all of the journal writes nothing. So a decision stands on the latest state
/// of everything that it read, whether it wrote to it or not (docs/decisions/0010-the-fence-is-the-last-commit.md).</remarks>
public sealed class PostgresJournal : IJournal
{
    private const long TailBytesMax = 64 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>A commit that takes longer than this says that the database is not well, whatever it answers to readers.</summary>
    private static readonly TimeSpan CommitTimeMax = TimeSpan.FromSeconds(3);

    private readonly Lock appending = new();
    private readonly PostgresDatabase database;
    private readonly TimeProvider clock;
    private readonly HeadTable heads = new();
    private readonly CommitBuffer buffer = new();
    private readonly CommitTail tail = new(TailBytesMax);
    private readonly Reach reach = new();
    private readonly JournalWriter writer;
    private readonly JournalFollower follower;
    private long seen, proven;
    private Digest seenHash;
    private bool isOutcomeUnknown;
    private long committingSince;
    private volatile bool isClosed;

    private PostgresJournal(PostgresDatabase database, KnownHeads? known, (long Number, Digest Hash) end, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        writer = new JournalWriter(database);
        tail.BeginAt(end);
        if (known is not null)
        {
            seen = known.CommitNumber;
            foreach (var (subject, head) in known.Heads) heads.Set(subject, head);
        }

        follower = new JournalFollower(database, tail, reach);
    }

    /// <inheritdoc/>
    public long LastCommit => tail.Last;

    /// <inheritdoc/>
    public int CommitLengthMax => JournalLimits.CommitLengthMax;

    /// <inheritdoc/>
    public bool IsRoomAhead => reach.IsThere && follower.Failure is null
        && (Volatile.Read(ref committingSince) is not (> 0 and var since) || clock.GetElapsedTime(since) < CommitTimeMax);

    /// <summary>Opens the journal of a database, or begins one.</summary>
    /// <param name="database">Stays the caller's.</param>
    /// <param name="known">The subjects' heads as somebody else keeps them; that they are of this journal is for the caller to check. Null:
    /// <see cref="CatchUp"/> begins with the first commit.</param>
    /// <param name="clock">Measures pauses, and nothing else; null: the machine's.</param>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public static PostgresJournal Open(PostgresDatabase database, KnownHeads? known = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        database.Migrate(JournalTables.Part, JournalTables.Steps);
        return database.Use(connection =>
        {
            CommitRows.Prove(connection);
            var end = CommitRows.Head(connection, JournalTables.ReadHead);
            var journal = new PostgresJournal(database, known, end, clock ?? TimeProvider.System);
            if (known is not null) journal.seenHash = CommitRows.HashOf(connection, known.CommitNumber) ?? Digest.None;
            journal.follower.Start();
            return journal;
        });
    }

    /// <inheritdoc/>
    public Task WhenRoomAhead(CancellationToken cancellation) => reach.WhenThere.WaitAsync(cancellation);

    /// <inheritdoc/>
    public bool TryGetHead(Subject subject, out SubjectHead head) => heads.TryGet(subject, out head);

    /// <inheritdoc/>
    public IEnumerable<Commit> CatchUp()
    {
        ThrowIfUnusable();
        while (Volatile.Read(ref seen) < tail.Last)
        {
            foreach (var commit in Some(seen, tail.Last))
            {
                lock (appending) See(commit);
                yield return commit;
            }
        }
    }

    /// <inheritdoc/>
    public Appended Append(ReadOnlySpan<NewEntry> entries, DateTimeOffset recordedAt)
    {
        lock (appending)
        {
            ThrowIfUnusable();
            if (entries.IsEmpty)
            {
                // Also what is only refused, or known already, is decided on what the others have done.
                if (tail.Last > seen) return new Appended.MovedOn([]);
                writer.LetGo();
                return new Appended.Durable(seen);
            }

            var header = CommitBuffer.Measure(entries, CommitLengthMax);
            var moved = heads.Fence(entries);
            if (!moved.IsEmpty) return new Appended.MovedOn(moved);
            header = header with { Number = seen + 1, RecordedAt = recordedAt.ToUnixTimeMilliseconds() };
            Volatile.Write(ref committingSince, clock.GetTimestamp());
            try
            {
                return Append(entries, header);
            }
            catch (NpgsqlException e)
            {
                isOutcomeUnknown = true;
                reach.Set(false);
                throw new NoRoomException($"The database {database.Name} did not answer, or refused: {e.Message}", e);
            }
            finally
            {
                Volatile.Write(ref committingSince, 0);
            }
        }
    }

    /// <inheritdoc/>
    public void Prove()
    {
        lock (appending)
        {
            if (proven >= seen) return;
            try
            {
                Hold();
                writer.Prove();
                proven = seen;
            }
            catch (NpgsqlException e)
            {
                reach.Set(false);
                throw new NoRoomException($"The database {database.Name} did not answer, or refused: {e.Message}", e);
            }
        }
    }

    /// <inheritdoc/>
    public Commit? Find(long number) =>
        number < 1 || number > tail.Last ? null : Some(number - 1, number).First();

    /// <inheritdoc/>
    public IEnumerable<Commit> ReadAfter(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return Read(number);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Commit> ReadAfterAsync(long number, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return ReadAsync(number, cancellation);
    }

    /// <summary>Closes its connections. Waiting readers end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        follower.Dispose();
        lock (appending)
        {
            if (isClosed) return;
            isClosed = true;
            writer.LetGo();
            writer.Dispose();
        }

        tail.Wake();
    }

    private Appended Append(ReadOnlySpan<NewEntry> entries, in CommitHeader header)
    {
        if (!isOutcomeUnknown && tail.Last > seen) return OthersWereFirst();
        var image = GC.AllocateUninitializedArray<byte>(header.Length);
        buffer.Encode(image, entries, (header, 0), heads);
        var hash = buffer.HashOf(header);
        if (isOutcomeUnknown && FindOurs(hash)) return Durable(entries, (header, hash));
        if (tail.Last > seen || !writer.TryInsert(header.Number, (hash, seenHash), image)) return OthersWereFirst();
        follower.Spare();
        var commit = CommitImage.Read(image, header, withPayloads: false, []);
        tail.Add(commit, image.Length);
        return Durable(entries, (header, hash));
    }

    private Appended.Durable Durable(ReadOnlySpan<NewEntry> entries, (CommitHeader Header, Digest Hash) commit)
    {
        heads.Advance(entries, buffer.Hashes);
        (seenHash, isOutcomeUnknown, proven) = (commit.Hash, false, commit.Header.Number);
        Volatile.Write(ref seen, commit.Header.Number);
        reach.Set(true);
        return new Appended.Durable(commit.Header.Number);
    }

    /// <summary>After a commit whose answer was lost: waits for whatever became of it.</summary>
    /// <returns>Whether it stands in the journal, flushed; else the end of the journal is held.</returns>
    private bool FindOurs(Digest hash)
    {
        Hold();
        isOutcomeUnknown = false;
        if (!tail.TryGet(seen + 1, out var next) || next.Hash != hash) return false;
        isOutcomeUnknown = true;
        writer.Prove();
        return true;
    }

    private Appended.MovedOn OthersWereFirst()
    {
        Hold();
        return new Appended.MovedOn([]);
    }

    /// <summary>Keeps the end of the journal for us, and brings the tail up to it.</summary>
    private void Hold()
    {
        var end = writer.Hold();
        if (end.Number < seen || (end.Number == seen && end.Hash != seenHash)
            || (writer.IsFresh && end.Number > seen && !writer.Knows(seen, seenHash)))
        {
            throw new JournalDamagedException(
                seen, $"Commit {seen} is not in the database {database.Name} as this process knew it: it went back to an earlier state.");
        }

        while (tail.Last < end.Number)
        {
            foreach (var (commit, length) in writer.ReadAfter(tail.Last)) tail.Add(commit, length);
        }

        reach.Set(true);
    }

    private void See(Commit commit)
    {
        foreach (var entry in commit.Entries)
        {
            heads.TryGet(entry.Subject, out var head);
            if (entry.Sequence != head.Sequence + 1 || entry.Previous != head.Hash)
            {
                throw new JournalDamagedException(
                    commit.Number,
                    $"Commit {commit.Number}: {entry.Subject} {entry.Sequence} does not follow the subject's entry {head.Sequence}.");
            }

            heads.Set(entry.Subject, new SubjectHead(entry.Sequence, entry.Hash));
        }

        seenHash = commit.Hash;
        Volatile.Write(ref seen, commit.Number);
    }

    private IEnumerable<Commit> Read(long number)
    {
        while (number < tail.Last)
        {
            foreach (var commit in Some(number, tail.Last))
            {
                number = commit.Number;
                yield return commit;
            }
        }
    }

    private async IAsyncEnumerable<Commit> ReadAsync(long number, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = tail.Next;
            if (number < tail.Last)
            {
                if (TrySome(number) is not { } some)
                {
                    // A reader waits for the database, however long it is away.
                    await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
                    continue;
                }

                foreach (var commit in some)
                {
                    number = commit.Number;
                    yield return commit;
                    cancellation.ThrowIfCancellationRequested();
                }

                continue;
            }

            ThrowIfUnusable();
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private IEnumerable<Commit>? TrySome(long number)
    {
        try
        {
            return Some(number, tail.Last);
        }
        catch (NoRoomException) when (!isClosed)
        {
            return null;
        }
    }

    /// <summary>The next commits up to one of a number, at least one; there are some.</summary>
    private IEnumerable<Commit> Some(long number, long upTo)
    {
        if (tail.TryGet(number + 1, out var commit)) return [commit];
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            using var connection = database.Source.OpenConnection();
            var rows = CommitRows.Read(connection, number, upTo);
            if (rows.Count == 0) throw new JournalDamagedException(number + 1, $"Commit {number + 1} is missing in the database.");
            return rows.Select(row => row.Commit);
        }
        catch (Exception e) when (PostgresDatabase.IsOfLoss(e) && e is not ObjectDisposedException)
        {
            throw new NoRoomException($"The database {database.Name} does not answer: {e.Message}", e);
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        if (follower.Failure is { } failure) throw failure;
    }
}
