using System.Buffers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NavSeal.Devices.Egts;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Server;

/// <summary>The built program with two protocols: a port for each, and one that they share.</summary>
public sealed class Several_protocols_tests(RunningServer running) : IClassFixture<RunningServer>
{
    private const string Imei = "860000000000017";

    [Fact]
    public async Task Each_protocol_is_spoken_on_its_own_port_and_on_the_shared_one()
    {
        using var added = await running.RunAsync("seal", "add", "KZ-000777", "wialon-ips", "IMEI", Imei, "Model 8", "wialon-seal", "KZ");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        foreach (var port in new[] { running.Folder.WialonPort, running.Folder.SharedPort })
        {
            var answers = await RunningServer.ExchangeAsync(port, WialonSession(), answers => answers.AsSpan().Count((byte)'\n') == 3);
            Assert.Equal("#AL#1\r\n#AD#1\r\n#AB#2\r\n", Encoding.ASCII.GetString(answers));
        }

        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Report(packet, RunningServer.Report(RunningServer.SealId, TimeProvider.System.GetUtcNow()));
        var confirmed = await RunningServer.ExchangeAsync(
            running.Folder.SharedPort, packet.WrittenMemory, answers => RunningServer.StatusesIn(answers).Count > 0);
        Assert.Equal([EgtsResult.Ok], RunningServer.StatusesIn(confirmed));
    }

    [Fact]
    public async Task First_bytes_that_come_one_by_one_are_told_and_none_of_them_is_lost()
    {
        using var client = new TcpClient("127.0.0.1", running.Folder.SharedPort) { NoDelay = true };
        var stream = client.GetStream();
        foreach (var letter in "#L#nobody;NA\r\n"u8.ToArray())
        {
            await stream.WriteAsync(new[] { letter }, Deadline.Token);
            await Task.Yield();
        }

        var answer = new byte[7];
        await stream.ReadExactlyAsync(answer, Deadline.Token);
        Assert.Equal("#AL#0\r\n", Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task Bytes_of_no_protocol_close_a_connection_of_the_shared_port_and_are_counted()
    {
        var before = await FigureAsync("navseal_connections_unrecognised_total");
        var reset = await Record.ExceptionAsync(async () => Assert.Empty(
            await RunningServer.ExchangeAsync(running.Folder.SharedPort, "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), _ => false)));
        Assert.True(
            reset is null or IOException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionReset } }, $"{reset}");
        await Deadline.UntilAsync("counted", async () => await FigureAsync("navseal_connections_unrecognised_total") == before + 1);
    }

    [Fact]
    public async Task Recorded_lines_are_replayed_and_lines_that_name_nobody_get_a_login()
    {
        string[] texts =
        [
            "#SD#201126;100000;4315.000000;N;07657.000000;E;0;0;780;9",
            "#B#201126;100100;4315.0;N;07657.0;E;0;0;780;9|201126;100200;4315.0;N;07657.0;E;0;0;780;9",
            "#L#860000000000033;secret",
            "#D#201126;100000;4315.0;N;07657.0;E;0;0;780;9;NA;NA;NA;;NA;NA",
            "860000000000041#SD#201126;100000;4315.0;N;07657.0;E;0;0;780;9",
            "#L#2.0;860000000000058;NA;" + $"{WialonChecksum.Of("2.0;860000000000058;NA;"u8):X4}",
            "#SD#201126;100000;4315.000000;N;07657.000000;E;0;0;780;9;" + $"{WialonChecksum.Of(Checked):X4}",
            "#SD#201126;100300;4315.000000;N;07657.000000;E;0;0;780;9",
        ];
        var lines = texts.Select(
            (text, index) => JsonSerializer.Serialize(new { id = $"W{index}", protocol = "wialon_ips", frame_text = text }));
        var file = running.Folder.Write("lines.jsonl", string.Join('\n', lines));
        using var replay = await running.RunAsync("replay", file, "--port", $"{running.Folder.SharedPort}", "--register");
        Assert.Equal("", replay.Errors);
        Assert.Contains("10 acknowledged, 0 not, over 4 connections", replay.Output, StringComparison.Ordinal);
        Assert.Contains("2 logins made", replay.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.ExitCode);
    }

    private static ReadOnlySpan<byte> Checked => "201126;100000;4315.000000;N;07657.000000;E;0;0;780;9;"u8;

    private async Task<long> FigureAsync(string name)
    {
        var figures = await running.Http.GetStringAsync("/metrics", Deadline.Token);
        return long.Parse(
            figures.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1],
            System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ReadOnlyMemory<byte> WialonSession()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var report = new WialonTelemetry
        {
            MeasuredAt = now,
            At = GeoPoint.FromDegrees(43.25, 76.95),
            Satellites = 9,
            Parameters = "lock:1:1,tamper:1:0,pwr_int:2:3.9",
        };
        var bytes = new ArrayBufferWriter<byte>();
        var device = new WialonEncoder(withChecksum: true);
        device.Login(bytes, Imei);
        device.Report(bytes, report);
        device.ReportBlackBox(bytes, [report with { MeasuredAt = now.AddMinutes(-2) }, report with { MeasuredAt = now.AddMinutes(-1) }]);
        return bytes.WrittenMemory;
    }
}
