using NavSeal.Bench.Machine;
using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Load;

/// <summary>All connections on one thread: opens them, sends what is allowed, checks what comes back. One thread over epoll costs the least
/// per frame; the generator shares a machine of two cores with the server and must not be what limits.</summary>
internal sealed class Traffic : IDisposable
{
    private const int ReadyMax = 1024;
    private const int ConnectingMax = 128;
    private const int ReceiveLength = 1 << 17;
    private const long RetryTime = 20 * MonotonicClock.NanosecondsPerMillisecond;
    private const long LookTime = 10 * MonotonicClock.NanosecondsPerMillisecond;

    private readonly LoadOptions options;
    private readonly Schedule schedule;
    private readonly Measurement measurement;
    private readonly SealConnection[] connections;
    private readonly Epoll epoll = new(ReadyMax);
    private readonly Ledger? ledger;
    private readonly Queue<(long At, SealConnection Connection)> toConnect = [];
    private readonly byte[] received = new byte[ReceiveLength];
    private readonly byte[] frames;
    private int connecting;
    private long ledgerFlushedAt;

    public Traffic(LoadOptions options, SealClock clock, Schedule schedule, Measurement measurement)
    {
        (this.options, this.schedule, this.measurement) = (options, schedule, measurement);
        FramesMax = Math.Min(clock.FramesMax, options.FramesPerSealMax ?? long.MaxValue);
        connections = [.. Enumerable.Range(0, options.Connections)
            .Select(i => new SealConnection(i, new GeneratedSeal(options.FirstSealNumber + (uint)i, clock), options.Outstanding))];
        frames = new byte[options.Outstanding * GeneratedSeal.FrameLength];
        ledger = options.LedgerPath is { } path ? new Ledger(path) : null;
        foreach (var connection in connections) toConnect.Enqueue((0, connection));
        _ = Native.ProcessControl(Native.TimerSlack, 1, 0, 0, 0);
    }

    public IReadOnlyList<SealConnection> Connections => connections;

    /// <summary>Most frames of one seal: its clock or its limit ends then.</summary>
    public long FramesMax { get; }

    /// <summary>Connections whose seals are let in.</summary>
    public int Reporting { get; private set; }

    /// <summary>Allows every connection so many frames in all, and sends the first of them.</summary>
    public void Allow(long framesOfEach)
    {
        var now = MonotonicClock.Nanoseconds;
        foreach (var connection in connections)
        {
            connection.Allowed = Math.Min(FramesMax, framesOfEach);
            SendFrames(connection, now);
        }
    }

    /// <summary>Does what is due, then waits for what comes, at most until <paramref name="end"/>; returns the instant.</summary>
    public long Turn(long end)
    {
        var now = MonotonicClock.Nanoseconds;
        OpenConnections(now);
        while (schedule.TryTake(now, out var index))
        {
            var connection = connections[index];
            if (connection.Allowed < FramesMax) connection.Allowed++;
            SendFrames(connection, now);
        }

        if (now - ledgerFlushedAt > LookTime)
        {
            ledger?.Flush();
            ledgerFlushedAt = now;
        }

        var ready = epoll.Wait(Math.Clamp(Math.Min(end, schedule.NextDue) - now, 0, LookTime));
        for (var place = 0; place < ready; place++)
        {
            var (what, tag) = epoll[place];
            OnReady(connections[tag], what);
        }

        return MonotonicClock.Nanoseconds;
    }

    public void Dispose()
    {
        foreach (var connection in connections) connection.End();
        epoll.Dispose();
        ledger?.Dispose();
    }

    private void OpenConnections(long now)
    {
        while (connecting < ConnectingMax && toConnect.TryPeek(out var next) && next.At <= now)
        {
            var connection = toConnect.Dequeue().Connection;
            if (StreamSocket.Connect(options.Server) is { } socket)
            {
                connection.Begin(socket);
                connecting++;
                epoll.Watch(socket.Descriptor, Epoll.Readable | Epoll.Writable, connection.Index);
            }
            else
            {
                toConnect.Enqueue((now + RetryTime, connection));
            }
        }
    }

    private void OnReady(SealConnection connection, uint what)
    {
        if (connection.Phase == ConnectionPhase.Connecting)
        {
            if ((what & (Epoll.Failed | Epoll.HungUp)) != 0) Lose(connection);
            else NameItself(connection);
            return;
        }

        if ((what & Epoll.Writable) != 0 && !SendUnsent(connection)) return;
        if ((what & ~Epoll.Writable) != 0) Receive(connection);
    }

    private void NameItself(SealConnection connection)
    {
        connection.Phase = ConnectionPhase.Authorising;
        epoll.Rewatch(connection.Socket.Descriptor, Epoll.Readable, connection.Index);
        var packet = SealPackets.Identity(connection.Seal.Terminal, out var sent);
        connection.Identity = sent;
        Send(connection, packet);
    }

