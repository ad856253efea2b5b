using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>The pure centre waits for nothing and reaches nothing outside; the journal is blind to what it keeps.</summary>
public sealed class Purity_tests
{
    private static readonly string[] Pure = ["Model", "Devices", "Tracking"];

    private static readonly string[] Awaited =
        ["Task", "ValueTask", "IAsyncEnumerable", "IAsyncEnumerator", "ConfiguredTaskAwaitable", "TaskCompletionSource"];

    private static readonly string[] ForbiddenNamespaces = ["System.Net", "System.Data", "Microsoft.Extensions"];

    /// <summary>What a pure project may take from System.IO: memory, text and the exceptions, no file.</summary>
    private static readonly string[] HarmlessIo =
    [
        "EndOfStreamException", "InvalidDataException", "IOException", "MemoryStream", "Stream",
        "StringReader", "StringWriter", "TextReader", "TextWriter",
    ];

    [Fact]
    public void Pure_projects_have_no_member_that_is_awaited() => Rules.Hold(AwaitedMembers(Sources.Of(Pure)));

    [Theory]
    [InlineData("public sealed class Planted { public Task<int> Read() => throw null!; }", "Task<int>")]
    [InlineData("public sealed class Planted { public System.Threading.Tasks.ValueTask Read() => default; }", "ValueTask")]
    [InlineData("public sealed record Planted(int A) { public IAsyncEnumerable<int>? All { get; init; } }", "IAsyncEnumerable<int>?")]
    [InlineData("public sealed record Planted(Func<Task> Later);", "Func<Task>")]
    [InlineData("public delegate Task Later();", "Task")]
    [InlineData("public static class Planted { public static void Run() { async void Inner() { } Inner(); } }", "async")]
    public void A_planted_awaited_member_is_reported(string source, string expected) =>
        Rules.Report(expected, AwaitedMembers([Sources.Planted(source)]));

    [Theory]
    [InlineData("Model")]
    [InlineData("Devices")]
    [InlineData("Tracking")]
    public void Pure_projects_reach_no_network_database_host_or_file(string project) =>
        Rules.Hold(Reached(CompiledAssembly.OfProject(project)));

    [Theory]
    [InlineData("public static class P { public static object Get() => System.Net.IPAddress.Loopback; }", "System.Net.IPAddress")]
    [InlineData("public static class P { public static object Get() => new System.Data.DataTable(); }", "System.Data.DataTable")]
    [InlineData("public static class P { public static string Get() => System.IO.File.ReadAllText(\"law\"); }", "System.IO.File")]
    public void A_planted_reach_is_reported(string source, string expected) =>
        Rules.Report(expected, Reached(CompiledAssembly.Planted(source)));

    [Fact]
    public void The_harmless_part_of_input_and_output_is_not_reported() => Rules.Hold(Reached(CompiledAssembly.Planted(
        "using System.IO; public static class P { public static long Get(Stream s) => s?.Length ?? throw new InvalidDataException(); }")));

    [Theory]
    [InlineData("Model")]
    [InlineData("Journal")]
    public void Model_and_journal_refer_to_no_other_project(string project) =>
        Assert.DoesNotContain(CompiledAssembly.OfProject(project).Assemblies, name => name.StartsWith("NavSeal", StringComparison.Ordinal));

    private static IEnumerable<string> AwaitedMembers(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (var node in file.Syntax.DescendantNodes())
            {
                if (ResultOf(node) is { } type && type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(IsAwaited))
                    yield return file.At(node, $"{type} is awaited; the pure centre answers at once");
                else if (ModifiersOf(node).Any(SyntaxKind.AsyncKeyword))
                    yield return file.At(node, "async; the pure centre answers at once");
            }
        }
    }

    private static bool IsAwaited(SimpleNameSyntax name) => Awaited.Contains(name.Identifier.Text);

    private static TypeSyntax? ResultOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        BasePropertyDeclarationSyntax property => property.Type,
        BaseFieldDeclarationSyntax field => field.Declaration.Type,
        DelegateDeclarationSyntax type => type.ReturnType,
        OperatorDeclarationSyntax operation => operation.ReturnType,
        ParameterSyntax parameter => parameter.Type,
        _ => null,
    };

    private static SyntaxTokenList ModifiersOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Modifiers,
        LocalFunctionStatementSyntax function => function.Modifiers,
        AnonymousFunctionExpressionSyntax function => function.Modifiers,
        _ => default,
    };

    private static IEnumerable<string> Reached(CompiledAssembly assembly) =>
        from type in assembly.Types
        let space = type.Contains('.') ? type[..type.LastIndexOf('.')] : ""
        where ForbiddenNamespaces.Any(forbidden => space == forbidden || space.StartsWith(forbidden + ".", StringComparison.Ordinal))
            || (space == "System.IO" && !HarmlessIo.Contains(type["System.IO.".Length..]))
        select $"{assembly.Name} refers to {type}";
}
