using System.Globalization;
using NavSeal.Model.Seals;
using NavSeal.Server.Configuration;
using NavSeal.Server.Control;
using NavSeal.Server.Registry;
using NavSeal.Simulator;

namespace NavSeal.Server.Demo;

/// <summary>The simulated fleet of the demo: registered like any other, connected over TCP like any other. It remembers when it began, so
/// that after a restart the lorries are where they would be by then.</summary>
internal sealed class DemoFleet
{
    /// <summary>A fleet that began longer ago begins anew: driving it up to now would take too long.</summary>
    private static readonly TimeSpan DrivenUpMax = TimeSpan.FromDays(2);

    /// <summary>What the seals measured while the server was away comes from their memory, up to this.</summary>
    private static readonly TimeSpan RememberedMax = TimeSpan.FromMinutes(10);

    /// <summary>One seal in so many, and one at least, keeps the register of documents.</summary>
    private const int RegisterKeeperOneIn = 30;

    private const string ControlPath = "/control/seals";

    private readonly Fleet fleet;
    private readonly FleetRunner runner;

    private DemoFleet(Fleet fleet, FleetRunner runner) => (this.fleet, this.runner) = (fleet, runner);

    /// <summary>The simulated seals.</summary>
    public Fleet Seals => fleet;

    /// <summary>Lets incidents befall them.</summary>
    /// <param name="random">Draws whom.</param>
    public IncidentPlayer Incidents(Random random) => new(fleet, runner, random);

    /// <summary>Makes the fleet and drives it up to now.</summary>
    public static DemoFleet Create(Settings settings, (int Seals, int Seed) size, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var beganAt = BeganAt(Path.Combine(settings.DataFolder, DemoFolder.Mark), size, now);
        var corridors = Corridors.Parse(File.ReadAllText(Path.Combine(settings.ReferenceFolder, "corridors.geojson")));
        var fleet = Fleet.Create(Mixed(size, settings), corridors, beganAt);
        var remembered = now - RememberedMax;
        if (remembered > beganAt)
        {
            foreach (var seal in fleet.Seals) seal.Advance(remembered);
        }

        var host = settings.SealAddress == "0.0.0.0" ? "127.0.0.1" : settings.SealAddress;
        var target = new FleetRunnerSettings { Host = host, Port = member => PortOf(member, settings) };
        return new DemoFleet(fleet, new FleetRunner(fleet, target, clock));
    }

    /// <summary>How many of the seals speak what, for people.</summary>
    public string Protocols => string.Join(", ", fleet.Members.GroupBy(member => member.Protocol).OrderBy(group => group.Key)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {ProtocolNames.Of(group.Key)}")));

    /// <summary>Enters every seal that the registry does not know yet, or knows by another protocol or name.</summary>
    /// <param name="folders">Data folders of the processes; the first that answers is asked.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SettingException">The operator refuses a seal.</exception>
    public async Task RegisterAsync(IReadOnlyList<string> folders, CancellationToken stop)
    {
        using var control = await OpenControlAsync(folders, stop);
        var known = (await control.GetFromJsonAsync<SealRow[]>(ControlPath, stop) ?? []).ToHashSet();
        var missing = fleet.Registrations.Select(RowOf).Where(row => !known.Contains(row)).ToList();
        if (missing.Count == 0) return;
        using var answer = await control.PostAsJsonAsync(ControlPath, missing, stop);
        answer.EnsureSuccessStatusCode();
        if (await answer.Content.ReadFromJsonAsync<Outcome>(stop) is { Refused: [var first, ..] })
            throw new SettingException($"A seal of the demo is refused: {first}");
        await EnterPasswordsAsync(control, missing, stop);
    }

    /// <summary>Enters the password that every simulated lock has from its maker.</summary>
    private async Task EnterPasswordsAsync(HttpClient control, IEnumerable<SealRow> entered, CancellationToken stop)
    {
        var names = entered.Select(row => row.Seal).ToHashSet(StringComparer.Ordinal);
        var rows = fleet.Registrations.Where(row => row.Protocol == DeviceProtocol.Jointech && names.Contains(row.Number.Text))
            .Select(row => new SecretRow(row.Number.Text, JointechSealClient.Password)).ToList();
        if (rows.Count == 0) return;
        using var answer = await control.PostAsJsonAsync(SecretControl.Path, rows, stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lets the fleet drive and report until stopped.</summary>
    public Task RunAsync(CancellationToken stop) => runner.RunAsync(stop);

    private static async Task<HttpClient> OpenControlAsync(IReadOnlyList<string> folders, CancellationToken stop)
    {
        foreach (var folder in folders.SkipLast(1))
        {
            var control = ControlSocket.Connect(folder);
            try
            {
                using var answer = await control.GetAsync(ControlPath, HttpCompletionOption.ResponseHeadersRead, stop);
                return control;
            }
            catch (HttpRequestException)
            {
                control.Dispose();
            }
        }

        return ControlSocket.Connect(folders[^1]);
    }

    private static SealRow RowOf(FleetRegistration row) => new(
        row.Number.Text, ProtocolNames.Of(row.Protocol), row.Identity.Kind.ToString(), row.Identity.Value, row.Model, row.Profile,
        row.Operator);

    /// <summary>All protocols that a port is open for, in turn.</summary>
    public static FleetSettings Mixed((int Seals, int Seed) size, Settings settings) => new()
    {
        Seals = size.Seals,
        Seed = size.Seed,
        Seal = SealSettings.Demo,
        Protocols = [.. settings.Ports.Where(port => port.Value != 0 || settings.SharedPort != 0).Select(port => port.Key).Order()],
        RegisterKeepers = 1 + (size.Seals / RegisterKeeperOneIn),
    };

    /// <summary>Every second seal of Wialon IPS comes through the port that all protocols share, and all do where a port is off.</summary>
    private static int PortOf(FleetMember member, Settings settings)
    {
        var own = settings.Ports[member.Protocol];
        var isShared = member.Protocol == DeviceProtocol.WialonIps && member.Seals[0].Seal.Number.Text[^1] % 2 == 0;
        return settings.SharedPort != 0 && (isShared || own == 0) ? settings.SharedPort : own;
    }

    private static DateTimeOffset BeganAt(string path, (int Seals, int Seed) size, DateTimeOffset now)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{size.Seals} seals of seed {size.Seed} since ");
        if (File.Exists(path) && File.ReadAllText(path) is var text && text.StartsWith(key, StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text[key.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var before)
            && before <= now && now - before < DrivenUpMax)
        {
            return before;
        }

        File.WriteAllText(path, key + now.ToString("O", CultureInfo.InvariantCulture));
        return now;
    }
}
