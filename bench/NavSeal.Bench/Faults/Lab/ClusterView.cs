using System.Globalization;
using System.Text.Json;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>What the lab's services say of themselves.</summary>
internal sealed class ClusterView : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <summary>Role of each member that takes part and is up to date; empty where nobody answers.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RolesAsync()
    {
        foreach (var machine in LabNetwork.Machines)
        {
            if (await TryGetAsync(machine, LabMachine.PatroniPort, "/cluster") is not { } text) continue;
            using var cluster = JsonDocument.Parse(text);
            return cluster.RootElement.GetProperty("members").EnumerateArray()
                .Where(member => member.GetProperty("state").GetString() is "running" or "streaming")
                .ToDictionary(member => member.GetProperty("name").GetString()!, member => member.GetProperty("role").GetString()!);
        }

        return new Dictionary<string, string>();
    }

    /// <summary>The machine whose etcd leads; null where none does.</summary>
    public async Task<string?> EtcdLeaderAsync()
    {
        foreach (var machine in LabNetwork.Machines)
        {
            var text = await TryGetAsync(machine, LabMachine.EtcdPort, "/metrics");
            if (text?.Contains("\netcd_server_is_leader 1", StringComparison.Ordinal) == true) return machine;
        }

        return null;
    }

    /// <summary>What is not as it should be; null where all is well.</summary>
    public async Task<string?> AilmentAsync()
    {
        foreach (var machine in LabNetwork.Machines)
        {
            var said = await TryGetAsync(machine, LabMachine.EtcdPort, "/health");
            if (said is null || !said.Contains("true", StringComparison.Ordinal))
                return $"etcd of {machine} is not healthy";
        }

        var roles = await RolesAsync();
        if (roles.Count < LabNetwork.Machines.Count || !roles.Values.Contains("leader") || !roles.Values.Contains("sync_standby"))
            return $"the cluster is {string.Join(", ", roles.Select(role => $"{role.Key} {role.Value}"))}";
        foreach (var machine in LabNetwork.Machines)
        {
            if (await TryGetAsync(machine, LabMachine.HttpPort, "/health/ready") is null) return $"navseal of {machine} is not ready";
        }

        return null;
    }

    /// <summary>A figure of a navseal process; null where it does not answer or has no such figure.</summary>
    public async Task<double?> FigureAsync(string machine, string name)
    {
        var text = await TryGetAsync(machine, LabMachine.HttpPort, "/metrics") ?? "";
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }

    public void Dispose() => http.Dispose();

    private async Task<string?> TryGetAsync(string machine, int port, string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://{LabNetwork.AddressOf(machine)}:{port}{path}"));
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
