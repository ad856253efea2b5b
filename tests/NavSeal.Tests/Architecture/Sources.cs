using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>A text of the repository, or one planted by a test; C# is parsed once, when a rule first asks for it.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<CompilationUnitSyntax> root = new(() =>
        CSharpSyntaxTree.ParseText(text, Options, path).GetCompilationUnitRoot());

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.Parse);

    /// <summary>Relative to the root of the repository, with forward slashes.</summary>
    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    public CompilationUnitSyntax Syntax => root.Value;

    public IEnumerable<T> Nodes<T>() where T : SyntaxNode => Syntax.DescendantNodes().OfType<T>();

    /// <summary>One finding in the form that editors and terminals jump to.</summary>
    public string At(SyntaxNode node, string finding) => At(node.GetLocation().GetLineSpan().StartLinePosition.Line, finding);

    public string At(int line, string finding) => $"{Path}:{line + 1}: {finding}";

    public override string ToString() => Path;
}

/// <summary>The sources that the rules of this folder are held against.</summary>
internal static class Sources
{
    private static readonly string[] TextExtensions =
    [
        ".cs", ".razor", ".css", ".ts", ".js", ".html", ".md", ".csproj", ".props", ".slnx",
        ".json", ".yml", ".csv", ".txt", ".sql", ".resx", "",
    ];

    private static readonly Lazy<SourceFile[]> Read = new(() =>
        [.. Repository.Files.Where(IsOurText).Select(path => new SourceFile(path, Repository.TextOf(path).ReplaceLineEndings("\n")))]);

    /// <summary>Every text of ours, whatever its language.</summary>
    public static IReadOnlyList<SourceFile> Texts => Read.Value;

    public static IEnumerable<SourceFile> CSharp => Texts.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Of(params string[] projects) =>
        projects.SelectMany(project => CSharp.Where(file => file.Path.StartsWith($"src/NavSeal.{project}/", StringComparison.Ordinal)));

    public static SourceFile Planted(string text, string path = "src/NavSeal.Model/Planted.cs") => new(path, text);

    /// <summary>What others wrote and we only carry: lock files, licences, minified libraries.</summary>
    private static bool IsOurText(string path) =>
        TextExtensions.Contains(Path.GetExtension(path), StringComparer.Ordinal)
        && Path.GetFileName(path) is not ("packages.lock.json" or "package-lock.json" or "LICENSE")
        && !path.Contains(".min.", StringComparison.Ordinal)
        && !path.Contains("/vendor/", StringComparison.Ordinal);
}
