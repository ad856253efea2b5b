using System.CommandLine;
using NavSeal.Server.Configuration;
using NavSeal.Server.Demo;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal demo</c>: the main job on one command, with a simulated fleet that speaks the real protocols over TCP.</summary>
internal static class DemoCommand
{
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["data"] = Path.Combine("data", "demo"),
        ["seal-address"] = "127.0.0.1",
        ["log-level"] = "Warning",
    };

    public static Command Create()
    {
        var command = new Command("demo", "Run the operator with a simulated fleet; continues where it stopped.");
        var seals = new Option<int>("--seals") { Description = "How many seals, 1 to 15000.", DefaultValueFactory = _ => 300 };
        var seed = new Option<int>("--seed") { Description = "The same seed drives the same fleet.", DefaultValueFactory = _ => 1 };
        seals.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 15_000) result.AddError("--seals takes 1 to 15000.");
        });
        command.Options.Add(seals);
        command.Options.Add(seed);
        var options = new SettingOptions(command);
        command.SetAction((parsed, stop) =>
        {
            var size = (parsed.GetValue(seals), parsed.GetValue(seed));
            return ServeCommand.RunAsync(
                () => options.Read(parsed, Usual), (server, settings, end) => RunAsync(server, settings, size, end), stop);
        });
        return command;
    }

    private static async Task RunAsync(NavSealServer server, Settings settings, (int Seals, int Seed) size, CancellationToken stop)
    {
        var fleet = DemoFleet.Create(settings, size, TimeProvider.System);
        await fleet.RegisterAsync(server, stop);
        var users = await DemoUsers.EnterAsync(server.Services, settings);
        Console.WriteLine($"""
            NavSeal demo: {size.Seals} simulated seals report, {fleet.WialonSeals} of them in Wialon IPS, the others in EGTS.
            Devices: {settings.DevicePorts}
            Page:    http://{settings.HttpAddress}:{settings.HttpPort}
            Metrics: http://{settings.HttpAddress}:{settings.HttpPort}/metrics
            Data:    {settings.DataFolder} (kept; the next start continues)
            Sign in (demo users, kept in demo-users.txt there; never for real work):
              {users.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}
            Ctrl-C stops.
            """);
        await Task.WhenAll(fleet.RunAsync(stop), new DemoPeople(server, new Random(size.Seed)).RunAsync(TimeProvider.System, stop));
    }
}
