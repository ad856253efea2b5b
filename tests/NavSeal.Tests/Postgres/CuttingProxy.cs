using System.Net;
using System.Net.Sockets;

namespace NavSeal.Tests.Postgres;

/// <summary>Stands between us and a database, and cuts one connection after so many bytes. On threads of its own: whoever waits for the
/// database waits for this one too.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Lock gate = new();
    private readonly List<TcpClient> open = [];
    private Cut? next;

    /// <summary>Opens a port in front of another one.</summary>
    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        Begin(Accept);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The next connection is cut once so many bytes went one way; what is under way is lost.</summary>
    /// <param name="toServer">Which way is counted.</param>
    /// <param name="bytes">How many still pass.</param>
    public Cut CutNext(bool toServer, int bytes)
    {
        lock (gate) return next = new Cut(toServer, bytes);
    }

    public void Dispose()
    {
        listener.Dispose();
        lock (gate) open.ForEach(one => one.Dispose());
    }

    private static void Begin(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has gone, or the test is over.
        }
    })
    { IsBackground = true }.Start();

    private void Accept()
    {
        while (true)
        {
            var client = listener.AcceptTcpClient();
            var server = new TcpClient("127.0.0.1", target);
            (client.NoDelay, server.NoDelay) = (true, true);
            lock (gate)
            {
                open.AddRange([client, server]);
                var cut = next ?? new Cut(true, int.MaxValue);
                next = null;
                Begin(() => Pump(client, server, cut.IsToServer ? cut : null));
                Begin(() => Pump(server, client, cut.IsToServer ? null : cut));
            }
        }
    }

    private static void End(TcpClient one)
    {
        try
        {
            one.Client?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    private static void Pump(TcpClient from, TcpClient to, Cut? cut)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (from.Client?.Receive(buffer) is { } read and > 0)
            {
                var passes = cut?.Take(read) ?? read;
                to.Client?.Send(buffer.AsSpan(0, passes));
                if (cut?.IsReached == true) break;
            }
        }
        finally
        {
            // Both ends at once, also for the thread that waits for the other direction.
            End(from);
            End(to);
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
