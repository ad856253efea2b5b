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
        var processes = Number(
            "--processes", "How many processes, 1 to 9, with HAProxy before them where they are several; for --store postgres.", (1, 1, 9));
        foreach (var option in (Option[])[seals, seed, speed, incidents, processes]) command.Options.Add(option);
        var options = new SettingOptions(command);
        command.SetAction((parsed, stop) =>
        {
            var run = new DemoRun(
                (parsed.GetValue(seals), parsed.GetValue(seed)), parsed.GetValue(speed), parsed.GetValue(incidents));
            return ServeCommand.ReportedAsync(async () =>
            {
                var settings = run.Read(usual => options.Read(parsed, usual));
                using var signer = DemoSigner.Open(settings.DataFolder);
                settings = run.Trusting(settings, signer);
                var count = parsed.GetValue(processes);
                if (count > 1) MustBePossible(settings, parsed.GetValue(speed));
                await using var database = await run.OpenAsync(settings, stop);
                if (database is not null) settings = settings with { Postgres = database.ConnectionString };
                if (count == 1) await ServeCommand.ServeAsync(settings, run.Companion, stop);
                else await run.WithProcessesAsync(settings, (count, DemoRun.Trusting(options.GivenWithFile(parsed), signer)), stop);
            }, stop);
        });
        return command;
    }

    private static void MustBePossible(Settings settings, int speed)
    {
        if (settings.Postgres is null) throw new SettingException("--processes needs the shared database: add --store postgres.");
        if (speed > 1) throw new SettingException("--speed above 1 takes one process: each would have a clock of its own.");
        if (LocalHaproxy.Program is null) throw new IOException(LocalHaproxy.Missing);
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
        private DemoSigner? signer;

        /// <summary>Data folders of several processes; null: there is one, and it is this.</summary>
        private IReadOnlyList<string>? folders;

        public DemoRun((int Seals, int Seed) size, int speed, string? incidentsFile)
        {
            (this.size, this.speed, this.incidentsFile) = (size, speed, incidentsFile);
            var clock = speed == 1 ? TimeProvider.System : new FastClock(TimeProvider.System, speed);
            Companion = new Companion(clock, new PeopleClock(TimeProvider.System, speed), RunAsync);
        }

        public Companion Companion { get; }

        /// <summary>Reads settings and script before anything starts.</summary>
        /// <param name="read">Reads the settings over what is usual for the verb.</param>
        public Settings Read(Func<Dictionary<string, string>, Settings> read)
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

            var settings = read(Usual("demo"));
            return settings.Postgres == DemoDatabase.Placeholder ? read(Usual("demo-postgres")) : settings;
        }

        /// <summary>The settings with the demo's own signer among the trusted.</summary>
        public Settings Trusting(Settings settings, DemoSigner known)
        {
            signer = known;
            return settings with { Signers = [.. settings.Signers, known.Certificate] };
        }

        /// <summary>The same for the processes of their own.</summary>
        public static Dictionary<string, string> Trusting(Dictionary<string, string> given, DemoSigner known) =>
            given.ContainsKey("signers") ? given : new Dictionary<string, string>(given) { ["signers"] = known.AuthoritiesFile };

        /// <summary>Makes room, and starts a database where the demo needs one of its own.</summary>
        public async Task<LocalPostgres?> OpenAsync(Settings settings, CancellationToken stop)
        {
            var hasDatabase = settings.Postgres == DemoDatabase.Placeholder;
            await DemoProcesses.EndFormerAsync(settings.DataFolder);
            if (speed > 1)
            {
                if (hasDatabase) await DemoDatabase.EndFormerAsync(settings);
                DemoFolder.Empty(settings.DataFolder);
            }

            return hasDatabase ? await DemoDatabase.StartAsync(settings, stop) : null;
        }

        /// <summary>Runs on several processes until stopped: first the fleet ends, then they do.</summary>
        public async Task WithProcessesAsync(
            Settings settings, (int Count, IReadOnlyDictionary<string, string> Given) wanted, CancellationToken stop)
        {
            await using var processes = await DemoProcesses.StartAsync(settings, wanted, Tell, stop);
            folders = processes.Folders;
            Console.WriteLine(
                $"{wanted.Count} processes run behind HAProxy, in {folders[0]} and so on; kill one to see the others go on.");
            var running = RunAsync(settings, stop);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (running.IsFaulted) await running;
        }

        private Dictionary<string, string> Usual(string folder) => new()
        {
            ["data"] = Path.Combine("data", speed == 1 ? folder : folder + "-fast"),
            ["postgres"] = DemoDatabase.Placeholder,
            ["seal-address"] = "127.0.0.1",
            ["log-level"] = "Warning",
        };

        private async Task RunAsync(Settings settings, CancellationToken stop)
        {
            var fleet = DemoFleet.Create(settings, size, Companion.Clock);
            await fleet.RegisterAsync(folders ?? [settings.DataFolder], stop);
            var users = await DemoUsers.EnterAsync(settings, signer!);
            Console.WriteLine(Greeting(fleet, settings, users));
            var player = fleet.Incidents(new Random());
            using var api = new OperatorApi(AddressOf(settings), DemoUsers.KeyIn(users), signer!.Sign);
            var (offices, parties) = await DemoRegistries.EnterAsync(api, ReferenceTables.Read(settings), stop);
            var how = new PeopleSettings { Offices = offices, Parties = parties };
            var people = new DemoPeople(fleet.Seals, api, how, (Companion.Clock, Path.Combine(settings.DataFolder, "demo-people.json")));
            await Task.WhenAll(
                fleet.RunAsync(stop),
                people.RunAsync(TimeProvider.System, Tell, stop),
                script is null ? Task.CompletedTask : player.PlayAsync(script, Companion.Clock, Tell, stop),
                IncidentKeys.ListenAsync(player, Tell, stop));
        }

        private string Greeting(DemoFleet fleet, Settings settings, string users) => $"""
            NavSeal demo: {size.Seals} simulated seals report: {fleet.Protocols}.
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

        private static Uri AddressOf(Settings settings) =>
            new UriBuilder("http", DemoProcesses.HostOf(settings.HttpAddress), settings.HttpPort).Uri;
    }
}
