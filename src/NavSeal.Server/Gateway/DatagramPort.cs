using System.Net;
using System.Net.Sockets;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Gateway;

/// <summary>Takes the datagrams of one protocol: each is a conversation of its own, names its device, and is answered to where it came
/// from when what it said is durable. What does not fit into the bounds is dropped; its device gets no answer and sends it again.</summary>
internal sealed class DatagramPort : IDisposable
{
    /// <summary>Most datagrams that wait for the loop; further ones are dropped.</summary>
    public const int OutstandingMax = 1024;

    /// <summary>More than any datagram that is taken: a longer one is known by it.</summary>
    private const int BufferLength = 64 * 1024;

    private readonly Socket socket;
    private readonly IDeviceProtocol protocol;
    private readonly ISealDirectory seals;
    private readonly GatewayParts parts;
    private readonly byte[] buffer = new byte[BufferLength];
    private int outstanding;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public DatagramPort(IPEndPoint at, IDeviceProtocol protocol, ISealDirectory seals, GatewayParts parts)
    {
        (this.protocol, this.seals, this.parts) = (protocol, seals, parts);
        socket = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(at);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"Datagrams of {protocol.Name} cannot be listened for on {at}: {e.Message}", e);
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint At => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Takes datagrams until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var anybody = new IPEndPoint(At.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var read = await socket.ReceiveFromAsync(buffer.AsMemory(0, BufferLength - protocol.LineEnd.Length), anybody, stop);
                Take(read.ReceivedBytes, (IPEndPoint)read.RemoteEndPoint);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Somebody's socket does not want our answer: that is theirs to know.
                parts.Metrics.DatagramsDropped.Add();
            }
        }
    }

    private void Take(int length, IPEndPoint from)
    {
        if (Volatile.Read(ref outstanding) >= OutstandingMax || length > protocol.Limits.MessageLengthMax)
        {
            parts.Metrics.DatagramsDropped.Add();
            return;
        }

        var item = parts.Rent(answered => Release(answered, from));
        var session = protocol.OpenForDatagrams(seals)!;
        TakeAll(session, buffer.AsSpan(0, WithEnd(length)), item.Batch);
        if (item.Batch.HoldsSecrets) parts.SealSecrets(item.Batch);
        parts.Metrics.Count(item.Batch);
        if (session.End is { } end && parts.LogLimitOf(end).Allows(out var unlogged))
            Log.SessionEnded(parts.Logger, $"{protocol.Name} {from}", session.Sender?.Number.Text ?? "nobody", end, unlogged);
        if (item.Batch.Frames.Count == 0 && item.Batch.Replies.IsEmpty)
        {
            parts.Return(item);
            return;
        }

        Interlocked.Increment(ref outstanding);
        if (!parts.Inbox.Post(item)) Interlocked.Decrement(ref outstanding);
    }

    /// <summary>A datagram ends its line itself, whether or not the line says so.</summary>
    private int WithEnd(int length)
    {
        var end = protocol.LineEnd;
        if (end.IsEmpty || buffer.AsSpan(0, length).EndsWith(end[^1..])) return length;
        end.CopyTo(buffer.AsSpan(length));
        return length + end.Length;
    }

    private void TakeAll(DeviceSession session, ReadOnlySpan<byte> bytes, IntakeBatch batch)
    {
        var now = parts.Clock.GetUtcNow();
        while (!bytes.IsEmpty && session.End is null)
        {
            if (session.Take(bytes, now, batch, out var consumed) == Cut.NeedMore)
            {
                // No rest of it will come: what is cut short on the way is noise.
                batch.CountCorrupt();
                batch.CountSkipped(bytes.Length);
                return;
            }

            bytes = bytes[consumed..];
        }
    }

    /// <summary>Called on the loop's thread when everything in the item is durable.</summary>
    private void Release(InboundFrames item, IPEndPoint to)
    {
        try
        {
            if (item.Batch.Replies.Length > 0) socket.SendTo(item.Batch.Replies.Span, SocketFlags.None, to);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The device is not reached, and sends again.
            parts.Metrics.DatagramsDropped.Add();
        }

        parts.Return(item);
        Interlocked.Decrement(ref outstanding);
    }

    public void Dispose() => socket.Dispose();
}
