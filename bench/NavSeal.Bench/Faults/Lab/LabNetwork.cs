using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>The lab's network: a namespace for each machine and one for the switch between them. None of them has a way out.</summary>
internal static class LabNetwork
{
    public const string Front = "navseal-front";

    /// <summary>How all addresses of the lab begin. The last part is that of the examples in <c>deploy/</c>.</summary>
    public const string Prefix = "10.91.0.";

    private const string Switch = "navseal-switch", Bridge = "bridge", Port = "eth0";
    private const int FirstAddress = 10;

    /// <summary>The three machines, by name; their namespaces have the same names.</summary>
    public static IReadOnlyList<string> Machines { get; } = ["navseal-m1", "navseal-m2", "navseal-m3"];

    private static IEnumerable<string> All => [Front, .. Machines];

    /// <summary>The address of a machine.</summary>
    public static string AddressOf(string machine) =>
        Prefix + (FirstAddress + All.TakeWhile(each => each != machine).Count()).ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes the namespaces and joins them.</summary>
    public static async Task BuildAsync()
    {
        await Shell.RunAsync("ip", "netns", "add", Switch);
        await InSwitchAsync("link", "add", Bridge, "type", "bridge");
        await InSwitchAsync("link", "set", Bridge, "up");
        foreach (var machine in All)
        {
            await Shell.RunAsync("ip", "netns", "add", machine);
            await InSwitchAsync("link", "add", PortOf(machine), "type", "veth", "peer", "name", Port, "netns", machine);
            await InSwitchAsync("link", "set", PortOf(machine), "master", Bridge, "up");
            await Shell.RunAsync("ip", "-n", machine, "link", "set", "lo", "up");
            await Shell.RunAsync("ip", "-n", machine, "addr", "add", AddressOf(machine) + "/24", "dev", Port);
            await Shell.RunAsync("ip", "-n", machine, "link", "set", Port, "up");
            foreach (var (path, value) in LabFiles.KernelSettings())
                await Shell.RunAsync("ip", "netns", "exec", machine, "sh", "-c", $"echo {value} >/proc/sys/{path}");
        }
    }

    /// <summary>Pulls the machine's cable out of the switch, or puts it in again.</summary>
    public static Task PlugAsync(string machine, bool isIn) => InSwitchAsync("link", "set", PortOf(machine), isIn ? "up" : "down");

    /// <summary>The processes in a machine.</summary>
    public static async Task<IReadOnlyList<int>> ProcessesAsync(string machine)
    {
        var (_, output, _) = await Shell.TryAsync("ip", "netns", "pids", machine);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>Ends everything that runs in these namespaces and removes them; nothing where there are none.</summary>
    public static async Task RemoveAsync()
    {
        foreach (var name in All.Append(Switch))
        {
            // What is killed may have had a child just then: once more until nobody is left.
            while (await ProcessesAsync(name) is { Count: > 0 } left)
            {
                foreach (var process in left) End(process);
            }

            await Shell.TryAsync("ip", "netns", "del", name);
        }
    }

    private static void End(int process)
    {
        try
        {
            using var one = Process.GetProcessById(process);
            one.Kill();
            one.WaitForExit();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }

    private static string PortOf(string machine) => "to-" + machine[("navseal-".Length)..];

    private static Task<string> InSwitchAsync(params string[] command) => Shell.RunAsync(["ip", "-n", Switch, .. command]);
}
