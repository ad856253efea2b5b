using System.Buffers;
using System.Net.Sockets;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Units;
using NavSeal.Tests.Server.Access;

namespace NavSeal.Tests.Server;

/// <summary>One server for several tests, with one seal that has reported.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string Seal = "KZ-000123";
    public const uint SealId = 215_380_396;
    public const string Rows = "seal,protocol,identity_kind,identity,model,profile,operator\n";

    private NavSealProcess? server;
    private TcpClient? silent;

    internal ServerFolder Folder { get; } = new();

    internal HttpClient Http { get; } = new();

    internal NavSealProcess Server => server ?? throw new InvalidOperationException("Not started.");

    /// <summary>A connection that never said anything, opened when the server began to listen.</summary>
    internal NetworkStream Silent => silent!.GetStream();

    public async ValueTask InitializeAsync()
    {
        server = await NavSealProcess.ServeAsync(Folder);
        Http.BaseAddress = new Uri($"http://127.0.0.1:{Folder.HttpPort}");
        silent = new TcpClient("127.0.0.1", Folder.EgtsPort);
        using var added = await RunAsync("seal", "add", Seal, "egts", "OID", $"{SealId}", "Model 7", "egts-seal", "KZ");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        var encoder = new EgtsEncoder();
        var packet = new ArrayBufferWriter<byte>();
        encoder.Report(packet, Report(SealId, TimeProvider.System.GetUtcNow()));
        var answers = await ExchangeAsync(packet.WrittenMemory, answers => answers.Length > 0);
        Assert.Equal([EgtsResult.Ok], StatusesIn(answers));
        await SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        silent?.Dispose();
        Http.Dispose();
        if (server is not null)
        {
            await server.StopAsync();
            server.Dispose();
        }

        Folder.Dispose();
    }

    /// <summary>Runs a verb against this server's data folder.</summary>
    internal Task<NavSealProcess> RunAsync(params string[] arguments) => NavSealProcess.RunAsync([.. arguments, "--data", Folder.Path]);

    /// <summary>Enters an administrator at the terminal, and signs in on the page.</summary>
    private async Task SignInAsync()
    {
        using var added = await NavSealProcess.RunWithAsync(
            AccessServer.Password + "\n", "user", "add", "asel", "--role", "administrator", "--data", Folder.Path);
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        var page = await Http.GetStringAsync("/sign-in", Deadline.Token);
        var token = System.Text.RegularExpressions.Regex
            .Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = "asel",
            ["password"] = AccessServer.Password,
            ["next"] = "/health/live",
            ["__RequestVerificationToken"] = token,
        });
        using var answer = await Http.PostAsync("/sign-in", form, Deadline.Token);
        Assert.Equal("live", await answer.Content.ReadAsStringAsync(Deadline.Token));
    }

    /// <summary>Sends bytes over a new connection and collects what comes back, until that is enough or the server closes.</summary>
    internal Task<byte[]> ExchangeAsync(ReadOnlyMemory<byte> bytes, Func<byte[], bool> isEnough) =>
        ExchangeAsync(Folder.EgtsPort, bytes, isEnough);

    /// <summary>The same over another port.</summary>
    internal static async Task<byte[]> ExchangeAsync(int port, ReadOnlyMemory<byte> bytes, Func<byte[], bool> isEnough)
    {
        using var client = new TcpClient("127.0.0.1", port);
        var stream = client.GetStream();
        await stream.WriteAsync(bytes, Deadline.Token);
        byte[] received = [];
        var buffer = new byte[4096];
        while (!isEnough(received) && await stream.ReadAsync(buffer, Deadline.Token) is var read and > 0)
            received = [.. received, .. buffer[..read]];
        return received;
    }

    internal static EgtsTelemetry Report(uint objectId, DateTimeOffset measuredAt) => new()
    {
        ObjectId = objectId,
        MeasuredAt = DateTimeOffset.FromUnixTimeSeconds(measuredAt.ToUnixTimeSeconds()),
        At = GeoPoint.FromDegrees(43.25, 76.95),
        IsValid = true,
        Satellites = 9,
        InternalMillivolts = 4_000,
        Loops = default(EgtsLoops).With(1, EgtsLoopState.Normal).With(2, EgtsLoopState.Normal),
    };

    /// <summary>The results of all records that the answers confirm.</summary>
    internal static List<EgtsResult> StatusesIn(ReadOnlySpan<byte> answers)
    {
        List<EgtsResult> statuses = [];
        while (EgtsFraming.TryCut(answers, out var cut) == Cut.Whole)
        {
            if (EgtsAnswer.TryRead(cut, out var answer))
                foreach (var confirmation in answer.Confirmations) statuses.Add(confirmation.Status);
            answers = answers[cut.Consumed..];
        }

        return statuses;
    }
}
