using System.Buffers.Binary;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Egts;

/// <summary>Finds the seal behind what an EGTS device says of itself. Makers print one number and devices send it as OID or as TID, so
/// each is
/// looked up as what it was sent as, and then as the other.</summary>
internal readonly struct EgtsIdentities(ISealDirectory seals)
{
    private const int FlagsAt = 4, OptionalAt = 5, HomeLength = 2, ImeiLength = 15;
    private const byte HomeFlag = 1, ImeiFlag = 2;

    /// <summary>The seal a record names by its OID; 0 names none.</summary>
    public RegisteredSeal? ByObject(uint objectId) => By(IdentityKind.ObjectId, objectId) ?? By(IdentityKind.TerminalId, objectId);

    /// <summary>The seal that a TERM_IDENTITY names: by its TID, else by its IMEI.</summary>
    /// <param name="body">Body of the subrecord.</param>
    /// <param name="isNamed">Whether it names anything at all.</param>
    public RegisteredSeal? ByTerminal(ReadOnlySpan<byte> body, out bool isNamed)
    {
        var (terminalId, imei) = (TerminalIdOf(body), ImeiOf(body));
        isNamed = terminalId != 0 || imei != 0;
        return By(IdentityKind.TerminalId, terminalId) ?? By(IdentityKind.Imei, imei) ?? By(IdentityKind.ObjectId, terminalId);
    }

    /// <summary>The relay that a DISPATCHER_IDENTITY names.</summary>
    /// <param name="body">Body of the subrecord.</param>
    /// <param name="isNamed">Whether it names anything at all.</param>
    public RegisteredSeal? ByDispatcher(ReadOnlySpan<byte> body, out bool isNamed)
    {
        var dispatcherId = body.Length < 5 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        isNamed = dispatcherId != 0;
        return By(IdentityKind.DispatcherId, dispatcherId);
    }

    private static uint TerminalIdOf(ReadOnlySpan<byte> body) => body.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(body);

    /// <summary>The IMEI as a number; 0 where it is not sent, cut short or no digits.</summary>
    private static ulong ImeiOf(ReadOnlySpan<byte> body)
    {
        if (body.Length <= FlagsAt || (body[FlagsAt] & ImeiFlag) == 0) return 0;
        var at = OptionalAt + ((body[FlagsAt] & HomeFlag) != 0 ? HomeLength : 0);
        if (body.Length < at + ImeiLength) return 0;
        var number = 0ul;
        foreach (var digit in body.Slice(at, ImeiLength))
        {
            if (digit == 0) break;
            if (!char.IsAsciiDigit((char)digit)) return 0;
            number = (number * 10) + (ulong)(digit - '0');
        }

        return number;
    }

    private RegisteredSeal? By(IdentityKind kind, ulong number) =>
        number != 0 && seals.TryFind(DeviceProtocol.Egts, new DeviceIdentity(kind, number), out var seal) ? seal : null;
}
