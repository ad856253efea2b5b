using System.Collections.Immutable;
using System.Text.Json;
using NavSeal.Model.Units;

namespace NavSeal.Simulator;

/// <summary>All corridors, and where one can go on from the end of one.</summary>
public sealed class Corridors
{
    /// <summary>Ends that lie so close together are the same place, even when the lines were drawn apart.</summary>
    private const double SamePlaceMetres = 2_000;

    private readonly Dictionary<string, Corridor> byId;

    public Corridors(ImmutableArray<Corridor> all)
    {
        if (all.IsEmpty) throw new ArgumentException("There is no corridor to travel on.", nameof(all));
        All = all;
        byId = all.ToDictionary(corridor => corridor.Id, StringComparer.Ordinal);
    }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<Corridor> All { get; }

    public Corridor? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Reads the text of <c>reference/corridors.geojson</c>.</summary>
    /// <exception cref="FormatException">The text is no collection of lines with the properties of that file.</exception>
    public static Corridors Parse(string geoJson)
    {
        try
        {
            using var document = JsonDocument.Parse(geoJson);
            return new Corridors([.. document.RootElement.GetProperty("features").EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a collection of corridors: {e.Message}", e);
        }
    }

    /// <summary>What can be travelled next after <paramref name="leg"/>: every corridor of the same mode that begins or ends there, the
    /// way back included.</summary>
    internal ImmutableArray<Leg> After(Leg leg) =>
    [
        .. All.Where(corridor => corridor.Mode == leg.Corridor.Mode)
            .SelectMany(corridor => new[] { new Leg(corridor, true), new Leg(corridor, false) })
            .Where(next => next.Beginning.MetresTo(leg.End) <= SamePlaceMetres),
    ];

    private static Corridor Read(JsonElement feature)
    {
        var properties = feature.GetProperty("properties");
        var coordinates = feature.GetProperty("geometry").GetProperty("coordinates");
        return new Corridor([.. coordinates.EnumerateArray().Select(ReadPoint)])
        {
            Id = Text(properties, "id"),
            NameEnglish = Text(properties, "name_en"),
            NameRussian = Text(properties, "name_ru"),
            Mode = Text(properties, "mode") switch
            {
                "road" => CorridorMode.Road,
                "rail" => CorridorMode.Rail,
                var other => throw new FormatException($"'{other}' is neither road nor rail."),
            },
            From = Text(properties, "from"),
            To = Text(properties, "to"),
            States = [.. properties.GetProperty("states").EnumerateArray().Select(state => state.GetString()!)],
        };
    }

    private static string Text(JsonElement properties, string name) =>
        properties.GetProperty(name).GetString() ?? throw new FormatException($"A corridor has no {name}.");

    private static GeoPoint ReadPoint(JsonElement pair) =>
        pair.GetArrayLength() >= 2 && GeoPoint.FromDegrees(pair[1].GetDouble(), pair[0].GetDouble()) is { } point
            ? point
            : throw new FormatException($"{pair} is no place on earth.");
}

/// <summary>One passage of a corridor, in one of its two directions.</summary>
internal readonly record struct Leg(Corridor Corridor, bool IsForward)
{
    public GeoPoint Beginning => IsForward ? Corridor.Points[0] : Corridor.Points[^1];

    public GeoPoint End => IsForward ? Corridor.Points[^1] : Corridor.Points[0];

    /// <summary>Position after so many metres of the passage.</summary>
    public CorridorPosition At(double metres) => Corridor.At(IsForward ? metres : Corridor.LengthMetres - metres, IsForward);
}
