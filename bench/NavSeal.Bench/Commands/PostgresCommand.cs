using System.CommandLine;
using NavSeal.Server.Demo;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>postgres</c>.</summary>
internal static class PostgresCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where the database lies.", Required = true };
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1.", DefaultValueFactory = _ => 8332 };
        const string what = "A PostgreSQL of one's own with the settings of deploy/, until stopped; prints how to connect.";
        var command = new Command("postgres", what) { folder, port };
        command.SetAction((parsed, stop) => RunAsync(Path.GetFullPath(parsed.GetValue(folder)!), parsed.GetValue(port), stop));
        return command;
    }

    private static async Task RunAsync(string folder, int port, CancellationToken stop)
    {
        await using var server = await LocalPostgres.StartAsync(folder, port, LocalPostgres.Deployed, stop);
        Console.WriteLine(server.ConnectionString);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
