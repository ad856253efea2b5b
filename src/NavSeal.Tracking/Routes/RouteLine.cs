using System.Globalization;
using NavSeal.Model.Units;

namespace NavSeal.Tracking.Routes;

/// <summary>The line of a route, cut into short pieces that lie in a grid: how far off it a place is costs about a microsecond, however
/// long the route.</summary>
/// <remarks>Between two points the line is straight in latitude and longitude, as lines of GeoJSON are. The nearest place on it is found
/// in the plane that touches the earth at the place asked for; how far away that is, is measured along the great circle.</remarks>
internal sealed class RouteLine
{
    /// <summary>A cell is about 28 km high and, where our routes are, 15 to 22 km long.</summary>
    private const double CellDegrees = 0.25;

    /// <summary>So far around a place the grid is searched, ring by ring; farther off the route all pieces are tried.</summary>
    private const int RingsMax = 6;

    private readonly Piece[] pieces;
    private readonly GridIndex grid;

    private RouteLine(Piece[] pieces)
    {
        this.pieces = pieces;
        grid = new GridIndex(Array.ConvertAll(pieces, piece => piece.Box), CellDegrees);
    }

    /// <summary>Compiles a line of points as registries keep it: <c>latitude,longitude</c>, separated by spaces.</summary>
    /// <returns>Null where these are not two points at least.</returns>
    public static RouteLine? Parse(string text)
    {
        var points = new List<(double, double)>();
        foreach (var point in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (point.Split(',') is not [var latitude, var longitude]) return null;
            if (!double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north)) return null;
            if (!double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)) return null;
            if (GeoPoint.FromDegrees(north, east) is null) return null;
            points.Add((north, east));
        }

        return points.Count < 2 ? null : new RouteLine([.. Cut(points)]);
    }

    /// <summary>Metres from a place to the nearest point of the line.</summary>
    public double MetresTo(GeoPoint place)
    {
        var (latitude, longitude) = (place.Latitude, place.Longitude);
        var shrink = Math.Cos(double.DegreesToRadians(latitude));
        var (column, row) = grid.CellAt(latitude, longitude);
        var nearest = new Nearest(double.MaxValue, latitude, longitude);
        for (var ring = 0; ring <= RingsMax; ring++)
        {
            SearchRing(ref nearest, (latitude, longitude, shrink), (column, row, ring));
            if (nearest.Square <= Square(ring * CellDegrees * Math.Min(shrink, 1))) return Metres(place, nearest);
        }

        for (var piece = 0; piece < pieces.Length; piece++) pieces[piece].Look(ref nearest, latitude, longitude, shrink);
        return Metres(place, nearest);
    }

    private static double Metres(GeoPoint place, in Nearest nearest) =>
        GeoPoint.FromDegrees(nearest.Latitude, nearest.Longitude) is { } point ? place.MetresTo(point) : 0;

    private static double Square(double value) => value * value;

    private void SearchRing(
        ref Nearest nearest, (double Latitude, double Longitude, double Shrink) from, (int Column, int Row, int Ring) at)
    {
        for (var row = at.Row - at.Ring; row <= at.Row + at.Ring; row++)
        {
            var isEdge = row == at.Row - at.Ring || row == at.Row + at.Ring;
            var step = isEdge || at.Ring == 0 ? 1 : 2 * at.Ring;
            for (var column = at.Column - at.Ring; column <= at.Column + at.Ring; column += step)
                foreach (var piece in grid.At(column, row)) pieces[piece].Look(ref nearest, from.Latitude, from.Longitude, from.Shrink);
        }
    }

    /// <summary>Pieces no longer than a cell, so that each lies in few cells.</summary>
    private static IEnumerable<Piece> Cut(List<(double Latitude, double Longitude)> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var (north, east) = (to.Latitude - from.Latitude, to.Longitude - from.Longitude);
            var count = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(north), Math.Abs(east)) / CellDegrees));
            for (var part = 0; part < count; part++)
            {
                yield return new Piece(
                    from.Latitude + (north * part / count), from.Longitude + (east * part / count), north / count, east / count);
            }
        }
    }

    /// <summary>The nearest place so far, and the square of its distance in degrees of latitude.</summary>
    private record struct Nearest(double Square, double Latitude, double Longitude);

    /// <summary>A straight piece: where it begins, and how far north and east it goes, in degrees.</summary>
    private readonly record struct Piece(double Latitude, double Longitude, double North, double East)
    {
        public DegreeBox Box => new(
            Math.Min(Latitude, Latitude + North), Math.Min(Longitude, Longitude + East),
            Math.Max(Latitude, Latitude + North), Math.Max(Longitude, Longitude + East));

        public void Look(ref Nearest nearest, double latitude, double longitude, double shrink)
        {
            var (x, y, along) = ((Longitude - longitude) * shrink, Latitude - latitude, East * shrink);
            var length = (along * along) + (North * North);
            var share = length > 0 ? Math.Clamp(-((x * along) + (y * North)) / length, 0, 1) : 0;
            var (dx, dy) = (x + (share * along), y + (share * North));
            var square = (dx * dx) + (dy * dy);
            if (square < nearest.Square) nearest = new Nearest(square, Latitude + (share * North), Longitude + (share * East));
        }
    }
}
