using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace NavSeal.Server.Control;

/// <summary>The socket in the data folder over which the command line talks to the running server: who may write that folder may command
/// it.</summary>
internal static class ControlSocket
{
    private const string Name = "navseal.sock";
    private const string Mark = "navseal-control";

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, Name);

    /// <summary>Listens; a socket that a dead process left is removed first.</summary>
    public static void Listen(KestrelServerOptions kestrel, string dataFolder)
    {
        var path = PathIn(dataFolder);
        File.Delete(path);
        kestrel.ListenUnixSocket(path, listen => listen.Use(next => connection =>
        {
            connection.Items[Mark] = true;
            return next(connection);
        }));
    }

    /// <summary>Whether a request came over this socket and not over the network.</summary>
    public static bool IsControl(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) == true;

    /// <summary>A client of the server that runs on a data folder.</summary>
    public static HttpClient Connect(string dataFolder)
    {
        var path = PathIn(dataFolder);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://navseal.local"), Timeout = TimeSpan.FromMinutes(5) };
    }
}
