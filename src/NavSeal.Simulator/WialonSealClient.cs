using System.Buffers;
using NavSeal.Devices;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>The device's side of Wialon IPS 2.0: a fresh report leaves alone (D), what waited longer together as a black box (B). Answers
/// carry no number and are known by their order alone, so one packet is under way at a time, and it is sent again only after an answer that
/// refuses it: where no answer comes, the connection is given up, for a late answer would be taken for the next one's.</summary>
public sealed class WialonSealClient : SealClient
{
    private readonly string device;
    private readonly WialonEncoder encoder = new(withChecksum: true);
    private readonly ArrayBufferWriter<byte> packet = new(256);
    private Underway? underWay;

    /// <param name="device">IMEI or any other name.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">Pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public WialonSealClient(string device, SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings with { Faults = settings.Faults with { Doubling = 0 } }, random, startsAt) => this.device = device;

    public override DeviceProtocol Protocol => DeviceProtocol.WialonIps;

    private protected override bool MaySend => State == SealClientState.InSession && underWay is null;

    private protected override DateTimeOffset NextDueAt => underWay?.DueAt ?? DateTimeOffset.MaxValue;

    private protected override void Name(DateTimeOffset now)
    {
        encoder.Login(packet, device);
        Send(WialonAnswered.Login, [], now);
    }

    private protected override IReadOnlyList<HeldReport> TakeBack()
    {
        var unanswered = underWay?.Reports ?? [];
        underWay = null;
        return unanswered;
    }

    private protected override int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var taken = 0;
        while (WialonFraming.TryCut(bytes[taken..], WialonFraming.LineLengthMax, out var line, out var consumed) is var outcome
            && outcome != Cut.NeedMore)
        {
            taken += consumed;
            if (outcome != Cut.Whole) continue;
            if (WialonAnswer.TryReadMessage(line, out var words)) Obey(words, now);
            else Take(WialonAnswer.Read(line), now);
        }

        return taken;
    }

    private protected override void SendWaiting(DateTimeOffset now)
    {
        var reports = Memory.Take(Memory.IsFirstOlder(now - Settings.LiveTime) ? Settings.ReportsPerPacketMax : 1);
        MarkFromMemory(reports, now);
        var telemetry = Array.ConvertAll(reports, held => WialonReports.ToTelemetry(held.Report));
        var isBlackBox = reports.Length > 1 || reports[0].SentFromMemory == true;
        if (isBlackBox) encoder.ReportBlackBox(packet, telemetry);
        else encoder.Report(packet, telemetry[0]);
        Send(isBlackBox ? WialonAnswered.BlackBox : WialonAnswered.Report, reports, now);
        Counts.Sent += reports.Length;
    }

    private protected override void SendAgain(DateTimeOffset now)
    {
        if (underWay is not { } sent || sent.DueAt > now || ShouldDisconnect) return;
        if (!sent.IsRefused || sent.Resent >= Settings.ResendAttempts)
        {
            ShouldDisconnect = true;
            return;
        }

        sent.IsRefused = false;
        sent.Resent++;
        sent.DueAt = now + Settings.ResponseTime;
        Counts.Resent++;
        Write(sent.Bytes);
    }

    private void Send(WialonAnswered awaited, HeldReport[] reports, DateTimeOffset now)
    {
        underWay = new Underway(awaited, packet.WrittenSpan.ToArray(), reports) { DueAt = now + Settings.ResponseTime };
        packet.ResetWrittenCount();
        Write(underWay.Bytes);
    }

    /// <summary>A message is a command in the words of <c>docs/protocols/egts.md</c>; no words are left of one whose checksum is
    /// wrong.</summary>
    private void Obey(string words, DateTimeOffset now)
    {
        var outcome = Commanded is [var (seal, _)] && words.Length > 0 ? SealOrders.Obey(seal, words, now).Outcome : SealOrderOutcome.Error;
        WialonEncoder.AnswerMessage(packet, words.Length == 0 ? "01" : outcome == SealOrderOutcome.Done ? "1" : "0");
        Write(packet.WrittenSpan, isChecked: false);
        packet.ResetWrittenCount();
    }

    private void Take(in WialonAnswer answer, DateTimeOffset now)
    {
        if (underWay is not { } sent || answer.To != sent.Awaited) return;
        switch (sent.Awaited)
        {
            case WialonAnswered.Login:
                TakeLogin(answer, sent, now);
                break;
            case WialonAnswered.BlackBox:
                TakeBlackBox(answer.Count, sent, now);
                break;
            default:
                TakeReport(answer, sent, now);
                break;
        }
    }

    /// <summary>A login that did not arrive whole is sent again without waiting; the number of attempts stays bounded.</summary>
    private void TakeLogin(in WialonAnswer answer, Underway sent, DateTimeOffset now)
    {
        if (answer.Code == "10")
        {
            sent.Refuse(now);
            return;
        }

        underWay = null;
        EndNaming(answer.IsPositive);
    }

    private void TakeReport(in WialonAnswer answer, Underway sent, DateTimeOffset now)
    {
        if (answer.IsPositive) Erase(sent, 1);
        else sent.Refuse(now);
    }

    /// <summary>The first of the records were taken; the others go back to the front of what waits. None taken: the packet was
    /// damaged.</summary>
    private void TakeBlackBox(int taken, Underway sent, DateTimeOffset now)
    {
        if (taken == 0) sent.Refuse(now);
        else Erase(sent, Math.Min(taken, sent.Reports.Length));
    }

    private void Erase(Underway sent, int taken)
    {
        for (var count = 0; count < taken; count++) Memory.Erase();
        Counts.Acknowledged += taken;
        Memory.PutBack(sent.Reports.Skip(taken));
        underWay = null;
    }

    /// <summary>A packet that waits for its answer.</summary>
    private sealed class Underway(WialonAnswered awaited, byte[] bytes, HeldReport[] reports)
    {
        public WialonAnswered Awaited => awaited;

        public ReadOnlySpan<byte> Bytes => bytes;

        public HeldReport[] Reports => reports;

        public int Resent { get; set; }

        /// <summary>When it is sent again, or given up.</summary>
        public DateTimeOffset DueAt { get; set; }

        public bool IsRefused { get; set; }

        public void Refuse(DateTimeOffset now) => (IsRefused, DueAt) = (true, now);
    }
}
