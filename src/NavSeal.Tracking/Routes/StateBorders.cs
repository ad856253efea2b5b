using System.Text.Json;
using NavSeal.Model.Units;

namespace NavSeal.Tracking.Routes;

/// <summary>Which state a place lies in, by the rings of <c>reference/state-borders.geojson</c>. Built once, asked for every believed
/// fix.</summary>
public sealed class StateBorders
{
    /// <summary>No borders: no place lies in any state, and no crossing is found.</summary>
    public static readonly StateBorders None = new([], []);

    private const string Name = "state-borders.geojson";

    /// <summary>Height of a band; an edge stands in every band that it touches.</summary>
    private const int BandMicrodegrees = 50_000, SouthMicrodegrees = -90_000_000;

    /// <summary>The rings go on to the east over the 180th meridian as far as this; what lies farther west begins here.</summary>
    private const int SeamMicrodegrees = -165_000_000, TurnMicrodegrees = 360_000_000;

    private readonly string[] states;
    private readonly Edge[] edges;
    private readonly int[] starts;

    private StateBorders(string[] states, List<Edge> found)
    {
        this.states = states;
        starts = new int[(2 * -SouthMicrodegrees / BandMicrodegrees) + 2];
        foreach (var edge in found)
            for (var band = BandOf(edge.South); band <= BandOf(edge.North); band++) starts[band + 1]++;
        for (var band = 1; band < starts.Length; band++) starts[band] += starts[band - 1];
        edges = new Edge[starts[^1]];
        var next = starts.ToArray();
        foreach (var edge in found)
            for (var band = BandOf(edge.South); band <= BandOf(edge.North); band++) edges[next[band]++] = edge;
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
        if (states.Length == 0) return null;
        var latitude = place.LatitudeMicrodegrees;
        var longitude = place.LongitudeMicrodegrees < SeamMicrodegrees
            ? place.LongitudeMicrodegrees + TurnMicrodegrees
            : place.LongitudeMicrodegrees;
        var band = BandOf(latitude);
        var inside = 0L;
        for (var i = starts[band]; i < starts[band + 1]; i++)
            if (edges[i].IsCrossedWestOf(latitude, longitude)) inside ^= 1L << edges[i].State;
        return inside == 0 ? null : states[long.TrailingZeroCount(inside)];
    }

    private static void AddRing(List<Edge> edges, byte state, JsonElement ring, string name)
    {
        (int Latitude, int Longitude)? first = null, before = null;
        foreach (var point in ring.EnumerateArray())
        {
            var at = (Latitude: Micro(point[1]), Longitude: Micro(point[0]));
            if (before is { } from && from.Latitude != at.Latitude) edges.Add(Edge.Between(state, from, at));
            first ??= at;
            before = at;
        }

        if (first != before) throw new FormatException($"{Name}: a ring of {name} is not closed.");
    }

    private static int Micro(JsonElement degrees) => (int)Math.Round(degrees.GetDouble() * 1e6);

    private static int BandOf(int latitude) => (latitude - SouthMicrodegrees) / BandMicrodegrees;

    /// <summary>An edge of a ring that is not level. Its southern end belongs to it, its northern one does not, so that a corner counts
    /// once.</summary>
    private readonly record struct Edge(byte State, int South, int SouthLongitude, int North, int NorthLongitude)
    {
        public static Edge Between(byte state, (int Latitude, int Longitude) a, (int Latitude, int Longitude) b) =>
            a.Latitude < b.Latitude
                ? new Edge(state, a.Latitude, a.Longitude, b.Latitude, b.Longitude)
                : new Edge(state, b.Latitude, b.Longitude, a.Latitude, a.Longitude);

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
