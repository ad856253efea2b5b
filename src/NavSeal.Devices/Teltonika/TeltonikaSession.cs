using System.Buffers;
using System.Buffers.Binary;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Teltonika;

/// <summary>The platform's side of one connection of Teltonika, or of one datagram: who speaks, what is taken, what is answered.</summary>
internal sealed class TeltonikaSession : DeviceSession
{
    /// <summary>Most bytes skipped in one run of noise: more than what is left of a packet that was damaged.</summary>
    private const int NoiseMax = TeltonikaFraming.DatagramLengthMax;

    /// <summary>Logins that may be refused before the connection is closed.</summary>
    public const int RefusedLoginsMax = 3;

    private const byte LetIn = 1, NotLetIn = 0;
    private const ulong MessageSeed = 1;

    private readonly ISealDirectory seals;
    private readonly TeltonikaCarrier carrier;

    /// <summary>Whom a packet speaks of; differs from <see cref="DeviceSession.Sender"/> only where a relay named another
    /// device.</summary>
    private RegisteredSeal? named;
    private LastReader<TeltonikaReadings> reader;
    private int refusedLogins;

    /// <summary>Whether the bytes that are no message just now were counted and answered: noise behind a damaged packet is what is left of
    /// it.</summary>
    private bool isRunTold;

    /// <summary>Begins a session.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="carrier">Over what the messages come.</param>
    /// <param name="authorised">Who has logged in before; null on a fresh connection.</param>
    public TeltonikaSession(ISealDirectory seals, TeltonikaCarrier carrier, RegisteredSeal? authorised)
    {
        (this.seals, this.carrier) = (seals, carrier);
        (Sender, named, IsAuthorised) = (authorised, authorised, authorised is not null);
    }

    /// <inheritdoc/>
    public override Cut Take(ReadOnlySpan<byte> buffered, DateTimeOffset now, IntakeBatch batch, out int consumed)
    {
        var result = TeltonikaFraming.TryCut(buffered, carrier, out var cut);
        consumed = cut.Consumed;
        if (result == Cut.NeedMore) return Cut.NeedMore;
        var bytes = buffered[..consumed];
        // A keep-alive right behind noise is more noise: it could not be told apart where both come in one piece.
        if (cut.Kind == TeltonikaKind.None || (cut.Kind == TeltonikaKind.KeepAlive && IsNoisy)) return TakeRest(consumed, batch);
        EndNoise();
        isRunTold = result == Cut.Corrupt;
        Fault = null;
        if (result == Cut.Corrupt)
        {
            if (named is not null) Accept(batch, 0);
            return Refuse(TeltonikaWords.Checksum, consumed, batch);
        }

        switch (cut.Kind)
        {
            case TeltonikaKind.KeepAlive:
                batch.CountMessage(acknowledged: false);
                return Cut.Whole;
            case TeltonikaKind.Login:
                return TakeLogin(cut.Device, batch);
            case TeltonikaKind.Datagram:
                return TakeDatagram(cut, bytes, now, batch);
            default:
                return TakePacket(cut.Data, bytes, now, batch);
        }
    }

    /// <summary>A run of noise is counted once and answered once, however it arrives: nothing of it was taken.</summary>
    private Cut TakeRest(int length, IntakeBatch batch)
    {
        if (!isRunTold)
        {
            isRunTold = true;
            batch.CountCorrupt();
            if (named is not null && carrier != TeltonikaCarrier.Datagram) Accept(batch, 0);
        }

        Fault = TeltonikaWords.Noise;
        SkipNoise(length, batch, NoiseMax);
        return Cut.Corrupt;
    }

    /// <summary>A login that is refused was read all the same: its answer says what became of it.</summary>
    private Cut TakeLogin(scoped ReadOnlySpan<byte> device, IntakeBatch batch)
    {
        var seal = Find(device, batch);
        var isLetIn = seal is not null && MaySpeakFor(seal);
        if (isLetIn) (named, IsAuthorised) = (seal, true);
        else if (++refusedLogins >= RefusedLoginsMax) End ??= SessionEnd.UnknownDevice;
        batch.ReplyWriter.Write([isLetIn ? LetIn : NotLetIn]);
        batch.CountMessage(acknowledged: isLetIn);
        return Cut.Whole;
    }

