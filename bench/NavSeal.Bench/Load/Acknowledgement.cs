using System.Buffers.Binary;
using NavSeal.Devices.Egts;

namespace NavSeal.Bench.Load;

/// <summary>The answer to a report: one RESPONSE packet that confirms the packet and its one record. Every field and both checksums are
/// looked at, by position: all acknowledgements have one form, and a parser would cost the generator what it has to save.</summary>
internal static class Acknowledgement
{
    /// <summary>Bytes of the packet.</summary>
    public const int Length = 29;

    private const int DataLength = 16, ContentLength = 6, ConfirmationLength = 3;
    private const int PacketIdAt = 11, ResultAt = 13;
    private const int ContentLengthAt = 14, FlagsAt = 18, ServiceAt = 19, SubrecordAt = 21, RecordAt = 24, StatusAt = 26;
    private const byte OptionalFields = 0x07;

    /// <summary>Whether the bytes begin with a right acknowledgement of the report whose packet and record bear
    /// <paramref name="number"/>.</summary>
    public static bool IsExpected(ReadOnlySpan<byte> bytes, ushort number)
    {
        if (bytes.Length < Length) return false;
        var packet = bytes[..Length];
        return HasForm(packet)
            && BinaryPrimitives.ReadUInt16LittleEndian(packet[PacketIdAt..]) == number
            && packet[ResultAt] == (byte)EgtsResult.Ok
            && BinaryPrimitives.ReadUInt16LittleEndian(packet[RecordAt..]) == number
            && packet[StatusAt] == (byte)EgtsResult.Ok
            && HasRightChecksums(packet);
    }

    private static bool HasForm(ReadOnlySpan<byte> packet) =>
        packet[3] == EgtsHeader.LengthShort
        && packet[9] == (byte)EgtsPacketType.Response
        && BinaryPrimitives.ReadUInt16LittleEndian(packet[5..]) == DataLength
        && BinaryPrimitives.ReadUInt16LittleEndian(packet[ContentLengthAt..]) == ContentLength
        && (packet[FlagsAt] & OptionalFields) == 0
        && packet[ServiceAt] is (byte)EgtsService.TeleData or (byte)EgtsService.Auth
        && packet[SubrecordAt] == EgtsSubrecordType.RecordResponse
        && BinaryPrimitives.ReadUInt16LittleEndian(packet[(SubrecordAt + 1)..]) == ConfirmationLength;

    private static bool HasRightChecksums(ReadOnlySpan<byte> packet)
    {
        const int dataEnd = EgtsHeader.LengthShort + DataLength;
        return EgtsChecksum.OfHeader(packet[..(EgtsHeader.LengthShort - 1)]) == packet[EgtsHeader.LengthShort - 1]
            && EgtsChecksum.OfData(packet[EgtsHeader.LengthShort..dataEnd]) == BinaryPrimitives.ReadUInt16LittleEndian(packet[dataEnd..]);
    }
}
