namespace NavSeal.Simulator;

/// <summary>A report that may not be erased yet.</summary>
internal sealed class HeldReport(SimulatedReport report, uint? objectId)
{
    public SimulatedReport Report => report;

    public uint? ObjectId => objectId;

    /// <summary>The mark "from memory", set when it is first sent and kept ever after: sent again it has to be the same report.</summary>
    public bool? SentFromMemory { get; set; }
}

/// <summary>Reports that wait to be sent, oldest first, and the count of all that may not be erased yet. Bounded: when full, a new report
/// is lost.</summary>
internal sealed class ReportMemory(int countMax)
{
    private readonly LinkedList<HeldReport> waiting = [];
    private readonly Queue<(HeldReport Held, DateTimeOffset RetryAt)> refused = new();

    /// <summary>All that was held and not erased, also what is on its way.</summary>
    public int Count { get; private set; }

    public bool HasWaiting => waiting.Count > 0;

    /// <summary>When the first refused report is to be tried again.</summary>
    public DateTimeOffset RetryAt => refused.TryPeek(out var next) ? next.RetryAt : DateTimeOffset.MaxValue;

    public bool TryHold(HeldReport report)
    {
        if (Count >= countMax) return false;
        waiting.AddLast(report);
        Count++;
        return true;
    }

    /// <summary>Whether the first that waits comes from memory, or was taken before an instant.</summary>
    public bool IsFirstOlder(DateTimeOffset than) =>
        waiting.First is { Value: var first } && (first.SentFromMemory ?? first.Report.FromMemory || first.Report.TakenAt < than);

    public HeldReport[] Take(int countMax)
    {
        var taken = new HeldReport[Math.Min(countMax, waiting.Count)];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = waiting.First!.Value;
            waiting.RemoveFirst();
        }

        return taken;
    }

    /// <summary>Takes the report that came last where it came after an instant; else, and where it comes from memory, takes
    /// nothing.</summary>
    public HeldReport? TakeNewest(DateTimeOffset after)
    {
        if (waiting.Last is not { Value: var newest } || newest.Report.FromMemory || newest.Report.TakenAt < after) return null;
        waiting.RemoveLast();
        return newest;
    }

    /// <summary>Puts back what was taken and not erased, before everything that came later.</summary>
    public void PutBack(IEnumerable<HeldReport> oldestFirst)
    {
        foreach (var report in oldestFirst.Reverse()) waiting.AddFirst(report);
    }

    public void Refuse(HeldReport report, DateTimeOffset retryAt) => refused.Enqueue((report, retryAt));

    /// <summary>Lets refused reports be sent again when their time has come.</summary>
    public void Retry(DateTimeOffset now)
    {
        List<HeldReport> due = [];
        while (RetryAt <= now) due.Add(refused.Dequeue().Held);
        PutBack(due);
    }

    /// <summary>A report that was taken is not needed any more.</summary>
    public void Erase() => Count--;
}
