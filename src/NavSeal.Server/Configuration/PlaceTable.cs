using System.Globalization;
using NavSeal.Model.Units;
using NavSeal.Tracking;
using NavSeal.Workplaces.Words;

namespace NavSeal.Server.Configuration;

/// <summary>Reads tables of named places: <c>places.csv</c>, <c>checkpoints.csv</c>.</summary>
internal static class PlaceTable
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The rows that have a place.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="keyColumn">The column of the key.</param>
    /// <exception cref="FormatException">A column is missing or a row is wrong; names file, line and column.</exception>
    public static IReadOnlyList<NamedPlace> Parse(string name, string text, string keyColumn) =>
        [.. CsvText.Parse(name, text).Rows.Where(row => row["latitude"].Length > 0).Select(row => new NamedPlace
        {
            Key = row[keyColumn],
            At = GeoPoint.FromDegrees(Degrees(row, "latitude"), Degrees(row, "longitude"))
                ?? throw row.Wrong("latitude", "is no place on earth."),
            NameEnglish = row["name_en"],
            NameRussian = row["name_ru"],
            NameKazakh = row["name_kk"],
        })];

    private static double Degrees(CsvRow row, string column) =>
        double.TryParse(row[column], Style, CultureInfo.InvariantCulture, out var degrees)
            ? degrees
            : throw row.Wrong(column, "is no number of degrees.");
}
