using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>Types say what they are, are closed, and are no interface for its own sake.</summary>
public sealed class Shape_tests
{
    private static readonly string[] HollowEndings =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Base", "Impl", "Info", "Data"];

    /// <summary>Interfaces of one implementation that stand nevertheless, each with its reason.</summary>
    private static readonly Dictionary<string, string> Alone = new()
    {
        ["ICommandDesk"] = "a border between projects: Workplaces, Exchange and Billing ask, the Server answers and stays unknown to them",
        ["ISealDirectory"] = "a border between projects: Devices ask who is let in, the Server keeps the registry",
    };

    [Fact]
    public void No_type_has_a_hollow_name() => Rules.Hold(HollowNames(Sources.CSharp));

    [Theory]
    [InlineData("public sealed class SealManager;")]
    [InlineData("public static class SealUtils;")]
    [InlineData("public sealed record SealInfo;")]
    [InlineData("public enum SealData { None }")]
    [InlineData("public delegate void SealProcessor();")]
    public void A_planted_hollow_name_is_reported(string source) => Rules.Report("Planted.cs:1", HollowNames([Sources.Planted(source)]));

    [Fact]
    public void Endings_inside_a_word_are_not_reported() =>
        Rules.Hold(HollowNames([Sources.Planted("public sealed class Database; public sealed record Metadata;")]));

    [Fact]
    public void Classes_are_sealed_static_or_abstract() => Rules.Hold(OpenClasses(Sources.CSharp));

    [Theory]
    [InlineData("public class Seal;", 1)]
    [InlineData("public record Seal;", 1)]
    [InlineData("public partial class Seal; public sealed partial class Seal;", 0)]
    [InlineData("public sealed class A; public static class B; public abstract class C; public record struct D; sealed record E;", 0)]
    public void A_planted_open_class_is_reported(string source, int findings) =>
        Assert.Equal(findings, OpenClasses([Sources.Planted(source)]).Count());

    [Fact]
    public void No_interface_stands_for_one_implementation()
    {
        foreach (var (name, why) in Alone) TestContext.Current.TestOutputHelper?.WriteLine($"{name} may stand alone: {why}.");
        Rules.Hold(LonelyInterfaces(Sources.CSharp.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)), Alone));
    }

    [Theory]
    [InlineData("public interface ISeal; public sealed class Seal : ISeal;", 1)]
    [InlineData("public interface ISeal; public sealed class A : ISeal; public readonly record struct B : ISeal;", 0)]
    [InlineData("public interface IMark<T>; public sealed class A : IMark<int>; public sealed class B : NavSeal.IMark<long>;", 0)]
    [InlineData("public interface IAny; public interface ISeal : IAny; public sealed class A : ISeal; public sealed class B : ISeal;", 0)]
    [InlineData("public interface ISealDirectory; public sealed class Seals : ISealDirectory;", 0)]
    public void A_planted_lonely_interface_is_reported(string source, int findings) =>
        Assert.Equal(findings, LonelyInterfaces([Sources.Planted(source)], Alone).Count());

    private static IEnumerable<string> HollowNames(IEnumerable<SourceFile> files) =>
        from file in files
        from node in file.Syntax.DescendantNodes()
        let name = node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => "",
        }
        let ending = HollowEndings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal))
        where ending is not null
        select file.At(node, $"{name}: '{ending}' says nothing; name what it is or does");

    private static IEnumerable<string> OpenClasses(IEnumerable<SourceFile> files) =>
        from declared in (from file in files
                          from type in file.Nodes<TypeDeclarationSyntax>()
                          where type is ClassDeclarationSyntax || type.IsKind(SyntaxKind.RecordDeclaration)
                          select (file, type)).GroupBy(declared => KeyOf(declared.file, declared.type))
        where !declared.Any(part => part.type.Modifiers.Any(IsClosing))
        let first = declared.First()
        where !IsProvenOpen(first.type)
        select first.file.At(first.type, $"{first.type.Identifier.Text} is neither sealed nor static nor abstract");

    /// <summary>The entry point's class belongs to the compiler; the family tests need an open member to show that it is refused;
    /// BenchmarkDotNet derives from the classes it runs.</summary>
    private static bool IsProvenOpen(TypeDeclarationSyntax type) =>
        type.Identifier.Text == "Program"
        || type.Identifier.Text.EndsWith("Benchmarks", StringComparison.Ordinal)
        || type.Parent is TypeDeclarationSyntax { Identifier.Text: "WithLooseMember" };

    private static bool IsClosing(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword;

    /// <summary>Parts of one type have the same key: project, enclosing types, name.</summary>
    private static string KeyOf(SourceFile file, TypeDeclarationSyntax type) => string.Join('/', [
        .. file.Path.Split('/').Take(2),
        .. type.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString()),
        .. type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Select(each => $"{each.Identifier.Text}`{each.Arity}"),
    ]);

    private static IEnumerable<string> LonelyInterfaces(IEnumerable<SourceFile> files, Dictionary<string, string> allowed)
    {
        var sources = files.ToList();
        var types = sources.SelectMany(file => file.Nodes<TypeDeclarationSyntax>()).ToList();
        var implementations = types.SelectMany(type => BasesOf(type).Select(name => (name, type)))
            .ToLookup(pair => pair.name, pair => pair.type);
        return from file in sources
               from declared in file.Nodes<InterfaceDeclarationSyntax>()
               let name = declared.Identifier.Text
               let count = CountOf(name, implementations)
               where count < 2 && !allowed.ContainsKey(name)
               select file.At(declared, $"{name} has {count} implementation(s); use the class itself. Allowed alone: {Reasons(allowed)}");
    }

    private static string Reasons(Dictionary<string, string> allowed) =>
        string.Join("; ", allowed.Select(entry => $"{entry.Key} ({entry.Value})"));

    private static int CountOf(string name, ILookup<string, TypeDeclarationSyntax> implementations) =>
        implementations[name].Sum(type => type is InterfaceDeclarationSyntax ? CountOf(type.Identifier.Text, implementations) : 1);

    private static IEnumerable<string> BasesOf(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.Select(each => each.Type is QualifiedNameSyntax qualified ? qualified.Right : each.Type)
            .OfType<SimpleNameSyntax>().Select(name => name.Identifier.Text) ?? [];
}
