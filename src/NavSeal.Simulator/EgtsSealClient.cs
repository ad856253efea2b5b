using System.Buffers;
using System.Diagnostics;
using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Simulator;

/// <summary>How far a session has come.</summary>
public enum EgtsClientState
{
    Offline = 1,

    /// <summary>Connected; the platform has not yet said whether it lets this device in.</summary>
    Naming = 2,

    /// <summary>Reports may be sent.</summary>
    InSession = 3,
}

/// <summary>The device's side of EGTS: holds reports until the platform has taken them, and nothing else erases them. A pure state machine:
/// whoever owns it brings the bytes, the connection and the time. Not for use by two threads.</summary>
public sealed class EgtsSealClient
{
    private const int ReceivedMax = 64 * 1024;

    private readonly EgtsIdentity identity;
    private readonly EgtsClientSettings settings;
    private readonly Random random;
    private readonly FaultyWire wire;
    private readonly EgtsEncoder encoder;
    private readonly ReportMemory memory;
    private readonly List<SentPacket> underWay = [];
    private readonly ArrayBufferWriter<byte> packet = new(256);
    private readonly ArrayBufferWriter<byte> outgoing = new(256);
    private byte[] received = [];
    private DateTimeOffset connectAt;
    private DateTimeOffset namedBy = DateTimeOffset.MaxValue;

