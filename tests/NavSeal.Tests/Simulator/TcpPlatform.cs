using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Simulator;

/// <summary>A platform on a real port of this machine: the session of Devices behind a socket.</summary>
internal sealed class TcpPlatform : IAsyncDisposable
{
    private readonly FleetDirectory directory;
    private readonly TimeProvider time;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly Task accepting;
    private int accepted;

    public TcpPlatform(FleetDirectory directory, TimeProvider time)
    {
        (this.directory, this.time) = (directory, time);
        listener.Start(512);
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>What was taken, each report once.</summary>
    public ConcurrentDictionary<(SealNumber Seal, DateTimeOffset? MeasuredAt, ulong Content), bool> Taken { get; } = new();

    /// <summary>Breaks every connection off.</summary>
    public void Cut()
    {
        foreach (var socket in connections.Keys) socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
        await Task.WhenAll(connections.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                Interlocked.Increment(ref accepted);
                connections[socket] = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var platform = new Platform(directory);
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                var replies = platform.Take(buffer.AsSpan(0, count), time.GetUtcNow());
                foreach (var (seal, observation, _) in platform.Reports)
                    Taken[(seal.Number, observation.MeasuredAt, observation.ContentKey)] = true;
                platform.Reports.Clear();
                await socket.SendAsync(replies);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client or the test broke the connection off.
        }

        socket.Dispose();
    }
}
