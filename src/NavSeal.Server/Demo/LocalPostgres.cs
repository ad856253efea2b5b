using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NavSeal.Server.State;
using Npgsql;

namespace NavSeal.Server.Demo;

/// <summary>A PostgreSQL of one's own, from Debian's packages, in a folder: for the demo and for tests. It listens on the loopback alone,
/// and asks for a password that was made for it.</summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    public const string Missing = "PostgreSQL is missing: install it (Debian: apt-get install postgresql).";

    private const string ServerUser = "postgres", User = "navseal", Database = "navseal", PasswordFile = "password", Cluster = "cluster";

    /// <summary>Its fast shutdown: what is under way is broken off, what is committed stays.</summary>
    private const string StopSignal = "INT";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process server;
    private readonly FolderLock folderLock;

    private LocalPostgres(Process server, FolderLock folderLock, string connectionString) =>
        (this.server, this.folderLock, ConnectionString) = (server, folderLock, connectionString);

    /// <summary>To its database.</summary>
    public string ConnectionString { get; }

    /// <summary>Number of the server's process.</summary>
    public int ProcessId => server.Id;

    /// <summary>Where the programs are; null: not installed.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>The settings of the example of deployment, in the form that <see cref="StartAsync"/> takes.</summary>
    public static IReadOnlyList<string> Deployed =>
        [.. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "deploy", "postgresql.conf"))
            let setting = line.Split('#')[0].Trim()
            where setting.Length > 0
            select string.Join('=', setting.Split('=', 2, StringSplitOptions.TrimEntries))];

    /// <summary>Starts the server of a folder, and makes it first where there is none.</summary>
    /// <param name="folder">Absolute; everything of the server lies in it.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="settings">More of its settings, such as <c>fsync=off</c>.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="IOException">It is not installed, or does not start; the message says why.</exception>
    public static async Task<LocalPostgres> StartAsync(string folder, int port, IReadOnlyList<string> settings, CancellationToken stop)
    {
        if (Programs is null) throw new IOException(Missing);
        var folderLock = FolderLock.Take(folder);
        LocalPostgres? made = null;
        var isWhole = false;
        try
        {
            await EndFormerAsync(folder);
            var cluster = Path.Combine(folder, Cluster);
            if (!File.Exists(Path.Combine(cluster, "PG_VERSION"))) await MakeAsync(folder, cluster, stop);
            await MustReachAsync(folder, stop);
            List<string> arguments =
            [
                "-D", cluster, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", .. settings.SelectMany(setting => new[] { "-c", setting }),
            ];
            var server = Detached.Start(AsServerUser("postgres", arguments), LogIn(folder));
            var password = await File.ReadAllTextAsync(Path.Combine(folder, PasswordFile), stop);
            var connection = $"Host=127.0.0.1;Port={port};Username={User};Password={password};Database={Database}";
            made = new LocalPostgres(server, folderLock, connection);
            await made.WhenReadyAsync(LogIn(folder), stop);
            isWhole = true;
            return made;
        }
        finally
        {
            if (!isWhole && made is not null) await made.DisposeAsync();
            if (!isWhole) folderLock.Dispose();
        }
    }

    /// <summary>Ends a server that outlived the program that had started it.</summary>
    public static Task EndFormerAsync(string folder)
    {
        var cluster = Path.Combine(folder, Cluster);
        return Detached.EndFormerAsync(Path.Combine(cluster, "postmaster.pid"), cluster, StopSignal);
    }

    /// <summary>Ends it as a service manager does: what was committed is there at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Detached.StopAsync(server, StopSignal);
        server.Dispose();
        folderLock.Dispose();
    }

    private static string LogIn(string folder) => Path.Combine(folder, "server.log");

    private static async Task MakeAsync(string folder, string cluster, CancellationToken stop)
    {
        var passwordFile = Path.Combine(folder, PasswordFile);
        await File.WriteAllTextAsync(passwordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // PostgreSQL refuses to run as root: the folder is its own user's.
        if (Environment.IsPrivilegedProcess) await RunAsync(["chown", "-R", $"{ServerUser}:{ServerUser}", folder], stop);
        await MustReachAsync(folder, stop);

        // What is called the cluster is whole: a first start that is killed leaves another name behind.
        var unfinished = cluster + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        await RunAsync(AsServerUser("initdb", [
            "-D", unfinished, "-U", User, "--pwfile", passwordFile, "--auth", "scram-sha-256", "-E", "UTF8", "--locale", "C", "--no-sync",
        ]), stop);
        Directory.Move(unfinished, cluster);
    }

    // Whoever is not root runs it under his own name.
    private static IReadOnlyList<string> AsServerUser(string program, IEnumerable<string> arguments)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={ServerUser}", $"--regid={ServerUser}", "--init-groups", path, .. arguments]
            : [path, .. arguments];
    }

    // The rights of folders that are not ours are not ours to change.
    private static async Task MustReachAsync(string folder, CancellationToken stop)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()) return;
        try
        {
            await RunAsync(AsServerUser("/usr/bin/test", ["-x", folder]), stop);
        }
        catch (IOException)
        {
            var wall = folder;
            for (var one = new DirectoryInfo(folder).Parent; one is not null; one = one.Parent)
            {
                if (!one.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) wall = one.FullName;
            }

            throw new IOException(
                $"PostgreSQL runs as user {ServerUser} where we are root, and that user cannot reach '{folder}': '{wall}' does not let it "
                + "through. Take a folder that it reaches, for example --data /var/tmp/navseal-demo, or start as another user than root.");
        }
    }

    private static async Task RunAsync(IReadOnlyList<string> command, CancellationToken stop)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new IOException($"{command[0]} does not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await Task.WhenAll(output, errors, process.WaitForExitAsync(stop));
        if (process.ExitCode != 0)
            throw new IOException($"{string.Join(' ', command)} failed: {await errors}{await output}");
    }

    private async Task WhenReadyAsync(string log, CancellationToken stop)
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
                    throw new IOException($"PostgreSQL does not start; its log is {log}: {e.Message}", e);
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