    private void SendFrames(SealConnection connection, long now)
    {
        if (connection.Phase != ConnectionPhase.Reporting) return;
        var count = connection.Room;
        if (count <= 0) return;
        for (var place = 0; place < count; place++)
        {
            var due = schedule.IsOpen ? schedule.DueOf(connection.Sent, connection.Index) : now;
            if (connection.Sent < connection.SentBefore) measurement.Resent++;
            else if (schedule.IsOpen) measurement.CountSent(due, now);
            connection.Seal.Write(connection.MarkSent(due), frames.AsSpan(place * GeneratedSeal.FrameLength, GeneratedSeal.FrameLength));
        }

        Send(connection, frames.AsSpan(0, count * GeneratedSeal.FrameLength));
    }

    private void Send(SealConnection connection, ReadOnlySpan<byte> bytes)
    {
        if (!connection.Send(bytes)) Lose(connection);
        else if (connection.HasUnsent) epoll.Rewatch(connection.Socket.Descriptor, Epoll.Readable | Epoll.Writable, connection.Index);
    }

    private bool SendUnsent(SealConnection connection)
    {
        if (!connection.SendUnsent())
        {
            Lose(connection);
            return false;
        }

        if (connection.HasUnsent) return true;
        epoll.Rewatch(connection.Socket.Descriptor, Epoll.Readable, connection.Index);
        SendFrames(connection, MonotonicClock.Nanoseconds);
        return connection.Phase != ConnectionPhase.Closed;
    }

    private void Receive(SealConnection connection)
    {
        var length = connection.Receive(received);
        if (length == StreamSocket.Ended)
        {
            Lose(connection);
            return;
        }

        var now = MonotonicClock.Nanoseconds;
        var bytes = received.AsSpan(0, length);
        while (!bytes.IsEmpty)
        {
            if (connection.Outstanding > 0 && Acknowledgement.IsExpected(bytes, unchecked((ushort)connection.Acknowledged)))
            {
                Confirm(connection, now);
                bytes = bytes[Acknowledgement.Length..];
                continue;
            }

            var consumed = TakeOther(connection, bytes);
            if (consumed == 0) break;
            bytes = bytes[consumed..];
        }

        if (connection.Phase == ConnectionPhase.Closed) return;
        connection.KeepPartial(bytes);
        SendFrames(connection, now);
    }

    /// <summary>Takes what is no expected acknowledgement; returns how many bytes, 0 where a packet is not whole yet.</summary>
    private int TakeOther(SealConnection connection, ReadOnlySpan<byte> bytes)
    {
        var found = EgtsFraming.TryCut(bytes, out var cut);
        if (found == Cut.NeedMore) return 0;
        if (found == Cut.Corrupt || !EgtsAnswer.TryRead(cut, out var answer)) measurement.Wrong++;
        else if (connection.Phase == ConnectionPhase.Authorising) TakeVerdict(connection, answer);
        else TakeUnexpected(connection, answer);
        return connection.Phase == ConnectionPhase.Closed ? bytes.Length : cut.Consumed;
    }

    private void TakeVerdict(SealConnection connection, in EgtsAnswer answer)
    {
        if (answer.ConfirmedPacketId is { } confirmed)
        {
            var identity = connection.Identity;
            var isRight = confirmed == identity.PacketId
                && answer.Result == EgtsResult.Ok
                && answer.StatusOf(identity.FirstRecord) == EgtsResult.Ok;
            if (isRight) connection.IsIdentityConfirmed = true;
            else throw new InvalidOperationException($"Seal {connection.Seal.Terminal} was not confirmed: {answer.Result}.");
            return;
        }

        if (answer.Authorisation != EgtsResult.Ok || !connection.IsIdentityConfirmed)
            throw new InvalidOperationException($"Seal {connection.Seal.Terminal} was not let in: {answer.Authorisation}.");
        connecting--;
        Reporting++;
        connection.Phase = ConnectionPhase.Reporting;
        Send(connection, SealPackets.Confirmation(answer));
    }

    private void TakeUnexpected(SealConnection connection, in EgtsAnswer answer)
    {
        measurement.Wrong++;
        var oldest = unchecked((ushort)connection.Acknowledged);
        if (answer.PacketType != EgtsPacketType.Response) Send(connection, SealPackets.Confirmation(answer));
        else if (connection.Outstanding > 0 && answer.ConfirmedPacketId == oldest) connection.MarkAcknowledged();
    }

    private void Confirm(SealConnection connection, long now)
    {
        var sequence = connection.Acknowledged;
        measurement.Count(connection.MarkAcknowledged(), now);
        ledger?.Append(connection.Seal.Terminal, sequence, connection.Seal.UnixMillisecondsOf(sequence));
    }

    private void Lose(SealConnection connection)
    {
        if (connection.Phase == ConnectionPhase.Reporting) Reporting--;
        else connecting--;
        if (connection.Phase != ConnectionPhase.Connecting) measurement.Lost++;
        var again = options.Resends || connection.Phase != ConnectionPhase.Reporting;
        connection.End();
        if (again) toConnect.Enqueue((MonotonicClock.Nanoseconds + RetryTime, connection));
    }
}