    private Cut TakePacket(scoped ReadOnlySpan<byte> content, scoped ReadOnlySpan<byte> bytes, DateTimeOffset now, IntakeBatch batch)
    {
        if (named is not { } seal)
        {
            End ??= SessionEnd.NotAuthorised;
            return Refuse(TeltonikaWords.NotNamed, bytes.Length, batch);
        }

        var data = TeltonikaContent.Read(content);
        if (data.Fault is { } fault)
        {
            Accept(batch, 0);
            return Refuse(fault, bytes.Length, batch);
        }

        var isOfRecords = data.Layout.IdBytes > 0;
        if (isOfRecords) AddRecords(data, (Sender!, seal), new Message(bytes, now), batch);
        else AddMessage(content, (Sender!, seal), bytes, batch);
        if (isOfRecords) Accept(batch, data.Count);
        batch.CountMessage(acknowledged: isOfRecords);
        return Cut.Whole;
    }

    /// <summary>A datagram of a device nobody registered is not answered: an answer would only tell a stranger who is.</summary>
    private Cut TakeDatagram(
        scoped in TeltonikaCut cut, scoped ReadOnlySpan<byte> bytes, DateTimeOffset now, IntakeBatch batch)
    {
        if (Find(cut.Device, batch) is not { } seal || !MaySpeakFor(seal))
        {
            batch.CountMessage(acknowledged: false);
            batch.CountSkipped(bytes.Length);
            return Cut.Whole;
        }

        var data = TeltonikaContent.Read(cut.Data);
        var fault = data.Fault ?? (data.Layout.IdBytes == 0 ? TeltonikaWords.UnknownCodec : null);
        if (fault is null) AddRecords(data, (Sender!, seal), new Message(bytes, now), batch);
        batch.ReplyWriter.Write([(byte)0, (byte)5]);
        batch.ReplyWriter.Write(cut.Numbers);
        batch.ReplyWriter.Write([fault is null ? (byte)data.Count : (byte)0]);
        if (fault is not null) return Refuse(fault, bytes.Length, batch);
        batch.CountMessage(acknowledged: true);
        return Cut.Whole;
    }

    private RegisteredSeal? Find(scoped ReadOnlySpan<byte> device, IntakeBatch batch)
    {
        var number = 0ul;
        foreach (var digit in device) number = (number * 10) + (ulong)(digit - '0');
        if (number > 0 && seals.TryFind(DeviceProtocol.Teltonika, new DeviceIdentity(IdentityKind.Imei, number), out var seal)) return seal;
        batch.CountUnknown();
        return null;
    }

    private void AddRecords(
        scoped in TeltonikaContent data,
        (RegisteredSeal Sender, RegisteredSeal Speaker) who,
        scoped in Message message,
        IntakeBatch batch)
    {
        if (data.Count == 0) return;
        var frame = batch.AddFrame(who.Sender, message.Bytes);
        var readings = ReadingsOf(who.Speaker);
        var rest = data.Records;
        while (TeltonikaRecord.TryTake(ref rest, data.Layout, out var record))
            batch.AddReport(who.Speaker, readings.Read(record, message.Now), frame);
    }

    /// <summary>A reply to a command is a report without a place and a time of its own: kept as evidence, and a sign of life. It is not
    /// answered.</summary>
    private static void AddMessage(
        scoped ReadOnlySpan<byte> content,
        (RegisteredSeal Sender, RegisteredSeal Speaker) who,
        scoped ReadOnlySpan<byte> bytes,
        IntakeBatch batch) => batch.AddReport(
            who.Speaker,
            new Observation { MeasuredAt = null, ContentKey = ContentHash.Of(content, MessageSeed) },
            batch.AddFrame(who.Sender, bytes));

    private TeltonikaReadings ReadingsOf(RegisteredSeal seal) => reader.Of(seal, profile => new TeltonikaReadings(profile));

    private static void Accept(IntakeBatch batch, int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(batch.ReplyWriter.GetSpan(sizeof(int)), count);
        batch.ReplyWriter.Advance(sizeof(int));
    }

    /// <summary>The bytes of one message, and when they were read.</summary>
    private readonly ref struct Message(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        public readonly ReadOnlySpan<byte> Bytes = bytes;
        public readonly DateTimeOffset Now = now;
    }
}
