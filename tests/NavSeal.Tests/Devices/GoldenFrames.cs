using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Devices;

/// <summary>The golden frames of one family: hexadecimal with provenance, and the whole text that the decoder gives for each.</summary>
/// <param name="family">Folder in <c>tests/NavSeal.Tests/Golden</c>.</param>
internal sealed class GoldenFrames(string family)
{
    private readonly string folder = $"tests/NavSeal.Tests/Golden/{family}";

    /// <summary>Names without endings, in order.</summary>
    public IEnumerable<string> Names => Ending(".hex");

    /// <summary>Names of the expectations.</summary>
    public IEnumerable<string> Expected => Ending(".expected.txt");

    /// <summary>Whether the family has any.</summary>
    public bool Exist => Directory.Exists(Repository.PathOf(folder));

    /// <summary>All frames.</summary>
    public IEnumerable<byte[]> All => Names.Select(Bytes);

    public string[] Lines(string name) => File.ReadAllLines(Repository.PathOf($"{folder}/{name}.hex"));

    public byte[] Bytes(string name) => Convert.FromHexString(string.Concat(Lines(name).Where(line => !line.StartsWith('#'))));

    /// <summary>Compares the whole text with what is expected; REWRITE=1 writes it anew.</summary>
    public void Hold(string name, string text)
    {
        var path = Repository.PathOf($"{folder}/{name}.expected.txt");
        if (Environment.GetEnvironmentVariable("REWRITE") == "1") File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }

    private IEnumerable<string> Ending(string ending) => Directory.EnumerateFiles(Repository.PathOf(folder), $"*{ending}")
        .Select(path => Path.GetFileName(path)[..^ending.Length]).Order(StringComparer.Ordinal);
}
