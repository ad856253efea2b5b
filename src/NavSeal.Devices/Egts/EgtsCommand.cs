using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Egts;

/// <summary>Commands to a seal and its answers in COMMAND_DATA (service 4). The standard has none that locks: what a seal is to do stands
/// as a line of text in EGTS_RAW_DATA (code 0), in the words that <c>docs/protocols/egts.md</c> lists.</summary>
public static class EgtsCommand
{
    private const int HeadLength = 10, AddressLength = 4;
    private const byte KindCommand = 5, KindConfirmation = 1, FlagCharset = 1, FlagAuthorisation = 2;
    private const ushort RawData = 0;

    /// <summary>Writes the subrecord of a command.</summary>
    internal static void Write(EgtsPacketWriter writer, DeviceCommand command) =>
        Write(writer, KindCommand << 4, (uint)command.Number, Encoding.UTF8.GetBytes(CommandWords.Of(command)));

    /// <summary>Writes the subrecord by which a device confirms a command.</summary>
    /// <param name="writer">Stands in a record of service 4.</param>
    /// <param name="commandId">Number of the command (CID).</param>
    /// <param name="result">0: done; 1: error; 2: not possible.</param>
    /// <param name="data">What it says beside that: the register that it keeps.</param>
    public static void WriteAnswer(EgtsPacketWriter writer, uint commandId, byte result, ReadOnlySpan<byte> data) =>
        Write(writer, (byte)((KindConfirmation << 4) | (result & 0x0F)), commandId, data);

    /// <summary>Reads the line of a command, as a seal does.</summary>
    /// <returns>Null where the subrecord is no command of this form.</returns>
    public static (uint Id, string Text)? TryRead(ReadOnlySpan<byte> body) =>
        Split(body, out var kind, out var id, out var data) && kind >> 4 == KindCommand ? (id, Encoding.UTF8.GetString(data)) : null;

    /// <summary>Reads what a seal answered.</summary>
    /// <param name="body">The subrecord.</param>
    /// <param name="sent">What went out; the command that is answered waits no more.</param>
    /// <returns>Null where the subrecord confirms no command that waits, or says that the seal is still busy with it.</returns>
    internal static DeviceAnswer? TryReadAnswer(ReadOnlySpan<byte> body, SentCommands sent)
    {
        if (!Split(body, out var kind, out var id, out var data) || kind >> 4 != KindConfirmation) return null;
        const byte Ok = 0, InProgress = 6;
        if ((kind & 0x0F) == InProgress || sent.ByNumber(id) is not { } asked) return null;
        var isAccepted = (kind & 0x0F) == Ok;

        // A register is evidence in its frame; the answer needs no more than what tells two of them apart.
        var text = !isAccepted ? $"result {kind & 0x0F}" : data.IsEmpty ? null : Convert.ToHexStringLower(SHA256.HashData(data));
        return sent.Answered(asked, isAccepted, text);
    }

    private static void Write(EgtsPacketWriter writer, byte kind, uint id, ReadOnlySpan<byte> data)
    {
        var headLength = kind >> 4 == KindCommand ? AddressLength + 1 : AddressLength;
        var body = writer.Subrecord(EgtsSubrecordType.CommandData, HeadLength + headLength + data.Length);
        body.Clear();
        body[0] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(body[1..], id);
        BinaryPrimitives.WriteUInt16LittleEndian(body[(HeadLength + headLength - 2)..], RawData);
        data.CopyTo(body[(HeadLength + headLength)..]);
    }

    private static bool Split(ReadOnlySpan<byte> body, out byte kind, out uint id, out ReadOnlySpan<byte> data)
    {
        (kind, id) = (0, 0);
        data = default;
        if (body.Length < HeadLength) return false;
        (kind, id) = (body[0], BinaryPrimitives.ReadUInt32LittleEndian(body[1..]));
        var flags = body[9];
        var rest = body[HeadLength..];
        if ((flags & FlagCharset) != 0)
        {
            if (rest.IsEmpty) return false;
            rest = rest[1..];
        }

        if ((flags & FlagAuthorisation) != 0)
        {
            if (rest.IsEmpty || rest.Length < 1 + rest[0]) return false;
            rest = rest[(1 + rest[0])..];
        }

        // A command has the size and kind of its parameter between address and code; a confirmation has not.
        var headLength = kind >> 4 == KindCommand ? AddressLength + 1 : AddressLength;
        if (rest.Length < headLength) return kind >> 4 == KindConfirmation;
        if (BinaryPrimitives.ReadUInt16LittleEndian(rest[(headLength - 2)..]) != RawData) return kind >> 4 == KindConfirmation;
        data = rest[headLength..];
        return true;
    }
}
