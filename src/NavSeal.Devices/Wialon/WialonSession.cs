using System.Buffers;
using System.Diagnostics;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Wialon;

/// <summary>The platform's side of one connection of Wialon IPS: who speaks, what is taken, what is answered.</summary>
internal sealed class WialonSession : DeviceSession
{
    /// <summary>Logins that may be refused before the connection is closed.</summary>
    public const int RefusedLoginsMax = 3;

    private const byte CompressedMark = 0xFF;
    private const int NameDigitsMin = 5;
    private const ulong MessageSeed = 1;

    private readonly ISealDirectory seals;
    private readonly bool hasLogins;

    /// <summary>Whom a line without a name speaks of; differs from <see cref="DeviceSession.Sender"/> only where a relay named another
    /// device.</summary>
    private RegisteredSeal? named;
    private LastReader<WialonReadings> reader;

    /// <summary>Null until the first command: most devices never get one.</summary>
    private SentCommands? sent;

    /// <summary>Whether the device logged in by 2.x, which has a checksum behind each packet: one that is missing was lost.</summary>
    private bool hasChecksums;
    private int refusedLogins;

    /// <summary>Begins a session.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="authorised">Who has logged in before; null on a fresh connection.</param>
    /// <param name="hasLogins">Whether a device has to log in; in a datagram it names itself before its packet instead.</param>
    public WialonSession(ISealDirectory seals, RegisteredSeal? authorised, bool hasLogins = true)
    {
        (this.seals, this.hasLogins) = (seals, hasLogins);
        (Sender, named, IsAuthorised) = (authorised, authorised, authorised is not null);
    }

