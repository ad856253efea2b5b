using System.CommandLine;
using System.Globalization;
using NavSeal.Server.Configuration;
using NavSeal.Server.Demo;
using NavSeal.Server.Http;
using NavSeal.Simulator;
using NavSeal.Simulator.People;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal demo</c>: the main job on one command, with a simulated fleet that speaks the real protocols over TCP and simulated
/// people who work through the API.</summary>
internal static class DemoCommand
{
    private const string NoIncidents = "none";

    public static Command Create()
    {
        var command = new Command("demo", "Run the operator with a simulated fleet; continues where it stopped.");
        var seals = Number("--seals", "How many seals, 1 to 15000.", (300, 1, 15_000));
        var seed = Number("--seed", "The same seed drives the same fleet.", (1, 0, int.MaxValue));
        var speed = Number(
            "--speed", "How many times as fast as the machine's the operator's clock runs, 1 to 60; above 1 the demo begins anew.",
            (1, 1, FastClock.FactorMax));
        var incidents = new Option<string?>("--incidents")
        {
            Description = "A script of incidents, lines such as '00:30 @one open'; none: only by chance. Left out: a lively first minute.",
        };
        foreach (var option in (Option[])[seals, seed, speed, incidents]) command.Options.Add(option);
        var options = new SettingOptions(command);
        command.SetAction((parsed, stop) =>
        {
            var run = new DemoRun(
                (parsed.GetValue(seals), parsed.GetValue(seed)), parsed.GetValue(speed), parsed.GetValue(incidents));
            return ServeCommand.RunAsync(() => run.Prepare(options.Read(parsed, run.Usual)), run.Companion, stop);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, (int Usual, int Min, int Max) range)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => range.Usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var number && (number < range.Min || number > range.Max))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes {range.Min} to {range.Max}."));
        });
        return option;
    }

    /// <summary>One demo as it was asked for.</summary>
    private sealed class DemoRun
    {
        private readonly (int Seals, int Seed) size;
        private readonly int speed;
        private readonly string? incidentsFile;
        private IncidentScript? script = IncidentScript.Demo;

        public DemoRun((int Seals, int Seed) size, int speed, string? incidentsFile)
        {
            (this.size, this.speed, this.incidentsFile) = (size, speed, incidentsFile);
            var clock = speed == 1 ? TimeProvider.System : new FastClock(TimeProvider.System, speed);
            Companion = new Companion(clock, new PeopleClock(TimeProvider.System, speed), RunAsync);
        }

        public Companion Companion { get; }

        /// <summary>What holds where nothing else is set.</summary>
        public Dictionary<string, string> Usual => new()
        {
            ["data"] = Path.Combine("data", speed == 1 ? "demo" : "demo-fast"),
            ["seal-address"] = "127.0.0.1",
            ["log-level"] = "Warning",
        };

        /// <summary>Reads the script and makes room before anything starts.</summary>
        public Settings Prepare(Settings settings)
        {
            try
            {
                if (incidentsFile == NoIncidents) script = null;
                else if (incidentsFile is not null) script = IncidentScript.Parse(File.ReadAllText(incidentsFile));
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                throw new SettingException($"The incidents in '{incidentsFile}' cannot be used: {e.Message}");
            }

            if (speed > 1) DemoFolder.Empty(settings.DataFolder);
            return settings;
        }

        private async Task RunAsync(NavSealServer server, Settings settings, CancellationToken stop)
        {
            var fleet = DemoFleet.Create(settings, size, Companion.Clock);
            await fleet.RegisterAsync(server, stop);
            var users = await DemoUsers.EnterAsync(server.Services, settings);
            Console.WriteLine(Greeting(fleet, settings, users));
            var player = fleet.Incidents(new Random());
            using var api = new OperatorApi(AddressOf(settings), DemoUsers.KeyIn(users));
            await Task.WhenAll(
                fleet.RunAsync(stop),
                new DemoPeople(fleet.Seals, api, Companion.Clock).RunAsync(TimeProvider.System, Tell, stop),
                script is null ? Task.CompletedTask : player.PlayAsync(script, Companion.Clock, Tell, stop),
                IncidentKeys.ListenAsync(player, Tell, stop));
        }

        private string Greeting(DemoFleet fleet, Settings settings, string users) => $"""
            NavSeal demo: {size.Seals} simulated seals report, {fleet.WialonSeals} of them in Wialon IPS, the others in EGTS.
            Devices: {settings.DevicePorts}
            Page:    {AddressOf(settings)}
            API:     {AddressOf(settings)}api/v1, described at {AddressOf(settings)}openapi/v1.json
            Metrics: {AddressOf(settings)}metrics
            Data:    {settings.DataFolder} ({(speed == 1 ? "kept; the next start continues" : $"the clock runs {speed} times as fast")})
            Sign in (demo users, kept in demo-users.txt there; never for real work):
              {users.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}
            Keys:    {IncidentKeys.Help}: befalls a seal drawn by chance. Ctrl-C stops.
            """;

        private void Tell(string line) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Companion.Clock.GetUtcNow():HH:mm:ss} UTC  {line}"));

        private static Uri AddressOf(Settings settings)
        {
            var host = settings.HttpAddress == "0.0.0.0" ? "127.0.0.1" : settings.HttpAddress;
            return new UriBuilder("http", host, settings.HttpPort).Uri;
        }
    }
}
