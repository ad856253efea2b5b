using NavSeal.Model.Seals;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Server.Gateway;

/// <summary>The connections of this process by their seals: those that stand, and the last that ended. They are looked at once a second,
/// so that no frame waits for it.</summary>
/// <param name="process">The name of this process, for people.</param>
/// <param name="clock">The operator's clock.</param>
internal sealed class LinkBook(string process, TimeProvider clock)
{
    /// <summary>Ended connections of one seal that are kept.</summary>
    public const int EndedOfSealMax = 10;

    /// <summary>Ended connections of all seals that are kept.</summary>
    private const int EndedMax = 50_000;

    private readonly Lock gate = new();
    private readonly Dictionary<SealNumber, Known> bySeal = [];
    private readonly Queue<SealSession> ended = new();
    private long lastId;

    /// <summary>What ended before is not known here.</summary>
    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    /// <summary>Told of each connection when it is noted and when it has ended; null: nobody wants to know. On the thread that watches
    /// or that served the connection, so it does not wait.</summary>
    public Action<SealSession>? Told { get; set; }

    /// <summary>Looks at a connection; once somebody has named himself there, it is noted.</summary>
    public void Look(LinkStory link)
    {
        if (link.Id == 0 && link.Seal is { } seal) Note(link, seal);
    }

    /// <summary>A connection has ended.</summary>
    public void End(LinkStory link)
    {
        if (link.Seal is not { } seal) return;
        Look(link);
        var session = link.At(seal, process, clock.GetUtcNow());
        lock (gate)
        {
            var known = bySeal[seal];
            known.Standing.Remove(link);
            known.Ended.Add(session);
            if (known.Ended.Count > EndedOfSealMax) known.Ended.RemoveAt(0);
            ended.Enqueue(session);
            if (ended.Count > EndedMax) Forget(ended.Dequeue());
        }

        Told?.Invoke(session);
    }

    /// <summary>The connections of a seal, standing and ended, in no order.</summary>
    public IReadOnlyList<SealSession> Of(SealNumber seal)
    {
        lock (gate)
        {
            if (!bySeal.TryGetValue(seal, out var known)) return [];
            return [.. known.Standing.Select(link => link.At(seal, process, null)), .. known.Ended];
        }
    }

    /// <summary>All that stand.</summary>
    public IReadOnlyList<SealSession> Standing()
    {
        lock (gate)
            return [.. bySeal.SelectMany(pair => pair.Value.Standing.Select(link => link.At(pair.Key, process, null)))];
    }

    private void Note(LinkStory link, SealNumber seal)
    {
        lock (gate)
        {
            // Its end may be told while it is looked at.
            if (link.Id != 0) return;
            link.Id = ++lastId;
            if (!bySeal.TryGetValue(seal, out var known)) bySeal.Add(seal, known = new Known([], []));
            known.Standing.Add(link);
        }

        Told?.Invoke(link.At(seal, process, null));
    }

    private void Forget(SealSession session)
    {
        if (!bySeal.TryGetValue(session.Seal, out var known)) return;
        known.Ended.RemoveAll(one => one.Id == session.Id);
        if (known.Ended.Count == 0 && known.Standing.Count == 0) bySeal.Remove(session.Seal);
    }

    private sealed record Known(List<LinkStory> Standing, List<SealSession> Ended);
}
