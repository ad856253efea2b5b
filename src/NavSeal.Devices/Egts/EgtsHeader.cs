using System.Buffers.Binary;

namespace NavSeal.Devices.Egts;

/// <summary>Header of a transport packet, read from bytes whose checksum was right.</summary>
public readonly record struct EgtsHeader
{
    /// <summary>Bytes of a header without route fields.</summary>
    public const int LengthShort = 11;

    /// <summary>Bytes of a header with route fields.</summary>
    public const int LengthRouted = 16;

    /// <summary>Most bytes of data in a packet.</summary>
    public const int DataLengthMax = 65_517;

    /// <summary>Bytes of the checksum after the data.</summary>
    public const int DataChecksumLength = 2;

    /// <summary>The only version of the protocol (PRV).</summary>
    internal const byte Version = 1;

    private const byte RouteFlag = 0x20, CompressedFlag = 0x04;

    /// <summary>Number of the key for encryption (SKID); 0 means none.</summary>
    public byte KeyId { get; private init; }

    /// <summary>Prefix, route, encryption, compression and priority (PRF, RTE, ENA, CMP, PR) in one byte.</summary>
    public byte Flags { get; private init; }

    /// <summary>Bytes of the header with its checksum, 11 or 16.</summary>
    public int Length { get; private init; }

    /// <summary>Bytes of the data (FDL), 0 to 65,517.</summary>
    public int DataLength { get; private init; }

    /// <summary>Number of the packet (PID).</summary>
    public ushort PacketId { get; private init; }

    /// <summary>Type of the packet (PT), also where it is none of the known.</summary>
    public EgtsPacketType PacketType { get; private init; }

    /// <summary>Address of the sender (PRA); null without route fields.</summary>
    public ushort? SenderAddress { get; private init; }

    /// <summary>Address of the receiver (RCA); null without route fields.</summary>
    public ushort? ReceiverAddress { get; private init; }

    /// <summary>Routers it may still pass (TTL); null without route fields.</summary>
    public byte? TimeToLive { get; private init; }

    /// <summary>Prefix of the header (PRF), 0 in this version.</summary>
    public int Prefix => Flags >> 6;

    /// <summary>Encryption of the data (ENA), 0 means none.</summary>
    public int Encryption => (Flags >> 3) & 3;

    /// <summary>Whether the data is compressed (CMP).</summary>
    public bool IsCompressed => (Flags & CompressedFlag) != 0;

    /// <summary>Whether the flags announce route fields (RTE).</summary>
    public bool IsRouted => (Flags & RouteFlag) != 0;

    /// <summary>Priority (PR), 0 highest to 3.</summary>
    public int Priority => Flags & 3;

    /// <summary>Bytes of the whole packet.</summary>
    public int PacketLength => Length + DataLength + (DataLength > 0 ? DataChecksumLength : 0);

    /// <summary>Looks whether the bytes begin with a header.</summary>
    /// <param name="bytes">Oldest byte first.</param>
    /// <param name="header">The header where the result is <see cref="Cut.Whole"/>.</param>
    /// <param name="fault">What is wrong with it where the result is <see cref="Cut.Corrupt"/>; else <see cref="EgtsResult.Ok"/>.</param>
    public static Cut TryRead(ReadOnlySpan<byte> bytes, out EgtsHeader header, out EgtsResult fault)
    {
        header = default;
        fault = EgtsResult.Ok;
        if (bytes.Length < LengthShort) return Cut.NeedMore;
        var length = bytes[3];
        if (bytes[0] != Version) fault = EgtsResult.UnsupportedProtocol;
        else if (length is not (LengthShort or LengthRouted) || bytes[4] != 0) fault = EgtsResult.BadHeaderFormat;
        if (fault != EgtsResult.Ok) return Cut.Corrupt;
        if (bytes.Length < length) return Cut.NeedMore;

        if (EgtsChecksum.OfHeader(bytes[..(length - 1)]) != bytes[length - 1]) fault = EgtsResult.HeaderChecksum;
        else if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[5..]) > DataLengthMax) fault = EgtsResult.BadLength;
        if (fault != EgtsResult.Ok) return Cut.Corrupt;
        header = Parse(bytes, length);
        return Cut.Whole;
    }

    /// <summary>Number of the packet, also of a header that is damaged elsewhere.</summary>
    internal static ushort PacketIdOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[7..]);

    private static EgtsHeader Parse(ReadOnlySpan<byte> bytes, int length) => new()
    {
        KeyId = bytes[1],
        Flags = bytes[2],
        Length = length,
        DataLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[5..]),
        PacketId = PacketIdOf(bytes),
        PacketType = (EgtsPacketType)bytes[9],
        SenderAddress = length == LengthRouted ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]) : null,
        ReceiverAddress = length == LengthRouted ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]) : null,
        TimeToLive = length == LengthRouted ? bytes[14] : null,
    };
}
