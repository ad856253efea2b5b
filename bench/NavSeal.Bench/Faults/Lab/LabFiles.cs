using System.Text.RegularExpressions;
using NavSeal.Server.Demo;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>The delivered examples of <c>deploy/</c> with the lab's places filled in: names, addresses, folders. All else is as
/// delivered.</summary>
internal static partial class LabFiles
{
    private const string ExamplePrefix = "192.0.2.", ExampleMachine = "192.0.2.11";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "deploy");

    /// <summary>Writes the configuration of a machine's Patroni.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="folder">Where its cluster will lie.</param>
    public static void WritePatroni(string path, string machine, string folder)
    {
        var text = OwnAddress().Replace(Read("patroni.yml"), "${1}" + LabNetwork.AddressOf(machine));
        text = Fill(text, "name: db1", $"name: {machine}");
        text = Fill(text, "/usr/lib/postgresql/15/bin", LocalPostgres.Programs!);
        text = Fill(text, "/var/lib/postgresql/navseal", Path.Combine(folder, "cluster"));
        text = Fill(text, "/var/lib/postgresql/pgpass-patroni", Path.Combine(folder, "pgpass-patroni"));

        // The machines of the lab have one file system: each needs a place of its own for the socket that is usually in /run.
        text = Fill(text, "  pg_hba:\n", $"  parameters:\n    unix_socket_directories: {folder}\n  pg_hba:\n");
        File.WriteAllText(path, ToLab(text));
    }

    /// <summary>Writes the configuration of a machine's navseal process.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="folders">Its own folder, the keys that all share, and the file with the password.</param>
    public static void WriteNavSeal(string path, string machine, (string Data, string Keys, string Passwords) folders)
    {
        var text = Read("navseal.json").Replace($"\"{ExampleMachine}\"", $"\"{LabNetwork.AddressOf(machine)}\"");
        text = Fill(text, "/var/lib/navseal-keys", folders.Keys);
        text = Fill(text, "/var/lib/navseal", folders.Data);
        text = Fill(text, "/etc/navseal/pgpass", folders.Passwords);
        File.WriteAllText(path, ToLab(text));
    }

    /// <summary>Writes the configuration of the proxy in front.</summary>
    public static void WriteProxy(string path)
    {
        // The open files of so many connections are what a service manager grants, and not everybody's shell.
        File.WriteAllText(path, ToLab(Fill(Read("haproxy.cfg"), "maxconn 40000", "maxconn 4000")));
    }

    /// <summary>The settings of the machines' kernel: path below /proc/sys, and value.</summary>
    public static IEnumerable<(string Path, string Value)> KernelSettings() =>
        from line in Read("sysctl.conf").Split('\n')
        where line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#')
        let parts = line.Split('=', StringSplitOptions.TrimEntries)
        select (parts[0].Replace('.', '/'), parts[1]);

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static string Fill(string text, string place, string value) => text.Contains(place, StringComparison.Ordinal)
        ? text.Replace(place, value, StringComparison.Ordinal)
        : throw new InvalidOperationException($"The example has no '{place.Trim()}' to fill in.");

    private static string ToLab(string text) => text.Replace(ExamplePrefix, LabNetwork.Prefix, StringComparison.Ordinal);

    [GeneratedRegex(@"((?:listen|connect_address): )192\.0\.2\.11")]
    private static partial Regex OwnAddress();
}
