using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using NavSeal.Devices;
using NavSeal.Server.Configuration;
using NavSeal.Server.Gateway;

namespace NavSeal.Server;

/// <summary>Where devices are listened for.</summary>
internal static class DevicePorts
{
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(15);

    /// <summary>Opens the port that all protocols share, those of single protocols, and the one of TLS.</summary>
    public static void Listen(KestrelServerOptions kestrel, Settings settings, Func<SealGateway> gateway)
    {
        var address = IPAddress.Parse(settings.SealAddress);
        if (settings.SharedPort != 0)
        {
            kestrel.Listen(
                address, settings.SharedPort, listen => LetIn(listen, gateway).Run(device => gateway().ServeSharedAsync(device)));
        }

        foreach (var protocol in DeviceProtocols.All.Where(protocol => settings.Ports[protocol.Protocol] != 0))
        {
            kestrel.Listen(
                address,
                settings.Ports[protocol.Protocol],
                listen => LetIn(listen, gateway).Run(device => gateway().ServeAsync(device, protocol)));
        }

        if (settings.Tls is not { } tls) return;
        kestrel.Listen(
            address,
            tls.Port,
            listen => LetIn(listen, gateway).UseHttps(OptionsOf(tls)).Run(device => gateway().ServeSharedAsync(device)));
    }

    /// <summary>Stands in front of everything else, the handshake of TLS too: it takes a place and much reckoning, and a stranger can begin
    /// any number.</summary>
    private static ListenOptions LetIn(ListenOptions listen, Func<SealGateway> gateway)
    {
        listen.Use(next => device => gateway().LetInAsync(device, next));
        return listen;
    }

    private static HttpsConnectionAdapterOptions OptionsOf(TlsSettings tls) => new()
    {
        ServerCertificate = tls.Certificate,
        ServerCertificateChain = tls.Chain,
        ClientCertificateMode = tls.Clients.Count > 0 ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,
        ClientCertificateValidation = (shown, _, _) => tls.IsOfClient(shown),
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = HandshakeTime,
    };
}