    /// <inheritdoc/>
    public override Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed)
    {
        switch (WialonFraming.TryCut(buffered, WialonFraming.LineLengthMax, out var line, out consumed))
        {
            case Cut.NeedMore:
                return Cut.NeedMore;
            case Cut.Corrupt:
                return TakeNoise(consumed, WialonWords.TooLong, batch);
            case Cut.Whole when line.IsEmpty:
                batch.CountSkipped(consumed);
                return Cut.Whole;
            case Cut.Whole:
                return TakeLine(WialonLine.Read(line), buffered[..consumed], now, batch);
            default:
                throw new UnreachableException();
        }
    }

    /// <inheritdoc/>
    public override bool TryCommand(DeviceCommand command, RegisteredSeal seal, DateTimeOffset now, IBufferWriter<byte> output)
    {
        if (!IsReachable(seal) || !WialonCommands.Has(command)) return false;
        WialonCommands.Write(output, command, hasChecksums);
        (sent ??= new SentCommands()).Add(command);
        return true;
    }

    private Cut TakeLine(scoped in WialonLine line, scoped ReadOnlySpan<byte> bytes, DateTimeOffset now, IntakeBatch batch)
    {
        if (line.Type == WialonType.Unknown)
        {
            if (!WialonLine.IsPacketOfUnknownType(line.Before))
                return TakeNoise(bytes.Length, bytes[0] == CompressedMark ? WialonWords.Compressed : WialonWords.Noise, batch);
            EndNoise();
            return Refuse(WialonWords.UnknownType, bytes.Length, batch);
        }

        EndNoise();
        Fault = null;
        RegisteredSeal? speaker;
        var before = SkipBefore(line.Before, batch);
        // What was skipped as noise is not skipped once more with the packet behind it.
        var packet = bytes[(line.Before.Length - before.Length)..];
        switch (line.Type)
        {
            case WialonType.Login:
                return TakeLogin(line.Body, batch);
            case WialonType.Ping:
                batch.ReplyWriter.Write(WialonReplies.Alive);
                batch.CountMessage(acknowledged: true);
                return Cut.Whole;
            case WialonType.MessageAnswer:
                return TakeAnswer(line.Body, before, packet.Length, batch);
            case WialonType.Position or WialonType.Report or WialonType.BlackBox or WialonType.Message:
                speaker = FindSpeaker(before, batch);
                if (speaker is null) return Refuse(WialonWords.NotNamed, packet.Length, batch);
                break;
            default:
                WialonReplies.Refuse(batch.ReplyWriter, line);
                return Refuse(WialonWords.NotTaken, packet.Length, batch);
        }

        var frame = new Frame(speaker, packet, now, batch);
        return line.Type switch
        {
            WialonType.BlackBox => TakeBlackBox(line.Body, ref frame),
            WialonType.Message => TakeMessage(line.Body, ref frame),
            _ => TakeRecord(line, ref frame),
        };
    }

    /// <summary>What stands before a packet: a name of the device, as datagrams have it; else noise, which is counted and
    /// skipped.</summary>
    private ReadOnlySpan<byte> SkipBefore(ReadOnlySpan<byte> before, IntakeBatch batch)
    {
        if (before.IsEmpty) return before;
        if (WialonLogin.TryReadPrefix(before, out var device) && IsName(device)) return before;
        batch.CountCorrupt();
        batch.CountSkipped(before.Length);
        return default;
    }

    /// <summary>Some digits are taken for a name whoever they name; anything else only where somebody is registered under it.</summary>
    private bool IsName(ReadOnlySpan<byte> device) =>
        (device.Length >= NameDigitsMin && !device.ContainsAnyExceptInRange((byte)'0', (byte)'9')) || Find(device) is not null;

    /// <summary>A login that is refused was read all the same: its answer says what became of it.</summary>
    private Cut TakeLogin(scoped ReadOnlySpan<byte> body, IntakeBatch batch)
    {
        var login = WialonLogin.Read(body);
        var isLetIn = login.Fault == WialonFault.None && LetIn(login.Device, batch);
        if (!isLetIn && ++refusedLogins >= RefusedLoginsMax) End ??= SessionEnd.UnknownDevice;
        if (isLetIn) hasChecksums = !login.Version.IsEmpty;
        batch.ReplyWriter.Write(
            isLetIn ? WialonReplies.LetIn
            : login.Fault == WialonFault.Checksum ? WialonReplies.LoginDamaged
            : WialonReplies.NotLetIn);
        batch.CountMessage(acknowledged: isLetIn);
        if (login.Fault != WialonFault.None) batch.CountCorrupt();
        if (login.Fault == WialonFault.Structure) Fault = WialonWords.Of(login.Fault);
        return Cut.Whole;
    }

    private bool LetIn(scoped ReadOnlySpan<byte> device, IntakeBatch batch)
    {
        if (Find(device) is not { } seal)
        {
            batch.CountUnknown();
            return false;
        }

        if (!MaySpeakFor(seal)) return false;
        named = seal;
        IsAuthorised = true;
        return true;
    }

    /// <summary>Whom a report is of; null where nobody may report here, and then the connection is to be closed.</summary>
    private RegisteredSeal? FindSpeaker(scoped ReadOnlySpan<byte> before, IntakeBatch batch)
    {
        var speaker = named;
        if (!before.IsEmpty && WialonLogin.TryReadPrefix(before, out var device))
        {
            speaker = Find(device);
            if (speaker is null)
            {
                CountUnknown(batch);
                return null;
            }
        }

        if (speaker is null) End ??= SessionEnd.NotAuthorised;
        if (speaker is null || (hasLogins && !MayReport(Sender ?? speaker)) || !MaySpeakFor(speaker)) return null;
        named ??= speaker;
        return speaker;
    }

    private RegisteredSeal? Find(scoped ReadOnlySpan<byte> device) =>
        WialonLogin.IdentityOf(device) is { } identity && seals.TryFind(DeviceProtocol.WialonIps, identity, out var seal) ? seal : null;

    private Cut TakeRecord(scoped in WialonLine line, ref Frame frame)
    {
        var fields = WialonFields.Of(line.Body);
        var isWhole = fields.ContentCount == WialonFields.Full
            || (fields.ContentCount == WialonFields.Short && line.Type == WialonType.Position);
        var fault = !isWhole ? WialonFault.Structure : fields.IsChecksumRight(hasChecksums) ? WialonFault.None : WialonFault.Checksum;
        if (fault == WialonFault.None)
        {
            fault = ReadingsOf(frame.Speaker).Read(fields, fromMemory: false, frame.Now, out var observation);
            Add(observation, ref frame);
            frame.Batch.CountMessage(acknowledged: fault == WialonFault.None);
            if (fault != WialonFault.None) frame.Batch.CountCorrupt();
            Fault = WialonWords.Of(fault);
        }
        else
        {
            Refuse(WialonWords.Of(fault)!, frame.Bytes.Length, frame.Batch);
        }

        WialonReplies.Record(frame.Batch.ReplyWriter, line.Type, fault);
        return fault is WialonFault.Checksum or WialonFault.Structure ? Cut.Corrupt : Cut.Whole;
    }

    private Cut TakeBlackBox(scoped ReadOnlySpan<byte> body, ref Frame frame)
    {
        var box = WialonBlackBox.Of(body, hasChecksums);
        if (box.IsDamaged)
        {
            frame.Batch.ReplyWriter.Write(WialonReplies.BlackBoxDamaged);
            return Refuse(WialonWords.Of(WialonFault.Checksum)!, frame.Bytes.Length, frame.Batch);
        }

        var (taken, isWrong) = (0, false);
        while (box.TryTake(out var record))
        {
            if (taken == WialonBlackBox.RecordsMax)
            {
                Fault = WialonWords.TooMany;
                break;
            }

            var fields = WialonFields.Of(record);
            if (fields.Count is not (WialonFields.Short or WialonFields.Full))
            {
                isWrong = true;
                Fault = WialonWords.Of(WialonFault.Structure);
                continue;
            }

            isWrong |= ReadingsOf(frame.Speaker).Read(fields, fromMemory: true, frame.Now, out var observation) != WialonFault.None;
            Add(observation, ref frame);
            taken++;
        }

        WialonReplies.BlackBox(frame.Batch.ReplyWriter, taken);
        frame.Batch.CountMessage(acknowledged: taken > 0);
        if (isWrong || taken == 0) frame.Batch.CountCorrupt();
        if (taken == 0) Fault = WialonWords.Of(WialonFault.Structure);
        return Cut.Whole;
    }

    /// <summary>A message is a report without a place and a time of its own: kept as evidence, and a sign of life.</summary>
    private Cut TakeMessage(scoped ReadOnlySpan<byte> body, ref Frame frame)
    {
        var at = body.LastIndexOf((byte)';') + 1;
        // Text of 1.1 has no checksum and may hold a semicolon: what is no hex behind the last one is text.
        var isChecked = WialonChecksum.TryRead(body[at..], out var sent) && at > 0;
        var isDamaged = isChecked ? sent != WialonChecksum.Of(body[..at]) : hasChecksums;
        WialonReplies.Message(frame.Batch.ReplyWriter, isDamaged ? WialonFault.Checksum : WialonFault.None);
        if (isDamaged) return Refuse(WialonWords.Of(WialonFault.Checksum)!, frame.Bytes.Length, frame.Batch);
        Add(new Observation { MeasuredAt = null, ContentKey = ContentHash.Of(body, MessageSeed) }, ref frame);
        frame.Batch.CountMessage(acknowledged: true);
        return Cut.Whole;
    }

    /// <summary>An answer carries no number: over a connection they come in the order of the messages. One that was not asked for, or
    /// stands behind the name of another device, is counted and no more.</summary>
    private Cut TakeAnswer(scoped ReadOnlySpan<byte> code, scoped ReadOnlySpan<byte> before, int length, IntakeBatch batch)
    {
        if (WialonCommands.Read(code) is not { } answer) return Refuse(WialonWords.NoAnswer, length, batch);
        batch.CountMessage(acknowledged: false);
        var isForeign = !before.IsEmpty && WialonLogin.TryReadPrefix(before, out var device) && Find(device)?.Number != Sender?.Number;
        if (!isForeign && sent?.Oldest is { } asked)
            batch.AddAnswer(Sender!, sent.Answered(asked, answer.IsAccepted, answer.IsAccepted ? null : answer.Words));
        return Cut.Whole;
    }

    private void Add(Observation observation, ref Frame frame)
    {
        frame.Place ??= frame.Batch.AddFrame(Sender!, frame.Bytes);
        frame.Batch.AddReport(frame.Speaker, observation, frame.Place.Value);
    }

    private WialonReadings ReadingsOf(RegisteredSeal seal) => reader.Of(seal, profile => new WialonReadings(profile));

    /// <summary>What is known while one line is taken.</summary>
    private ref struct Frame(RegisteredSeal speaker, ReadOnlySpan<byte> bytes, DateTimeOffset now, IntakeBatch batch)
    {
        public readonly RegisteredSeal Speaker = speaker;
        public readonly ReadOnlySpan<byte> Bytes = bytes;
        public readonly DateTimeOffset Now = now;
        public readonly IntakeBatch Batch = batch;

        /// <summary>Place of the line in the batch, once a report of it is there.</summary>
        public int? Place;
    }
}
