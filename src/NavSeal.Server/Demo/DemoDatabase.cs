using System.Net;
using System.Net.Sockets;
using NavSeal.Server.Configuration;
using NavSeal.Server.State;

namespace NavSeal.Server.Demo;

/// <summary>The database of a demo on the shared store: a PostgreSQL of its own, set as the example of deployment is.</summary>
internal static class DemoDatabase
{
    /// <summary>Stands for it in the settings until it runs.</summary>
    public const string Placeholder = "Host=127.0.0.1;Application Name=navseal-demo";

    private const UnixFileMode Through = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Ends what a demo that was killed has left running of it.</summary>
    public static Task EndFormerAsync(Settings settings) => LocalPostgres.EndFormerAsync(FolderIn(settings));

    /// <summary>Starts it below the data folder.</summary>
    /// <exception cref="IOException">It is not installed or does not start; the message says why.</exception>
    public static Task<LocalPostgres> StartAsync(Settings settings, CancellationToken stop)
    {
        if (LocalPostgres.Programs is null) throw new IOException(LocalPostgres.Missing);

        // Made as a server makes it: for its owner alone.
        FolderLock.Take(settings.DataFolder).Dispose();

        // The server runs as another user where we are root: it passes through this folder, but does not see what is in it.
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(settings.DataFolder, File.GetUnixFileMode(settings.DataFolder) | Through);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return LocalPostgres.StartAsync(FolderIn(settings), port, LocalPostgres.Deployed, stop);
    }

    private static string FolderIn(Settings settings) => Path.Combine(settings.DataFolder, "postgres");
}
