using System.Text.Json;
using NavSeal.Model.Units;

namespace NavSeal.Tracking.Routes;

/// <summary>Which state a place lies in, by the rings of <c>reference/state-borders.geojson</c>. Built once, asked for every believed
/// fix: nearly always a cell of a grid answers, through which no ring goes.</summary>
public sealed class StateBorders
{
    /// <summary>No borders: no place lies in any state, and no crossing is found.</summary>
    public static readonly StateBorders None = new([], []);

    private const string Name = "state-borders.geojson";

    /// <summary>Length and height of a cell.</summary>
    private const double CellDegrees = 0.25;

    private const byte NoState = byte.MaxValue;

    /// <summary>Height of a band; an edge stands in every band that it touches.</summary>
    private const int BandMicrodegrees = 50_000, SouthMicrodegrees = -90_000_000;

    /// <summary>The rings go on to the east over the 180th meridian as far as this; what lies farther west begins here.</summary>
    private const int SeamMicrodegrees = -165_000_000, TurnMicrodegrees = 360_000_000;

    private readonly string[] states;
    private readonly Edge[] edges;
    private readonly int[] starts;
    private readonly GridIndex? grid;

    /// <summary>By cell: what all of it lies in, counted from 1, <see cref="NoState"/> for none; 0 where a ring goes through it.</summary>
    private readonly byte[] wholes;

    private StateBorders(string[] states, List<Edge> all)
    {
        this.states = states;
        var found = all.FindAll(edge => edge.South < edge.North);
        starts = new int[(2 * -SouthMicrodegrees / BandMicrodegrees) + 2];
        foreach (var edge in found)
            for (var band = BandOf(edge.South); band <= BandOf(edge.North); band++) starts[band + 1]++;
        for (var band = 1; band < starts.Length; band++) starts[band] += starts[band - 1];
        edges = new Edge[starts[^1]];
        var next = starts.ToArray();
        foreach (var edge in found)
            for (var band = BandOf(edge.South); band <= BandOf(edge.North); band++) edges[next[band]++] = edge;
        grid = all.Count > 0 ? new GridIndex(all.ConvertAll(edge => edge.Box).ToArray(), CellDegrees) : null;
        wholes = grid is null ? [] : WholesOf(grid);
    }

    /// <summary>Reads the rings: each feature is a state with its two letters, each line of it a closed ring in degrees.</summary>
    /// <param name="geoJson">Text of <c>state-borders.geojson</c>.</param>
    /// <exception cref="FormatException">It is no such file; the message names what is wrong.</exception>
    public static StateBorders Parse(string geoJson)
    {
        try
        {
            using var read = JsonDocument.Parse(geoJson);
            var (states, edges) = (new List<string>(), new List<Edge>());
            foreach (var feature in read.RootElement.GetProperty("features").EnumerateArray())
            {
                var state = (byte)states.Count;
                states.Add(feature.GetProperty("properties").GetProperty("state").GetString()!);
                foreach (var ring in feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray())
                    AddRing(edges, state, ring, states[state]);
            }

            return new StateBorders([.. states], edges);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{Name}: {e.Message}", e);
        }
    }

    /// <summary>The state a place lies in, ISO alpha-2; null at sea, and in states that the file does not know.</summary>
    public string? StateAt(GeoPoint place)
    {
        if (grid is null) return null;
        var latitude = place.LatitudeMicrodegrees;
        var longitude = place.LongitudeMicrodegrees < SeamMicrodegrees
            ? place.LongitudeMicrodegrees + TurnMicrodegrees
            : place.LongitudeMicrodegrees;
        var (column, row) = grid.CellAt(Degrees(latitude), Degrees(longitude));
        if (column < 0 || column >= grid.Columns || row < 0 || row >= grid.Rows) return null;
        var whole = wholes[(row * grid.Columns) + column];
        if (whole == 0) whole = ByEdges(latitude, longitude);
        return whole == NoState ? null : states[whole - 1];
    }

    /// <summary>Cells beside each other through which no ring goes lie in the same.</summary>
    private byte[] WholesOf(GridIndex cells)
    {
        var found = new byte[cells.Columns * cells.Rows];
        for (var row = 0; row < cells.Rows; row++)
        {
            byte before = 0;
            for (var column = 0; column < cells.Columns; column++)
            {
                var (latitude, longitude) = cells.MiddleOf(column, row);
                if (!cells.At(column, row).IsEmpty) before = 0;
                else if (before == 0) before = ByEdges(Micro(latitude), Micro(longitude));
                found[(row * cells.Columns) + column] = before;
            }
        }

        return found;
    }

    private byte ByEdges(int latitude, int longitude)
    {
        var band = BandOf(latitude);
        var inside = 0L;
        for (var i = starts[band]; i < starts[band + 1]; i++)
            if (edges[i].IsCrossedWestOf(latitude, longitude)) inside ^= 1L << edges[i].State;
        return inside == 0 ? NoState : (byte)(long.TrailingZeroCount(inside) + 1);
    }

    private static void AddRing(List<Edge> edges, byte state, JsonElement ring, string name)
    {
        (int Latitude, int Longitude)? first = null, before = null;
        foreach (var point in ring.EnumerateArray())
        {
            var at = (Latitude: Micro(point[1]), Longitude: Micro(point[0]));
            if (before is { } from) edges.Add(Edge.Between(state, from, at));
            first ??= at;
            before = at;
        }

        if (first != before) throw new FormatException($"{Name}: a ring of {name} is not closed.");
    }

    private static int Micro(JsonElement degrees) => Micro(degrees.GetDouble());

    private static int Micro(double degrees) => (int)Math.Round(degrees * 1e6);

    private static double Degrees(int microdegrees) => microdegrees / 1e6;

    private static int BandOf(int latitude) => (latitude - SouthMicrodegrees) / BandMicrodegrees;

    /// <summary>An edge of a ring. Its southern end belongs to it, its northern one does not, so that a corner counts once, and a level
    /// edge never.</summary>
    private readonly record struct Edge(byte State, int South, int SouthLongitude, int North, int NorthLongitude)
    {
        public static Edge Between(byte state, (int Latitude, int Longitude) a, (int Latitude, int Longitude) b) =>
            a.Latitude < b.Latitude
                ? new Edge(state, a.Latitude, a.Longitude, b.Latitude, b.Longitude)
                : new Edge(state, b.Latitude, b.Longitude, a.Latitude, a.Longitude);

        public DegreeBox Box => new(
            Degrees(South), Degrees(Math.Min(SouthLongitude, NorthLongitude)), Degrees(North),
            Degrees(Math.Max(SouthLongitude, NorthLongitude)));

        /// <summary>Whether the parallel of a place meets this edge west of it; in whole numbers, so that a place lies in one of two
        /// neighbours and never in both.</summary>
        public bool IsCrossedWestOf(int latitude, int longitude)
        {
            if (latitude < South || latitude >= North) return false;
            var east = ((long)longitude - SouthLongitude) * (North - South);
            return east >= ((long)NorthLongitude - SouthLongitude) * (latitude - South);
        }
    }
}
