using System.Collections.Immutable;
using NavSeal.Model.Units;

namespace NavSeal.Simulator;

/// <summary>How goods travel along a corridor.</summary>
public enum CorridorMode
{
    Road = 1,
    Rail = 2,
}

/// <summary>A road or railway between two places, as a simplified line: for maps and demonstrations, not for navigation.</summary>
public sealed class Corridor
{
    private readonly double[] metresAtPoint;

    /// <summary>A line through <paramref name="points"/>, in the order of travel.</summary>
    /// <exception cref="ArgumentException">Fewer than two points, or two neighbours at one place: such a line has no course.</exception>
    public Corridor(ImmutableArray<GeoPoint> points)
    {
        if (points.Length < 2) throw new ArgumentException("A corridor needs two points.", nameof(points));
        metresAtPoint = new double[points.Length];
        for (var i = 1; i < points.Length; i++)
        {
            var metres = points[i - 1].MetresTo(points[i]);
            if (metres <= 0) throw new ArgumentException($"Points {i - 1} and {i} are the same place.", nameof(points));
            metresAtPoint[i] = metresAtPoint[i - 1] + metres;
        }

        Points = points;
    }

    /// <summary>Key in <c>reference/corridors.geojson</c>.</summary>
    public required string Id { get; init; }

    public required string NameEnglish { get; init; }

    public required string NameRussian { get; init; }

    public required CorridorMode Mode { get; init; }

    /// <summary>Key of the place where it begins, mostly a row of <c>reference/checkpoints.csv</c>.</summary>
    public required string From { get; init; }

    /// <summary>Key of the place where it ends.</summary>
    public required string To { get; init; }

    /// <summary>ISO alpha-2 of the states it passes, in the order of travel.</summary>
    public required ImmutableArray<string> States { get; init; }

    public ImmutableArray<GeoPoint> Points { get; }

    /// <summary>Length of the line itself; 5 to 15 percent less than the road.</summary>
    public double LengthMetres => metresAtPoint[^1];

    /// <summary>Where one is after so many metres, and where one heads.</summary>
    /// <param name="metres">From the beginning of the line; beyond an end is the end.</param>
    /// <param name="isForward">False: travelled from the end to the beginning; only the course differs.</param>
    public CorridorPosition At(double metres, bool isForward = true)
    {
        var within = Math.Clamp(metres, 0, LengthMetres);
        var found = Array.BinarySearch(metresAtPoint, within);
        var segment = Math.Clamp(found >= 0 ? found : ~found - 1, 0, Points.Length - 2);
        var share = (within - metresAtPoint[segment]) / (metresAtPoint[segment + 1] - metresAtPoint[segment]);
        var at = GreatCircle.Between(Points[segment], Points[segment + 1], share);
        // The course is taken against the farther end, so that the rounding of the point to micro-degrees does not turn it.
        var course = share < 0.5
            ? GreatCircle.CourseDegrees(at, Points[segment + 1])
            : GreatCircle.CourseDegrees(at, Points[segment]) + 180;
        return new CorridorPosition(at, (isForward ? course : course + 180) % 360);
    }
}

/// <summary>A place on a corridor.</summary>
/// <param name="At">Where.</param>
/// <param name="CourseDegrees">Heading along the line, from 0 to less than 360.</param>
public readonly record struct CorridorPosition(GeoPoint At, double CourseDegrees);
