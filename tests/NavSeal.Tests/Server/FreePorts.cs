using System.Net;
using System.Net.Sockets;

namespace NavSeal.Tests.Server;

/// <summary>Ports for servers of the tests: below those that the system gives to whoever connects somewhere, so that between choosing one
/// and listening on it nobody else gets it.</summary>
internal static class FreePorts
{
    private const int From = 20_000, Count = 12_000;

    // Test runs beside each other begin at other places.
    private static int taken = Environment.ProcessId * 97;

    /// <summary>A port on which nobody listens, and which no other test of this run gets.</summary>
    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = From + ((Interlocked.Increment(ref taken) & int.MaxValue) % Count);
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException("No port is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var connections = new Socket(SocketType.Stream, ProtocolType.Tcp);
            connections.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            datagrams.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
