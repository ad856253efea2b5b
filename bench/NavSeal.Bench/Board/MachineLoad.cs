using System.Globalization;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Board;

/// <summary>Cores that the server, the browser, this program and all others used in a while.</summary>
internal sealed class MachineLoad(int server)
{
    private (long At, double Server, double Browser, double Fleet, double Machine) began;

    public void Begin() => began = Now();

    public void Write(string name)
    {
        var now = Now();
        var seconds = TimeProvider.System.GetElapsedTime(began.At, now.At).TotalSeconds;
        Figures.Write($"{name}_server_cores", (now.Server - began.Server) / seconds);
        Figures.Write($"{name}_browser_cores", (now.Browser - began.Browser) / seconds);
        Figures.Write($"{name}_fleet_cores", (now.Fleet - began.Fleet) / seconds);
        Figures.Write($"{name}_machine_cores", (now.Machine - began.Machine) / seconds);
    }

    private (long At, double Server, double Browser, double Fleet, double Machine) Now()
    {
        var own = Environment.ProcessId;
        var browser = Descendants(own).Where(process => process != server).Sum(SecondsOf);
        return (TimeProvider.System.GetTimestamp(), SecondsOf(server), browser, SecondsOf(own), Processes.BusySeconds());
    }

    /// <summary>What was started by a process, and by what that started.</summary>
    private static IEnumerable<int> Descendants(int ancestor)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) && ParentOf(process) is { } parent)
                parents[process] = parent;
        }

        return parents.Keys.Where(process =>
        {
            for (var at = process; parents.TryGetValue(at, out var parent); at = parent)
            {
                if (parent == ancestor) return true;
            }

            return false;
        });
    }

    private static int? ParentOf(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private static double SecondsOf(int process)
    {
        try
        {
            return Processes.ProcessorSeconds(process);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
