using System.Net.Sockets;

namespace NavSeal.Simulator;

/// <summary>A member of a fleet and its socket; touched only by the shard that owns it.</summary>
internal sealed class FleetLink(FleetMember member)
{
    private const int BufferLength = 512;

    public FleetMember Member => member;

    /// <summary>Null while there is no connection and none is being made.</summary>
    public Socket? Socket { get; private set; }

    /// <summary>A new one for each connection: a receive that was broken off may still hold the old one.</summary>
    public byte[] Buffer { get; private set; } = [];

    public bool IsConnected { get; private set; }

    /// <summary>Whether it stands in line to connect.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Its valid place in the agenda.</summary>
    public DateTimeOffset ScheduledAt { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Before this instant nothing is to be done, unless something arrives.</summary>
    public DateTimeOffset NextWakeAt => IsWaiting || (Socket is not null && !IsConnected) ? member.NextSealWakeAt : member.NextWakeAt;

    public Socket Begin()
    {
        IsWaiting = false;
        Socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return Socket;
    }

    public void Connected(DateTimeOffset now)
    {
        // Sending must not hold up the other members; a peer that does not read loses the connection.
        Socket!.Blocking = false;
        Buffer = new byte[BufferLength];
        IsConnected = true;
        member.Client.Connected(now);
    }

    public bool TrySend(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty || (Socket!.Send(bytes, SocketFlags.None, out var error) == bytes.Length && error == SocketError.Success);

    public void Close(DateTimeOffset now)
    {
        Socket?.Dispose();
        (Socket, Buffer, IsConnected) = (null, [], false);
        member.Client.Disconnected(now);
    }
}
