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

    [Fact]
    public void What_is_no_file_of_borders_is_refused() =>
        Assert.Throws<FormatException>(() => StateBorders.Parse("""{"features":[{"properties":{}}]}"""));

    [Fact]
    public void Without_borders_no_place_lies_anywhere() =>
        Assert.Null(StateBorders.None.StateAt(GeoPoint.FromDegrees(43.24, 76.95)!.Value));
}
