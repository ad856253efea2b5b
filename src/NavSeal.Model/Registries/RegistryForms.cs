using System.Globalization;

namespace NavSeal.Model.Registries;

/// <summary>The forms of numbers and codes in registries, and short ways to say what a column is.</summary>
internal static class RegistryForms
{
    private const int CountryLength = 2, CurrencyLength = 3, GoodsCodeMin = 2, GoodsCodeMax = 10;
    private const int NumberMin = 4, NumberMax = 24, SlugMax = 36;
    private const int LineLengthMax = 4000;

    public static RegistryColumn Text(string name, int lengthMax = RegistryColumn.TextLengthMax) =>
        new() { Name = name, Kind = ColumnKind.Text, LengthMax = lengthMax };

    public static RegistryColumn Needed(RegistryColumn column) => column with { IsRequired = true };

    public static RegistryColumn Whole(string name, int min, int max) =>
        new() { Name = name, Kind = ColumnKind.Whole, Bounds = (min, max) };

    public static RegistryColumn Number(string name, decimal min, decimal max) =>
        new() { Name = name, Kind = ColumnKind.Number, Bounds = (min, max) };

    public static RegistryColumn Day(string name) => new() { Name = name, Kind = ColumnKind.Day };

    public static RegistryColumn Flag(string name) => new() { Name = name, Kind = ColumnKind.Flag };

    public static RegistryColumn Code(string name, params string[] codes) => new() { Name = name, Kind = ColumnKind.Code, Codes = codes };

    public static RegistryColumn Codes(string name, params string[] codes) => new() { Name = name, Kind = ColumnKind.Codes, Codes = codes };

    public static RegistryColumn To(RegistryKind kind, string name) => new() { Name = name, Kind = ColumnKind.Reference, Refers = kind };

    public static RegistryColumn Country(string name) => Form(name, "country", text =>
        text.Length == CountryLength && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : null);

    public static RegistryColumn Countries(string name) => Form(name, "countries", text =>
        Words(text).All(word => word.Length == CountryLength && word.All(char.IsAsciiLetter))
            ? string.Join(' ', Words(text)).ToUpperInvariant() : null);

    public static RegistryColumn Currency(string name) => Form(name, "currency", text =>
        text.Length == CurrencyLength && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : null);

    public static RegistryColumn GoodsCode(string name) => Form(name, "goods-code", text =>
        string.Concat(Words(text)) is { Length: >= GoodsCodeMin and <= GoodsCodeMax } code && code.All(char.IsAsciiDigit) ? code : null);

    public static RegistryColumn Digits(string name, int lengthMax) => Form(name, "digits", text =>
        text.Length <= lengthMax && text.All(char.IsAsciiDigit) ? text : null);

    public static RegistryColumn Slug(string name) => Form(name, "slug", text =>
        text.ToLowerInvariant() is { Length: <= SlugMax } slug && slug.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? slug : null);

    public static RegistryColumn Name(string name) => Form(name, "name", text => string.Join(' ', Words(text)));

    public static RegistryColumn RegistrationNumber(string name) => Form(name, "registration-number", text =>
        string.Concat(text.Where(c => c is not (' ' or '-'))).ToUpperInvariant() is { Length: >= NumberMin and <= NumberMax } number
        && number.All(char.IsAsciiLetterOrDigit) ? number : null);

    public static RegistryColumn PersonNumber(string name) => Form(name, "business-number", BusinessNumber.Normalise);

    public static RegistryColumn Plate(string name) => Form(name, "plate", PlateNumber.Normalise);

    public static RegistryColumn Container(string name) => Form(name, "container", ContainerNumber.Normalise);

    public static RegistryColumn Wagon(string name) => Form(name, "wagon", WagonNumber.Normalise);

    public static RegistryColumn Slugs(string name) => Form(name, "slugs", text =>
        Words(text).All(word => word.Length <= SlugMax && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            ? string.Join(' ', Words(text)).ToLowerInvariant() : null) with
    { LengthMax = LineLengthMax };

    /// <summary>Points as <c>latitude,longitude</c>, separated by spaces: two or more.</summary>
    public static RegistryColumn Line(string name) => Form(name, "line", text =>
        Words(text) is { Length: > 1 } points && points.All(IsPoint) ? string.Join(' ', points) : null) with
    { LengthMax = LineLengthMax };

    private static RegistryColumn Form(string name, string form, Func<string, string?> normalise) =>
        new() { Name = name, Kind = ColumnKind.Form, FormName = form, Normalise = normalise };

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsPoint(string text)
    {
        const decimal latitudeMax = 90, longitudeMax = 180;
        return text.Split(',') is [var latitude, var longitude] && IsDegrees(latitude, latitudeMax) && IsDegrees(longitude, longitudeMax);
    }

    private static bool IsDegrees(string text, decimal max) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)
        && Math.Abs(degrees) <= max;
}
