using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NavSeal.Devices.Teltonika;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Server;

/// <summary>The built program takes datagrams at the ports of the protocols that have them, and Teltonika over connections.</summary>
public sealed class Datagram_tests(RunningServer running) : IClassFixture<RunningServer>
{
    private const ulong Imei = 860000000000116;
    private const string WialonImei = "860000000000124";

    [Fact]
    public async Task A_seal_of_Teltonika_reports_over_connections_and_by_datagrams()
    {
        await AddAsync("KZ-000881", "teltonika", $"{Imei}", "teltonika-seal");
        var session = new ArrayBufferWriter<byte>();
        TeltonikaEncoder.Login(session, Imei);
        new TeltonikaEncoder(TeltonikaCodec.Codec8).Report(session, [Record(0), Record(1)]);
        foreach (var port in new[] { running.Folder.TeltonikaPort, running.Folder.SharedPort })
        {
            var answers = await RunningServer.ExchangeAsync(port, session.WrittenMemory, answers => answers.Length == 5);
            Assert.Equal("0100000002", Convert.ToHexString(answers));
        }

        var datagram = Datagram(Imei, number: 7);
        Assert.Equal("00050007010701", Convert.ToHexString(await AskAsync(running.Folder.TeltonikaPort, datagram)));
        // An answer that was lost: the same datagram is answered again.
        Assert.Equal("00050007010701", Convert.ToHexString(await AskAsync(running.Folder.TeltonikaPort, datagram)));
    }

    [Fact]
    public async Task A_seal_of_Wialon_IPS_reports_by_datagrams_that_name_it_and_need_no_login()
    {
        await AddAsync("KZ-000882", "wialon-ips", WialonImei, "wialon-seal");
        const string place = "4315.000000;N;07657.000000;E;0;0;780;9";
        foreach (var text in new[] { $"{WialonImei}#SD#201126;100000;{place}", $"2.0;{WialonImei}#SD#201126;100001;{place}\r\n" })
            Assert.Equal("#ASD#1\r\n", Encoding.ASCII.GetString(await AskAsync(running.Folder.WialonPort, Encoding.ASCII.GetBytes(text))));
    }

    [Fact]
    public async Task Noise_and_strangers_get_no_answer_and_the_next_datagram_is_taken()
    {
        const ulong imei = 860000000000132;
        await AddAsync("KZ-000883", "teltonika", $"{imei}", "teltonika-seal");
        byte[][] before = [[1], [0, 0, 0, 0], "GET / HTTP/1.1"u8.ToArray(), Datagram(999, number: 1), Datagram(imei, number: 2)[..40]];
        var answer = await AskAsync(running.Folder.TeltonikaPort, [.. before, Datagram(imei, number: 3)]);
        Assert.Equal("00050003010301", Convert.ToHexString(answer));
    }

    /// <summary>Sends datagrams from one socket and waits for the first that comes back.</summary>
    private static async Task<byte[]> AskAsync(int port, params byte[][] datagrams)
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        client.Connect(IPAddress.Loopback, port);
        foreach (var datagram in datagrams) await client.SendAsync(datagram, Deadline.Token);
        return (await client.ReceiveAsync(Deadline.Token)).Buffer;
    }

    private async Task AddAsync(string number, string protocol, string identity, string profile)
    {
        using var added = await running.RunAsync("seal", "add", number, protocol, "IMEI", identity, "Model 8", profile, "KZ");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
    }

    private static byte[] Datagram(ulong imei, byte number)
    {
        var output = new ArrayBufferWriter<byte>();
        new TeltonikaEncoder(TeltonikaCodec.Codec8Extended).Report(output, (number, number), imei, [Record(number)]);
        return output.WrittenSpan.ToArray();
    }

    private static TeltonikaTelemetry Record(int minutesAgo) => new()
    {
        MeasuredAt = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddMinutes(-minutesAgo),
        At = new GeoPoint(43_250_000, 76_950_000),
        Satellites = 9,
        Items = [new TeltonikaItem(1, 1, 1), new TeltonikaItem(2, 1, 1), new TeltonikaItem(67, 2, 3_900)],
    };
}
