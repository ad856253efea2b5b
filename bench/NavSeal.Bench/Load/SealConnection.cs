using System.Numerics;
using NavSeal.Bench.Machine;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Load;

/// <summary>How far a connection is.</summary>
internal enum ConnectionPhase
{
    /// <summary>No socket.</summary>
    Closed,

    /// <summary>The socket is being connected.</summary>
    Connecting,

    /// <summary>The seal has named itself and waits to be let in.</summary>
    Authorising,

    /// <summary>Frames go out, acknowledgements come in.</summary>
    Reporting,
}

/// <summary>One seal and its connection: which frames were sent, which acknowledged, and the bytes on their way.</summary>
/// <param name="index">Its place among the connections.</param>
/// <param name="seal">What it reports.</param>
/// <param name="outstandingMax">Most frames that wait for their acknowledgement.</param>
internal sealed class SealConnection(int index, GeneratedSeal seal, int outstandingMax)
{
    // Due instants of the frames that wait, by sequence; a power of two makes the place cheap.
    private readonly long[] dueAt = new long[(int)BitOperations.RoundUpToPowerOf2((uint)outstandingMax)];
    private byte[] unsent = [];
    private byte[] partial = [];

    public int Index => index;

    public GeneratedSeal Seal => seal;

    public ConnectionPhase Phase { get; set; }

    public StreamSocket Socket { get; private set; }

    /// <summary>Frames handed to the kernel; the sequence of the next.</summary>
    public long Sent { get; private set; }

    /// <summary>Frames acknowledged; the sequence of the oldest that waits.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Up to which sequence frames may be sent.</summary>
    public long Allowed { get; set; }

    /// <summary>Frames that had been sent when the last connection was lost; below it, sending is sending again.</summary>
    public long SentBefore { get; private set; }

    /// <summary>The packet by which the seal named itself.</summary>
    public EgtsSent Identity { get; set; }

    /// <summary>Whether the identity was confirmed; the verdict follows.</summary>
    public bool IsIdentityConfirmed { get; set; }

    public bool HasUnsent => unsent.Length > 0;

    public int Outstanding => (int)(Sent - Acknowledged);

    /// <summary>How many frames may be sent now.</summary>
    public int Room => HasUnsent ? 0 : (int)Math.Min(Allowed - Sent, outstandingMax - Outstanding);

    public void Begin(StreamSocket socket) => (Socket, Phase, IsIdentityConfirmed) = (socket, ConnectionPhase.Connecting, false);

    /// <summary>Closes the socket; what was not acknowledged counts as not sent.</summary>
    public void End()
    {
        if (Phase != ConnectionPhase.Closed) Socket.Close();
        SentBefore = Math.Max(SentBefore, Sent);
        (Phase, Sent, unsent, partial) = (ConnectionPhase.Closed, Acknowledged, [], []);
    }

    /// <summary>Notes the next frame as sent; returns its sequence.</summary>
    public long MarkSent(long due)
    {
        dueAt[Sent & (dueAt.Length - 1)] = due;
        return Sent++;
    }

    /// <summary>Notes the oldest waiting frame as acknowledged; returns when it was due.</summary>
    public long MarkAcknowledged() => dueAt[Acknowledged++ & (dueAt.Length - 1)];

    /// <summary>Sends bytes, and keeps those that the kernel does not take; false where the connection has ended.</summary>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        if (!HasUnsent)
        {
            var sent = Socket.Send(bytes);
            if (sent == StreamSocket.Ended) return false;
            bytes = bytes[sent..];
        }

        if (!bytes.IsEmpty) unsent = [.. unsent, .. bytes];
        return true;
    }

    /// <summary>Sends what the kernel did not take before; false where the connection has ended.</summary>
    public bool SendUnsent()
    {
        var sent = Socket.Send(unsent);
        if (sent == StreamSocket.Ended) return false;
        unsent = unsent[sent..];
        return true;
    }

    /// <summary>Receives behind the beginning of a packet that was kept; returns how many bytes there are, or that the connection has
    /// ended.</summary>
    public int Receive(Span<byte> buffer)
    {
        partial.CopyTo(buffer);
        var received = Socket.Receive(buffer[partial.Length..]);
        return received == StreamSocket.Ended ? StreamSocket.Ended : partial.Length + received;
    }

    /// <summary>Keeps the beginning of a packet until its rest comes.</summary>
    public void KeepPartial(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 0 || partial.Length > 0) partial = rest.ToArray();
    }
}
