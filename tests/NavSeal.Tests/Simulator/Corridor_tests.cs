using NavSeal.Model.Units;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

public sealed class Corridor_tests
{
    [Fact]
    public void The_reference_corridors_are_read_with_names_mode_and_states()
    {
        var corridor = Scene.Corridors.Find("road-khorgos-aktobe-zhaisan");

        Assert.NotNull(corridor);
        Assert.Equal(CorridorMode.Road, corridor.Mode);
        Assert.Equal(["KZ"], corridor.States);
        Assert.StartsWith("Western Europe", corridor.NameEnglish, StringComparison.Ordinal);
        Assert.Equal(54, corridor.Points.Length);
        Assert.InRange(corridor.LengthMetres, 2_490_000, 2_500_000);
        Assert.Contains(Scene.Corridors.All, each => each.Mode == CorridorMode.Rail);
    }

    [Fact]
    public void Ends_are_ends_also_beyond_them()
    {
        foreach (var corridor in Scene.Corridors.All)
        {
            Assert.Equal(corridor.Points[0], corridor.At(-5).At);
            Assert.Equal(corridor.Points[0], corridor.At(0).At);
            Assert.Equal(corridor.Points[^1], corridor.At(corridor.LengthMetres).At);
            Assert.Equal(corridor.Points[^1], corridor.At(corridor.LengthMetres + 5).At);
        }
    }

    [Fact]
    public void Equal_ways_are_equal_distances()
    {
        var corridor = Line((44.22, 80.37), (43.30, 77.20));
        for (var metres = 0; metres < corridor.LengthMetres - 1_000; metres += 1_000)
            Assert.InRange(corridor.At(metres).At.MetresTo(corridor.At(metres + 1_000).At), 999.5, 1_000.5);
    }

    [Theory]
    [InlineData(0, 0, 0, 1, 90)]
    [InlineData(0, 0, 1, 0, 0)]
    [InlineData(0, 1, 0, 0, 270)]
    [InlineData(1, 0, 0, 0, 180)]
    public void The_course_counts_from_north_by_east(double latitude, double longitude, double toNorth, double toEast, double course)
    {
        var corridor = Line((latitude, longitude), (toNorth, toEast));
        foreach (var share in (double[])[0, 0.3, 0.6, 1])
        {
            Assert.Equal(course, corridor.At(share * corridor.LengthMetres).CourseDegrees, 0.01);
            Assert.Equal((course + 180) % 360, corridor.At(share * corridor.LengthMetres, isForward: false).CourseDegrees, 0.01);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"features":[]}""")]
    [InlineData("""{"features":[{"properties":{"id":"a"},"geometry":{"coordinates":[[1,2],[3,4]]}}]}""")]
    [InlineData("""{"features":[{"properties":{"id":"a"},"geometry":{"coordinates":[[1,2]]}}]}""")]
    [InlineData("""{"features":[{"properties":{"id":"a"},"geometry":{"coordinates":[[1],[3,4]]}}]}""")]
    public void What_is_no_collection_of_corridors_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Corridors.Parse(text));

    private static Corridor Line((double Latitude, double Longitude) from, (double Latitude, double Longitude) to) =>
        new([GeoPoint.FromDegrees(from.Latitude, from.Longitude)!.Value, GeoPoint.FromDegrees(to.Latitude, to.Longitude)!.Value])
        {
            Id = "line",
            NameEnglish = "A line",
            NameRussian = "Линия",
            Mode = CorridorMode.Road,
            From = "here",
            To = "there",
            States = ["KZ"],
        };
}
