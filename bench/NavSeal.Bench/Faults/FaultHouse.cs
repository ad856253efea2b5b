using System.Diagnostics;
using NavSeal.Bench.Faults.Lab;
using NavSeal.Server.Demo;

namespace NavSeal.Bench.Faults;

/// <summary>Builds the lab's network and its folder, lets the test run inside, and takes all of it down again whatever came of
/// it.</summary>
internal static class FaultHouse
{
    private const string LockFile = "/run/navseal-faults.lock";
    private static readonly string[] Programs = ["ip", "setpriv", "setsid", "etcd", "patroni", "haproxy", "dotnet"];

    /// <summary>The verb.</summary>
    /// <returns>0 where every promise was kept.</returns>
    public static async Task<int> RunAsync(FaultOptions options, CancellationToken stop)
    {
        try
        {
            if (options.Inside is not null) return await RunInsideAsync(options, stop);
            if (await MissingAsync(options) is not { } missing) return await RunOutsideAsync(options, stop);
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }
        catch (TimeoutException e)
        {
            await Console.Error.WriteLineAsync($"BROKEN: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("stopped");
            return 1;
        }
    }

    private static async Task<int> RunInsideAsync(FaultOptions options, CancellationToken stop)
    {
        var broken = await new FaultRun(options).RunAsync(stop);
        await Console.Error.WriteLineAsync(broken.Count == 0 ? "every promise was kept" : $"{broken.Count} promises were broken");
        return broken.Count == 0 ? 0 : 1;
    }

    private static async Task<int> RunOutsideAsync(FaultOptions options, CancellationToken stop)
    {
        // Whoever holds this has the names of the namespaces; what is there nevertheless is left from a run that was killed.
        await using var alone = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await LabNetwork.RemoveAsync();
        var folder = Directory.CreateTempSubdirectory("navseal-faults-").FullName;
        try
        {
            await LabNetwork.BuildAsync();
            return await RunInFrontAsync(folder, stop);
        }
        finally
        {
            await LabNetwork.RemoveAsync();
            if (options.Logs is { } logs) KeepLogs(folder, logs);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunInFrontAsync(string folder, CancellationToken stop)
    {
        string[] arguments = [.. Environment.GetCommandLineArgs().Skip(1), "--inside", folder];
        var program = Path.Combine(AppContext.BaseDirectory, "NavSeal.Bench.dll");
        using var run = Process.Start("ip", ["netns", "exec", LabNetwork.Front, "dotnet", program, .. arguments]);
        await run.WaitForExitAsync(stop);
        return run.ExitCode;
    }

    private static async Task<string?> MissingAsync(FaultOptions options)
    {
        if (!Environment.IsPrivilegedProcess) return "Network namespaces need root: run it as root.";
        if (LocalPostgres.Programs is null) return LocalPostgres.Missing;
        if (!File.Exists(options.Program)) return $"There is no {options.Program}: build it, or name it by --navseal.";
        foreach (var program in Programs)
        {
            if ((await Shell.TryAsync("sh", "-c", $"command -v {program}")).Code != 0)
                return $"{program} is missing (Debian: apt-get install iproute2 util-linux etcd-server patroni haproxy postgresql).";
        }

        return null;
    }

    private static void KeepLogs(string folder, string logs)
    {
        foreach (var file in Directory.GetFiles(folder, "*.log", SearchOption.AllDirectories))
        {
            var to = Path.Combine(logs, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }
}
