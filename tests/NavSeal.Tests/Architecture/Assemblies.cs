using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NavSeal.Tests.Architecture;

/// <summary>What a compiled assembly really refers to, whatever its sources call it.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(string name, Stream image)
    {
        Name = name;
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();
        Types = [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => FullName(metadata, type)).Distinct()
            .Order(StringComparer.Ordinal)];
        Assemblies = [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Order(StringComparer.Ordinal)];
    }

    public string Name { get; }

    /// <summary>Full names of the types of other assemblies that this one refers to; nested types are not listed apart.</summary>
    public IReadOnlyList<string> Types { get; }

    public IReadOnlyList<string> Assemblies { get; }

    public static CompiledAssembly OfProject(string project)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"NavSeal.{project}.dll");
        return new CompiledAssembly(project, File.OpenRead(path));
    }

    /// <summary>Compiles <paramref name="source"/> in memory against the framework of the tests.</summary>
    public static CompiledAssembly Planted(string source)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Planted", [CSharpSyntaxTree.ParseText(source)], framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new CompiledAssembly("Planted", image);
    }

    private static string FullName(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}".TrimStart('.');
}
