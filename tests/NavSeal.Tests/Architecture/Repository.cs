using System.IO.Enumeration;

namespace NavSeal.Tests.Architecture;

/// <summary>The working copy the tests were built from: what git would keep of it, read without git.</summary>
internal static class Repository
{
    private const int DepthMax = 12;

    private static readonly Lazy<string> FoundRoot = new(FindRoot);
    private static readonly Lazy<string[]> Ignored = new(() => [".git", .. ReadIgnored(File.ReadAllLines(PathOf(".gitignore")))]);
    private static readonly Lazy<string[]> FoundFiles = new(() => [.. Walk(Root).Order(StringComparer.Ordinal)]);

    public static string Root => FoundRoot.Value;

    /// <summary>Every file that .gitignore does not leave out, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files => FoundFiles.Value;

    /// <summary>Names of the entries of the root directory, without those that .gitignore leaves out.</summary>
    public static IEnumerable<string> RootEntries =>
        Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)).Where(IsKept).Order(StringComparer.Ordinal);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string TextOf(string relative) => File.ReadAllText(PathOf(relative));

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        for (var depth = 0; depth < DepthMax && directory is not null; depth++)
        {
            if (File.Exists(Path.Combine(directory, "NavSeal.slnx"))) return directory;
            directory = Path.GetDirectoryName(directory);
        }

        throw new InvalidOperationException($"No NavSeal.slnx above {AppContext.BaseDirectory}.");
    }

    /// <summary>Plain names and globs are all that our .gitignore uses; a path or a negation in it would need more than this.</summary>
    private static IEnumerable<string> ReadIgnored(IEnumerable<string> lines) =>
        from line in lines
        let pattern = line.Trim().TrimEnd('/')
        where pattern.Length > 0 && pattern[0] != '#'
        select pattern.Contains('/') || pattern[0] == '!'
            ? throw new NotSupportedException($".gitignore: '{line}' is more than a name or a glob.")
            : pattern;

    private static bool IsKept(string name) =>
        !Ignored.Value.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private static IEnumerable<string> Walk(string directory)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(directory).Where(path => IsKept(Path.GetFileName(path))))
        {
            if (!Directory.Exists(path)) yield return Path.GetRelativePath(Root, path).Replace('\\', '/');
            else foreach (var inner in Walk(path)) yield return inner;
        }
    }
}
