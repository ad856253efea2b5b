using NavSeal.Devices;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Server;
using NavSeal.Server.Configuration;
using NavSeal.Server.Demo;

namespace NavSeal.Tests.Server;

/// <summary>The fleet of the demo, against the real program and its ports.</summary>
public sealed class Demo_fleet_tests : IDisposable
{
    private readonly ServerFolder folder = new();

    [Fact]
    public async Task Six_seals_report_in_six_protocols_and_stand_on_the_board()
    {
        var settings = SettingsOf();
        using var stop = new CancellationTokenSource();
        await using var server = await NavSealServer.StartAsync(settings, TimeProvider.System);
        var fleet = DemoFleet.Create(settings, (Seals: 6, Seed: 1), TimeProvider.System);
        await fleet.RegisterAsync([folder.Path], Deadline.Token);
        var running = fleet.RunAsync(stop.Token);
        await Deadline.UntilAsync("every seal has reported closed", () => Task.FromResult(fleet.Seals.Seals.All(seal =>
            server.Views.Seals.Find(seal.Number)?.SealingElement == SealingElementState.Closed)));
        Assert.Equal("1 egts, 1 wialon-ips, 1 jt701, 1 jt808, 1 teltonika, 1 eseal", fleet.Protocols);
        await stop.CancelAsync();
        await running;
        await server.StopAsync();
    }

    [Fact]
    public void A_protocol_without_a_port_is_left_out()
    {
        var settings = SettingsOf(("shared-port", "0"), ("jt808-port", "0"));
        var expected = DeviceProtocols.All.Select(each => each.Protocol).Where(protocol => protocol != DeviceProtocol.Jt808).Order();
        Assert.Equal(expected, DemoFleet.Mixed((Seals: 6, Seed: 1), settings).Protocols);
    }

    public void Dispose() => folder.Dispose();

    private Settings SettingsOf(params ReadOnlySpan<(string Name, string Value)> others)
    {
        var arguments = folder.Arguments.Chunk(2).ToDictionary(pair => pair[0][2..], pair => pair[1]);
        arguments["log-level"] = "Critical";
        foreach (var (name, value) in others) arguments[name] = value;
        return Settings.Read(new Dictionary<string, string>(), arguments, null);
    }
}
