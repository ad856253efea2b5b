using NavSeal.Model.Units;

namespace NavSeal.Workplaces.Words;

/// <summary>Something with a place and a name in each language: a town, a post, an office.</summary>
public sealed record NamedPlace
{
    /// <summary>Its key in the reference table.</summary>
    public required string Key { get; init; }

    public required GeoPoint At { get; init; }

    public required string NameEnglish { get; init; }

    public required string NameRussian { get; init; }

    public required string NameKazakh { get; init; }

    /// <summary>The name in a language; the Russian one where the Kazakh is not known.</summary>
    public string NameIn(string language) => language switch
    {
        "ru" => NameRussian,
        "kk" => NameKazakh.Length > 0 ? NameKazakh : NameRussian,
        _ => NameEnglish,
    };
}

/// <summary>Where something is, as one says it: so far from the nearest place, in one of eight directions.</summary>
/// <param name="Place">The nearest place.</param>
/// <param name="Kilometres">Rounded; 0: there.</param>
/// <param name="Direction">From the place: 0 north, clockwise to 7 north-west.</param>
public sealed record Whereabouts(NamedPlace Place, int Kilometres, int Direction);

/// <summary>Knows the places by which people say where something is.</summary>
public sealed class Gazetteer(IEnumerable<NamedPlace> places)
{
    private const double ThereMetres = 3000;
    private readonly NamedPlace[] places = [.. places];

    /// <summary>The nearest place; null where none is known.</summary>
    public Whereabouts? Near(GeoPoint point)
    {
        var (nearest, metres) = ((NamedPlace?)null, double.MaxValue);
        foreach (var place in places)
        {
            var distance = place.At.MetresTo(point);
            if (distance < metres) (nearest, metres) = (place, distance);
        }

        if (nearest is null) return null;
        return metres < ThereMetres
            ? new Whereabouts(nearest, 0, 0)
            : new Whereabouts(nearest, (int)Math.Round(metres / 1000), DirectionOf(nearest.At, point));
    }

    private static int DirectionOf(GeoPoint from, GeoPoint to)
    {
        var east = (to.Longitude - from.Longitude) * Math.Cos(double.DegreesToRadians(from.Latitude));
        var degrees = double.RadiansToDegrees(Math.Atan2(east, to.Latitude - from.Latitude));
        return (int)Math.Round((degrees + 360) / 45) % 8;
    }
}

/// <summary>The offices of customs by their keys.</summary>
/// <param name="offices">Those of the reference table.</param>
/// <param name="entered">What the registry calls an office, by key and language; null: nobody can enter one.</param>
public sealed class Offices(IEnumerable<NamedPlace> offices, Func<string, string, string?>? entered = null)
{
    private readonly Dictionary<string, NamedPlace> byKey = offices.ToDictionary(office => office.Key, StringComparer.Ordinal);

    /// <summary>The office of a key; null where the table has none.</summary>
    public NamedPlace? Find(string? key) => key is null ? null : byKey.GetValueOrDefault(key);

    /// <summary>How an office is called, be it of the table or entered by somebody; its key where neither has it.</summary>
    public string NameOf(string key, string language) => Find(key)?.NameIn(language) ?? entered?.Invoke(key, language) ?? key;

    /// <summary>The same offices beside those that were entered.</summary>
    public Offices With(Func<string, string, string?> names) => new(byKey.Values, names);
}
