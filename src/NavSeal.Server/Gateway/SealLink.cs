using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;

namespace NavSeal.Server.Gateway;

/// <summary>One connected device: reads and cuts its bytes on whatever thread they come, hands frames to the loop, and gets its replies
/// from the
/// loop's thread alone, so that they keep the order of the messages.</summary>
internal sealed class SealLink(ConnectionContext connection, IDeviceProtocol protocol, DeviceSession session, GatewayParts parts)
{
    /// <summary>Most frames of one connection that wait for the loop; then its socket is not read.</summary>
    private const int OutstandingMax = 64;

    /// <summary>Most bytes of replies that a device may leave unread.</summary>
    private const int UnreadRepliesMax = 64 * 1024;

    private readonly DateTimeOffset openedAt = parts.Clock.GetUtcNow();
    private DateTimeOffset? partialSince;
    private TaskCompletionSource? roomWanted;
    private Action<InboundFrames>? released;
    private int outstanding;
    private int unreadReplies;
    private volatile bool ended;

    /// <summary>The protocol and the far end, for logs.</summary>
    public string Name => $"{protocol.Name} {connection.RemoteEndPoint}";

    /// <summary>Reads until the device goes, errs, or has to be sent away. The task is the life of the connection.</summary>
    public async Task RunAsync()
    {
        var input = connection.Transport.Input;
        try
        {
            while (!ended)
            {
                var read = await input.ReadAsync();
                if (read.IsCanceled && !ended)
                {
                    input.AdvanceTo(read.Buffer.End);
                    partialSince = null;
                    continue;
                }

                await TakeAllAsync(input, read.Buffer);
                if (read.IsCompleted || session.End is not null) break;
            }

            await DrainAsync();
        }
        catch (ConnectionResetException)
        {
            // The device went away; what it sent before is in the loop's hands.
        }
        catch (ConnectionAbortedException)
        {
            // We sent it away, or the server stops.
        }

        if (session.End is { } end) Log.SessionEnded(parts.Logger, Name, session.Sender?.Number.Text ?? "nobody", end);
    }

    /// <summary>Called on the loop's thread when everything in the item is durable: sends its replies and makes room.</summary>
    public void Release(InboundFrames item)
    {
        var count = item.Batch.Received;
        if (item.Batch.Replies.Length > 0 && !ended) Send(item.Batch.Replies.Span);
        parts.Return(item);
        if (Interlocked.Add(ref outstanding, -count) < OutstandingMax) Interlocked.Exchange(ref roomWanted, null)?.TrySetResult();
    }

    /// <summary>Called once a second: sends away who does not name itself, and drops a beginning that gets no end.</summary>
    public void Watch(DateTimeOffset now)
    {
        if (session.Sender is null && now - openedAt > protocol.Limits.LoginTime && Volatile.Read(ref outstanding) == 0)
        {
            parts.Metrics.SilentLogins.Add();
            Abort("did not name itself in time");
        }
        else if (partialSince is { } since && now - since > protocol.Limits.PartialTime)
        {
            parts.Metrics.PartialsDropped.Add();
            connection.Transport.Input.CancelPendingRead();
        }
    }

    /// <summary>Closes the connection at once.</summary>
    public void Abort(string reason)
    {
        ended = true;
        connection.Abort(new ConnectionAbortedException(reason));
        Interlocked.Exchange(ref roomWanted, null)?.TrySetResult();
    }

    private async ValueTask TakeAllAsync(PipeReader input, ReadOnlySequence<byte> buffer)
    {
        var taken = 0L;
        var stuck = false;
        while (!stuck && session.End is null && !ended)
        {
            var item = parts.Rent(released ??= Release);
            taken += TakeSome(buffer.Slice(taken), item.Batch, out stuck);
            if (item.Batch.IsEmpty)
            {
                parts.Return(item);
                break;
            }

            parts.Metrics.Count(item.Batch);
            var count = item.Batch.Received;
            Interlocked.Add(ref outstanding, count);
            if (!parts.Inbox.Post(item)) ended = true;
            if (Volatile.Read(ref outstanding) >= OutstandingMax) await RoomAsync();
        }

        input.AdvanceTo(buffer.GetPosition(taken), buffer.End);
        partialSince = taken < buffer.Length ? partialSince ?? parts.Clock.GetUtcNow() : null;
    }

    private int TakeSome(ReadOnlySequence<byte> buffer, IntakeBatch batch, out bool stuck)
    {
        if (buffer.IsSingleSegment) return TakeSome(buffer.FirstSpan, batch, out stuck);
        var length = (int)Math.Min(buffer.Length, (protocol.Limits.MessageLengthMax * 2) + OutstandingMax);
        var whole = ArrayPool<byte>.Shared.Rent(length);
        buffer.Slice(0, length).CopyTo(whole);
        var taken = TakeSome(whole.AsSpan(0, length), batch, out stuck);
        ArrayPool<byte>.Shared.Return(whole);
        if (length < buffer.Length && taken > 0) stuck = false;
        return taken;
    }

    private int TakeSome(ReadOnlySpan<byte> bytes, IntakeBatch batch, out bool stuck)
    {
        var taken = 0;
        var now = parts.Clock.GetUtcNow();
        stuck = false;
        while (batch.Received < OutstandingMax && session.End is null)
        {
            if (session.Take(bytes[taken..], now, batch, out var consumed) == Cut.NeedMore)
            {
                stuck = true;
                break;
            }

            taken += consumed;
        }

        return taken;
    }

    private async Task RoomAsync()
    {
        while (Volatile.Read(ref outstanding) >= OutstandingMax && !ended)
        {
            var wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref roomWanted, wanted);
            if (Volatile.Read(ref outstanding) >= OutstandingMax && !ended) await wanted.Task;
        }
    }

    // The last replies (a refusal among them) leave before the socket closes.
    private async Task DrainAsync()
    {
        while (Volatile.Read(ref outstanding) > 0 && !ended)
        {
            var wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref roomWanted, wanted);
            if (Volatile.Read(ref outstanding) > 0 && !ended) await wanted.Task;
        }
    }

    private void Send(ReadOnlySpan<byte> replies)
    {
        var output = connection.Transport.Output;
        try
        {
            output.Write(replies);
            var flush = output.FlushAsync();
            if (flush.IsCompletedSuccessfully)
            {
                unreadReplies = 0;
                _ = flush.Result;
                return;
            }

            unreadReplies += replies.Length;
            if (unreadReplies <= UnreadRepliesMax) return;
            parts.Metrics.SlowReaders.Add();
            Log.SlowReader(parts.Logger, Name, unreadReplies);
            Abort("does not read its replies");
        }
        catch (InvalidOperationException)
        {
            ended = true; // The writer was completed: the device is gone, and it will send again what it got no answer for.
        }
    }
}
