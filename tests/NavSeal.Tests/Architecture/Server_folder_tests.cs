using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NavSeal.Tests.Architecture;

/// <summary>Which folder of the Server may use which: the largest project keeps an order inside,
/// as the projects do among each other.</summary>
public sealed class Server_folder_tests
{
    /// <summary>One line for each folder that has sources, in ordinal order. Root is the files beside Program.cs.
    /// A new folder or a new use is a line changed here, on purpose.</summary>
    private const string AllowedUses = """
        CommandLine -> Configuration, Control, Demo, Http, Identity, Moving, Registry, Replay, Root, State
        Configuration -> Registry
        Control -> Moving, Registry
        Demo -> Configuration, Control, Identity, Registry, State
        Documents -> Keys
        Gateway -> Observability
        Http -> Configuration, Control, Documents, Gateway, Identity, Keys, Moving, Observability, Registry
        Identity -> Configuration
        Keys -> State
        Moving -> Documents, Identity, Keys
        Observability ->
        Registry ->
        Replay -> Registry
        Root -> CommandLine, Configuration, Documents, Gateway, Http, Identity, Keys, Moving, Observability, Registry, Sharing, State
        Sharing ->
        State -> Gateway, Observability, Registry, Sharing
        """;

    private const string ServerFolder = "src/NavSeal.Server/";
    private const string ServerNamespace = "NavSeal.Server.";

    /// <summary>Types of the root that every folder may use without being a use of the root.</summary>
    private static readonly string[] Common = ["Log"];

    [Fact]
    public void Folders_of_the_server_use_exactly_these() => Rules.Same(AllowedUses, Uses([.. Sources.Of("Server")]));

    [Fact]
    public void A_planted_use_is_reported() => Assert.Equal(
        """
        Gateway -> Registry, Root, State
        Registry ->
        Root -> Gateway
        State -> Registry
        """,
        Uses([
            Planted("Loop.cs", "using NavSeal.Server.Gateway; namespace NavSeal.Server; public sealed class Loop;"),
            Planted("Log.cs", "namespace NavSeal.Server; internal static class Log { public static void Started() { } }"),
            Planted("Gateway/Listener.cs", """
                using NavSeal.Server.State;
                namespace NavSeal.Server.Gateway;
                public sealed class Listener(Loop loop, Registry.SealTable seals) { public void Start() => Log.Started(); }
                """),
            Planted("Registry/SealTable.cs", "namespace NavSeal.Server.Registry; public sealed class SealTable;"),
            Planted("State/Fold.cs", "namespace NavSeal.Server.State; public sealed class Fold(NavSeal.Server.Registry.SealTable seals);"),
        ]));

    [Fact]
    public void A_folder_is_not_made_visible_everywhere() => Rules.Hold(GlobalUsings(Sources.Of("Server")));

    [Fact]
    public void A_planted_global_using_is_reported() =>
        Rules.Report("NavSeal.Server.State", GlobalUsings([Planted("Usings.cs", "global using NavSeal.Server.State;")]));

    [Fact]
    public void Namespaces_of_the_server_follow_its_folders() => Rules.Hold(StrayNamespaces(Sources.Of("Server")));

    [Fact]
    public void A_planted_stray_namespace_is_reported() =>
        Rules.Report("NavSeal.Server.State", StrayNamespaces([Planted("Gateway/Listener.cs", "namespace NavSeal.Server.State;")]));

    private static SourceFile Planted(string path, string text) => Sources.Planted(text, ServerFolder + path);

    private static string FolderOf(SourceFile file) =>
        file.Path[ServerFolder.Length..].Split('/') is [var folder, _, ..] ? folder : "Root";

    private static string Uses(IReadOnlyList<SourceFile> files)
    {
        var folders = files.Select(FolderOf).Distinct().ToHashSet();
        var rootTypes = files.Where(file => FolderOf(file) == "Root").SelectMany(file => file.Nodes<BaseTypeDeclarationSyntax>())
            .Select(type => type.Identifier.Text).Except(Common).ToHashSet();
        var lines = from file in files
                    group file by FolderOf(file) into folder
                    orderby folder.Key
                    let used = folder.SelectMany(file => UsedBy(file, folders, rootTypes)).Distinct().Where(target => target != folder.Key)
                    select $"{folder.Key} -> {string.Join(", ", used.Order(StringComparer.Ordinal))}".TrimEnd();
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> UsedBy(SourceFile file, HashSet<string> folders, HashSet<string> rootTypes)
    {
        var namespaces = file.Nodes<BaseNamespaceDeclarationSyntax>().Select(declared => declared.Name).ToHashSet();
        foreach (var name in file.Syntax.DescendantNodes(node => node is not NameSyntax called || !namespaces.Contains(called)))
        {
            if (TargetOf(name, folders) is { } target && !namespaces.Contains(name)) yield return target;
            if (name is IdentifierNameSyntax identifier && IsFree(identifier) && rootTypes.Contains(identifier.Identifier.Text))
                yield return "Root";
        }
    }

    /// <summary>The folder of NavSeal.Server.Folder…, or of Folder.Type where the enclosing namespace completes it.</summary>
    private static string? TargetOf(SyntaxNode name, HashSet<string> folders)
    {
        if (name is not (QualifiedNameSyntax or MemberAccessExpressionSyntax)) return null;
        var text = name.ToString();
        if (text.StartsWith(ServerNamespace, StringComparison.Ordinal)) return text[ServerNamespace.Length..].Split('.')[0];
        var first = text.Split('.')[0];
        return name is QualifiedNameSyntax && folders.Contains(first) ? first : null;
    }

    private static bool IsFree(IdentifierNameSyntax identifier) => identifier.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == identifier,
        QualifiedNameSyntax qualified => qualified.Left == identifier,
        NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != identifier,
        _ => true,
    };

    private static IEnumerable<string> GlobalUsings(IEnumerable<SourceFile> files) =>
        from file in files
        from directive in file.Syntax.Usings
        where directive.GlobalKeyword != default && directive.NamespaceOrType.ToString().StartsWith("NavSeal", StringComparison.Ordinal)
        select file.At(directive, $"makes {directive.NamespaceOrType} visible everywhere; name it where it is used");

    private static IEnumerable<string> StrayNamespaces(IEnumerable<SourceFile> files) =>
        from file in files
        let expected = FolderOf(file) == "Root" ? "NavSeal.Server" : ServerNamespace + FolderOf(file)
        from declared in file.Nodes<BaseNamespaceDeclarationSyntax>()
        let name = declared.Name.ToString()
        where name != expected && !name.StartsWith(expected + ".", StringComparison.Ordinal)
        select file.At(declared, $"is in namespace {name}, its folder says {expected}");
}
