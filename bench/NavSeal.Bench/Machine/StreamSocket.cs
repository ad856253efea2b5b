using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace NavSeal.Bench.Machine;

/// <summary>A TCP connection that never blocks: a descriptor and the calls on it.</summary>
internal readonly unsafe record struct StreamSocket(int Descriptor)
{
    /// <summary>What a call on a connection came to, where it moved no bytes.</summary>
    public const int WouldBlock = 0, Ended = -1;

    /// <summary>Begins to connect; the socket becomes writable when that is done, and failed when it is refused. Null where it is refused
    /// at once.</summary>
    public static StreamSocket? Connect(IPEndPoint server)
    {
        var descriptor = Native.Socket(Native.InternetFamily, Native.StreamNonBlocking, 0);
        if (descriptor < 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), "socket");
        var on = 1;
        _ = Native.SetOption(descriptor, Native.ProtocolTcp, Native.NoDelay, &on, sizeof(int));
        fixed (byte* address = AddressOf(server))
        {
            if (Native.Connect(descriptor, address, 16) == 0) return new StreamSocket(descriptor);
        }

        if (Marshal.GetLastPInvokeError() == Native.InProgress) return new StreamSocket(descriptor);
        _ = Native.Close(descriptor);
        return null;
    }

    /// <summary>Sends what the kernel takes; <see cref="WouldBlock"/> or <see cref="Ended"/> where it takes nothing.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var sent = Native.Send(Descriptor, first, bytes.Length, Native.NoSignal);
            return sent > 0 ? (int)sent : WithoutBytes();
        }
    }

    /// <summary>Receives what is there; <see cref="WouldBlock"/> or <see cref="Ended"/> where nothing is.</summary>
    public int Receive(Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var received = Native.Receive(Descriptor, first, bytes.Length, 0);
            if (received > 0) return (int)received;
            return received == 0 ? Ended : WithoutBytes();
        }
    }

    public void Close() => _ = Native.Close(Descriptor);

    private static int WithoutBytes() => Marshal.GetLastPInvokeError() is Native.TryAgain or Native.Interrupted ? WouldBlock : Ended;

    // sockaddr_in: family in the machine's order, port and address in the network's.
    private static byte[] AddressOf(IPEndPoint server)
    {
        if (server.AddressFamily != AddressFamily.InterNetwork)
            throw new ArgumentException("The generator connects over IPv4.", nameof(server));
        var address = new byte[16];
        address[0] = Native.InternetFamily;
        (address[2], address[3]) = ((byte)(server.Port >> 8), (byte)(server.Port & 0xFF));
        server.Address.TryWriteBytes(address.AsSpan(4), out _);
        return address;
    }
}
