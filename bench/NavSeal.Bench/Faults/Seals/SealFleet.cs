using System.Net;

namespace NavSeal.Bench.Faults.Seals;

/// <summary>The seals of the fault test.</summary>
internal sealed class SealFleet
{
    /// <summary>So old that no clock is ahead of the operator's, so young that nothing lies beyond the horizon of late data.</summary>
    private const int DaysBack = 12;

    private readonly IReadOnlyList<NumberedSeal> seals;
    private Task running = Task.CompletedTask;

    public SealFleet(int count)
    {
        var first = TimeProvider.System.GetUtcNow().AddDays(-DaysBack);
        first = DateTimeOffset.FromUnixTimeSeconds(first.ToUnixTimeSeconds());
        seals = [.. Enumerable.Range(1, count).Select(index => new NumberedSeal(index, first))];
    }

    public IReadOnlyList<NumberedSeal> Seals => seals;

    /// <summary>The table by which they are registered.</summary>
    public string Registrations => "seal,protocol,identity_kind,identity,model,profile,operator\n"
        + string.Join('\n', seals.Select(seal => $"{seal.Number},egts,OID,{seal.ObjectId},fault,egts-seal,KZ"));

    /// <summary>Begins to report.</summary>
    public void Start(IPEndPoint operatorAt, CancellationToken stop) =>
        running = Task.WhenAll(seals.Select(seal => Task.Run(() => seal.RunAsync(operatorAt, stop), CancellationToken.None)));

    /// <summary>What keeps it from being up to date; null: nothing.</summary>
    public string? Backlog()
    {
        if (running.IsFaulted) return running.Exception.InnerException!.ToString();
        var behind = seals.Where(seal => seal.Held > HeldUsually).ToList();
        return behind.Count == 0 ? null : $"{behind.Count} seals hold {behind.Sum(seal => seal.Held)} reports";
    }

    /// <summary>Returns when no seal runs any more, whether by its own will or not.</summary>
    public Task WhenEndedAsync() => running.ContinueWith(_ => { }, TaskScheduler.Default);

    /// <summary>Measures nothing more, and returns when everything is acknowledged.</summary>
    public async Task DrainAsync(TimeSpan atMost)
    {
        foreach (var seal in seals) seal.Finish();
        await running.WaitAsync(atMost, TimeProvider.System);
    }

    private const int HeldUsually = 4;

    /// <summary>The longest time without an acknowledgement for anybody, and for any one seal, that touches a span of time.</summary>
    public (TimeSpan Fleet, TimeSpan Seal) GapsIn(long from, long to)
    {
        var each = seals.Select(seal => seal.Acknowledged.Select(one => one.At).ToList()).ToList();
        return (LongestGap([.. each.SelectMany(instants => instants).Order()], from, to), each.Max(one => LongestGap(one, from, to)));
    }

    /// <summary>The time between two acknowledgements of a seal in the middle of the run's intervals.</summary>
    public TimeSpan UsualGap
    {
        get
        {
            var gaps = seals.SelectMany(seal => seal.Acknowledged.Zip(seal.Acknowledged.Skip(1), (one, next) => next.At - one.At))
                .Order().ToArray();
            return gaps.Length == 0 ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(0, gaps[gaps.Length / 2]);
        }
    }

    private static TimeSpan LongestGap(List<long> instants, long from, long to)
    {
        var longest = TimeSpan.Zero;
        var before = from;
        foreach (var at in instants)
        {
            // What began before the span counts from its beginning: it is no fault's doing.
            if (at > from) longest = Max(longest, TimeProvider.System.GetElapsedTime(before, at));
            if (at > to) return longest;
            before = Math.Max(from, at);
        }

        return Max(longest, TimeProvider.System.GetElapsedTime(before, Math.Max(before, to)));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
