using System.Buffers;
using System.Diagnostics;
using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>The device's side of EGTS: reports until each record is confirmed, and commands in the words of
/// <c>docs/protocols/egts.md</c>.</summary>
public sealed class EgtsSealClient : SealClient
{
    private readonly EgtsIdentity identity;
    private readonly EgtsEncoder encoder;
    private readonly List<SentPacket> underWay = [];
    private readonly ArrayBufferWriter<byte> packet = new(256);

    /// <param name="identity">As what it names itself.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">Numbers to begin with, pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public EgtsSealClient(EgtsIdentity identity, SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings, random, startsAt)
    {
        this.identity = identity;
        encoder = new EgtsEncoder((ushort)random.Next(1 << 16), (ushort)random.Next(1 << 16));
    }

    public override DeviceProtocol Protocol => DeviceProtocol.Egts;

    private protected override bool MaySend => State == SealClientState.InSession && underWay.Count < Settings.Window;

    private protected override DateTimeOffset NextDueAt
    {
        get
        {
            var earliest = DateTimeOffset.MaxValue;
            foreach (var sent in underWay)
            {
                if (sent.DueAt < earliest) earliest = sent.DueAt;
            }

            return earliest;
        }
    }

    private protected override void Name(DateTimeOffset now)
    {
        switch (identity)
        {
            case EgtsIdentity.Terminal terminal:
                Send(encoder.Identify(packet, terminal.TerminalId, terminal.Imei), [], now);
                break;
            case EgtsIdentity.Dispatcher dispatcher:
                Send(encoder.IdentifyDispatcher(packet, dispatcher.DispatcherId), [], now);
                break;
            case EgtsIdentity.RecordsOnly:
                EndNaming(isLetIn: true);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private protected override IReadOnlyList<HeldReport> TakeBack()
    {
        var unanswered = underWay.SelectMany(sent => sent.Unanswered).ToList();
        underWay.Clear();
        return unanswered;
    }

    private protected override int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var rest = bytes;
        while (EgtsFraming.TryCut(rest, out var cut) is var outcome && outcome != Cut.NeedMore)
        {
            rest = rest[cut.Consumed..];
            if (outcome == Cut.Whole && EgtsAnswer.TryRead(cut, out var answer)) Take(answer, now);
        }

        return bytes.Length - rest.Length;
    }

    private protected override void SendWaiting(DateTimeOffset now)
    {
        var reports = Memory.Take(Settings.ReportsPerPacketMax);
        MarkFromMemory(reports, now);
        var telemetry = Array.ConvertAll(reports, held => EgtsReports.ToTelemetry(held, Settings.Wiring));
        Send(encoder.Report(packet, telemetry), reports, now);
        Counts.Sent += reports.Length;
    }

    private void Send(EgtsSent numbers, HeldReport[] reports, DateTimeOffset now)
    {
        underWay.Add(new SentPacket(numbers, packet.WrittenSpan.ToArray(), reports) { DueAt = now + Settings.ResponseTime });
        packet.ResetWrittenCount();
        Write(underWay[^1].Bytes);
    }

    private protected override void SendAgain(DateTimeOffset now)
    {
        foreach (var sent in underWay)
        {
            if (sent.DueAt > now || ShouldDisconnect) continue;
            if (sent.Resent >= Settings.ResendAttempts)
            {
                ShouldDisconnect = true;
                continue;
            }

            sent.Resent++;
            sent.DueAt = now + Settings.ResponseTime;
            Counts.Resent++;
            Write(sent.Bytes);
        }
    }

    private void Take(in EgtsAnswer answer, DateTimeOffset now)
    {
        if (encoder.Confirm(packet, answer))
        {
            Write(packet.WrittenSpan);
            packet.ResetWrittenCount();
        }

        if (answer.PacketType == EgtsPacketType.AppData) ObeyCommands(answer.Records, now);
        if (answer.Authorisation is { } authorisation) EndNaming(authorisation == EgtsResult.Ok);
        // A packet that did not arrive whole is sent again without waiting; the number of attempts stays bounded.
        var hasFailed = answer.Result is not (null or EgtsResult.Ok or EgtsResult.InProgress);
        if (hasFailed && Find(answer.ConfirmedPacketId) is { } failed) failed.DueAt = now;
        foreach (var confirmation in answer.Confirmations) Take(confirmation, now);
        underWay.RemoveAll(sent => sent.IsDone);
    }

    private void Take(EgtsConfirmation confirmation, DateTimeOffset now)
    {
        if (underWay.Find(each => each.Awaits(confirmation.Record)) is not { } sent) return;
        if (confirmation.Status == EgtsResult.InProgress)
        {
            sent.DueAt = now + Settings.ResponseTime;
            return;
        }

        if (sent.Answer(confirmation.Record) is not { } held) return;
        if (confirmation.Status == EgtsResult.Ok)
        {
            Memory.Erase();
            Counts.Acknowledged++;
            return;
        }

        Memory.Refuse(held, now + Settings.ReconnectTime);
        Counts.Refused++;
    }

    /// <summary>Commands of the packet, each answered for the seal that it names; the answer is sent again until it is confirmed.</summary>
    private void ObeyCommands(ReadOnlySpan<byte> records, DateTimeOffset now)
    {
        while (EgtsRecord.TryTake(ref records, out var record))
        {
            if (record.RecipientService != EgtsService.Commands) continue;
            foreach (var subrecord in record.Subrecords)
            {
                if (subrecord.Type == EgtsSubrecordType.CommandData && EgtsCommand.TryRead(subrecord.Body) is { } command)
                    Obey(command, record.ObjectId, now);
            }
        }
    }

    private void Obey((uint Id, string Text) command, uint? objectId, DateTimeOffset now)
    {
        var carried = Commanded.FirstOrDefault(each => each.ObjectId == objectId) ?? (Commanded.Count == 1 ? Commanded[0] : null);
        var (outcome, said) = carried is null
            ? (SealOrderOutcome.NotPossible, "")
            : SealOrders.Obey(carried.Seal, command.Text, now);
        Send(encoder.AnswerCommand(packet, carried?.ObjectId, command.Id, ((byte)outcome, Encoding.UTF8.GetBytes(said))), [], now);
    }

    private SentPacket? Find(ushort? packetId) => underWay.Find(sent => sent.PacketId == packetId);
}
