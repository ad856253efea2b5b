using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>A part of the map, in micro-degrees, edges included. West of the east edge, or beyond it where the box spans the
/// antimeridian.</summary>
public readonly record struct GeoBox(int South, int West, int North, int East)
{
    public static GeoBox World { get; } = new(-90_000_000, -180_000_000, 90_000_000, 180_000_000);

    public bool Contains(int latitude, int longitude) => latitude >= South && latitude <= North
        && (West <= East ? longitude >= West && longitude <= East : longitude >= West || longitude <= East);
}

/// <summary>Where a seal is.</summary>
/// <param name="Id">Small number of the seal, from 1; it never changes.</param>
/// <param name="LatitudeMicrodegrees">North positive.</param>
/// <param name="LongitudeMicrodegrees">East positive.</param>
/// <param name="CourseDegrees">-1 where not reported.</param>
/// <param name="SpeedTenthsKilometrePerHour">-1 where not reported.</param>
/// <param name="FixMeasuredAtMilliseconds">Since 1970.</param>
/// <param name="HeardAtMilliseconds">Since 1970.</param>
/// <param name="WorstOpen">Severity of the worst open situation of the transportation that it tracks.</param>
/// <param name="IsTracking">Whether it tracks a transportation.</param>
/// <param name="IsRemoved">Whether it is taken off on the way by the rules.</param>
public readonly record struct LivePosition(
    int Id,
    int LatitudeMicrodegrees,
    int LongitudeMicrodegrees,
    short CourseDegrees,
    int SpeedTenthsKilometrePerHour,
    long FixMeasuredAtMilliseconds,
    long HeardAtMilliseconds,
    Severity? WorstOpen,
    bool IsTracking,
    bool IsRemoved);

/// <summary>Where all seals are with a believed fix, for the map; any thread.</summary>
public sealed class LivePositions
{
    private const byte Tracking = 1, Removed = 2;
    private const byte NoSeverity = byte.MaxValue;
    private readonly Lock gate = new();
    private readonly List<SealNumber> numbers = [default];
    private readonly List<int> latitudes = [0], longitudes = [0], speeds = [0];
    private readonly List<short> courses = [0];
    private readonly List<long> fixedAt = [long.MinValue], heardAt = [0];
    private readonly List<byte> severities = [NoSeverity], flags = [0];
    private long version;

    internal LivePositions()
    {
    }

    /// <summary>Grows with each change that became visible.</summary>
    public long Version => Volatile.Read(ref version);

    /// <summary>The largest small number in use.</summary>
    public int IdMax
    {
        get
        {
            lock (gate) return numbers.Count - 1;
        }
    }

    /// <summary>The number of a seal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No snapshot gave this small number.</exception>
    public SealNumber NumberOf(int id)
    {
        lock (gate) return numbers[id];
    }

    /// <summary>Adds the seals within a box to a list.</summary>
    /// <returns>The version they are of.</returns>
    public long Snapshot(GeoBox box, List<LivePosition> into)
    {
        lock (gate)
        {
            for (var id = 1; id < fixedAt.Count; id++)
            {
                if (fixedAt[id] != long.MinValue && box.Contains(latitudes[id], longitudes[id])) into.Add(At(id));
            }

            return version;
        }
    }

    /// <summary>Follows the seals that changed.</summary>
    internal void Follow(IReadOnlyList<SealState> changed)
    {
        lock (gate)
        {
            foreach (var seal in changed) Follow(seal);
            Volatile.Write(ref version, version + 1);
        }
    }

    private LivePosition At(int id) => new(
        id, latitudes[id], longitudes[id], courses[id], speeds[id], fixedAt[id], heardAt[id],
        severities[id] == NoSeverity ? null : (Severity)severities[id], (flags[id] & Tracking) != 0, (flags[id] & Removed) != 0);

    private void Follow(SealState seal)
    {
        while (numbers.Count <= seal.Id) Grow();
        var id = seal.Id;
        (numbers[id], latitudes[id], longitudes[id]) = (seal.Number, seal.Latitude, seal.Longitude);
        (courses[id], speeds[id]) = ((short)(seal.Course ?? -1), seal.Speed ?? -1);
        (fixedAt[id], heardAt[id]) = (seal.FixAt ?? long.MinValue, seal.HeardAt ?? 0);
        severities[id] = (byte?)seal.Worst ?? NoSeverity;
        flags[id] = (byte)((seal.Transportation != 0 ? Tracking : 0) | (seal.IsRemoved ? Removed : 0));
    }

    private void Grow()
    {
        numbers.Add(default);
        latitudes.Add(0);
        longitudes.Add(0);
        speeds.Add(0);
        courses.Add(0);
        fixedAt.Add(long.MinValue);
        heardAt.Add(0);
        severities.Add(NoSeverity);
        flags.Add(0);
    }
}
