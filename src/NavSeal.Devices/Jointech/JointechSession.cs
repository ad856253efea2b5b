using System.Buffers;
using System.Diagnostics;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jointech;

/// <summary>The platform's side of one connection of Jointech: every message names its device, and there is no login.</summary>
internal sealed class JointechSession : DeviceSession
{
    private const int SecondsOfMinute = 60;
    private const ulong OtherSeed = 2;

    private readonly ISealDirectory seals;

    /// <summary>Null until the first command: most devices never get one.</summary>
    private SentCommands? sent;

    /// <summary>Begins a session.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="sender">Who has named himself before; null on a fresh connection.</param>
    public JointechSession(ISealDirectory seals, RegisteredSeal? sender)
    {
        this.seals = seals;
        (Sender, IsAuthorised) = (sender, sender is not null);
    }

    /// <inheritdoc/>
    public override Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed)
    {
        var cut = JointechFraming.TryCut(buffered, out var form, out consumed);
        if (cut == Cut.NeedMore) return cut;
        if (cut == Cut.Corrupt || (form == JointechForm.Blank && IsNoisy)) return TakeNoise(consumed, JointechWords.Noise, batch);
        if (form == JointechForm.Blank)
        {
            batch.CountSkipped(consumed);
            return Cut.Whole;
        }

        EndNoise();
        Fault = null;
        var frame = new Frame(buffered[..consumed], now, batch);
        return form switch
        {
            JointechForm.Report => TakeLong(frame),
            JointechForm.Positions => TakeShort(frame),
            JointechForm.Text => TakeText(frame),
            _ => throw new UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public override bool TryCommand(DeviceCommand command, RegisteredSeal seal, DateTimeOffset now, IBufferWriter<byte> output)
    {
        if (!IsReachable(seal) || BytesOf(command) is not { } bytes) return false;
        output.Write(bytes);
        (sent ??= new SentCommands()).Add(command);
        return true;
    }

    /// <summary>A command as it goes out; null where a lock has none of that kind, or its password is not known.</summary>
    private static byte[]? BytesOf(DeviceCommand command) => command switch
    {
        { Kind: DeviceCommandKind.Open, Secret: { } secret } => JointechCommands.OpenByStatic(secret),
        _ when PeriodsOf(command) is var (seconds, minutes) => JointechCommands.ReportEvery(seconds, minutes),
        _ => null,
    };

    /// <summary>Periods as a lock counts them: awake in seconds, asleep in whole minutes; null where it has no such periods.</summary>
    private static (int Seconds, int Minutes)? PeriodsOf(DeviceCommand command)
    {
        if (command is not { Kind: DeviceCommandKind.SetPeriods, MovingSeconds: { } moving, StandingSeconds: { } standing }) return null;
        var (minutes, rest) = Math.DivRem(standing, SecondsOfMinute);
        return rest == 0 && JointechCommands.CanReportEvery(moving, minutes) ? (moving, minutes) : null;
    }

    /// <summary>What is refused is not answered: the device keeps it and sends it again.</summary>
    private Cut Refuse(string fault, in Frame frame) => Refuse(fault, frame.Bytes.Length, frame.Batch);

    private RegisteredSeal? FindSpeaker(ulong device, IntakeBatch batch) => Admit(
        device > 0 && seals.TryFind(DeviceProtocol.Jointech, new DeviceIdentity(IdentityKind.TerminalId, device), out var seal)
            ? seal
            : null,
        isAuthorising: false,
        batch);

    private Cut TakeLong(in Frame frame)
    {
        var report = new JointechReport(frame.Bytes);
        if (FindSpeaker(report.Device, frame.Batch) is not { } seal) return Refuse(JointechWords.NotLetIn, frame);
        Keep(seal, JointechReadings.Read(report, seal.Profile, frame.Now), report.Position, frame);
        var isCounted = report.Version >= JointechReport.AnsweredBySerial;
        var isAnswered = isCounted || report.Status.HasFlag(JointechStatus.MustAnswer)
            || report.Data is JointechReportKind.Alarm or JointechReportKind.Memory;
        if (isCounted) JointechReplies.Taken(frame.Batch.ReplyWriter, report.Serial);
        else if (isAnswered) JointechReplies.Taken(frame.Batch.ReplyWriter);
        frame.Batch.CountMessage(isAnswered);
        return Cut.Whole;
    }

    /// <summary>Devices of the short form wait for no answer.</summary>
    private Cut TakeShort(in Frame frame)
    {
        const int typeAt = 6, recordsAt = 9;
        if (FindSpeaker(Bcd.Number(frame.Bytes[1..typeAt]), frame.Batch) is not { } seal)
            return Refuse(JointechWords.NotLetIn, frame);
        var type = frame.Bytes[typeAt];
        var about = (seal.Profile, (JointechReportKind)(type & 0x0F) == JointechReportKind.Memory, frame.Now);
        var records = frame.Bytes[recordsAt..^1];
        var length = records.Length % JointechFraming.ShortRecordLength == 0 ? JointechFraming.ShortRecordLength : records.Length;
        var place = frame.Batch.AddFrame(Sender!, frame.Bytes);
        for (; !records.IsEmpty; records = records[length..])
            Keep(seal, JointechReadings.ReadShort(records[..length], type >> 4 == 1, about), records, (frame.Batch, place));
        frame.Batch.CountMessage(acknowledged: false);
        return Cut.Whole;
    }

    private Cut TakeText(in Frame frame)
    {
        var text = JointechText.Read(frame.Bytes);
        if (FindSpeaker(text.Device, frame.Batch) is not { } seal) return Refuse(JointechWords.NotLetIn, frame);
        var replies = frame.Batch.ReplyWriter;
        switch (text.Kind)
        {
            case JointechMessage.LockReport:
                return TakeLockReport(text, seal, frame);
            case JointechMessage.Sensor:
                return TakeSensor(text, seal, frame);
            case JointechMessage.Position or JointechMessage.Alarm:
                Keep(seal, JointechReadings.ReadOld(text, seal.Profile, frame.Now), frame);
                JointechReplies.TakenOld(replies, text.Kind == JointechMessage.Alarm);
                frame.Batch.CountMessage(acknowledged: true);
                break;
            case JointechMessage.OldPosition:
                Keep(seal, JointechReadings.ReadOld(text, seal.Profile, frame.Now), frame);
                frame.Batch.CountMessage(acknowledged: false);
                break;
            case JointechMessage.AsksTime:
                JointechReplies.Time(replies, frame.Now);
                frame.Batch.CountMessage(acknowledged: false);
                break;
            case JointechMessage.DynamicPassword:
                JointechReplies.DynamicPassword(replies, text[3]);
                frame.Batch.CountMessage(acknowledged: false);
                break;
            default:
                if (text.Kind == JointechMessage.Other) TakeReply(text, seal, frame);
                frame.Batch.CountMessage(acknowledged: false);
                break;
        }

        return Cut.Whole;
    }

    private Cut TakeLockReport(scoped in JointechText text, RegisteredSeal seal, in Frame frame)
    {
        if (!DecimalText.TryScaled(text[JointechText.LockReportSerial], 0, out var serial) || serial is < 0 or > byte.MaxValue)
            return Refuse(JointechWords.NoSerial, frame);
        Keep(seal, JointechReadings.ReadLock(text, seal.Profile, frame.Now), frame);
        JointechReplies.Taken(frame.Batch.ReplyWriter, (byte)serial);
        frame.Batch.CountMessage(acknowledged: true);
        return Cut.Whole;
    }

    /// <summary>A master is a relay for its sub-locks where its profile says so; else a sub-lock stands in its frame alone.</summary>
    private Cut TakeSensor(scoped in JointechText text, RegisteredSeal seal, in Frame frame)
    {
        Span<byte> plain = stackalloc byte[JointechFraming.LengthMax];
        var length = JointechSensor.Unescape(text.Payload, plain);
        if (length < JointechSensor.LengthMin) return Refuse(JointechWords.NoPayload, frame);
        var sensor = new JointechSensor(plain[..length]);
        var place = frame.Batch.AddFrame(Sender!, frame.Bytes);
        Keep(seal, sensor.OfMaster(seal.Profile, frame.Now), sensor.Position, (frame.Batch, place));
        if (sensor.IsSubLock && Sender!.Profile.IsRelay && sensor.Identity is { } identity
            && seals.TryFind(DeviceProtocol.Jointech, identity, out var subLock))
        {
            frame.Batch.AddReport(subLock, sensor.OfSubLock(subLock.Profile, frame.Now), place);
        }

        JointechReplies.Taken(frame.Batch.ReplyWriter, sensor.Serial);
        frame.Batch.CountMessage(acknowledged: true);
        return Cut.Whole;
    }

    /// <summary>A reply that repeats the periods that were asked for says that they hold, and one to an opening whether the lock took the
    /// password; any other is evidence alone.</summary>
    private void TakeReply(scoped in JointechText text, RegisteredSeal seal, in Frame frame)
    {
        frame.Batch.AddReport(seal, Unplaced(text), frame.Batch.AddFrame(Sender!, frame.Bytes, text.HoldsSecret));
        if (text[1].SequenceEqual(JointechCommands.StaticOpening))
        {
            AnswerOpening(text, seal, frame);
            return;
        }

        if (sent?.Find(DeviceCommandKind.SetPeriods) is not { } asked || PeriodsOf(asked.Command) is not var (seconds, minutes)) return;
        if (text.Body.SequenceEqual(JointechCommands.ReportsEvery(seconds, minutes)))
            frame.Batch.AddAnswer(seal, sent.Answered(asked, isAccepted: true));
    }

    private void AnswerOpening(scoped in JointechText text, RegisteredSeal seal, in Frame frame)
    {
        if (sent?.Find(DeviceCommandKind.Open) is not { } opening || text[2] is not ([(byte)'0'] or [(byte)'1'])) return;
        var isRight = text[2][0] == '1';
        frame.Batch.AddAnswer(seal, sent.Answered(opening, isRight, isRight ? null : WrongPasswords(text[3])));
    }

    private static string WrongPasswords(ReadOnlySpan<byte> count)
    {
        var isCount = count.Length is 1 or 2 && !count.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return isCount ? $"wrong passwords: {ExplainText.Plain(count)}" : "wrong password";
    }

    /// <summary>An answer to a command: evidence, and a sign of life.</summary>
    private static Observation Unplaced(scoped in JointechText text) =>
        new() { MeasuredAt = null, ContentKey = text.KeyOfBody(OtherSeed) };

    private void Keep(RegisteredSeal seal, Observation observation, in Frame frame) =>
        frame.Batch.AddReport(seal, observation, frame.Batch.AddFrame(Sender!, frame.Bytes));

    private void Keep(RegisteredSeal seal, Observation observation, scoped ReadOnlySpan<byte> position, in Frame frame) =>
        Keep(seal, observation, position, (frame.Batch, frame.Batch.AddFrame(Sender!, frame.Bytes)));

    private static void Keep(
        RegisteredSeal seal, Observation observation, scoped ReadOnlySpan<byte> position, (IntakeBatch Batch, int Frame) place)
    {
        place.Batch.AddReport(seal, observation, place.Frame);
        if (place.Batch.NotesPlaces) JointechPlace.NoteImpossible(JointechReport.PlaceIn(position), observation, place.Batch);
    }

    /// <summary>What is known while one message is taken.</summary>
    private readonly ref struct Frame(ReadOnlySpan<byte> bytes, DateTimeOffset now, IntakeBatch batch)
    {
        public readonly ReadOnlySpan<byte> Bytes = bytes;
        public readonly DateTimeOffset Now = now;
        public readonly IntakeBatch Batch = batch;
    }
}
