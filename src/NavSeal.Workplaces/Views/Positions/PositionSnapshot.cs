using System.Collections.Concurrent;
using NavSeal.Model.Seals;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>Where one seal is and how it stands, ready for frames.</summary>
/// <param name="State">The bits of <see cref="PositionFrame"/>.</param>
/// <param name="LatitudeMicrodegrees">Of the last believed fix.</param>
/// <param name="LongitudeMicrodegrees">Of the last believed fix.</param>
/// <param name="HeardAtMilliseconds">When its latest report was received, since 1970.</param>
public readonly record struct SealPosition(uint State, int LatitudeMicrodegrees, int LongitudeMicrodegrees, long HeardAtMilliseconds);

/// <summary>All positions at one instant; never changed after it was made, so many viewers read it at once.</summary>
/// <param name="Version">Grows with each change.</param>
/// <param name="Positions">In no order.</param>
/// <param name="NewestHeardAtMilliseconds">The newest report in it, since 1970; 0 where there is none.</param>
public sealed record PositionSnapshot(long Version, ReadOnlyMemory<SealPosition> Positions, long NewestHeardAtMilliseconds)
{
    public static PositionSnapshot Empty { get; } = new(0, ReadOnlyMemory<SealPosition>.Empty, 0);
}

/// <summary>Makes snapshots of the live positions; one thread at a time. Names and ids are asked for by any thread.</summary>
public sealed class PositionSource(LivePositions live)
{
    private readonly List<LivePosition> all = [];
    private readonly ConcurrentDictionary<SealNumber, int> ids = [];

    /// <summary>All positions as they are now.</summary>
    public PositionSnapshot Snapshot(DateTimeOffset now)
    {
        all.Clear();
        var version = live.Snapshot(GeoBox.World, all);
        var positions = new SealPosition[all.Count];
        var (newest, nowMilliseconds) = (0L, now.ToUnixTimeMilliseconds());
        for (var index = 0; index < positions.Length; index++)
        {
            var seal = all[index];
            var state = PositionFrame.StateOf(seal, nowMilliseconds);
            positions[index] = new(state, seal.LatitudeMicrodegrees, seal.LongitudeMicrodegrees, seal.HeardAtMilliseconds);
            newest = Math.Max(newest, seal.HeardAtMilliseconds);
        }

        foreach (var seal in all)
        {
            if (ids.Count < all.Count) ids.TryAdd(live.NumberOf(seal.Id), seal.Id);
        }

        return new PositionSnapshot(version, positions, newest);
    }

    /// <summary>The number of a seal by the id of its records; null where there is none.</summary>
    public SealNumber? NumberOf(int id) => id > 0 && id <= live.IdMax ? live.NumberOf(id) : null;

    /// <summary>The id of a seal by its number as typed; null where it has no position.</summary>
    public int? IdOf(string typed) => SealNumber.TryParse(typed, out var number) && ids.TryGetValue(number, out var id) ? id : null;
}
