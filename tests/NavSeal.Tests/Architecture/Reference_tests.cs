using System.Xml.Linq;

namespace NavSeal.Tests.Architecture;

/// <summary>Which project may reference which: compared as exact text, so that a new edge and a stale line both fail.</summary>
public sealed class Reference_tests
{
    private const string AllowedReferences = """
        Bench -> Devices, Journal, Model, Server, Simulator, Tracking
        Billing -> Journal, Model
        Devices -> Model
        Exchange -> Journal, Model
        Journal ->
        Model ->
        Server -> Billing, Devices, Exchange, Journal, Model, Simulator, Tracking, Workplaces
        Simulator -> Devices, Model
        Tests -> Billing, Devices, Exchange, Journal, Model, Server, Simulator, Tracking, Workplaces
        Tracking -> Model
        Workplaces -> Journal, Model
        """;

    [Fact]
    public void References_are_exactly_these() => Rules.Same(AllowedReferences, References(Projects()));

    [Fact]
    public void A_planted_reference_is_reported() => Assert.Equal(
        "Model -> Journal, Tracking",
        References([("src/NavSeal.Model/NavSeal.Model.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="..\NavSeal.Tracking\NavSeal.Tracking.csproj" />
                <ProjectReference Include="../NavSeal.Journal/NavSeal.Journal.csproj" />
              </ItemGroup>
            </Project>
            """)]));

    [Fact]
    public void Every_project_is_in_the_solution() => Assert.Equal(
        Projects().Select(project => project.Path).Order(StringComparer.Ordinal),
        XDocument.Parse(Repository.TextOf("NavSeal.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value)
            .Order(StringComparer.Ordinal));

    private static IEnumerable<(string Path, string Text)> Projects() =>
        Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => (path, Repository.TextOf(path)));

    private static string References(IEnumerable<(string Path, string Text)> projects) =>
        string.Join('\n', projects.Select(Line).Order(StringComparer.Ordinal));

    private static string Line((string Path, string Text) project)
    {
        var targets = XDocument.Parse(project.Text).Descendants("ProjectReference")
            .Select(reference => ShortName(reference.Attribute("Include")!.Value));
        return $"{ShortName(project.Path)} -> {string.Join(", ", targets.Order(StringComparer.Ordinal))}".TrimEnd();
    }

    private static string ShortName(string projectPath) =>
        Path.GetFileNameWithoutExtension(projectPath.Replace('\\', '/'))["NavSeal.".Length..];
}
