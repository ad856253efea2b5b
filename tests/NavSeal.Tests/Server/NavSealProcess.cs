using System.Diagnostics;
using System.Text;

namespace NavSeal.Tests.Server;

/// <summary>The built program, run as a process of its own.</summary>
internal sealed class NavSealProcess : IDisposable
{
    private const string Started = "\"EventId\":1,";
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly StringBuilder complained = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NavSealProcess(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(said, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(complained, line.Data);
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("The server ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Text(said);

    public string Errors => Text(complained);

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    /// <summary>Starts <c>serve</c> and returns when it listens.</summary>
    public static async Task<NavSealProcess> ServeAsync(ServerFolder folder, params string[] more)
    {
        var server = new NavSealProcess(["serve", .. folder.Arguments, .. more]);
        try
        {
            await server.started.Task.WaitAsync(Deadline.Token);
            return server;
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
        {
            var text = $"{e.Message}\n{server.Output}\n{server.Errors}";
            server.Dispose();
            throw new InvalidOperationException(text, e);
        }
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<NavSealProcess> RunAsync(params string[] arguments)
    {
        var run = new NavSealProcess(arguments);
        await run.EndAsync();
        return run;
    }

    /// <summary>Runs a verb to its end that reads a text from its standard input.</summary>
    public static async Task<NavSealProcess> RunWithAsync(string input, params string[] arguments)
    {
        var run = new NavSealProcess(arguments);
        await run.process.StandardInput.WriteAsync(input);
        run.process.StandardInput.Close();
        await run.EndAsync();
        return run;
    }

    /// <summary>The process is gone at once, in the middle of whatever it did.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    /// <summary>Asks it to end, as a service manager does, and waits for it.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync(Deadline.Token);
        await EndAsync();
        return ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static string ProgramPath()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(tests.Parent!.Parent!.FullName, "NavSeal.Server", tests.Name, "navseal.dll");
    }

    private Task EndAsync() => process.WaitForExitAsync(Deadline.Token);

    private void Hear(StringBuilder where, string? line)
    {
        if (line is null) return;
        lock (where) where.AppendLine(line);
        if (line.Contains(Started, StringComparison.Ordinal)) started.TrySetResult();
    }

    private static string Text(StringBuilder where)
    {
        lock (where) return where.ToString();
    }
}
