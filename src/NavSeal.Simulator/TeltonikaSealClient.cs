using System.Buffers;
using System.Buffers.Binary;
using NavSeal.Devices.Teltonika;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>The device's side of Teltonika in codec 8 Extended: logs in by its IMEI, then sends one packet and keeps its records until the
/// answer has their count. Answers carry no number, so a count that is another, or none in time, ends the connection: whatever comes later
/// would be taken for the answer to the next packet.</summary>
public sealed class TeltonikaSealClient : SealClient
{
    private const byte LetIn = 1;
    private const int CountLength = sizeof(int), PacketLengthMin = 12;

    private readonly ulong device;
    private readonly TeltonikaEncoder encoder = new(TeltonikaCodec.Codec8Extended);
    private readonly ArrayBufferWriter<byte> packet = new(256);
    private HeldReport[] underWay = [];
    private DateTimeOffset dueAt = DateTimeOffset.MaxValue;

    /// <param name="device">Its IMEI.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">Pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public TeltonikaSealClient(ulong device, SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings with { Faults = settings.Faults with { Doubling = 0 } }, random, startsAt) => this.device = device;

    public override DeviceProtocol Protocol => DeviceProtocol.Teltonika;

    private protected override bool MaySend => State == SealClientState.InSession && underWay.Length == 0;

    private protected override DateTimeOffset NextDueAt => dueAt;

    /// <summary>The login has no checksum.</summary>
    private protected override void Name(DateTimeOffset now)
    {
        TeltonikaEncoder.Login(packet, device);
        Send(isChecked: false, now);
    }

    private protected override IReadOnlyList<HeldReport> TakeBack()
    {
        var unanswered = underWay;
        (underWay, dueAt) = ([], DateTimeOffset.MaxValue);
        return unanswered;
    }

    private protected override int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var taken = 0;
        if (State == SealClientState.Naming && bytes.Length > 0)
        {
            dueAt = DateTimeOffset.MaxValue;
            EndNaming(bytes[taken++] == LetIn);
        }

        while (State == SealClientState.InSession && !ShouldDisconnect && TakeAnswer(bytes[taken..]) is > 0 and var length) taken += length;
        return taken;
    }

    private protected override void SendWaiting(DateTimeOffset now)
    {
        underWay = Memory.Take(Math.Min(Settings.ReportsPerPacketMax, TeltonikaEncoder.RecordsMax));
        MarkFromMemory(underWay, now);
        encoder.Report(packet, Array.ConvertAll(underWay, held => TeltonikaReports.ToTelemetry(held.Report)));
        Counts.Sent += underWay.Length;
        Send(isChecked: true, now);
    }

    private protected override void SendAgain(DateTimeOffset now)
    {
        if (now >= dueAt) ShouldDisconnect = true;
    }

    private void Send(bool isChecked, DateTimeOffset now)
    {
        Write(packet.WrittenSpan, isChecked);
        packet.ResetWrittenCount();
        dueAt = now + Settings.ResponseTime;
    }

    /// <summary>Takes a count, or passes over a packet of the platform, whose four zeros look like the count of nothing.</summary>
    /// <returns>Its bytes; 0 where they are not all there.</returns>
    private int TakeAnswer(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < CountLength) return 0;
        var count = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (count == 0 && (bytes.Length > CountLength || underWay.Length == 0)) return LengthOfPacket(bytes);
        if (underWay.Length == 0 || count != underWay.Length)
        {
            ShouldDisconnect = true;
            return CountLength;
        }

        foreach (var _ in underWay) Memory.Erase();
        Counts.Acknowledged += underWay.Length;
        (underWay, dueAt) = ([], DateTimeOffset.MaxValue);
        return CountLength;
    }

    private static int LengthOfPacket(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PacketLengthMin) return 0;
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[CountLength..]);
        return length is > 0 and <= TeltonikaFraming.DataLengthMax && bytes.Length >= PacketLengthMin + length
            ? PacketLengthMin + length
            : 0;
    }
}
