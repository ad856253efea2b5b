using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>The hard limits. The usual ones are lower: 300 lines a file, 40 a method.</summary>
public sealed class Size_tests
{
    private const int FileLinesMax = 500;
    private const int MethodLinesMax = 70;
    private const int LineLengthMax = 140;
    private const long FileBytesMax = 1 << 20;

    private static readonly string[] Measured = [".cs", ".razor", ".ts"];

    [Fact]
    public void Files_methods_and_lines_stay_within_their_limits() => Rules.Hold(TooLong(Sources.Texts));

    [Fact]
    public void A_planted_long_file_is_reported() =>
        Rules.Report("501 lines", TooLong([Sources.Planted(string.Concat(Enumerable.Repeat("// One line.\n", FileLinesMax + 1)))]));

    [Theory]
    [InlineData("public static class P\n{\n    public static void Run()\n    {\n", "    }\n}\n")]
    [InlineData("public static class P\n{\n    public static int Count\n    {\n        get\n        {\n", "    return 1;}}}\n")]
    [InlineData("", "return 0;\n")]
    public void A_planted_long_method_is_reported(string before, string after) => Rules.Report(
        "lines, at most 70",
        TooLong([Sources.Planted(before + string.Concat(Enumerable.Repeat("System.GC.Collect();\n", MethodLinesMax)) + after)]));

    [Fact]
    public void A_planted_long_line_is_reported() =>
        Rules.Report("141 characters", TooLong([Sources.Planted("// " + new string('x', LineLengthMax - 2))]));

    [Fact]
    public void Limits_are_reached_without_a_finding() => Rules.Hold(TooLong([
        Sources.Planted("// " + new string('x', LineLengthMax - 3)),
        Sources.Planted(string.Concat(Enumerable.Repeat("// One line.\n", FileLinesMax))),
        Sources.Planted("System.GC.Collect();\n" + string.Concat(Enumerable.Repeat("\n", MethodLinesMax - 2)) + "return 0;"),
    ]));

    [Fact]
    public void No_file_is_larger_than_a_mebibyte() =>
        Rules.Hold(TooLarge(Repository.Files.Select(path => (path, new FileInfo(Repository.PathOf(path)).Length))));

    [Fact]
    public void A_planted_large_file_is_reported() =>
        Rules.Report("data.bin", TooLarge([("src/small.bin", FileBytesMax), ("src/data.bin", FileBytesMax + 1)]));

    private static IEnumerable<string> TooLarge(IEnumerable<(string Path, long Bytes)> files) =>
        from file in files where file.Bytes > FileBytesMax select $"{file.Path} has {file.Bytes} bytes, at most {FileBytesMax}";

    private static IEnumerable<string> TooLong(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => Measured.Contains(Path.GetExtension(file.Path))))
        {
            if (file.Lines.Length > FileLinesMax) yield return file.At(FileLinesMax, $"{file.Lines.Length} lines, at most {FileLinesMax}");
            foreach (var (index, line) in file.Lines.Index().Where(line => line.Item.Length > LineLengthMax))
                yield return file.At(index, $"{line.Length} characters, at most {LineLengthMax}");
            if (!file.Path.EndsWith(".cs", StringComparison.Ordinal)) continue;
            foreach (var finding in LongMethods(file)) yield return finding;
        }
    }

    private static IEnumerable<string> LongMethods(SourceFile file)
    {
        foreach (var node in file.Syntax.DescendantNodes().Where(IsMethod))
        {
            var lines = LinesOf(node, node);
            if (lines > MethodLinesMax) yield return file.At(node, $"{lines} lines, at most {MethodLinesMax}");
        }

        var statements = file.Syntax.Members.OfType<GlobalStatementSyntax>().ToList();
        if (statements.Count > 0 && LinesOf(statements[0], statements[^1]) is > MethodLinesMax and var program)
            yield return file.At(statements[0], $"{program} lines, at most {MethodLinesMax}");
    }

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    private static int LinesOf(SyntaxNode first, SyntaxNode last) =>
        last.GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
