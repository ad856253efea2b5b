using System.Threading.Channels;

namespace NavSeal.Server.Identity;

/// <summary>The way of looks and acts into the audit: nobody waits for it. Where more come than can be written, the newest are counted
/// instead of kept, and the audit itself says how many.</summary>
internal sealed class AuditTrail(AuditLog log, TimeProvider clock, ILogger<AuditTrail> logger)
{
    /// <summary>Most lines that wait, and most that are written at once.</summary>
    public const int WaitingMax = 20_000, BatchMax = 200;

    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(2);
    private readonly Channel<AuditNote> waiting = Channel.CreateBounded<AuditNote>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long lost, taken, written;

    /// <summary>Lines that were lost since the process began.</summary>
    public long Lost { get; private set; }

    /// <summary>Whether every line that was handed in so far is written.</summary>
    public bool IsWritten => Interlocked.Read(ref written) == Interlocked.Read(ref taken);

    /// <summary>Hands a line in, at its time; never waits.</summary>
    public void Add(AuditNote note)
    {
        if (waiting.Writer.TryWrite(note with { At = clock.GetUtcNow() })) Interlocked.Increment(ref taken);
        else Interlocked.Increment(ref lost);
    }

    /// <summary>Writes what was handed in until stopped, and then the rest.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stop))
            {
                while (!await TryWriteAsync()) await Task.Delay(AwayFor, clock, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops: what waits is written if the store answers, and nobody is kept from stopping if not.
            while (waiting.Reader.TryPeek(out _) && await TryWriteAsync())
            {
            }
        }
    }

    private readonly List<AuditNote> batch = [];

    private async Task<bool> TryWriteAsync()
    {
        while (batch.Count < BatchMax && waiting.Reader.TryRead(out var note)) batch.Add(note);
        var gone = Interlocked.Exchange(ref lost, 0);
        if (gone > 0) batch.Add(LossOf(gone));
        try
        {
            await log.AddAsync(batch);
        }
        catch (Exception e) when (UserDatabase.IsOfStore(e))
        {
            Log.UserStoreAway(logger, e.GetBaseException().Message);
            if (gone > 0) batch.RemoveAt(batch.Count - 1);
            Interlocked.Add(ref lost, gone);
            return false;
        }

        Interlocked.Add(ref written, batch.Count - (gone > 0 ? 1 : 0));
        batch.Clear();
        if (gone > 0)
        {
            Lost += gone;
            Log.AuditLost(logger, gone);
        }

        return true;
    }

    private AuditNote LossOf(long count) => new(AuditEvent.EntriesLost, (null, ""), new Origin("navseal", "", ""))
    {
        At = clock.GetUtcNow(),
        Detail = count.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
