namespace NavSeal.Model.Units;

/// <summary>A point on WGS-84 in whole micro-degrees: 1e-6 degree, about 0.11 m of latitude, far finer than the one arc second that storage
/// must keep.</summary>
/// <remarks>Source: requirement MON-003 (decision on recorded data per transportation).</remarks>
public readonly record struct GeoPoint
{
    /// <summary>Largest latitude, north or south: 90 degrees.</summary>
    public const int LatitudeMax = 90_000_000;

    /// <summary>Largest longitude, east or west: 180 degrees.</summary>
    public const int LongitudeMax = 180_000_000;

    /// <summary>North positive, -90,000,000 to 90,000,000.</summary>
    public int LatitudeMicrodegrees { get; }

    /// <summary>East positive, -180,000,000 to 180,000,000.</summary>
    public int LongitudeMicrodegrees { get; }

    /// <summary>Makes a point of whole micro-degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Latitude beyond 90 or longitude beyond 180 degrees.</exception>
    public GeoPoint(int latitudeMicrodegrees, int longitudeMicrodegrees)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)latitudeMicrodegrees), LatitudeMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)longitudeMicrodegrees), LongitudeMax);
        (LatitudeMicrodegrees, LongitudeMicrodegrees) = (latitudeMicrodegrees, longitudeMicrodegrees);
    }

    /// <summary>The nearest point in whole micro-degrees; null where the degrees are no place on earth or no number.</summary>
    public static GeoPoint? FromDegrees(double latitude, double longitude) =>
        Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180
            ? new GeoPoint((int)Math.Round(latitude * 1e6), (int)Math.Round(longitude * 1e6))
            : null;

    /// <summary>Latitude in degrees, for geometry and for people; never stored.</summary>
    public double Latitude => LatitudeMicrodegrees / 1e6;

    /// <summary>Longitude in degrees, for geometry and for people; never stored.</summary>
    public double Longitude => LongitudeMicrodegrees / 1e6;

    /// <summary>Whether this is the point 0/0, which devices send for "no fix" and which lies in the Gulf of Guinea.</summary>
    public bool IsNullIsland => LatitudeMicrodegrees == 0 && LongitudeMicrodegrees == 0;

    /// <summary>Metres along the great circle to <paramref name="other"/>, on a sphere of 6,371,008.8 m:
    /// within 0.6 percent of the ellipsoid.</summary>
    public double MetresTo(GeoPoint other)
    {
        const double radiusMetres = 6_371_008.8;
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var halfLatitude = Math.Sin((to - from) / 2);
        var halfLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (halfLatitude * halfLatitude) + (Math.Cos(from) * Math.Cos(to) * halfLongitude * halfLongitude);
        return 2 * radiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }
}
