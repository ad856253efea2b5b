using System.Diagnostics;
using System.Globalization;

namespace NavSeal.Server.Demo;

/// <summary>A program that is kept running, as a service manager keeps it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Folder">Of its log and the number of its process; stands in its command line.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Environment">Variables that it gets besides ours.</param>
internal sealed record WatchedProgram(
    string Name, string Folder, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What it says.</summary>
    public string Log => Path.Combine(Folder, "output.log");

    /// <summary>The number of its process while it runs.</summary>
    public string NumberFile => Path.Combine(Folder, "process.pid");
}

/// <summary>One such program: started again a moment after it has died, until it is stopped.</summary>
internal sealed class WatchedProcess : IAsyncDisposable
{
    private const string StopSignal = "TERM";
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(2);

    private readonly WatchedProgram program;
    private readonly Action<string> told;
    private readonly CancellationTokenSource stop = new();
    private Process process;
    private Task running = Task.CompletedTask;

    private WatchedProcess(WatchedProgram program, Action<string> told)
    {
        (this.program, this.told) = (program, told);
        process = Launch();
    }

    /// <summary>How often it has died.</summary>
    public int Deaths { get; private set; }

    /// <summary>What it is.</summary>
    public WatchedProgram Program => program;

    /// <summary>Ends one that a former demo has left.</summary>
    public static async Task EndFormerAsync(WatchedProgram program)
    {
        await Detached.EndFormerAsync(program.NumberFile, program.Folder, StopSignal);
        File.Delete(program.NumberFile);
    }

    /// <summary>Starts it.</summary>
    public static async Task<WatchedProcess> StartAsync(WatchedProgram program, Action<string> told)
    {
        Directory.CreateDirectory(program.Folder);
        File.Delete(program.Log);
        var watched = new WatchedProcess(program, told);
        watched.running = watched.WatchAsync();
        return watched;
    }

    /// <summary>The end of what it said, for a message.</summary>
    public string LastWords() => File.Exists(program.Log) ? string.Join('\n', File.ReadLines(program.Log).TakeLast(3)) : "";

    /// <summary>Asks it to end and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        await Detached.StopAsync(process, StopSignal);
        process.Dispose();
        stop.Dispose();
        File.Delete(program.NumberFile);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await process.WaitForExitAsync(stop.Token);
                Deaths++;
                told($"{program.Name} ended with status {process.ExitCode} and is started again; its log is {program.Log}");
                await Task.Delay(RestartPause, TimeProvider.System, stop.Token);
                process.Dispose();
                process = Launch();
            }
        }
        catch (OperationCanceledException)
        {
            // It is to stop.
        }
    }

    private Process Launch()
    {
        var launched = Detached.Start(program.Command, program.Log, program.Environment);
        File.WriteAllText(program.NumberFile, launched.Id.ToString(CultureInfo.InvariantCulture));
        return launched;
    }
}
