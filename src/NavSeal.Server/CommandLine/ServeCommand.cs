using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;
using NavSeal.Server.Configuration;
using NavSeal.Server.Http;
using NavSeal.Server.Identity;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal serve</c>: runs one process of the operator until Ctrl-C or SIGTERM.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the operator's server until Ctrl-C.");
        var options = new SettingOptions(command);
        command.SetAction((parsed, stop) => ReportedAsync(() => ServeAsync(options.Read(parsed), null, stop), stop));
        return command;
    }

    /// <summary>Starts, waits for the end, stops cleanly.</summary>
    /// <param name="settings">How.</param>
    /// <param name="beside">What else runs while the server does, and by which clock; null: nothing, by the machine's.</param>
    /// <param name="stop">Ctrl-C or SIGTERM.</param>
    public static async Task ServeAsync(Settings settings, Companion? beside, CancellationToken stop)
    {
        await using var server = await NavSealServer.StartAsync(settings, beside?.Clock ?? TimeProvider.System, beside?.People);
        if (beside is null && !await UserServices.AreThereAnyAsync(server.Services))
        {
            var first = $"navseal user add NAME --role {Workplaces.Roles.Administrator} --data {settings.DataFolder}"
                + (settings.Postgres is null ? "" : " --store postgres --postgres CONNECTION");
            Log.NoUsers(server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("NavSeal"), first);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = beside?.RunAsync(settings, ending.Token) ?? Task.Delay(Timeout.Infinite, ending.Token);
        await Task.WhenAny(running, server.MoveWanted);
        var isMoved = server.MoveWanted.IsCompletedSuccessfully && !stop.IsCancellationRequested;
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync();
        if (isMoved) await server.FinishMoveAsync();
        if (running.IsFaulted) await running;
    }

    /// <summary>Runs something and turns what can go wrong with a server into a message and an exit status.</summary>
    public static async Task<int> ReportedAsync(Func<Task> run, CancellationToken stop)
    {
        // The command line waits for a clean end only of what it has got back as a task: a start that never waits is not one yet.
        await Task.Yield();
        try
        {
            await run();
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (SettingException e)
        {
            await Console.Error.WriteLineAsync($"navseal: {e.Message}");
            return 2;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"navseal: {e.Message} Another program listens there: stop it, or set another port (http-port, shared-port, "
                + $"{string.Join(", ", DeviceProtocols.All.Select(protocol => protocol.Port.Setting))}).");
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or FormatException
            or Journal.JournalDamagedException)
        {
            await Console.Error.WriteLineAsync($"navseal: {e.Message}");
            return 1;
        }
    }
}

/// <summary>What runs beside a server in its process.</summary>
/// <param name="Clock">The operator's clock.</param>
/// <param name="People">The clock of sessions and screens.</param>
/// <param name="RunAsync">Runs until stopped.</param>
internal sealed record Companion(TimeProvider Clock, PeopleClock People, Func<Settings, CancellationToken, Task> RunAsync);
