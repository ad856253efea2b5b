using System.Net;
using System.Net.Sockets;

namespace NavSeal.Tests.Postgres;

/// <summary>Stands between us and a database, and cuts one connection after so many bytes.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly List<Task> pumps = [];
    private readonly Lock gate = new();
    private readonly Task accepting;
    private Cut? next;

    /// <summary>Opens a port in front of another one.</summary>
    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The next connection is cut once so many bytes went one way; what is under way is lost.</summary>
    /// <param name="toServer">Which way is counted.</param>
    /// <param name="bytes">How many still pass.</param>
    public Cut CutNext(bool toServer, int bytes)
    {
        lock (gate) return next = new Cut(toServer, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] all;
        lock (gate) all = [.. pumps];
        await Task.WhenAll(all);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                lock (gate)
                {
                    var cut = next ?? new Cut(true, int.MaxValue);
                    next = null;
                    pumps.Add(ServeAsync(client, cut));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, Cut cut)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, target);
            (client.NoDelay, server.NoDelay) = (true, true);
            await Task.WhenAny(
                PumpAsync(client, server, cut.IsToServer ? cut : null), PumpAsync(server, client, cut.IsToServer ? null : cut));

            // A reset, not an orderly end: nobody is told anything.
            (client.LingerState, server.LingerState) = (new LingerOption(true, 0), new LingerOption(true, 0));
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Cut? cut)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, stopping.Token) is var read and > 0)
            {
                var passes = cut?.Take(read) ?? read;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, passes), stopping.Token);
                if (passes < read || cut?.IsReached == true) return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has gone.
        }
    }
}

/// <summary>Where a connection is cut.</summary>
/// <param name="isToServer">Which way is counted.</param>
/// <param name="bytes">How many still pass.</param>
internal sealed class Cut(bool isToServer, int bytes)
{
    private int left = bytes;

    public bool IsToServer => isToServer;

    /// <summary>Whether the connection was cut.</summary>
    public bool IsReached => Volatile.Read(ref left) <= 0;

    public int Take(int wanted)
    {
        var passes = Math.Min(wanted, Math.Max(left, 0));
        Interlocked.Add(ref left, -wanted);
        return passes;
    }
}
