using System.Collections.Concurrent;
using NavSeal.Journal;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Commanding;
using Npgsql;

namespace NavSeal.Server.Sharing;

/// <summary>The connections of seals to any of the processes of one database. Each process writes those of its own, at most once a second:
/// at once that one was opened or has ended, and what came over it once a minute. They are no evidence: what is not written yet when a
/// process or the database goes is lost, and no commit waits for them.</summary>
/// <param name="database">Shared.</param>
/// <param name="run">This run of this process, and its name for people.</param>
/// <param name="standing">The connections that stand here now.</param>
/// <param name="clock">The operator's clock.</param>
internal sealed class SharedSessions(
    PostgresDatabase database, (Guid Id, string Process) run, Func<IReadOnlyList<SealSession>> standing, TimeProvider clock)
    : IAsyncDisposable
{
    /// <summary>Connections of one seal that are kept.</summary>
    public const int OfSealMax = 12;

    /// <summary>Most connections written at once, and most that wait for it; the oldest are dropped.</summary>
    private const int WrittenMax = 2000, WaitingMax = 20_000;

    private const string Part = "sessions";

    private const string Tables = """
        CREATE TABLE seal_session_run (run uuid PRIMARY KEY, process text NOT NULL, began_at bigint NOT NULL, beat_at bigint NOT NULL);
        CREATE TABLE seal_session (
            run uuid NOT NULL, id bigint NOT NULL, seal text NOT NULL, protocol smallint NOT NULL, address text NOT NULL,
            encrypted boolean NOT NULL, certificate text, opened_at bigint NOT NULL, heard_at bigint NOT NULL, messages bigint NOT NULL,
            reports bigint NOT NULL, corrupt bigint NOT NULL, ended_at bigint, end_kind smallint, PRIMARY KEY (run, id)
        ) WITH (fillfactor = 70);
        CREATE INDEX seal_session_seal ON seal_session (seal, opened_at);
        """;

    /// <summary>Nobody waits for a flush of this.</summary>
    private const string WithoutFlush = "SET LOCAL synchronous_commit = off";

    private const string Beat = """
        INSERT INTO seal_session_run VALUES ($1, $2, $3, $3) ON CONFLICT (run) DO UPDATE SET beat_at = excluded.beat_at
        """;

    private const string Write = """
        INSERT INTO seal_session AS s
        SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::smallint[], $5::text[], $6::boolean[], $7::text[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::smallint[])
        ON CONFLICT (run, id) DO UPDATE SET heard_at = excluded.heard_at, messages = excluded.messages, reports = excluded.reports,
            corrupt = excluded.corrupt, ended_at = excluded.ended_at, end_kind = excluded.end_kind WHERE s.ended_at IS NULL
        """;

    private const string Trim = """
        DELETE FROM seal_session d USING (
            SELECT run, id, row_number() OVER (PARTITION BY seal ORDER BY opened_at DESC) AS place FROM seal_session WHERE seal = ANY($1)
        ) old WHERE old.place > $2 AND d.run = old.run AND d.id = old.id
        """;

    private const string ForgetSessions =
        "DELETE FROM seal_session s USING seal_session_run r WHERE r.run = s.run AND r.beat_at < $1";

    private const string ForgetRuns = "DELETE FROM seal_session_run WHERE beat_at < $1";

    private const string Read = """
        SELECT s.id, r.process, s.protocol, s.address, s.encrypted, s.certificate, s.opened_at, s.heard_at, s.messages, s.reports,
            s.corrupt, s.ended_at, s.end_kind, r.beat_at
        FROM seal_session s JOIN seal_session_run r ON r.run = s.run WHERE s.seal = $1 AND s.run <> $2 ORDER BY s.opened_at DESC LIMIT $3
        """;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1), BeatPeriod = TimeSpan.FromSeconds(5);

    /// <summary>How often the counts of a standing connection are written.</summary>
    private static readonly TimeSpan CountPeriod = TimeSpan.FromMinutes(1);

    /// <summary>A process that has not said for so long that it lives is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long the connections of processes that are gone are kept.</summary>
    private static readonly TimeSpan KeptTime = TimeSpan.FromDays(30);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<SealSession> told = new();
    private Queue<SealSession> counting = new();
    private DateTimeOffset beatAt, countedAt;
    private Task running = Task.CompletedTask;
    private bool hasEnded;

    /// <summary>Makes the tables where they are missing, and forgets processes that are long gone.</summary>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public void Prepare()
    {
        database.Migrate(Part, [Tables]);
        database.Use(connection =>
        {
            foreach (var text in (string[])[ForgetSessions, ForgetRuns])
            {
                // One of the constants above.
#pragma warning disable CA2100
                using var forget = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
                forget.Parameters.Add(Of(clock.GetUtcNow() - KeptTime));
                forget.ExecuteNonQuery();
            }

            return 0;
        });
    }

    /// <summary>Begins to write.</summary>
    public void Start() => running = Task.Run(RunAsync);

    /// <summary>A connection was opened or has ended. Does not wait.</summary>
    public void Tell(SealSession session)
    {
        told.Enqueue(session);
        if (told.Count > WaitingMax) told.TryDequeue(out _);
    }

    /// <summary>The connections of a seal to other processes, and to former runs of this one.</summary>
    /// <exception cref="IOException">The database does not answer.</exception>
    public async Task<IReadOnlyList<SealSession>> OfOthersAsync(SealNumber seal, CancellationToken stop)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(stop);
            await using var read = new NpgsqlCommand(Read, connection);
            read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = seal.Text });
            read.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
            read.Parameters.Add(new NpgsqlParameter<int> { TypedValue = OfSealMax });
            await using var rows = await read.ExecuteReaderAsync(stop);
            var sessions = new List<SealSession>();
            while (await rows.ReadAsync(stop)) sessions.Add(SessionOf(rows, seal));
            return sessions;
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (hasEnded) return;
        hasEnded = true;
        await stopping.CancelAsync();
        await running;
        await WriteAsync(CancellationToken.None);
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token)) await WriteAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Writes what is new. While the database is away it waits here, and what is too much is dropped: the intake says by itself
    /// that the database is away.</summary>
    internal async Task WriteAsync(CancellationToken stop)
    {
        var some = Some();
        var now = clock.GetUtcNow();
        if (some.Count == 0 && now - beatAt < BeatPeriod) return;
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await using var batch = BatchOf(some, now, connection, transaction);
            await batch.ExecuteNonQueryAsync(stop);
            await transaction.CommitAsync(stop);
            beatAt = now;
        }
        catch (Exception e) when (PostgresDatabase.IsOfLoss(e) || e is OperationCanceledException)
        {
            foreach (var session in some) Tell(session);
        }
    }

    /// <summary>What was told, the last word of each connection, and of what stands a part: all of it within a minute.</summary>
    private List<SealSession> Some()
    {
        var some = new Dictionary<long, SealSession>();
        while (some.Count < WrittenMax && told.TryDequeue(out var session)) Keep(session);
        if (counting.Count == 0 && clock.GetUtcNow() - countedAt >= CountPeriod)
        {
            countedAt = clock.GetUtcNow();
            counting = new Queue<SealSession>(standing().Where(session => session.HeardAt > countedAt - CountPeriod));
        }

        while (some.Count < WrittenMax && counting.TryDequeue(out var session)) Keep(session);
        return [.. some.Values];

        void Keep(SealSession session)
        {
            // An end is the last word; what was counted before it says less.
            if (!some.TryGetValue(session.Id, out var known) || known.End is null) some[session.Id] = session;
        }
    }

    private NpgsqlBatch BatchOf(List<SealSession> some, DateTimeOffset now, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WithoutFlush));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Beat)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = run.Id },
                new NpgsqlParameter<string> { TypedValue = run.Process },
                Of(now),
            },
        });
        if (some.Count == 0) return batch;
        var write = new NpgsqlBatchCommand(Write);
        write.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        Add(session => session.Id);
        Add(session => session.Seal.Text);
        Add(session => (short)session.Protocol);
        Add(session => session.Address);
        Add(session => session.IsEncrypted);
        Add(session => session.Certificate);
        Add(session => session.OpenedAt.ToUnixTimeMilliseconds());
        Add(session => session.HeardAt.ToUnixTimeMilliseconds());
        Add(session => session.Messages);
        Add(session => session.Reports);
        Add(session => session.Corrupt);
        Add(session => session.EndedAt?.ToUnixTimeMilliseconds());
        Add(session => (short?)session.End);
        batch.BatchCommands.Add(write);
        var trim = new NpgsqlBatchCommand(Trim);
        trim.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. some.Select(session => session.Seal.Text).Distinct()] });
        trim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = OfSealMax });
        batch.BatchCommands.Add(trim);
        return batch;

        void Add<T>(Func<SealSession, T> column) =>
            write.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. some.Select(column)] });
    }

    private SealSession SessionOf(NpgsqlDataReader row, SealNumber seal)
    {
        var (endedAt, end) = row.IsDBNull(12)
            ? ((DateTimeOffset?)null, (SealSessionEnd?)null)
            : (InstantOf(row.GetInt64(11)), (SealSessionEnd)row.GetInt16(12));
        var beat = InstantOf(row.GetInt64(13));
        if (end is null && clock.GetUtcNow() - beat > Patience) (endedAt, end) = (beat, SealSessionEnd.ProcessGone);
        return new SealSession
        {
            Seal = seal,
            Id = row.GetInt64(0),
            Process = row.GetString(1),
            Protocol = (DeviceProtocol)row.GetInt16(2),
            Address = row.GetString(3),
            IsEncrypted = row.GetBoolean(4),
            Certificate = row.IsDBNull(5) ? null : row.GetString(5),
            OpenedAt = InstantOf(row.GetInt64(6)),
            HeardAt = InstantOf(row.GetInt64(7)),
            Messages = row.GetInt64(8),
            Reports = row.GetInt64(9),
            Corrupt = row.GetInt64(10),
            EndedAt = endedAt,
            End = end,
        };
    }

    private static NpgsqlParameter<long> Of(DateTimeOffset at) => new() { TypedValue = at.ToUnixTimeMilliseconds() };

    private static DateTimeOffset InstantOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
