using System.Globalization;
using NavSeal.Model.Registries;

namespace NavSeal.Tracking.Routes;

/// <summary>The compiled lines of all versions of all routes. A line is compiled when its version is laid or entered, never when a report
/// asks for it.</summary>
internal sealed class RouteBook
{
    private const string LineColumn = "line", HalfWidthColumn = "half_width_km", GeometryColumn = "geometry", Exact = "exact";
    private const int MetresPerKilometre = 1000;

    private readonly Dictionary<RegistryRow, RouteLine> lines = new(ReferenceEqualityComparer.Instance);

    /// <summary>Grows with every change of a route.</summary>
    public long Revision { get; private set; }

    public void Add(RegistryRow row)
    {
        Revision++;
        if (RouteLine.Parse(row[LineColumn]) is { } line) lines[row] = line;
    }

    public void Remove(RegistryRow row)
    {
        Revision++;
        lines.Remove(row);
    }

    public RouteLine? LineOf(RegistryRow row) => lines.GetValueOrDefault(row);

    /// <summary>How far from the set route a transportation under escort may be: what the route says, else the setting for its
    /// geometry.</summary>
    public static int HalfWidthMetres(RegistryRow row, TrackingRules rules)
    {
        if (decimal.TryParse(row[HalfWidthColumn], NumberStyles.Number, CultureInfo.InvariantCulture, out var kilometres))
            return (int)(kilometres * MetresPerKilometre);
        return row[GeometryColumn] == Exact ? rules.HalfWidthExactMetres : rules.HalfWidthSimplifiedMetres;
    }
}