    /// <param name="identity">As what it names itself.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">Numbers to begin with, pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public EgtsSealClient(EgtsIdentity identity, EgtsClientSettings settings, Random random, DateTimeOffset startsAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Window, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.ReportsPerPacketMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.ReportsPerPacketMax, EgtsClientSettings.ReportsPerPacketLimit);
        (this.identity, this.settings, this.random) = (identity, settings, random);
        wire = new FaultyWire(settings.Faults, random);
        encoder = new EgtsEncoder((ushort)random.Next(1 << 16), (ushort)random.Next(1 << 16));
        memory = new ReportMemory(settings.MemoryMax);
        connectAt = startsAt + (settings.ConnectSpread * random.NextDouble());
    }

    public EgtsClientState State { get; private set; } = EgtsClientState.Offline;

    /// <summary>Whether the connection is to be closed once the bytes of <see cref="TakeOutgoing"/> have left.</summary>
    public bool ShouldDisconnect { get; private set; }

    /// <summary>Reports that may not be erased yet.</summary>
    public int Held => memory.Count;

    public EgtsClientCounts Counts { get; } = new();

    /// <summary>When there is something to do next: to connect, to send or to give up. The past means at once.</summary>
    public DateTimeOffset NextWakeAt
    {
        get
        {
            if (State == EgtsClientState.Offline) return connectAt;
            if (ShouldDisconnect || outgoing.WrittenCount > 0 || (memory.HasWaiting && MaySend)) return DateTimeOffset.MinValue;
            var earliest = namedBy;
            if (State == EgtsClientState.InSession && memory.RetryAt < earliest) earliest = memory.RetryAt;
            foreach (var sent in underWay)
            {
                if (sent.DueAt < earliest) earliest = sent.DueAt;
            }

            return earliest;
        }
    }

    private bool MaySend => State == EgtsClientState.InSession && underWay.Count < settings.Window;

    /// <summary>Whether it is time to connect.</summary>
    public bool WantsConnection(DateTimeOffset now) => State == EgtsClientState.Offline && now >= connectAt;

    /// <summary>Takes over a report; it leaves as soon as the session and the window allow.</summary>
    /// <param name="report">The report.</param>
    /// <param name="objectId">Number to put into its record (OID); null: the identity of the session has to do.</param>
    /// <returns>False where the memory was full and the report is lost.</returns>
    public bool Hold(SimulatedReport report, uint? objectId)
    {
        if (memory.TryHold(new HeldReport(report, objectId))) return true;
        Counts.Lost++;
        return false;
    }

    /// <summary>A connection was made: names itself, where the identity is not in the records only.</summary>
    public void Connected(DateTimeOffset now)
    {
        Debug.Assert(State == EgtsClientState.Offline, "A client has one connection.");
        State = EgtsClientState.Naming;
        Counts.Connections++;
        switch (identity)
        {
            case EgtsIdentity.Terminal terminal:
                Send(encoder.Identify(packet, terminal.TerminalId, terminal.Imei), [], now);
                break;
            case EgtsIdentity.Dispatcher dispatcher:
                Send(encoder.IdentifyDispatcher(packet, dispatcher.DispatcherId), [], now);
                break;
            case EgtsIdentity.RecordsOnly:
                State = EgtsClientState.InSession;
                return;
            default:
                throw new UnreachableException();
        }

        namedBy = now + (settings.ResponseTime * (settings.ResendAttempts + 1));
    }

    /// <summary>The connection is gone, or could not be had: what was under way will be sent again, in its old order.</summary>
    public void Disconnected(DateTimeOffset now)
    {
        memory.PutBack(underWay.SelectMany(sent => sent.Unanswered));
        underWay.Clear();
        outgoing.ResetWrittenCount();
        received = [];
        ShouldDisconnect = false;
        State = EgtsClientState.Offline;
        namedBy = DateTimeOffset.MaxValue;
        connectAt = now + settings.ReconnectTime + (settings.ReconnectSpread * random.NextDouble());
    }

    /// <summary>Bytes came from the platform, in pieces of any size.</summary>
    public void Received(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        if (State == EgtsClientState.Offline) return;
        var rest = received.Length == 0 ? bytes : Joined(received, bytes);
        while (EgtsFraming.TryCut(rest, out var cut) is var outcome && outcome != Cut.NeedMore)
        {
            rest = rest[cut.Consumed..];
            if (outcome == Cut.Whole && EgtsAnswer.TryRead(cut, out var answer)) Take(answer, now);
        }

        if (rest.Length > ReceivedMax) ShouldDisconnect = true;
        received = rest.IsEmpty ? [] : rest.ToArray();
    }

    /// <summary>The bytes that are to leave now: confirmations, what is sent again, new reports as far as the window allows.</summary>
    /// <returns>Valid until the next call of any member; empty where there is nothing to send.</returns>
    public ReadOnlyMemory<byte> TakeOutgoing(DateTimeOffset now)
    {
        if (State == EgtsClientState.Offline) return default;
        if (now >= namedBy) ShouldDisconnect = true;
        SendAgain(now);
        memory.Retry(now);
        while (memory.HasWaiting && MaySend && !ShouldDisconnect) SendWaiting(now);
        var bytes = outgoing.WrittenMemory;
        // Resetting the count leaves the bytes where they are until something is written again.
        outgoing.ResetWrittenCount();
        return bytes;
    }

    private static ReadOnlySpan<byte> Joined(byte[] before, ReadOnlySpan<byte> after) => (byte[])[.. before, .. after];

    private void SendWaiting(DateTimeOffset now)
    {
        var reports = memory.Take(settings.ReportsPerPacketMax);
        foreach (var held in reports) held.SentFromMemory ??= held.Report.FromMemory || now - held.Report.TakenAt > settings.LiveTime;
        var telemetry = Array.ConvertAll(reports, held => EgtsReports.ToTelemetry(held, settings.Wiring));
        Send(encoder.Report(packet, telemetry), reports, now);
        Counts.Sent += reports.Length;
    }

    private void Send(EgtsSent numbers, HeldReport[] reports, DateTimeOffset now)
    {
        underWay.Add(new SentPacket(numbers, packet.WrittenSpan.ToArray(), reports) { DueAt = now + settings.ResponseTime });
        packet.ResetWrittenCount();
        Write(underWay[^1].Bytes);
    }

    private void SendAgain(DateTimeOffset now)
    {
        foreach (var sent in underWay)
        {
            if (sent.DueAt > now || ShouldDisconnect) continue;
            if (sent.Resent >= settings.ResendAttempts)
            {
                ShouldDisconnect = true;
                continue;
            }

            sent.Resent++;
            sent.DueAt = now + settings.ResponseTime;
            Counts.Resent++;
            Write(sent.Bytes);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (!ShouldDisconnect && !wire.TryWrite(outgoing, bytes)) ShouldDisconnect = true;
    }

    private void Take(in EgtsAnswer answer, DateTimeOffset now)
    {
        if (encoder.Confirm(packet, answer))
        {
            Write(packet.WrittenSpan);
            packet.ResetWrittenCount();
        }

        if (answer.Authorisation is { } authorisation) EndNaming(authorisation);
        // A packet that did not arrive whole is sent again without waiting; the number of attempts stays bounded.
        var hasFailed = answer.Result is not (null or EgtsResult.Ok or EgtsResult.InProgress);
        if (hasFailed && Find(answer.ConfirmedPacketId) is { } failed) failed.DueAt = now;
        foreach (var confirmation in answer.Confirmations) Take(confirmation, now);
        underWay.RemoveAll(sent => sent.IsDone);
    }

    private void EndNaming(EgtsResult authorisation)
    {
        if (State != EgtsClientState.Naming) return;
        namedBy = DateTimeOffset.MaxValue;
        if (authorisation == EgtsResult.Ok)
        {
            State = EgtsClientState.InSession;
            return;
        }

        Counts.Denied++;
        ShouldDisconnect = true;
    }

    private void Take(EgtsConfirmation confirmation, DateTimeOffset now)
    {
        if (underWay.Find(each => each.Awaits(confirmation.Record)) is not { } sent) return;
        if (confirmation.Status == EgtsResult.InProgress)
        {
            sent.DueAt = now + settings.ResponseTime;
            return;
        }

        if (sent.Answer(confirmation.Record) is not { } held) return;
        if (confirmation.Status == EgtsResult.Ok)
        {
            memory.Erase();
            Counts.Acknowledged++;
            return;
        }

        memory.Refuse(held, now + settings.ReconnectTime);
        Counts.Refused++;
    }

    private SentPacket? Find(ushort? packetId) => underWay.Find(sent => sent.PacketId == packetId);
}
