using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NavSeal.Devices.Egts;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Server.Access;

/// <summary>Seals that speak over TLS and show a certificate of their own.</summary>
public sealed class Tls_tests : IAsyncLifetime
{
    private readonly Authority devices = new("Demo authority of devices"), strangers = new("Demo authority of strangers");
    private readonly TlsServer server;
    private int ids;

    public Tls_tests() => server = new TlsServer(devices);

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await RegisterAsync("TLS-001", 81_001);
        await RegisterAsync("TLS-002", 81_002);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        devices.Dispose();
        strangers.Dispose();
    }

    [Fact]
    public async Task A_seal_with_its_certificate_reports_over_TLS()
    {
        using var mine = devices.Issue("TLS-001");
        Assert.Equal([EgtsResult.Ok], await ReportAsync(mine, 81_001));
    }

    [Fact]
    public async Task A_seal_takes_a_command_over_TLS_while_it_is_silent_and_goes_on_reporting()
    {
        using var mine = devices.Issue("TLS-001");
        using var client = new TcpClient("127.0.0.1", server.Folder.TlsPort);
        await using var stream = await SecureAsync(client, mine);
        using var seal = new CommandedSeal(stream, 81_001);
        await seal.ReportAsync(EgtsLoopState.Normal);
        await DoneAsync(new Command.CommandSeal(SealNumber.Parse("TLS-001"), DeviceCommandKind.AskPosition, "where is it"));
        Assert.Equal((1u, "POSITION"), await seal.CommandAsync());
        await seal.AnswerAsync(1, result: 0);
        await seal.ReportAsync(EgtsLoopState.Break);
    }

    [Fact]
    public async Task A_seal_cannot_speak_for_another()
    {
        using var mine = devices.Issue("TLS-001");
        Assert.Equal([EgtsResult.IdentityNotFound], await ReportAsync(mine, 81_002));
    }

    [Fact]
    public async Task Without_a_certificate_or_with_one_of_others_nobody_is_let_in()
    {
        using var strange = strangers.Issue("TLS-001");
        using var past = devices.Issue("TLS-001", days: -1);
        foreach (var shown in (X509Certificate2?[])[null, strange, past])
        {
            var failure = await Record.ExceptionAsync(() => ReportAsync(shown, 81_001));
            Assert.True(failure is AuthenticationException or IOException, $"{failure}");
        }
    }

    [Fact]
    public async Task A_handshake_that_is_not_finished_holds_a_place_and_no_more_are_begun_than_there_are_places()
    {
        var silent = Enumerable.Range(0, TlsServer.PlacesMax + 1).Select(_ => new TcpClient("127.0.0.1", server.Folder.TlsPort)).ToList();
        try
        {
            var ends = silent.Select(client => Record.ExceptionAsync(async () =>
                Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Deadline.Token))).AsTask()).ToList();
            var sentAway = await Task.WhenAny(ends);
            Assert.True(await sentAway is null or IOException, $"{await sentAway}");
            Assert.Equal(1, ends.Count(end => end.IsCompleted));
        }
        finally
        {
            silent.ForEach(client => client.Dispose());
        }
    }

    private async Task RegisterAsync(string number, uint objectId)
    {
        var command = new Command.RegisterSeal(new RegisteredSeal
        {
            Number = SealNumber.Parse(number),
            Protocol = DeviceProtocol.Egts,
            Identity = DeviceIdentity.Parse(IdentityKind.ObjectId, $"{objectId}")!.Value,
            Model = "Model 7",
            Profile = server.Server.Registry.Profiles.Find("egts-seal-memory")!,
            Operator = "KZ",
        });
        await DoneAsync(command);
    }

    private async Task DoneAsync(Command command) => Assert.IsType<Answer.Done>(await server.Server.Desk.Do(
        command, new CommandOrigin(new Guid(++ids, 0x83, 0, new byte[8]), "test"), Deadline.Token));

    private async Task<SslStream> SecureAsync(TcpClient client, X509Certificate2? shown)
    {
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = shown is null ? [] : [shown],
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is X509Certificate2 { Thumbprint: var print } && print == server.Print,
            },
            Deadline.Token);
        return stream;
    }

    private async Task<List<EgtsResult>> ReportAsync(X509Certificate2? shown, uint objectId)
    {
        using var client = new TcpClient("127.0.0.1", server.Folder.TlsPort);
        await using var stream = await SecureAsync(client, shown);
        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Report(packet, RunningServer.Report(objectId, TimeProvider.System.GetUtcNow()));
        await stream.WriteAsync(packet.WrittenMemory, Deadline.Token);
        byte[] received = [];
        var buffer = new byte[4096];
        while (RunningServer.StatusesIn(received).Count == 0)
        {
            var read = await stream.ReadAsync(buffer, Deadline.Token);
            if (read == 0) throw new IOException("The server closed the connection.");
            received = [.. received, .. buffer[..read]];
        }

        return RunningServer.StatusesIn(received);
    }

    private sealed class TlsServer(Authority devices) : AccessServer
    {
        public const int PlacesMax = 3;

        private protected override bool EntersUsers => false;

        private protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["tls-port"] = $"{Folder.TlsPort}",
            ["tls-certificate"] = Folder.Write("tls.pem", OwnPem()),
            ["connections-max"] = $"{PlacesMax}",
            ["tls-clients"] = Folder.Write("devices.pem", devices.Pem),
        };

        /// <summary>By which it is known.</summary>
        public string Print { get; private set; } = "";

        private string OwnPem()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var now = TimeProvider.System.GetUtcNow();
            using var own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            Print = own.Thumbprint;
            return own.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        }
    }

    /// <summary>Issues certificates to devices.</summary>
    private sealed class Authority : IDisposable
    {
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly X509Certificate2 root;

        public Authority(string name)
        {
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            var now = TimeProvider.System.GetUtcNow();
            root = request.CreateSelfSigned(now.AddDays(-9), now.AddDays(9));
        }

        public string Pem => root.ExportCertificatePem() + "\n";

        public X509Certificate2 Issue(string number, int days = 2)
        {
            using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={number}", own, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
            var now = TimeProvider.System.GetUtcNow();
            using var issued = request.Create(root, now.AddDays(-3), now.AddDays(days), [1, 2, 3, (byte)number[^1]]);
            using var whole = issued.CopyWithPrivateKey(own);
            return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
        }

        public void Dispose()
        {
            root.Dispose();
            key.Dispose();
        }
    }
}
