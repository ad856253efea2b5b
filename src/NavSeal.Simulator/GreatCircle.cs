using NavSeal.Model.Units;

namespace NavSeal.Simulator;

/// <summary>Geometry on the sphere that <see cref="GeoPoint.MetresTo"/> measures on.</summary>
internal static class GreatCircle
{
    private const double RadiusMetres = 6_371_008.8;

    /// <summary>The point that lies the given share of the way between two points, along the great circle.</summary>
    public static GeoPoint Between(GeoPoint from, GeoPoint to, double share)
    {
        var angle = from.MetresTo(to) / RadiusMetres;
        if (angle < 1e-12) return from;
        var (weightFrom, weightTo) = (Math.Sin((1 - share) * angle) / Math.Sin(angle), Math.Sin(share * angle) / Math.Sin(angle));
        var (a, b) = (Vector(from), Vector(to));
        return Point(
            (weightFrom * a.X) + (weightTo * b.X),
            (weightFrom * a.Y) + (weightTo * b.Y),
            (weightFrom * a.Z) + (weightTo * b.Z));
    }

    /// <summary>Initial course from one point to another, from 0 to less than 360 degrees.</summary>
    public static double CourseDegrees(GeoPoint from, GeoPoint to)
    {
        var (a, b) = (double.DegreesToRadians(from.Latitude), double.DegreesToRadians(to.Latitude));
        var turn = double.DegreesToRadians(to.Longitude - from.Longitude);
        var east = Math.Sin(turn) * Math.Cos(b);
        var north = (Math.Cos(a) * Math.Sin(b)) - (Math.Sin(a) * Math.Cos(b) * Math.Cos(turn));
        var degrees = double.RadiansToDegrees(Math.Atan2(east, north));
        return ((degrees % 360) + 360) % 360;
    }

    /// <summary>The point that lies so many metres off; exact enough for a few hundred metres away from the poles.</summary>
    public static GeoPoint Offset(GeoPoint from, double metres, double courseDegrees)
    {
        var course = double.DegreesToRadians(courseDegrees);
        var latitude = from.Latitude + double.RadiansToDegrees(metres * Math.Cos(course) / RadiusMetres);
        var eastward = metres * Math.Sin(course) / (RadiusMetres * Math.Cos(double.DegreesToRadians(from.Latitude)));
        return GeoPoint.FromDegrees(latitude, from.Longitude + double.RadiansToDegrees(eastward)) ?? from;
    }

    private static (double X, double Y, double Z) Vector(GeoPoint point)
    {
        var (latitude, longitude) = (double.DegreesToRadians(point.Latitude), double.DegreesToRadians(point.Longitude));
        return (Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
    }

    private static GeoPoint Point(double x, double y, double z)
    {
        var latitude = double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y))));
        return GeoPoint.FromDegrees(latitude, double.RadiansToDegrees(Math.Atan2(y, x)))!.Value;
    }
}
