using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NavSeal.Server.Configuration;
using NavSeal.Server.State;

namespace NavSeal.Server.Demo;

/// <summary>Several identical processes of the operator with HAProxy before them, where one process would listen otherwise.</summary>
internal sealed class DemoProcesses : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90), Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The settings that are ports; their defaults are the ports of HAProxy's example.</summary>
    private static readonly IReadOnlyList<Setting> PortSettings =
        [.. Settings.All.Where(setting => setting.Name.EndsWith("-port", StringComparison.Ordinal))];

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly FolderLock folderLock;
    private readonly List<WatchedProcess> processes = [];
    private WatchedProcess? proxy;

    private DemoProcesses(FolderLock folderLock) => this.folderLock = folderLock;

    /// <summary>Their data folders.</summary>
    public IReadOnlyList<string> Folders => [.. processes.Select(process => process.Program.Folder)];

    /// <summary>Starts them, and returns when each takes in and HAProxy leads to them.</summary>
    /// <param name="settings">Of one process in their place: HAProxy listens where it would.</param>
    /// <param name="wanted">How many, and what else each is started with: name and value of settings.</param>
    /// <param name="told">Gets a line where one died.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="IOException">Something does not start; the message says what and why.</exception>
    public static async Task<DemoProcesses> StartAsync(
        Settings settings, (int Count, IReadOnlyDictionary<string, string> Given) wanted, Action<string> told, CancellationToken stop)
    {
        if (LocalHaproxy.Program is null) throw new IOException(LocalHaproxy.Missing);
        var made = new DemoProcesses(FolderLock.Take(settings.DataFolder));
        var isWhole = false;
        try
        {
            var outer = PortSettings.ToDictionary(setting => setting, setting => PortOf(settings, setting));
            var ports = Enumerable.Range(0, wanted.Count).Select(_ => FreePorts(outer)).ToList();
            for (var index = 0; index < wanted.Count; index++)
            {
                var program = ProgramOf(settings, index + 1, ports[index], wanted.Given);
                made.processes.Add(await WatchedProcess.StartAsync(program, told));
            }

            var http = PortSettings.First(setting => setting.Name == "http-port");
            for (var index = 0; index < wanted.Count; index++)
                await WhenReadyAsync(ports[index][http], "127.0.0.1", made.processes[index], stop);
            made.proxy = await LocalHaproxy.StartAsync(
                Path.Combine(settings.DataFolder, "haproxy"), Binds(settings, outer), [.. ports.Select(Places)], told);
            await WhenReadyAsync(settings.HttpPort, HostOf(settings.HttpAddress), made.proxy, stop);
            isWhole = true;
            return made;
        }
        finally
        {
            if (!isWhole) await made.DisposeAsync();
        }
    }

    /// <summary>Ends what a demo that was killed has left running.</summary>
    /// <exception cref="IOException">The demo of this folder still runs.</exception>
    public static async Task EndFormerAsync(string dataFolder)
    {
        if (!Directory.Exists(dataFolder)) return;
        var left = Directory.EnumerateDirectories(dataFolder).Select(folder => new WatchedProgram("", folder, [], Nothing))
            .Where(program => File.Exists(program.NumberFile)).ToList();
        if (left.Count == 0) return;
        using var taken = FolderLock.Take(dataFolder);
        await Task.WhenAll(left.Select(WatchedProcess.EndFormerAsync));
    }

    /// <summary>Where somebody on this machine connects to who listens on an address.</summary>
    public static string HostOf(string address) => address == "0.0.0.0" ? "127.0.0.1" : address;

    /// <summary>Stops the processes, all at a time, and then HAProxy.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
        if (proxy is not null) await proxy.DisposeAsync();
        folderLock.Dispose();
    }

    private static WatchedProgram ProgramOf(
        Settings settings, int number, Dictionary<Setting, int> ports, IReadOnlyDictionary<string, string> given)
    {
        var folder = Path.Combine(settings.DataFolder, string.Create(CultureInfo.InvariantCulture, $"process-{number}"));
        var own = new Dictionary<string, string>(given)
        {
            ["data"] = folder,
            ["keys"] = settings.KeysFolder,
            ["store"] = "postgres",
            ["http-address"] = "127.0.0.1",
            ["seal-address"] = "127.0.0.1",
            ["trusted-proxies"] = "127.0.0.1",
            ["log-level"] = settings.LogLevel.ToString(),
        };
        foreach (var (setting, port) in ports) own[setting.Name] = port.ToString(CultureInfo.InvariantCulture);

        // What everybody may see of a process is its arguments: the password comes another way.
        own.Remove("postgres");
        var file = Path.Combine(settings.DataFolder, "navseal.json");
        if (File.Exists(file)) own.TryAdd("config", file);
        var environment = new Dictionary<string, string> { [Settings.VariableOf("postgres")] = settings.Postgres! };
        var options = own.SelectMany(one => new[] { "--" + one.Key, one.Value });
        return new WatchedProgram($"process {number}", folder, [.. Ourselves, "serve", .. options], environment);
    }

    /// <summary>The program that runs now, to be run again.</summary>
    private static IReadOnlyList<string> Ourselves =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, typeof(DemoProcesses).Assembly.Location]
            : [Environment.ProcessPath!];

    private static int PortOf(Settings settings, Setting setting) => setting.Name switch
    {
        "http-port" => settings.HttpPort,
        "shared-port" => settings.SharedPort,
        var name => settings.Ports[Devices.DeviceProtocols.All.First(protocol => protocol.Port.Setting == name).Protocol],
    };

    // All are held until the last is found, so that none is found twice.
    private static Dictionary<Setting, int> FreePorts(Dictionary<Setting, int> outer)
    {
        var held = outer.Where(port => port.Value != 0)
            .ToDictionary(port => port.Key, _ => new TcpListener(IPAddress.Loopback, 0));
        foreach (var listener in held.Values) listener.Start();
        var ports = outer.Keys.ToDictionary(
            setting => setting, setting => held.TryGetValue(setting, out var listener) ? ((IPEndPoint)listener.LocalEndpoint).Port : 0);
        foreach (var listener in held.Values) listener.Dispose();
        return ports;
    }

    private static Dictionary<int, IPEndPoint> Binds(Settings settings, Dictionary<Setting, int> outer) =>
        outer.Where(port => port.Value != 0).ToDictionary(
            port => UsualOf(port.Key),
            port => IPEndPoint.Parse($"{(port.Key.Name == "http-port" ? settings.HttpAddress : settings.SealAddress)}:{port.Value}"));

    private static IReadOnlyDictionary<int, IPEndPoint> Places(Dictionary<Setting, int> ports) =>
        ports.ToDictionary(port => UsualOf(port.Key), port => new IPEndPoint(IPAddress.Loopback, port.Value));

    private static int UsualOf(Setting setting) => int.Parse(setting.Default, CultureInfo.InvariantCulture);

    private static async Task WhenReadyAsync(int port, string host, WatchedProcess process, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = StartTime };
        var address = new UriBuilder("http", host, port, "/health/ready").Uri;
        var began = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(http, address, stop))
        {
            if (process.Deaths > 0 || TimeProvider.System.GetElapsedTime(began) > StartTime)
            {
                throw new IOException(
                    $"{process.Program.Name} does not come up; its log is {process.Program.Log}\n{process.LastWords()}");
            }

            await Task.Delay(Pause, TimeProvider.System, stop);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
