using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>Where the open points of each seal lie, as the last transaction left them: what readers go by while the fold goes on.</summary>
internal sealed class OpenIndex
{
    private static readonly (uint[], int) Empty = ([], 0);
    private readonly List<(uint[] Places, int Count)> bySeal = [];
    private long next;

    /// <summary>Held while a transaction is committed and this index follows, and while a reader takes both: they fit each other.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Follows the seals that changed; under the gate.</summary>
    public void Follow(IReadOnlyList<SealState> changed, long nextPlace)
    {
        next = nextPlace;
        foreach (var seal in changed)
        {
            while (bySeal.Count <= seal.Id) bySeal.Add(Empty);
            bySeal[seal.Id] = (seal.Open.Places, seal.Open.Count);
        }
    }

    /// <summary>The places of the open points of a seal; under the gate.</summary>
    public long[] PlacesOf(int seal)
    {
        if (seal >= bySeal.Count) return [];
        var (places, count) = bySeal[seal];
        return [.. places.Take(count).Select(low => OpenPoints.Whole(low, next))];
    }
}
