using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using NavSeal.Server.Configuration;
using NavSeal.Server.Demo;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Deploy;

/// <summary>The examples of deployment are accepted by the programs they are for, and agree with each other and the settings.</summary>
public sealed partial class Deploy_tests
{
    /// <summary>Without the protocols that are listened for on the shared port alone.</summary>
    private static readonly Dictionary<string, int> UsualPorts = Settings.All
        .Where(setting => setting.Name.EndsWith("-port", StringComparison.Ordinal) && setting.Default != "0").ToDictionary(setting => setting.Name, setting =>
            int.Parse(setting.Default, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task HAProxy_takes_its_example()
    {
        Assert.SkipWhen(LocalHaproxy.Program is null, LocalHaproxy.Missing);
        Assert.Equal((0, ""), await RunAsync(LocalHaproxy.Program!, "-q", "-c", "-f", Repository.PathOf("deploy/haproxy.cfg")));
    }

    [Fact]
    public void HAProxy_listens_on_the_usual_ports_and_asks_each_process_by_http() => Assert.Equal(
        UsualPorts.Values.Order(), Bind().Matches(HaproxyText.Example).Select(match =>
            int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).Order());

    [Fact]
    public void Filling_in_leaves_all_but_places()
    {
        var usual = UsualPorts.Values.ToDictionary(port => port, port => new IPEndPoint(IPAddress.Loopback, port));
        var process = UsualPorts.Values.ToDictionary(port => port, port => new IPEndPoint(IPAddress.Loopback, port + 20_000));
        var filled = HaproxyText.Fill(HaproxyText.Example, usual, [process, process]);
        Assert.Equal(UsualPorts.Count + 1, Count(filled, "    server navseal2 127.0.0.1:"));
        Assert.Contains("    server navseal1 127.0.0.1:29010 check port 28080\n", filled, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2", filled, StringComparison.Ordinal);
        Assert.Equal(Count(HaproxyText.Example, "option "), Count(filled, "option "));
    }

    [Fact]
    public void A_protocol_without_a_port_has_no_section()
    {
        var binds = UsualPorts.Where(port => port.Key != "egts-port")
            .ToDictionary(port => port.Value, port => new IPEndPoint(IPAddress.Loopback, port.Value));
        var filled = HaproxyText.Fill(HaproxyText.Example, binds, [binds]);
        Assert.DoesNotContain("listen egts", filled, StringComparison.Ordinal);
        Assert.Contains("listen wialon-ips", filled, StringComparison.Ordinal);
    }

    [Fact]
    public void NavSeal_takes_its_example()
    {
        var none = new Dictionary<string, string>();
        var settings = Settings.Read(none, none, Repository.PathOf("deploy/navseal.json"));
        Assert.Equal(3, settings.Postgres!.Split(';')[0].Split(',').Length);
        Assert.NotEqual(settings.DataFolder, Path.GetDirectoryName(settings.KeysFolder));
        Assert.Single(settings.TrustedProxies);
    }

    [Fact]
    public void Patroni_has_the_settings_of_postgresql_and_waits_for_a_standby()
    {
        var patroni = Repository.TextOf("deploy/patroni.yml");
        var parameters = Parameter().Matches(patroni).Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value.Trim('"')}");
        Assert.Equal(LocalPostgres.Deployed, parameters);
        Assert.Contains("    synchronous_mode: true\n", patroni, StringComparison.Ordinal);
        Assert.Contains("    synchronous_mode_strict: true\n", patroni, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patroni_s_example_is_YAML()
    {
        var hasParser = File.Exists("/usr/bin/python3") && (await RunAsync("/usr/bin/python3", "-c", "import yaml")).Status == 0;
        Assert.SkipUnless(hasParser, "A parser of YAML is missing: install one (Debian: apt-get install python3-yaml).");
        const string program = "import sys, yaml; yaml.safe_load(open(sys.argv[1]))";
        Assert.Equal((0, ""), await RunAsync("/usr/bin/python3", "-c", program, Repository.PathOf("deploy/patroni.yml")));
    }

    [Fact]
    public async Task Systemd_takes_its_example()
    {
        const string verifier = "/usr/bin/systemd-analyze", installed = "/opt/navseal/navseal";
        Assert.SkipUnless(File.Exists(verifier), "systemd-analyze is missing: install it (Debian: apt-get install systemd).");
        var unit = Repository.TextOf("deploy/navseal.service");
        Assert.Contains($"ExecStart={installed} serve --config /etc/navseal/navseal.json\n", unit, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("navseal-unit-");
        var path = Path.Combine(folder.FullName, "navseal.service");
        await File.WriteAllTextAsync(path, unit.Replace(installed, verifier, StringComparison.Ordinal), Server.Deadline.Token);
        var (status, said) = await RunAsync(verifier, "verify", path);
        folder.Delete(recursive: true);
        Assert.DoesNotContain("navseal.service", said, StringComparison.Ordinal);
        Assert.Equal(0, status);
    }

    [Fact]
    public void The_container_is_made_of_what_is_here()
    {
        var container = Repository.TextOf("deploy/Containerfile");
        var copied = Copied().Matches(container).SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();
        Assert.Contains("src", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{path} is not there."));
        foreach (var port in UsualPorts.Values) Assert.Matches($@"EXPOSE .*\b{port}\b", container);
    }

    private static int Count(string text, string part) => Regex.Count(text, Regex.Escape(part));

    private static async Task<(int Status, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(Server.Deadline.Token);
        return (process.ExitCode, string.Concat(said));
    }

    [GeneratedRegex(@"^    bind :(\d+)$", RegexOptions.Multiline)]
    private static partial Regex Bind();

    [GeneratedRegex(@"^        (\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    /// <summary>Copied from here, not from another stage.</summary>
    [GeneratedRegex(@"^COPY ([^-].*) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
