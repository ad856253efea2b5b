using System.Collections.Immutable;
using NavSeal.Journal;
using Npgsql;

namespace NavSeal.Server.Sharing;

/// <summary>Turns among the processes of one database. A turn is a lock of a session that stays open: it goes when the process or its
/// connection goes, and leaves no open transaction behind that would stop the cleaning of tables. Once a second each process says that it
/// listens; the first that does so after a while in which nobody did records the gap.</summary>
internal sealed class PostgresTurns(PostgresDatabase database, TimeProvider clock, ILogger logger) : ITurns, IAsyncDisposable
{
    /// <summary>So long nobody may have listened without its counting.</summary>
    private static readonly TimeSpan GapMin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>A clock that differs more from the database's is wrong.</summary>
    private static readonly TimeSpan ClockErrorMax = TimeSpan.FromSeconds(5);

    /// <summary>First part of the locks' keys; any number that nobody else takes.</summary>
    public const int LockSpace = 0x4E61_7653;

    private const string Part = "turns";
    private const string Table = """
        CREATE TABLE listening (
            id integer PRIMARY KEY CHECK (id = 1), beat_at bigint NOT NULL, gap_from bigint NOT NULL, gap_to bigint NOT NULL)
        """;

    private const string Beat = """
        INSERT INTO listening AS l VALUES (1, $1, 0, 0) ON CONFLICT (id) DO UPDATE SET
            beat_at = greatest(l.beat_at, $1),
            gap_from = CASE WHEN $1 - l.beat_at > $2 THEN l.beat_at ELSE l.gap_from END,
            gap_to = CASE WHEN $1 - l.beat_at > $2 THEN $1 ELSE l.gap_to END
        RETURNING gap_from, gap_to, (extract(epoch FROM clock_timestamp()) * 1000)::bigint
        """;

    private const string Begin = "INSERT INTO listening VALUES (1, $1, 0, 0) ON CONFLICT DO NOTHING";

    /// <summary>Who is paused, or hangs, loses its turns with its session; each beat begins the time anew.</summary>
    private const string LimitSession = "SET idle_session_timeout = '5s'";

    private const string TryLock = "SELECT pg_try_advisory_lock($1, $2)";

    private readonly CancellationTokenSource stopping = new();
    private NpgsqlConnection? connection;
    private ImmutableHashSet<Turn> mine = [];
    private Task running = Task.CompletedTask;
    private Func<bool> listens = () => true;
    private News? news;
    private long beatAt, gapTo;
    private bool hasBeaten, hasEnded;
    private int clockTurn;
    private bool isAway, isClockRight = true;

    public bool AreAllMine => false;

    public TimeSpan Grace { get; } = TimeSpan.FromSeconds(2);

    public TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether this machine's clock is that of the database, nearly. A wrong one's instants would be everybody's: nobody journals
    /// an earlier one after them.</summary>
    public bool IsClockRight => Volatile.Read(ref isClockRight);

    public bool MayDecide => Volatile.Read(ref hasBeaten) && IsClockRight
        && clock.GetElapsedTime(Volatile.Read(ref beatAt)) < GapMin;

    public News? TakeNews() => Interlocked.Exchange(ref news, null);

    public bool Has(Turn turn) => Volatile.Read(ref mine).Contains(turn);

    // Who was paused does not know yet what happened meanwhile: the next beat tells.
    public bool MayPassTime(int clockTurn) => clockTurn > 0 && clockTurn == Volatile.Read(ref this.clockTurn) && Has(Turn.Clock)
        && clock.GetElapsedTime(Volatile.Read(ref beatAt)) < GapMin;

    /// <summary>Makes the table where it is missing.</summary>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public void Prepare() => database.Migrate(Part, [Table]);

    /// <summary>Begins to listen, together with the others.</summary>
    /// <param name="isListening">Whether this process can take anything in.</param>
    /// <param name="lastSign">When anybody last wrote to the journal; null: nobody ever did.</param>
    public void Start(Func<bool> isListening, DateTimeOffset? lastSign)
    {
        listens = isListening;
        if (lastSign is { } sign)
        {
            using var begin = database.Source.CreateCommand(Begin);
            begin.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sign.ToUnixTimeMilliseconds() });
            begin.ExecuteNonQuery();
        }

        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (hasEnded) return;
        hasEnded = true;
        await stopping.CancelAsync();
        await running;
        await CloseAsync();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            try
            {
                await LookAsync();
                isAway = false;
            }
            catch (Exception e) when (PostgresDatabase.IsOfLoss(e) || e is OperationCanceledException)
            {
                if (!stopping.IsCancellationRequested && !isAway) Log.TurnsLost(logger, e.Message);
                isAway = true;
                await CloseAsync();
            }
        }
        while (await WaitAsync(timer));
    }

    private async Task<bool> WaitAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task LookAsync()
    {
        if (!listens())
        {
            await CloseAsync();
            return;
        }

        connection ??= await OpenAsync();
        var gap = await BeatAsync(connection);
        var hadClock = Has(Turn.Clock);
        foreach (var turn in Enum.GetValues<Turn>())
        {
            if (Has(turn) || !await TryAsync(connection, turn)) continue;
            Volatile.Write(ref mine, mine.Add(turn));
            Log.TurnBegins(logger, turn);
        }

        if (gap.To != gapTo || (Has(Turn.Clock) && !hadClock)) Tell(gap);
        Volatile.Write(ref beatAt, clock.GetTimestamp());
        Volatile.Write(ref hasBeaten, true);
    }

    /// <summary>A gap is told in every process, since each may hold reports that came after it; the first commit counts.</summary>
    private void Tell((long From, long To) gap)
    {
        gapTo = gap.To;
        var turn = Has(Turn.Clock) ? clockTurn + 1 : 0;
        DateTimeOffset? since = gap.To == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(gap.From);
        var untold = TakeNews();
        Volatile.Write(ref news, new News(turn, untold?.DeafSince ?? since));
        if (turn > 0) Volatile.Write(ref clockTurn, turn);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var opened = await database.OpenAloneAsync(stopping.Token);
        await using var limit = new NpgsqlCommand(LimitSession, opened);
        await limit.ExecuteNonQueryAsync(stopping.Token);
        return opened;
    }

    private async Task<(long From, long To)> BeatAsync(NpgsqlConnection open)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var beat = new NpgsqlCommand(Beat, open);
        beat.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now });
        beat.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)GapMin.TotalMilliseconds });
        await using var row = await beat.ExecuteReaderAsync(stopping.Token);
        await row.ReadAsync(stopping.Token);
        var error = TimeSpan.FromMilliseconds(now - row.GetInt64(2)).Duration();
        if (clock == TimeProvider.System && error > ClockErrorMax == IsClockRight)
        {
            Volatile.Write(ref isClockRight, error <= ClockErrorMax);
            if (!IsClockRight) Log.ClockWrong(logger, error.TotalSeconds);
        }

        return (row.GetInt64(0), row.GetInt64(1));
    }

    private async Task<bool> TryAsync(NpgsqlConnection open, Turn turn)
    {
        await using var command = new NpgsqlCommand(TryLock, open);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = LockSpace });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)turn });
        return await command.ExecuteScalarAsync(stopping.Token) is true;
    }

    private async Task CloseAsync()
    {
        Volatile.Write(ref mine, []);
        var closing = connection;
        connection = null;
        try
        {
            if (closing is not null) await closing.DisposeAsync();
        }
        catch (Exception e) when (PostgresDatabase.IsOfLoss(e))
        {
            // It was broken already; its locks are gone.
        }
    }
}
