using System.CommandLine;
using NavSeal.Bench.Load;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>idle</c>: what connections cost that only stay open.</summary>
internal static class IdleCommand
{
    public static Command Create()
    {
        var command = new Command("idle", "Holds connections that have sent one report, and prints the server's memory per connection.");
        var arguments = new LoadArguments();
        arguments.AddTo(command);
        command.SetAction(parsed => Run(arguments.Read(parsed, resends: false)));
        return command;
    }

    private static int Run(LoadOptions options)
    {
        if (options.ServerProcess is not { } server) throw new ArgumentException("idle needs --server-pid.");
        var before = Processes.ResidentKilobytes(server);
        using var generator = new Generator(options, TimeProvider.System.GetUtcNow());
        generator.Connect();
        generator.SendOneEach();
        var acknowledged = Processes.ResidentKilobytes(server);
        var processor = Processes.ProcessorSeconds(server);
        generator.Hold(MonotonicClock.Nanoseconds + (options.Seconds * MonotonicClock.NanosecondsPerSecond));
        var held = Processes.ResidentKilobytes(server);
        Figures.Write("connections", options.Connections);
        Figures.Write("resident_before_kb", before);
        Figures.Write("resident_acknowledged_kb", acknowledged);
        Figures.Write("resident_held_kb", held);
        Figures.Write("kb_per_connection", (double)(held - before) / options.Connections);
        Figures.Write("server_cores_idle", (Processes.ProcessorSeconds(server) - processor) / Math.Max(1, options.Seconds));
        Figures.Write("lost_connections", generator.Measurement.Lost);
        Figures.Write("unacknowledged", generator.Measurement.Unacknowledged);
        return LoadReport.ExitCode(options, generator.Measurement);
    }
}
