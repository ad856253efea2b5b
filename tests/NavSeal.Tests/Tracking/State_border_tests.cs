using System.Text.Json;
using NavSeal.Model.Units;
using NavSeal.Tracking.Routes;

namespace NavSeal.Tests.Tracking;

public sealed class State_border_tests
{
    [Theory]
    [InlineData("KZ", 43.24, 76.95)]
    [InlineData("KZ", 45.96, 63.30)]
    [InlineData("KG", 42.87, 74.60)]
    [InlineData("CN", 44.21, 80.41)]
    [InlineData("RU", 55.00, 73.40)]
    [InlineData("RU", 54.71, 20.51)]
    [InlineData("RU", 66.80, -178.0)]
    [InlineData("BY", 53.90, 27.56)]
    [InlineData("AM", 40.18, 44.51)]
    [InlineData("UZ", 41.31, 69.28)]
    [InlineData(null, 43.60, 50.20)]
    [InlineData(null, 48.85, 2.35)]
    public void A_place_lies_in_its_state(string? state, double latitude, double longitude) =>
        Assert.Equal(state, Reference.Borders.StateAt(GeoPoint.FromDegrees(latitude, longitude)!.Value));

    /// <summary>Most places are answered for a whole cell of a grid: it has to be what the rings themselves say.</summary>
    [Fact]
    public void Wherever_a_place_lies_it_is_what_the_rings_say() => Seeds.Each(40, random =>
    {
        for (var i = 0; i < 50; i++)
        {
            var place = new GeoPoint(random.Next(35_000_000, 83_000_000), random.Next(-180_000_000, 180_000_000));
            Assert.Equal((place, Rings.StateAt(place)), (place, Reference.Borders.StateAt(place)));
        }
    });

    [Fact]
    public void What_is_no_file_of_borders_is_refused() =>
        Assert.Throws<FormatException>(() => StateBorders.Parse("""{"features":[{"properties":{}}]}"""));

    [Fact]
    public void Without_borders_no_place_lies_anywhere() =>
        Assert.Null(StateBorders.None.StateAt(GeoPoint.FromDegrees(43.24, 76.95)!.Value));

    /// <summary>The rings read anew, and asked one after the other with nothing left out.</summary>
    private static class Rings
    {
        private static readonly List<(string State, List<(long Latitude, long Longitude)> Points)> All = [.. Read()];

        public static string? StateAt(GeoPoint place)
        {
            var east = place.LongitudeMicrodegrees < -165_000_000 ? 360_000_000 : 0;
            var (latitude, longitude) = ((long)place.LatitudeMicrodegrees, (long)place.LongitudeMicrodegrees + east);
            return All.GroupBy(ring => ring.State).Where(state => state.Sum(ring => Crossed(ring.Points, latitude, longitude)) % 2 == 1)
                .Select(state => state.Key).FirstOrDefault();
        }

        private static int Crossed(List<(long Latitude, long Longitude)> points, long latitude, long longitude) =>
            points.Zip(points.Skip(1)).Count(edge =>
            {
                var (south, north) = edge.First.Latitude < edge.Second.Latitude ? edge : (edge.Second, edge.First);
                return latitude >= south.Latitude && latitude < north.Latitude
                    && (longitude - south.Longitude) * (north.Latitude - south.Latitude)
                        >= (north.Longitude - south.Longitude) * (latitude - south.Latitude);
            });

        private static IEnumerable<(string State, List<(long Latitude, long Longitude)> Points)> Read()
        {
            using var file = JsonDocument.Parse(Reference.Text("state-borders.geojson"));
            foreach (var feature in file.RootElement.GetProperty("features").EnumerateArray())
            {
                foreach (var ring in feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray())
                {
                    yield return (feature.GetProperty("properties").GetProperty("state").GetString()!,
                        [.. ring.EnumerateArray().Select(point => (Micro(point[1]), Micro(point[0])))]);
                }
            }
        }

        private static long Micro(JsonElement degrees) => (long)Math.Round(degrees.GetDouble() * 1e6);
    }
}
