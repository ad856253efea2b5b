using NavSeal.Devices;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>The device's side of JT/T 808: registers once, keeps the code that it got and shows it at the beginning of each connection. A
/// fresh report leaves alone, what waited longer as a batch; each is kept until its serial number is answered. It
/// sets its periods and tells where it is when it is asked.</summary>
public sealed class Jt808SealClient : NumberedSealClient
{
    /// <summary>So many locations of this size a message holds.</summary>
    private const int BatchMax = 20;

    private readonly Jt808Encoder encoder;
    private ReadOnlyMemory<byte> code;
    private uint named;

    /// <param name="address">How it names itself, in the header of 2013 or of 2019.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">The first serial number, pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public Jt808SealClient(Jt808Address address, SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings, random, startsAt) => encoder = new Jt808Encoder(address, (ushort)random.Next(1 << 16));

    public override DeviceProtocol Protocol => DeviceProtocol.Jt808;

    private protected override bool HasChecksum => true;

    private protected override void Name(DateTimeOffset now)
    {
        named = encoder.NextSerial;
        if (code.IsEmpty) encoder.Register(Packet);
        else encoder.Authenticate(Packet, code.Span);
        Send(named, [], now);
    }

    private protected override int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var taken = 0;
        while (Jt808Answer.TryTake(bytes[taken..], out var answer, out var consumed) != Cut.NeedMore)
        {
            taken += consumed;
            if (answer.Id is not (0 or Jt808MessageId.PlatformAnswer or Jt808MessageId.RegisterAnswer)) Obey(answer, now);
            if (answer.To is { } serial && TakeAnswer(serial, answer.IsPositive, now) && serial == named) TakeNaming(answer, now);
        }

        return taken;
    }

    private protected override void SendWaiting(DateTimeOffset now)
    {
        var isOlder = Memory.IsFirstOlder(now - Settings.LiveTime);
        var reports = Memory.Take(isOlder ? Math.Min(Settings.ReportsPerPacketMax, BatchMax) : 1);
        MarkFromMemory(reports, now);
        var locations = Array.ConvertAll(reports, held => Jt808Reports.ToTelemetry(held.Report));
        var number = encoder.NextSerial;
        if (reports.Length > 1 || reports[0].SentFromMemory == true) encoder.ReportBatch(Packet, isBacklog: true, locations);
        else encoder.Report(Packet, locations[0]);
        Send(number, reports, now);
    }

    /// <summary>Sets its periods, and reports at once where it is asked where it is; says of everything else that it cannot.</summary>
    private void Obey(in Jt808Answer asked, DateTimeOffset now)
    {
        var result = Commanded is [var (seal, _)] && DoneBy(seal, asked, now) ? Jt808Result.Ok : Jt808Result.Unsupported;
        encoder.Answer(Packet, asked, result);
        Write(Packet.WrittenSpan);
        Packet.ResetWrittenCount();
    }

    private static bool DoneBy(SimulatedSeal seal, in Jt808Answer asked, DateTimeOffset now)
    {
        if (asked.Id == Jt808MessageId.AskLocation)
        {
            seal.ReportNow(now);
            return true;
        }

        if (asked.Parameter(Jt808Commands.ReportSeconds) is not (> 0 and var moving)
            || asked.Parameter(Jt808Commands.SleepReportSeconds) is not (> 0 and var standing))
        {
            return false;
        }

        seal.SetPeriods(now, TimeSpan.FromSeconds(moving), TimeSpan.FromSeconds(standing));
        return true;
    }

    /// <summary>A registration is followed by the code that it gave; a code that is refused is forgotten.</summary>
    private void TakeNaming(in Jt808Answer answer, DateTimeOffset now)
    {
        if (State != SealClientState.Naming) return;
        if (!answer.IsPositive) code = default;
        else if (answer.Id == Jt808MessageId.RegisterAnswer) code = answer.Body;
        if (answer.IsPositive && answer.Id == Jt808MessageId.RegisterAnswer && !code.IsEmpty) Name(now);
        else EndNaming(answer.IsPositive);
    }
}
