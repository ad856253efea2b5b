using System.Diagnostics;

namespace NavSeal.Server.Demo;

/// <summary>Programs that run beside us: each in a session of its own, since Ctrl-C in the terminal is for us alone, who stop them in
/// order; with their output in a file.</summary>
internal static class Detached
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts one. Its process number is that of the program itself.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="log">Where its output is appended.</param>
    /// <param name="environment">Variables that it gets besides ours; others than arguments they are not seen by everybody.</param>
    /// <exception cref="IOException">It does not start.</exception>
    public static Process Start(
        IEnumerable<string> command, string log, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "exec \"$@\" </dev/null >>\"$NAVSEAL_OUTPUT\" 2>&1", "sh", .. command])
        {
            WorkingDirectory = "/",
        };
        start.Environment["NAVSEAL_OUTPUT"] = log;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start) ?? throw new IOException($"{start.FileName} does not start.");
    }

    /// <summary>Asks a process to end; whoever does not in time is ended.</summary>
    /// <param name="process">Started by us.</param>
    /// <param name="signal">What it understands as the wish: TERM, INT.</param>
    public static async Task StopAsync(Process process, string signal)
    {
        if (process.HasExited) return;
        await SendAsync(process.Id, signal);
        using var patience = new CancellationTokenSource(EndTime, TimeProvider.System);
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.HasExited) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends what a demo that was killed has left running.</summary>
    /// <param name="numberFile">Its first line is the number of the process.</param>
    /// <param name="mark">Stands in the command line of that process: the number may be another's by now.</param>
    /// <param name="signal">What it understands as the wish to end.</param>
    public static async Task EndFormerAsync(string numberFile, string mark, string signal)
    {
        if (!File.Exists(numberFile) || !int.TryParse(File.ReadLines(numberFile).FirstOrDefault(), out var number)) return;
        if (!IsRunning(number, mark)) return;
        await SendAsync(number, signal);
        var began = TimeProvider.System.GetTimestamp();
        while (IsRunning(number, mark))
        {
            if (TimeProvider.System.GetElapsedTime(began) > EndTime) await SendAsync(number, "KILL");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static bool IsRunning(int number, string mark)
    {
        try
        {
            return File.ReadAllText($"/proc/{number}/cmdline").Contains(mark, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task SendAsync(int number, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{number}"]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }
}
