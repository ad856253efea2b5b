using System.Text.RegularExpressions;

namespace NavSeal.Tests.Architecture;

/// <summary>Adding a protocol touches four places, and the lists where names are kept: shown by the smallest one.</summary>
public sealed partial class Protocol_place_tests
{
    /// <summary>Every file that names eSeal, folders of the family as one line each: compared as exact text, so that neither a place
    /// more nor a stale line passes.</summary>
    private const string PlacesOfEseal = """
        1 the family: src/NavSeal.Devices/Eseal/*
        2 golden frames: tests/NavSeal.Tests/Golden/eseal/*
        3 what is known: docs/protocols/eseal.md
        4 the list of protocols: src/NavSeal.Devices/DeviceProtocols.cs
        a name: docs/operations/settings.md
        a name: reference/device-profiles.csv
        a name: src/NavSeal.Model/Seals/DeviceIdentity.cs
        a name: src/NavSeal.Workplaces/Words/FieldWords.cs
        """;

    private static readonly (string Files, string Place)[] places =
    [
        ("src/NavSeal.Devices/Eseal/", "1 the family: src/NavSeal.Devices/Eseal/*"),
        ("tests/NavSeal.Tests/Golden/eseal/", "2 golden frames: tests/NavSeal.Tests/Golden/eseal/*"),
        ("docs/protocols/eseal.md", "3 what is known: docs/protocols/eseal.md"),
        ("src/NavSeal.Devices/DeviceProtocols.cs", "4 the list of protocols: src/NavSeal.Devices/DeviceProtocols.cs"),
    ];

    /// <summary>What only looks at protocols, and pages for people, may name one as an example.</summary>
    private static readonly string[] onlookers =
        ["tests/", "bench/", "src/NavSeal.Simulator/", "CONTRIBUTING.md", "README.md", "docs/fuzzing.md"];

    [Fact]
    public void ESeal_is_named_in_four_places_and_where_names_are_kept() =>
        Rules.Same(PlacesOfEseal, PlacesIn(Repository.Files.Where(IsRead).Select(path => (path, Repository.TextOf(path)))));

    [Fact]
    public void A_planted_fifth_place_is_reported() => Assert.Equal(
        "1 the family: src/NavSeal.Devices/Eseal/*\na name: src/NavSeal.Server/Gateway/Planted.cs",
        PlacesIn(
        [
            ("src/NavSeal.Devices/Eseal/EsealSession.cs", "Eseal"),
            ("src/NavSeal.Server/Gateway/Planted.cs", "if (protocol == DeviceProtocol.Eseal) return;"),
            ("src/NavSeal.Server/Gateway/Other.cs", "return;"),
        ]));

    private static bool IsRead(string path) => Path.GetExtension(path)
        is ".cs" or ".md" or ".csv" or ".hex" or ".razor" or ".resx" or ".cfg" or ".json" or ".yml" or ".csproj" or "";

    private static string PlacesIn(IEnumerable<(string Path, string Text)> files) => string.Join('\n', files
        .Where(file => Name().IsMatch(file.Path) || Name().IsMatch(file.Text))
        .Select(file => PlaceOf(file.Path)).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    /// <summary>Null for who only looks on.</summary>
    private static string? PlaceOf(string path) =>
        places.FirstOrDefault(place => path.StartsWith(place.Files, StringComparison.Ordinal)).Place
        ?? (onlookers.Any(files => path.StartsWith(files, StringComparison.Ordinal)) ? null : $"a name: {path}");

    /// <summary>The name alone or at the beginning of one, and not the end of another ("releaseSeal").</summary>
    [GeneratedRegex("(?<![A-Za-z])(Eseal|eseal|eSeal|ESEAL)")]
    private static partial Regex Name();
}
