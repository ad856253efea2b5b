using System.Buffers.Binary;

namespace NavSeal.Devices.Teltonika;

/// <summary>Cuts messages out of a stream, and datagrams apart. Pure, and without an allocation.</summary>
public static class TeltonikaFraming
{
    /// <summary>Most bytes of data in a packet.</summary>
    public const int DataLengthMax = ushort.MaxValue;

    /// <summary>Most bytes of a packet: zeros, length, data, checksum.</summary>
    public const int PacketLengthMax = PacketHead + DataLengthMax + ChecksumLength;

    /// <summary>Most bytes of a datagram.</summary>
    public const int DatagramLengthMax = 1280;

    /// <summary>How many digits an IMEI has in logins and datagrams, leading zeros included.</summary>
    public const int DeviceDigits = 15;

    internal const int PacketHead = 8, ChecksumLength = 4, LoginLength = 2 + DeviceDigits;
    internal const byte KeepAlive = 0xFF;

    /// <summary>Checksums that are counted inside one damaged packet: what a peer sends must not cost more than its length.</summary>
    private const int InnerTriesMax = 8;

    private const int DataLengthMin = 3, DatagramHead = 8 + DeviceDigits, DatagramLengthMin = DatagramHead + DataLengthMin;

    /// <summary>Cuts the first message.</summary>
    /// <param name="bytes">What is buffered, oldest byte first.</param>
    /// <param name="carrier">Over what it came.</param>
    /// <param name="cut">The message. A packet with a wrong checksum is corrupt and keeps its kind where all of it is dropped; where
    /// another packet stands inside, its length is wrong, and only what is before that packet is dropped.</param>
    public static Cut TryCut(ReadOnlySpan<byte> bytes, TeltonikaCarrier carrier, out TeltonikaCut cut)
    {
        cut = default;
        switch (Begin(bytes, carrier, out var kind, out var length))
        {
            case Cut.NeedMore:
                return Cut.NeedMore;
            case Cut.Corrupt:
                cut = new TeltonikaCut { Consumed = NoiseLength(bytes, carrier) };
                return Cut.Corrupt;
        }

        if (bytes.Length < length) return Cut.NeedMore;
        var message = bytes[..length];
        switch (kind)
        {
            case TeltonikaKind.Packet:
                return CutPacket(message, out cut);
            case TeltonikaKind.Datagram:
                cut = new TeltonikaCut
                {
                    Kind = kind,
                    Consumed = length,
                    Numbers = message[2..6],
                    Device = message[8..DatagramHead],
                    Data = message[DatagramHead..],
                };
                return Cut.Whole;
            default:
                cut = new TeltonikaCut { Kind = kind, Consumed = length, Device = kind == TeltonikaKind.Login ? message[2..] : default };
                return Cut.Whole;
        }
    }

    private static Cut CutPacket(ReadOnlySpan<byte> packet, out TeltonikaCut cut)
    {
        if (IsChecksumRight(packet))
        {
            cut = new TeltonikaCut
            {
                Kind = TeltonikaKind.Packet,
                Consumed = packet.Length,
                Data = packet[PacketHead..^ChecksumLength],
            };
            return Cut.Whole;
        }

        var inner = InnerPacketAt(packet);
        cut = new TeltonikaCut { Kind = inner < 0 ? TeltonikaKind.Packet : default, Consumed = inner < 0 ? packet.Length : inner };
        return Cut.Corrupt;
    }

    private static bool IsChecksumRight(ReadOnlySpan<byte> packet) =>
        BinaryPrimitives.ReadUInt32BigEndian(packet[^ChecksumLength..]) == Crc16.Of(packet[PacketHead..^ChecksumLength]);

    /// <summary>What stands at the front: a message of a length (whole, as far as its beginning tells), too little to tell, or
    /// nothing.</summary>
    private static Cut Begin(ReadOnlySpan<byte> bytes, TeltonikaCarrier carrier, out TeltonikaKind kind, out int length)
    {
        (kind, length) = (TeltonikaKind.None, 0);
        if (bytes.IsEmpty) return Cut.NeedMore;
        var isStream = (carrier & TeltonikaCarrier.Stream) != 0;
        if (bytes[0] == KeepAlive)
        {
            (kind, length) = (TeltonikaKind.KeepAlive, 1);
            return isStream ? Cut.Whole : Cut.Corrupt;
        }

        if (bytes[0] > DatagramLengthMax >> 8 || (isStream && carrier == TeltonikaCarrier.Stream && bytes[0] != 0)) return Cut.Corrupt;
        if (bytes.Length == 1) return Cut.NeedMore;
        if (isStream && bytes[0] == 0 && bytes[1] == 0) return BeginPacket(bytes, out kind, out length);
        if (isStream && bytes[0] == 0 && bytes[1] == DeviceDigits)
        {
            (kind, length) = (TeltonikaKind.Login, LoginLength);
            return Digits(bytes[2..]);
        }

        return (carrier & TeltonikaCarrier.Datagram) != 0 ? BeginDatagram(bytes, out kind, out length) : Cut.Corrupt;
    }

