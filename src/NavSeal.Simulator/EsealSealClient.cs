using NavSeal.Devices;
using NavSeal.Devices.Eseal;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>The device's side of eSeal: names itself in each message and by nothing else, and keeps a report until its index is
/// acknowledged. It opens when it is told. It has no checksum and no negative answer.</summary>
public sealed class EsealSealClient : NumberedSealClient
{
    private readonly EsealEncoder encoder;
    private uint nextIndex;

    /// <param name="device">Its number.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">The first index, pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public EsealSealClient(ulong device, SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings, random, startsAt)
    {
        encoder = new EsealEncoder(device);
        nextIndex = (uint)random.Next(1, 10_000);
    }

    public override DeviceProtocol Protocol => DeviceProtocol.Eseal;

    private protected override bool HasChecksum => false;

    private protected override void Name(DateTimeOffset now) => EndNaming(isLetIn: true);

    private protected override int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var taken = 0;
        while (EsealAnswer.TryTake(bytes[taken..], out var answer, out var consumed) != Cut.NeedMore && consumed > 0)
        {
            taken += consumed;
            if (answer.Index is { } index) TakeAnswer(index, isTaken: true, now);
            if (answer.IsUnlock) Unlock(now);
        }

        return taken;
    }

    private void Unlock(DateTimeOffset now)
    {
        if (Commanded is not [var (seal, _)]) return;
        encoder.UnlockReply(Packet);
        Write(Packet.WrittenSpan, HasChecksum);
        Packet.ResetWrittenCount();
        seal.Open(now);
    }

    private protected override void SendWaiting(DateTimeOffset now)
    {
        var reports = Memory.Take(1);
        var report = reports[0].Report;
        encoder.Report(Packet, EsealReports.TypeOf(report), nextIndex, EsealReports.ToTelemetry(report));
        Send(nextIndex, reports, now);
        nextIndex = unchecked(nextIndex + 1);
    }
}
