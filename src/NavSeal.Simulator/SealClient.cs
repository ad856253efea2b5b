using System.Buffers;
using System.Diagnostics;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>How far a session has come.</summary>
public enum SealClientState
{
    Offline = 1,

    /// <summary>Connected; the platform has not yet said whether it lets this device in.</summary>
    Naming = 2,

    /// <summary>Reports may be sent.</summary>
    InSession = 3,
}

/// <summary>The device's side of a session, in one protocol or another: holds reports until the platform has taken them, and nothing else
/// erases them. A pure state machine: whoever owns it brings the bytes, the connection and the time. Not for use by two threads.</summary>
public abstract class SealClient
{
    private const int ReceivedMax = 64 * 1024;

    private readonly FaultyWire wire;
    private readonly ArrayBufferWriter<byte> outgoing = new(256);
    private byte[] received = [];
    private DateTimeOffset connectAt;

    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">Pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    private protected SealClient(SealClientSettings settings, Random random, DateTimeOffset startsAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Window, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.ReportsPerPacketMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.ReportsPerPacketMax, SealClientSettings.ReportsPerPacketLimit);
        (Settings, Random) = (settings, random);
        wire = new FaultyWire(settings.Faults, random);
        Memory = new ReportMemory(settings.MemoryMax);
        connectAt = startsAt + (settings.ConnectSpread * random.NextDouble());
    }

    /// <summary>The protocol it speaks.</summary>
    public abstract DeviceProtocol Protocol { get; }

    public SealClientState State { get; private protected set; } = SealClientState.Offline;

    /// <summary>Whether the connection is to be closed once the bytes of <see cref="TakeOutgoing"/> have left.</summary>
    public bool ShouldDisconnect { get; private protected set; }

    /// <summary>Reports that may not be erased yet.</summary>
    public int Held => Memory.Count;

    public SealClientCounts Counts { get; } = new();

    /// <summary>When there is something to do next: to connect, to send or to give up. The past means at once.</summary>
    public DateTimeOffset NextWakeAt
    {
        get
        {
            if (State == SealClientState.Offline) return connectAt;
            if (ShouldDisconnect || outgoing.WrittenCount > 0 || (Memory.HasWaiting && MaySend)) return DateTimeOffset.MinValue;
            var earliest = NextDueAt < NamedBy ? NextDueAt : NamedBy;
            return State == SealClientState.InSession && Memory.RetryAt < earliest ? Memory.RetryAt : earliest;
        }
    }

    /// <summary>The seals that do what commands ask for; none where nobody gave any.</summary>
    internal IReadOnlyList<CarriedSeal> Commanded { get; set; } = [];

    private protected SealClientSettings Settings { get; }

    private protected Random Random { get; }

    private protected ReportMemory Memory { get; }

    /// <summary>Until when the platform has to let it in.</summary>
    private protected DateTimeOffset NamedBy { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Whether the session and its window let another packet of reports leave.</summary>
    private protected abstract bool MaySend { get; }

    /// <summary>When the first packet under way is to be sent again.</summary>
    private protected abstract DateTimeOffset NextDueAt { get; }

    /// <summary>Whether it is time to connect.</summary>
    public bool WantsConnection(DateTimeOffset now) => State == SealClientState.Offline && now >= connectAt;

    /// <summary>Takes over a report; it leaves as soon as the session and the window allow.</summary>
    /// <param name="report">The report.</param>
    /// <param name="objectId">Number to put into its record (EGTS OID); null: the identity of the session has to do.</param>
    /// <returns>False where the memory was full and the report is lost.</returns>
    public bool Hold(SimulatedReport report, uint? objectId)
    {
        if (Memory.TryHold(new HeldReport(report, objectId))) return true;
        Counts.Lost++;
        return false;
    }

    /// <summary>A connection was made: names itself, where the identity is not in the records only.</summary>
    public void Connected(DateTimeOffset now)
    {
        Debug.Assert(State == SealClientState.Offline, "A client has one connection.");
        State = SealClientState.Naming;
        NamedBy = now + (Settings.ResponseTime * (Settings.ResendAttempts + 1));
        Counts.Connections++;
        Name(now);
    }

    /// <summary>The connection is gone, or could not be had: what was under way will be sent again, in its old order.</summary>
    public void Disconnected(DateTimeOffset now)
    {
        Memory.PutBack(TakeBack());
        outgoing.ResetWrittenCount();
        received = [];
        ShouldDisconnect = false;
        State = SealClientState.Offline;
        NamedBy = DateTimeOffset.MaxValue;
        connectAt = now + Settings.ReconnectTime + (Settings.ReconnectSpread * Random.NextDouble());
    }

    /// <summary>Bytes came from the platform, in pieces of any size.</summary>
    public void Received(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        if (State == SealClientState.Offline) return;
        var all = received.Length == 0 ? bytes : (byte[])[.. received, .. bytes];
        var rest = all[TakeAnswers(all, now)..];
        if (rest.Length > ReceivedMax) ShouldDisconnect = true;
        received = rest.IsEmpty ? [] : rest.ToArray();
    }

    /// <summary>The bytes that are to leave now: confirmations, what is sent again, new reports as far as the window allows.</summary>
    /// <returns>Valid until the next call of any member; empty where there is nothing to send.</returns>
    public ReadOnlyMemory<byte> TakeOutgoing(DateTimeOffset now)
    {
        if (State == SealClientState.Offline) return default;
        if (now >= NamedBy) ShouldDisconnect = true;
        SendAgain(now);
        Memory.Retry(now);
        while (Memory.HasWaiting && MaySend && !ShouldDisconnect) SendWaiting(now);
        var bytes = outgoing.WrittenMemory;
        // Resetting the count leaves the bytes where they are until something is written again.
        outgoing.ResetWrittenCount();
        return bytes;
    }

    /// <summary>Names itself, or is in session at once.</summary>
    private protected abstract void Name(DateTimeOffset now);

    /// <summary>Takes the answers off the front of what was received.</summary>
    /// <returns>Bytes that are done with.</returns>
    private protected abstract int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now);

    /// <summary>Sends again what is due.</summary>
    private protected abstract void SendAgain(DateTimeOffset now);

    /// <summary>Sends the next packet of what waits.</summary>
    private protected abstract void SendWaiting(DateTimeOffset now);

    /// <summary>Forgets what is under way.</summary>
    /// <returns>The reports in it that have no answer, oldest first.</returns>
    private protected abstract IReadOnlyList<HeldReport> TakeBack();

    /// <summary>Puts a packet on the wire.</summary>
    /// <param name="bytes">The packet.</param>
    /// <param name="isChecked">Whether it has a checksum.</param>
    private protected void Write(ReadOnlySpan<byte> bytes, bool isChecked = true)
    {
        if (!ShouldDisconnect && !wire.TryWrite(outgoing, bytes, isChecked)) ShouldDisconnect = true;
    }

    /// <summary>Decides, for each that is sent for the first time, whether it counts as coming from memory.</summary>
    private protected void MarkFromMemory(HeldReport[] reports, DateTimeOffset now)
    {
        foreach (var held in reports) held.SentFromMemory ??= held.Report.FromMemory || now - held.Report.TakenAt > Settings.LiveTime;
    }

    /// <summary>The platform has said whether it lets this device in.</summary>
    private protected void EndNaming(bool isLetIn)
    {
        if (State != SealClientState.Naming) return;
        NamedBy = DateTimeOffset.MaxValue;
        if (isLetIn)
        {
            State = SealClientState.InSession;
            return;
        }

        Counts.Denied++;
        ShouldDisconnect = true;
    }
}
