using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Commanding;

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

    // In ticks of the clock's UTC, since another thread watches them; a nullable instant could be read half written.
    private long heardAt = parts.Clock.GetUtcNow().UtcTicks;
    private long partialSince;
    private TaskCompletionSource? roomWanted;
    private Action<InboundFrames>? released;
    private int outstanding;
    private int unreadReplies;
    private volatile bool ended;
    private readonly FramePace? pace = parts.NewPace();
    private RegisteredSeal? reached;

    /// <summary>Null until the first command: most seals never get one.</summary>
    private volatile LinkCommands? commands;

    /// <summary>What is told of it.</summary>
    public LinkStory Story { get; } = new(connection, protocol.Protocol, parts.Clock.GetUtcNow());

    /// <summary>The protocol and the far end, for logs.</summary>
    public string Name => $"{protocol.Name} {connection.RemoteEndPoint}";

    private bool IsRelay => session.Sender is { Profile.IsRelay: true };

    /// <summary>Reads until the device goes, errs, or has to be sent away. The task is the life of the connection.</summary>
    public async Task RunAsync()
    {
        var input = connection.Transport.Input;
        try
        {
            while (!ended)
            {
                var read = await input.ReadAsync();
                if (read.IsCanceled && !ended && IsPartialOver(parts.Clock.GetUtcNow()))
                {
                    parts.Metrics.PartialsDropped.Add();
                    input.AdvanceTo(read.Buffer.End);
                    Volatile.Write(ref partialSince, 0);
                }
                else
                {
                    await TakeAllAsync(input, read.Buffer);
                }

                BeReached();
                SendCommands();
                if (read.IsCompleted || session.End is not null) break;
            }

            await DrainAsync();
        }
        catch (ConnectionResetException)
        {
            // The device went away; what it sent before is in the loop's hands.
            Story.EndBy(SealSessionEnd.Lost);
        }
        catch (ConnectionAbortedException)
        {
            // We sent it away, or the server stops.
            Story.EndBy(SealSessionEnd.ServerStopped);
        }
        catch (IOException)
        {
            // The same over TLS, which wraps what its wire says.
            Story.EndBy(SealSessionEnd.Lost);
        }

        finally
        {
            Leave();
        }

        if (session.End is { } why) Story.EndBy(why);
        Story.EndBy(SealSessionEnd.ClosedByDevice);
        if (session.End is { } end && parts.LogLimitOf(end).Allows(out var unlogged))
            Log.SessionEnded(parts.Logger, Name, session.Sender?.Number.Text ?? "nobody", end, unlogged);
    }

    /// <summary>Called on the loop's thread when everything in the item is durable: sends its replies and makes room.</summary>
    public void Release(InboundFrames item)
    {
        var count = item.Batch.Received;
        if (item.Batch.Replies.Length > 0 && !ended && !item.IsHeldBack) Send(item.Batch.Replies.Span);
        parts.Return(item);
        if (Interlocked.Add(ref outstanding, -count) < OutstandingMax) Interlocked.Exchange(ref roomWanted, null)?.TrySetResult();
    }

    /// <summary>Called on the loop's thread: sends a command as soon as the connection is not busy with what comes in.</summary>
    public void Post(RegisteredSeal seal, DeviceCommand command)
    {
        (commands ??= new LinkCommands()).Add(seal, command);
        Wake();
    }

    /// <summary>Called on the loop's thread: what waits for the seal is looked at again at an instant, whoever sent it before.</summary>
    public void LookAgain(SealNumber seal, DateTimeOffset at) => (commands ??= new LinkCommands()).LookAgain(seal, at);

    /// <summary>Called once a second: sends away who does not name itself or has been silent for long, and drops a beginning that gets no
    /// end.</summary>
    public void Watch(DateTimeOffset now)
    {
        if (commands?.SealToLookAt(now) is { } waiting) parts.Inbox.Post(new InboundPresence(waiting));
        if (session.Sender is null && now - openedAt > protocol.Limits.LoginTime && Volatile.Read(ref outstanding) == 0)
        {
            parts.Metrics.SilentLogins.Add();
            Abort("did not name itself in time", SealSessionEnd.Idle);
        }
        else if (now.UtcTicks - Volatile.Read(ref heardAt) > protocol.Limits.IdleTime.Ticks && Volatile.Read(ref outstanding) == 0)
        {
            parts.Metrics.IdleConnections.Add();
            Abort("was silent for too long", SealSessionEnd.Idle);
        }
        else if (IsPartialOver(now))
        {
            Wake();
        }
    }

    /// <summary>Lets the reading go on with what is waiting, though nothing came.</summary>
    private void Wake()
    {
        try
        {
            connection.Transport.Input.CancelPendingRead();
        }
        catch (InvalidOperationException)
        {
            ended = true; // The reader was completed: the device is gone.
        }
    }

    /// <summary>Whether a beginning waits and nothing more of it has come for too long.</summary>
    private bool IsPartialOver(DateTimeOffset now) =>
        Volatile.Read(ref partialSince) is var since and > 0 && now.UtcTicks - since > protocol.Limits.PartialTime.Ticks;

    /// <summary>Closes the connection at once.</summary>
    public void Abort(string reason, SealSessionEnd end)
    {
        Story.EndBy(end);
        ended = true;
        connection.Abort(new ConnectionAbortedException(reason));
        Interlocked.Exchange(ref roomWanted, null)?.TrySetResult();
    }

    /// <summary>Once a seal may be sent commands it is reached here, and what waits for it is looked up.</summary>
    private void BeReached()
    {
        var seal = session.Reachable;
        if (ReferenceEquals(seal, reached)) return;
        if (seal is null || seal.Number != reached?.Number) Leave();
        var isKnown = reached is not null;
        reached = seal;
        if (seal is null || isKnown) return;
        if (parts.Links.Put(seal.Number, this) is { } oldest)
        {
            parts.Metrics.ConnectionsSuperseded.Add();
            oldest.Abort("the seal has two later connections", SealSessionEnd.Superseded);
        }

        if (seal.Profile.Commands != DeviceCommands.None) parts.Inbox.Post(new InboundPresence(seal.Number));
    }

    /// <summary>The seal is reached here no more; what waits for it goes by its former connection, where that one still stands.</summary>
    private void Leave()
    {
        if (reached is not { } seal) return;
        reached = null;
        if (parts.Links.Remove(seal.Number, this) && seal.Profile.Commands != DeviceCommands.None)
            parts.Inbox.Post(new InboundPresence(seal.Number));
    }

    /// <summary>Hands the commands to the loop as replies that wait for their decision, in the order of all replies.</summary>
    private void SendCommands()
    {
        if (commands is not { } known) return;
        while (reached is not null && !ended && known.TryTake(out var next))
        {
            var item = parts.Rent(released ??= Release);
            if (!session.TryCommand(next.Command, next.Seal, parts.Clock.GetUtcNow(), item.Batch.ReplyWriter))
            {
                parts.Return(item);
                continue;
            }

            item.Command = new Outgoing(next.Seal, next.Command.Number);
            known.Sent(next.Seal.Number, parts.Clock.GetUtcNow());
            if (!parts.Inbox.Post(item)) ended = true;
        }
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

            if (item.Batch.HoldsSecrets) parts.SealSecrets(item.Batch);
            parts.Metrics.Count(item.Batch);
            Story.Take(item.Batch, session.Sender);
            var count = item.Batch.Received;
            Interlocked.Add(ref outstanding, count);
            if (!parts.Inbox.Post(item)) ended = true;
            if (Volatile.Read(ref outstanding) >= OutstandingMax) await RoomAsync();
            if (pace?.WaitAfter(Math.Max(count, 1), parts.Clock, IsRelay) is { } wait) await SlowDownAsync(wait);
        }

        // From the last bytes on, not from the first: a long packet on a slow line has an end, and so have packets without a pause.
        var now = parts.Clock.GetUtcNow().UtcTicks;
        Volatile.Write(ref heardAt, now);
        Story.Heard(now);
        Volatile.Write(ref partialSince, taken < buffer.Length ? now : 0);
        input.AdvanceTo(buffer.GetPosition(taken), buffer.End);
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

    /// <summary>The socket is not read meanwhile, so whoever sends too fast waits; nothing of it is lost.</summary>
    private async Task SlowDownAsync(TimeSpan wait)
    {
        parts.Metrics.ConnectionsSlowed.Add();
        if (parts.FloodLimit.Allows(out var unlogged))
            Log.Flooding(parts.Logger, Name, session.Sender?.Number.Text ?? "nobody", parts.FramesPerConnection, unlogged);
        try
        {
            await Task.Delay(wait, parts.Clock, connection.ConnectionClosed);
        }
        catch (OperationCanceledException)
        {
            // The device is gone: what it left is bounded and need not wait.
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
            if (parts.SlowReaderLimit.Allows(out var unlogged)) Log.SlowReader(parts.Logger, Name, unreadReplies, unlogged);
            Abort("does not read its replies", SealSessionEnd.RepliesUnread);
        }
        catch (InvalidOperationException)
        {
            ended = true; // The writer was completed: the device is gone, and it will send again what it got no answer for.
        }
    }
}