    /// <summary>Four zeros and a length whose upper half is zero too.</summary>
    private static Cut BeginPacket(ReadOnlySpan<byte> bytes, out TeltonikaKind kind, out int length)
    {
        (kind, length) = (TeltonikaKind.Packet, 0);
        var head = bytes[..Math.Min(bytes.Length, PacketHead)];
        if (head[..Math.Min(head.Length, 6)].ContainsAnyExcept((byte)0)) return Cut.Corrupt;
        if (head.Length < PacketHead) return Cut.NeedMore;
        var data = BinaryPrimitives.ReadUInt16BigEndian(head[6..]);
        length = PacketHead + data + ChecksumLength;
        return data >= DataLengthMin && (bytes.Length == PacketHead || IsCodec(bytes[PacketHead])) ? Cut.Whole : Cut.Corrupt;
    }

    /// <summary>Whether a byte can be a codec, known here or not: the maker's numbers are low, or have the highest bit. Zeros in noise must
    /// not make the stream wait for a length that stands in them.</summary>
    private static bool IsCodec(byte value) => value is > 0 and < 0x20 or >= 0x80 and < 0xA0;

    private static Cut BeginDatagram(ReadOnlySpan<byte> bytes, out TeltonikaKind kind, out int length)
    {
        kind = TeltonikaKind.Datagram;
        length = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (length is < DatagramLengthMin or > DatagramLengthMax) return Cut.Corrupt;
        if ((bytes.Length > 4 && bytes[4] != 1) || (bytes.Length > 6 && bytes[6] != 0) || (bytes.Length > 7 && bytes[7] != DeviceDigits))
            return Cut.Corrupt;
        return bytes.Length > 8 ? Digits(bytes[8..]) : Cut.NeedMore;
    }

    private static Cut Digits(ReadOnlySpan<byte> bytes)
    {
        var digits = bytes[..Math.Min(bytes.Length, DeviceDigits)];
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return Cut.Corrupt;
        return digits.Length < DeviceDigits ? Cut.NeedMore : Cut.Whole;
    }

    /// <summary>Bytes until something can begin. A keep-alive in the middle of noise is noise.</summary>
    private static int NoiseLength(ReadOnlySpan<byte> bytes, TeltonikaCarrier carrier)
    {
        for (var at = 1; at < bytes.Length; at++)
        {
            if (bytes[at] != KeepAlive && Begin(bytes[at..], carrier, out _, out _) != Cut.Corrupt) return at;
        }

        return bytes.Length;
    }

    /// <summary>Where in a packet with a wrong checksum another one begins, of which its length made a part; -1: nowhere. Only the bytes
    /// of the packet decide, so that it does not matter how they came.</summary>
    private static int InnerPacketAt(ReadOnlySpan<byte> packet)
    {
        var triesLeft = InnerTriesMax;
        for (var at = 1; at < packet.Length; at++)
        {
            if (packet[at] != 0) continue;
            var rest = packet[at..];
            var begun = Begin(rest, TeltonikaCarrier.Stream, out var kind, out var length);
            if (begun == Cut.NeedMore) return at;
            if (begun == Cut.Corrupt || kind != TeltonikaKind.Packet) continue;
            if (!IsLikely(rest[PacketHead..], length)) continue;
            if (length > rest.Length || (triesLeft-- > 0 && IsChecksumRight(rest[..length]))) return at;
        }

        return -1;
    }

    /// <summary>Whether the beginning of data looks like records or a command: zeros in a record look like the beginning of a packet, and
    /// must not make the stream wait for its end.</summary>
    private static bool IsLikely(ReadOnlySpan<byte> data, int packetLength)
    {
        if (data.IsEmpty) return true;
        var codec = (TeltonikaCodec)data[0];
        if (data.Length > 1 && data[1] == 0) return false;
        if (codec is TeltonikaCodec.Codec8 or TeltonikaCodec.Codec8Extended or TeltonikaCodec.Codec16)
        {
            // Milliseconds since 1970 fill six bytes; the upper of them is 1 from 2004 to 2039, 2 to 2074.
            return (data.Length <= 4 || (data[2] == 0 && data[3] == 0 && data[4] is 1 or 2)) && (data.Length <= 10 || data[10] <= 2);
        }

        if (codec is not (TeltonikaCodec.Codec12 or TeltonikaCodec.Codec13 or TeltonikaCodec.Codec14)) return false;
        return data.Length < 7
            || BinaryPrimitives.ReadUInt32BigEndian(data[3..]) == packetLength - PacketHead - ChecksumLength - TeltonikaCommand.Overhead;
    }
}
