using System.Diagnostics;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>Programs of the system that do one thing and end.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(params string[] command)
    {
        var (code, output, errors) = await TryAsync(command);
        return code == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)}: {code}, {errors}{output}");
    }

    /// <summary>Runs a program, whatever comes of it.</summary>
    public static async Task<(int Code, string Output, string Errors)> TryAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            return (-1, "", $"no end after {Patience.TotalSeconds} s");
        }
    }
}
