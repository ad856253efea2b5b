using System.Text.RegularExpressions;
using System.Xml.Linq;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Words;

namespace NavSeal.Tests.Architecture;

/// <summary>What people read is there in every language.</summary>
public sealed partial class Text_tests
{
    private static readonly string[] Languages = ["", ".ru", ".kk"];

    public static TheoryData<string> Tables =>
    [
        .. Directory.GetFiles(Folder, "*Texts.resx").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    private static string Folder => Path.Combine(Repository.Root, "src", "NavSeal.Workplaces", "Texts");

    [Theory]
    [Requirement("CAB-019")]
    [MemberData(nameof(Tables))]
    public void A_table_has_the_same_texts_in_every_language(string table)
    {
        var english = Read(table, "");
        foreach (var language in Languages)
        {
            var texts = Read(table, language);
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{table}{language}: {text.Key} is empty"));
            Assert.All(texts, text => Assert.True(
                Places(english[text.Key]).IsSupersetOf(Places(text.Value)),
                $"{table}{language}: {text.Key} has a place that English has not"));
        }
    }

    [Fact]
    public void Nobody_is_shouted_at() => Assert.All(
        Tables.SelectMany(table => Languages.SelectMany(language => Read(table.Data, language).Values)),
        text => Assert.DoesNotContain('!', text));

    [Theory]
    [InlineData("")]
    [InlineData(".ru")]
    [InlineData(".kk")]
    public void Every_kind_of_situation_refusal_and_event_has_its_words(string language)
    {
        var words = Read("WordsTexts", language);
        Assert.All(Enum.GetNames<NonRoutineKind>(), kind => Assert.True(words.ContainsKey($"Situation_{kind}"), kind));
        Assert.All(Enum.GetNames<NonRoutineKind>(), kind => Assert.True(words.ContainsKey($"Official_{kind}"), kind));
        Assert.All(Enum.GetNames<Refusal>(), reason => Assert.True(words.ContainsKey($"Refusal_{reason}"), reason));
        Assert.All(
            ClosedFamilies.MembersOf(typeof(TransportationEvent)),
            type => Assert.True(words.ContainsKey($"Event_{type.Name}"), type.Name));
    }

    [Fact]
    public void Every_kind_of_situation_has_a_code_of_its_own() => Assert.Equal(
        Enum.GetValues<NonRoutineKind>().Length, Enum.GetValues<NonRoutineKind>().Select(FieldWords.Code).Distinct().Count());

    /// <summary>A text that nobody shows misleads who translates it; a name that no table has shows as itself.</summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_text_is_used(string table)
    {
        var sources = Sources.Texts.Where(file =>
            file.Path.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(file.Path) is ".razor" or ".cs");
        var all = string.Join('\n', sources.Select(file => file.Text));
        var unused = Read(table, "").Keys.Where(key => !all.Contains($"\"{key}\"", StringComparison.Ordinal)
            && !IsOfUsedFamily(key, all));
        Assert.Empty(unused);
    }

    /// <summary>Keys that differ behind a mark are named with a place in them: Age_{unit}.</summary>
    private static bool IsOfUsedFamily(string key, string sources) => key.IndexOfAny(['_', '.']) is var mark and > 0
        && (sources.Contains($"$\"{key[..(mark + 1)]}{{", StringComparison.Ordinal)
            || sources.Contains($"\"{key[..(mark + 1)]}\"", StringComparison.Ordinal));

    private static HashSet<string> Places(string text) => [.. PlaceInText().Matches(text).Select(match => match.Value)];

    private static Dictionary<string, string> Read(string table, string language) =>
        XDocument.Load(Path.Combine(Folder, table + language + ".resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex PlaceInText();
}
