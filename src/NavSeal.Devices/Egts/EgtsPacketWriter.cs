using System.Buffers;
using System.Buffers.Binary;

namespace NavSeal.Devices.Egts;

/// <summary>What stands in the header of a record to be written.</summary>
public readonly record struct EgtsRecordHead
{
    /// <summary>Number of the record (RN).</summary>
    public required ushort Number { get; init; }

    /// <summary>Service of the sender and of the receiver (SST, RST).</summary>
    public required EgtsService Service { get; init; }

    /// <summary>Service of the receiver (RST) where it differs from <see cref="Service"/>; else null.</summary>
    public EgtsService? Recipient { get; init; }

    /// <summary>Object the record speaks of (OID); null leaves the field out.</summary>
    public uint? ObjectId { get; init; }

    /// <summary>Number of the event (EVID); null leaves the field out.</summary>
    public uint? EventId { get; init; }

    /// <summary>When the record was made (TM), cut to whole seconds; null leaves the field out.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>The upper five bits of the flags: bit 7 sender on device, bit 6 receiver on device, bit 5 group, bits 4-3
    /// priority.</summary>
    public byte UpperFlags { get; init; }
}

/// <summary>Writes one packet at a time into a buffer of its own that is used again; allocates only to grow. Not for use by two
/// threads.</summary>
public sealed class EgtsPacketWriter
{
    /// <summary>Flag of a record sent by the platform: its receiver is on the device.</summary>
    public const byte RecipientOnDevice = 0x40;

    /// <summary>Flag of a record sent by a device.</summary>
    public const byte SourceOnDevice = 0x80;

    private const int NoRecord = -1;

    private byte[] buffer;
    private int length;
    private int recordAt = NoRecord;
    private int bodyAt;

    /// <summary>Makes a writer.</summary>
    /// <param name="capacity">Bytes to begin with.</param>
    public EgtsPacketWriter(int capacity = 256) => buffer = new byte[Math.Max(capacity, EgtsHeader.LengthRouted)];

    /// <summary>Bytes of data still free in the packet.</summary>
    public int FreeLength => EgtsHeader.DataLengthMax - (length - buffer[3]);

