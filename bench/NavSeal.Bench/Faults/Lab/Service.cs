using System.Diagnostics;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>A long-running program in a machine of the lab, started again when it ends, as a service manager does.</summary>
internal sealed class Service
{
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(2), LookPause = TimeSpan.FromMilliseconds(100);
    private readonly ProcessStartInfo start;
    private volatile Process? process;
    private volatile bool isWanted = true;
    private Task supervision = Task.CompletedTask;

    /// <param name="machine">Name of the namespace.</param>
    /// <param name="user">Under whom it runs.</param>
    /// <param name="log">What it prints goes here.</param>
    /// <param name="command">Program and arguments.</param>
    public Service(string machine, string user, string log, IEnumerable<string> command)
    {
        // A session of its own: Ctrl-C in the terminal is for us alone.
        start = new ProcessStartInfo("setsid",
        [
            "ip", "netns", "exec", machine, "setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups",
            "sh", "-c", $"exec >>'{log}' 2>&1; exec \"$@\"", "sh", .. command,
        ])
        { WorkingDirectory = "/" };
    }

    public string Name { get; init; } = "";

    /// <summary>Where what runs belongs to; null while nothing runs.</summary>
    public int? ProcessId => process is { HasExited: false } runs ? runs.Id : null;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Starts it, and again whenever it ended, until it is told to stop.</summary>
    public void Supervise(CancellationToken stop) => supervision = Task.Run(() => SuperviseAsync(stop), CancellationToken.None);

    /// <summary>Ends it at once, and keeps it down until <see cref="Release"/> where that is wanted.</summary>
    public void Kill(bool isKeptDown)
    {
        isWanted = !isKeptDown;
        Signals.Send(ProcessId, Signals.Kill);
    }

    /// <summary>Lets it run again.</summary>
    public void Release() => isWanted = true;

    /// <summary>Asks it to end, and waits.</summary>
    /// <returns>Its exit status; null where it did not end.</returns>
    public async Task<int?> StopAsync(TimeSpan patience)
    {
        isWanted = false;
        if (process is not { } runs) return 0;
        Signals.Send(ProcessId, Signals.Terminate);
        using var end = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            await runs.WaitForExitAsync(end.Token);
            return runs.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Signals.Send(ProcessId, Signals.Kill);
            return null;
        }
    }

    /// <summary>Returns when nothing of it is left to wait for.</summary>
    public Task WhenEndedAsync() => supervision;

    private async Task SuperviseAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                while (!isWanted) await Task.Delay(LookPause, TimeProvider.System, stop);
                process = Process.Start(start)!;
                Starts++;
                await process.WaitForExitAsync(stop);
                await Task.Delay(RestartPause, TimeProvider.System, stop);
            }
        }
        catch (OperationCanceledException)
        {
            Signals.Send(ProcessId, Signals.Kill);
        }
    }
}
