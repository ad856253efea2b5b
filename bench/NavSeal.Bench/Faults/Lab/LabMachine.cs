using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>A machine of the lab: an etcd, a Patroni with its PostgreSQL, and a navseal process.</summary>
internal sealed class LabMachine
{
    public const int HttpPort = 8080, SealPort = 9010, EtcdPort = 2379, PatroniPort = 8008;

    private const string DatabaseUser = "postgres", PostgresProgram = "postgres";
    private static readonly string[] Passwords =
        ["PATRONI_SUPERUSER_PASSWORD", "PATRONI_REPLICATION_PASSWORD", "PATRONI_REWIND_PASSWORD"];

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);
    private readonly Service etcd, patroni, navseal;

    /// <param name="name">Its name, which is that of its namespace.</param>
    /// <param name="plan">Where everything lies.</param>
    public LabMachine(string name, LabPlan plan)
    {
        (Name, Address) = (name, LabNetwork.AddressOf(name));
        Folder = Path.Combine(plan.Folder, name);
        Directory.CreateDirectory(Folder);
        etcd = Service("etcd", DatabaseUser, EtcdCommand());
        var settings = Path.Combine(Folder, "patroni.yml");
        LabFiles.WritePatroni(settings, name, Folder);
        var passwords = Passwords.Select(variable => $"{variable}={plan.Password}");
        patroni = Service("patroni", DatabaseUser, ["env", .. passwords, "patroni", settings]);
        settings = Path.Combine(Folder, "navseal.json");
        LabFiles.WriteNavSeal(settings, name, (DataFolder, plan.KeysFolder, plan.PasswordFile));
        navseal = Service("navseal", "root", ["dotnet", plan.Program, "serve", "--config", settings, "--metrics-open", "yes"]);
    }

    public string Name { get; }

    public string Address { get; }

    /// <summary>Everything of this machine.</summary>
    public string Folder { get; }

    /// <summary>The data folder of its navseal process.</summary>
    public string DataFolder => Path.Combine(Folder, "data");

    /// <summary>How often each was started again.</summary>
    public int Restarts => etcd.Starts + patroni.Starts + navseal.Starts - 3;

    /// <summary>Starts etcd and Patroni.</summary>
    public async Task StartDatabaseAsync(CancellationToken stop)
    {
        await Shell.RunAsync("chown", "-R", $"{DatabaseUser}:{DatabaseUser}", Folder);
        etcd.Supervise(stop);
        patroni.Supervise(stop);
    }

    /// <summary>Starts the navseal process.</summary>
    public void StartNavSeal(CancellationToken stop) => navseal.Supervise(stop);

    /// <summary>Ends the navseal process cleanly.</summary>
    /// <returns>Its exit status; null where it did not end.</returns>
    public Task<int?> StopNavSealAsync() => navseal.StopAsync(StopTime);

    /// <summary>Ends parts at once. All but navseal stay down until <see cref="Release"/>.</summary>
    public async Task KillAsync(Parts parts)
    {
        // Whoever would start the others again goes first.
        if (parts.HasFlag(Parts.Patroni)) patroni.Kill(isKeptDown: true);
        if (parts.HasFlag(Parts.Etcd)) etcd.Kill(isKeptDown: true);
        if (parts.HasFlag(Parts.NavSeal)) navseal.Kill(isKeptDown: parts == Parts.All);
        if (parts.HasFlag(Parts.Postgres)) await SignalPostgresAsync(Signals.Kill);
    }

    /// <summary>Starts what was killed.</summary>
    public void Release()
    {
        foreach (var service in new[] { etcd, patroni, navseal }) service.Release();
    }

    /// <summary>Stops parts in the middle of what they do, or lets them go on.</summary>
    public async Task PauseAsync(Parts parts, bool isPaused)
    {
        var signal = isPaused ? Signals.Stop : Signals.Continue;
        if (parts.HasFlag(Parts.Patroni)) Signals.Send(patroni.ProcessId, signal);
        if (parts.HasFlag(Parts.Etcd)) Signals.Send(etcd.ProcessId, signal);
        if (parts.HasFlag(Parts.NavSeal)) Signals.Send(navseal.ProcessId, signal);
        if (parts.HasFlag(Parts.Postgres)) await SignalPostgresAsync(signal);
    }

    private async Task SignalPostgresAsync(int signal)
    {
        foreach (var process in await LabNetwork.ProcessesAsync(Name))
        {
            if (NameOf(process) == PostgresProgram) Signals.Send(process, signal);
        }
    }

    private static string? NameOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private Service Service(string name, string user, IEnumerable<string> command) =>
        new(Name, user, Path.Combine(Folder, name + ".log"), command);

    private IEnumerable<string> EtcdCommand()
    {
        var cluster = LabNetwork.Machines.Select(each => $"{each}=http://{LabNetwork.AddressOf(each)}:2380");
        var (client, peer) = ($"http://{Address}:{EtcdPort}", $"http://{Address}:2380");
        return
        [
            "etcd", "--name", Name, "--data-dir", Path.Combine(Folder, "etcd"), "--logger", "zap", "--log-outputs", "stderr",
            "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", string.Join(',', cluster), "--heartbeat-interval", "200", "--election-timeout", "2000", "--enable-v2=true",
        ];
    }
}
