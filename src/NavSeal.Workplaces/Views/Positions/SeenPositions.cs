namespace NavSeal.Workplaces.Views.Positions;

/// <summary>The live picture as one viewer sees it. One viewer's tasks ask, one at a time.</summary>
internal sealed class SeenPositions(PositionFeed feed, Func<IReadOnlySet<int>?> seen)
{
    /// <summary>How long what is seen is taken as known: a seal that goes over to somebody else is gone from a map by then.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private IReadOnlySet<int>? ids;
    private long? askedAt;

    public PositionSnapshot Snapshot()
    {
        var all = feed.Snapshot();
        if (Ids() is not { } known) return all;
        var own = new List<SealPosition>();
        foreach (var position in all.Positions.Span)
        {
            if (known.Contains(PositionFrame.IdOf(position))) own.Add(position);
        }

        return all with { Positions = own.ToArray() };
    }

    /// <summary>Whether the viewer may know of a seal.</summary>
    public bool Has(int id) => Ids() is not { } known || known.Contains(id);

    private IReadOnlySet<int>? Ids()
    {
        lock (gate)
        {
            if (askedAt is { } at && feed.Clock.GetElapsedTime(at) < KnownFor) return ids;
            (ids, askedAt) = (seen(), feed.Clock.GetTimestamp());
            return ids;
        }
    }
}
