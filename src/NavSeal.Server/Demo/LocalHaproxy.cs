using System.Net;

namespace NavSeal.Server.Demo;

/// <summary>An HAProxy of one's own before several processes, from Debian's package.</summary>
internal static class LocalHaproxy
{
    public const string Missing = "HAProxy is missing: install it (Debian: apt-get install haproxy).";

    private const string Configuration = "haproxy.cfg";

    /// <summary>The program; null: not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "haproxy")).FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    /// <param name="folder">Of its configuration and log.</param>
    /// <param name="binds">Where it listens, by the usual port.</param>
    /// <param name="processes">Where each process listens, by the usual port.</param>
    /// <param name="told">Gets a line where it died.</param>
    /// <exception cref="IOException">It is not installed.</exception>
    public static async Task<WatchedProcess> StartAsync(
        string folder,
        IReadOnlyDictionary<int, IPEndPoint> binds,
        IReadOnlyList<IReadOnlyDictionary<int, IPEndPoint>> processes,
        Action<string> told)
    {
        if (Program is null) throw new IOException(Missing);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Configuration);
        await File.WriteAllTextAsync(path, HaproxyText.Fill(HaproxyText.Example, binds, processes));
        var command = new WatchedProgram("HAProxy", folder, [Program, "-db", "-f", path], new Dictionary<string, string>());
        return await WatchedProcess.StartAsync(command, told);
    }
}
