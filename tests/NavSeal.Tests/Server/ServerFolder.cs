using NavSeal.Devices;

namespace NavSeal.Tests.Server;

/// <summary>A data folder for one test, and ports that nobody else has. Removed at the end.</summary>
internal sealed class ServerFolder : IDisposable
{
    private readonly Dictionary<string, int> devicePorts = DeviceProtocols.All.ToDictionary(one => one.Port.Setting, _ => FreePorts.Take());

    public string Path { get; } = Directory.CreateTempSubdirectory("navseal-test-").FullName;

    public int HttpPort { get; } = FreePorts.Take();

    public int EgtsPort => devicePorts["egts-port"];

    public int WialonPort => devicePorts["wialon-port"];

    public int TeltonikaPort => devicePorts["teltonika-port"];

    public int SharedPort { get; } = FreePorts.Take();

    /// <summary>Taken by nobody; whoever listens for TLS says so.</summary>
    public int TlsPort { get; } = FreePorts.Take();

    public string Journal => System.IO.Path.Combine(Path, "journal");

    public string StateTable => System.IO.Path.Combine(Path, "state.db");

    /// <summary>What <c>serve</c> is started with.</summary>
    public string[] Arguments =>
    [
        "--data", Path, "--http-port", $"{HttpPort}", .. devicePorts.SelectMany(port => new[] { $"--{port.Key}", $"{port.Value}" }),
        "--shared-port", $"{SharedPort}", "--seal-address", "127.0.0.1",
        "--segment-mib", "16", "--state-save-seconds", "1", "--metrics-open", "loopback",
    ];

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Waits for a state, with an end.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Cancelled when a test has waited too long for anything.</summary>
    public static CancellationToken Token => new CancellationTokenSource(Usual, TimeProvider.System).Token;

    /// <summary>Returns once <paramref name="state"/> holds.</summary>
    /// <exception cref="TimeoutException">It never did.</exception>
    public static async Task UntilAsync(string what, Func<Task<bool>> state)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await state())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Usual) throw new TimeoutException($"Still not: {what}.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
