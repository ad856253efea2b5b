using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace NavSeal.Server.Demo;

/// <summary>A PostgreSQL of one's own, from Debian's packages, in a folder: for the demo and for tests. It listens on the loopback alone,
/// and asks for a password that was made for it.</summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    public const string Missing = "PostgreSQL is missing: install it (Debian: apt-get install postgresql).";

    private const string ServerUser = "postgres", User = "navseal", Database = "navseal", PasswordFile = "password", Cluster = "cluster";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process server;

    private LocalPostgres(Process server, string connectionString) => (this.server, ConnectionString) = (server, connectionString);

    /// <summary>To its database.</summary>
    public string ConnectionString { get; }

    /// <summary>Number of the server's process.</summary>
    public int ProcessId => server.Id;

    /// <summary>Where the programs are; null: not installed.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>Starts the server of a folder, and makes it first where there is none.</summary>
    /// <param name="folder">Absolute; everything of the server lies in it.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="settings">More of its settings, such as <c>fsync=off</c>.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="IOException">It is not installed, or does not start; the message says why.</exception>
    public static async Task<LocalPostgres> StartAsync(string folder, int port, IReadOnlyList<string> settings, CancellationToken stop)
    {
        if (Programs is null) throw new IOException(Missing);
        var cluster = Path.Combine(folder, Cluster);
        if (!File.Exists(Path.Combine(cluster, "PG_VERSION"))) await MakeAsync(folder, cluster, stop);
        await EndFormerAsync(cluster, stop);
        List<string> arguments =
        [
            "-D", cluster, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "logging_collector=on", "-c", "log_directory=log", "-c", "log_filename=server.log",
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        var server = Process.Start(AsServerUser("postgres", arguments)) ?? throw new IOException("PostgreSQL does not start.");
        var password = await File.ReadAllTextAsync(Path.Combine(folder, PasswordFile), stop);
        var made = new LocalPostgres(server, $"Host=127.0.0.1;Port={port};Username={User};Password={password};Database={Database}");
        await made.WhenReadyAsync(cluster, stop);
        return made;
    }

    /// <summary>Ends it as a service manager does: what was committed is there at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (!server.HasExited)
        {
            using var signal = Process.Start("kill", ["-INT", $"{server.Id}"]);
            await signal.WaitForExitAsync();
            await server.WaitForExitAsync();
        }

        server.Dispose();
    }

    private static async Task MakeAsync(string folder, string cluster, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var passwordFile = Path.Combine(folder, PasswordFile);
        await File.WriteAllTextAsync(passwordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), stop);
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root: the folder is its own user's, who has to reach it too.
            LetThrough(folder);
            await RunAsync(new ProcessStartInfo("chown", ["-R", $"{ServerUser}:{ServerUser}", folder]), stop);
        }

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await RunAsync(AsServerUser("initdb", [
            "-D", cluster, "-U", User, "--pwfile", passwordFile, "--auth", "scram-sha-256", "-E", "UTF8", "--locale", "C", "--no-sync",
        ]), stop);
    }

    // Whoever is not root runs it under his own name.
    private static ProcessStartInfo AsServerUser(string program, IEnumerable<string> arguments)
    {
        string[] command = [Path.Combine(Programs!, program), .. arguments];
        string[] prefix = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={ServerUser}", $"--regid={ServerUser}", "--init-groups"]
            : [];

        // A session of its own: Ctrl-C in the terminal is for us, and we still want to write when it comes.
        return new ProcessStartInfo("setsid", [.. prefix, .. command]) { WorkingDirectory = "/" };
    }

    private static void LetThrough(string folder)
    {
        const UnixFileMode through = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (OperatingSystem.IsWindows()) return;
        for (var one = new DirectoryInfo(folder).Parent; one?.Parent is not null; one = one.Parent)
        {
            if ((one.UnixFileMode & through) != through) one.UnixFileMode |= through;
        }
    }

    /// <summary>A server that outlived the program that had started it is in the way.</summary>
    private static async Task EndFormerAsync(string cluster, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(cluster, "postmaster.pid"))) return;
        using var end = Process.Start(AsServerUser("pg_ctl", ["stop", "-D", cluster, "-m", "fast", "-s"]))!;
        await end.WaitForExitAsync(stop);
    }

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken stop)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start) ?? throw new IOException($"{start.FileName} does not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await Task.WhenAll(output, errors, process.WaitForExitAsync(stop));
        if (process.ExitCode != 0)
            throw new IOException($"{string.Join(' ', start.ArgumentList)} failed: {await errors}{await output}");
    }

    private async Task WhenReadyAsync(string cluster, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString.Replace($"Database={Database}", "Database=postgres"));
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var find = source.CreateCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'");
                if (await find.ExecuteScalarAsync(stop) is null)
                {
                    await using var make = source.CreateCommand($"CREATE DATABASE {Database}");
                    await make.ExecuteNonQueryAsync(stop);
                }

                return;
            }
            catch (NpgsqlException e)
            {
                if (server.HasExited || TimeProvider.System.GetElapsedTime(began) > StartTime)
                    throw new IOException($"PostgreSQL does not start; its log is in {cluster}/log: {e.Message}", e);
            }

            await Task.Delay(Pause, TimeProvider.System, stop);
        }
    }

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        if (!Directory.Exists(debian)) return null;
        return Directory.EnumerateDirectories(debian)
            .Select(folder => (Folder: Path.Combine(folder, "bin"), Version: int.TryParse(Path.GetFileName(folder), out var v) ? v : 0))
            .Where(one => File.Exists(Path.Combine(one.Folder, "initdb")) && File.Exists(Path.Combine(one.Folder, "postgres")))
            .OrderByDescending(one => one.Version).Select(one => one.Folder).FirstOrDefault();
    }
}