    /// <summary>Begins a packet; what was not written out is dropped.</summary>
    public void Begin(EgtsPacketType type, ushort packetId)
    {
        length = EgtsHeader.LengthShort;
        recordAt = NoRecord;
        buffer.AsSpan(0, length).Clear();
        buffer[0] = 1;
        buffer[3] = EgtsHeader.LengthShort;
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(7), packetId);
        buffer[9] = (byte)type;
    }

    /// <summary>Begins a packet with route fields.</summary>
    /// <param name="type">Type of the packet.</param>
    /// <param name="packetId">Its number.</param>
    /// <param name="addresses">Address of the sender and of the receiver (PRA, RCA).</param>
    /// <param name="timeToLive">Routers it may pass (TTL).</param>
    public void BeginRouted(EgtsPacketType type, ushort packetId, (ushort Sender, ushort Receiver) addresses, byte timeToLive)
    {
        Begin(type, packetId);
        length = EgtsHeader.LengthRouted;
        buffer[2] = 0x20;
        buffer[3] = EgtsHeader.LengthRouted;
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(10), addresses.Sender);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(12), addresses.Receiver);
        buffer[14] = timeToLive;
    }

    /// <summary>Opens a packet that confirms another (PT_RESPONSE); records may follow.</summary>
    /// <param name="packetId">Its own number.</param>
    /// <param name="confirmed">Number of the packet it confirms (RPID).</param>
    /// <param name="result">What came of that packet (PR).</param>
    public void BeginResponse(ushort packetId, ushort confirmed, EgtsResult result)
    {
        Begin(EgtsPacketType.Response, packetId);
        UInt16(confirmed);
        Byte((byte)result);
    }

    /// <summary>Begins a record; the one before it is ended.</summary>
    public void BeginRecord(in EgtsRecordHead head)
    {
        EndRecord();
        recordAt = length;
        UInt16(0);
        UInt16(head.Number);
        var optional = (head.ObjectId is null ? 0 : 1) | (head.EventId is null ? 0 : 2) | (head.MadeAt is null ? 0 : 4);
        Byte((byte)((head.UpperFlags & 0xF8) | optional));
        if (head.ObjectId is { } objectId) UInt32(objectId);
        if (head.EventId is { } eventId) UInt32(eventId);
        if (head.MadeAt is { } madeAt) UInt32(EgtsClock.SecondsAt(madeAt));
        Byte((byte)head.Service);
        Byte((byte)(head.Recipient ?? head.Service));
        bodyAt = length;
    }

    /// <summary>Writes a subrecord as bytes.</summary>
    /// <exception cref="ArgumentException">More than 65,535 bytes.</exception>
    public void Subrecord(byte type, ReadOnlySpan<byte> body) => body.CopyTo(Subrecord(type, body.Length));

    /// <summary>Confirms a record within the record that was begun (RECORD_RESPONSE).</summary>
    /// <param name="confirmed">Number of the record (CRN).</param>
    /// <param name="result">What came of it (RST).</param>
    public void RecordResponse(ushort confirmed, EgtsResult result)
    {
        var body = Subrecord(EgtsSubrecordType.RecordResponse, 3);
        BinaryPrimitives.WriteUInt16LittleEndian(body, confirmed);
        body[2] = (byte)result;
    }

    /// <summary>Ends the packet and writes it out.</summary>
    /// <exception cref="InvalidOperationException">More than 65,517 bytes of data, or no packet was begun.</exception>
    public void WriteTo(IBufferWriter<byte> output) => output.Write(Finish());

    /// <summary>Ends the packet; the bytes stay good until the next one is begun.</summary>
    /// <exception cref="InvalidOperationException">More than 65,517 bytes of data, or no packet was begun.</exception>
    public ReadOnlySpan<byte> Finish()
    {
        EndRecord();
        if (length == 0) throw new InvalidOperationException("No packet was begun.");
        var headerLength = buffer[3];
        var dataLength = length - headerLength;
        if (dataLength > EgtsHeader.DataLengthMax)
            throw new InvalidOperationException($"A packet holds {EgtsHeader.DataLengthMax} bytes, not {dataLength}.");
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(5), (ushort)dataLength);
        buffer[headerLength - 1] = EgtsChecksum.OfHeader(buffer.AsSpan(0, headerLength - 1));
        var packetLength = length;
        if (dataLength > 0)
        {
            var checksum = EgtsChecksum.OfData(buffer.AsSpan(headerLength, dataLength));
            BinaryPrimitives.WriteUInt16LittleEndian(Room(EgtsHeader.DataChecksumLength), checksum);
            packetLength = length;
            length -= EgtsHeader.DataChecksumLength;
        }

        return buffer.AsSpan(0, packetLength);
    }

    /// <summary>Begins a subrecord.</summary>
    /// <returns>Its body, to be filled before the next call; not cleared.</returns>
    internal Span<byte> Subrecord(byte type, int bodyLength)
    {
        if (bodyLength > ushort.MaxValue)
            throw new ArgumentException($"A subrecord holds {ushort.MaxValue} bytes, not {bodyLength}.", nameof(bodyLength));
        Byte(type);
        UInt16((ushort)bodyLength);
        return Room(bodyLength);
    }

    private void EndRecord()
    {
        if (recordAt == NoRecord) return;
        var bodyLength = length - bodyAt;
        if (bodyLength > ushort.MaxValue) throw new InvalidOperationException($"A record holds {ushort.MaxValue} bytes, not {bodyLength}.");
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(recordAt), (ushort)bodyLength);
        recordAt = NoRecord;
    }

    private void Byte(byte value) => Room(1)[0] = value;

    private void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(2), value);

    private void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);

    private Span<byte> Room(int count)
    {
        if (buffer.Length - length < count) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        length += count;
        return buffer.AsSpan(length - count, count);
    }
}
