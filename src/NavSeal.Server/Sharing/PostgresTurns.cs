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

    private const string TryLock = "SELECT pg_try_advisory_lock($1, $2)";

    private readonly CancellationTokenSource stopping = new();
    private NpgsqlConnection? connection;
    private ImmutableHashSet<Turn> mine = [];
    private Task running = Task.CompletedTask;
    private Action<int, DateTimeOffset?>? began;
    private long beatAt, gapTo;
    private int clockTurn;
    private bool isAway;

    public bool AreAllMine => false;

    public TimeSpan Grace { get; } = TimeSpan.FromSeconds(2);

    public TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How far this machine's clock is ahead of the database's.</summary>
    public TimeSpan ClockAhead { get; private set; }

    /// <summary>More than this, and the instants that this process would journal can not be trusted.</summary>
    public static TimeSpan ClockAheadMax { get; } = TimeSpan.FromSeconds(5);

    public bool Has(Turn turn) => Volatile.Read(ref mine).Contains(turn);

    // Who was paused does not know yet what happened meanwhile: the next beat tells.
    public bool MayPassTime(int clockTurn) => clockTurn > 0 && clockTurn == Volatile.Read(ref this.clockTurn) && Has(Turn.Clock)
        && clock.GetElapsedTime(Volatile.Read(ref beatAt)) < GapMin;

    /// <summary>Makes the table where it is missing.</summary>
    /// <exception cref="IOException">The database does not answer or refuses.</exception>
    public void Prepare() => database.Migrate(Part, [Table]);

    /// <summary>Begins to listen, together with the others.</summary>
    /// <param name="clockBegan">Is told the number of a new turn of the clock, and since when nobody had listened before it; null: somebody
    /// did all the time.</param>
    public void Start(Action<int, DateTimeOffset?> clockBegan)
    {
        began = clockBegan;
        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
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
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException or OperationCanceledException)
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
        connection ??= await database.OpenAloneAsync(stopping.Token);
        var gap = await BeatAsync(connection);
        var hadClock = Has(Turn.Clock);
        foreach (var turn in Enum.GetValues<Turn>())
        {
            if (Has(turn) || !await TryAsync(connection, turn)) continue;
            Volatile.Write(ref mine, mine.Add(turn));
            Log.TurnBegins(logger, turn);
        }

        // A gap is told once, by whoever has the clock then; a new holder tells the last one again, in case nobody could.
        var isNews = !hadClock || gap.To != gapTo;
        gapTo = gap.To;
        Volatile.Write(ref beatAt, clock.GetTimestamp());
        if (!Has(Turn.Clock) || !isNews) return;
        began?.Invoke(clockTurn + 1, gap.To == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(gap.From));
        Volatile.Write(ref clockTurn, clockTurn + 1);
    }

    private async Task<(long From, long To)> BeatAsync(NpgsqlConnection open)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var beat = new NpgsqlCommand(Beat, open);
        beat.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now });
        beat.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)GapMin.TotalMilliseconds });
        await using var row = await beat.ExecuteReaderAsync(stopping.Token);
        await row.ReadAsync(stopping.Token);
        ClockAhead = TimeSpan.FromMilliseconds(now - row.GetInt64(2));
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
        if (connection is not null) await connection.DisposeAsync();
        connection = null;
    }
}
