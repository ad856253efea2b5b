using System.Security.Cryptography;

namespace NavSeal.Model.Transportations;

/// <summary>The unique number of a transportation (UTN): a UUID, written as 36 characters in lower case;
/// read without regard to case.</summary>
/// <remarks>Source: decision on the structure of the number (D40); requirements ACT-001 and ACT-002.</remarks>
public readonly record struct TransportationNumber(Guid Value)
{
    private const int Length = 36;

    /// <summary>The number of the transportation that a command creates: always the same for the same id of the command, so that a
    /// command handed in twice cannot create two.</summary>
    /// <param name="commandId">The id under which the command is handed in.</param>
    public static TransportationNumber Of(Guid commandId)
    {
        var bytes = SHA256.HashData([.. "transportation/"u8, .. commandId.ToByteArray(bigEndian: true)]).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8 of RFC 9562: a value of the maker's own making
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new TransportationNumber(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Reads the 8-4-4-4-12 form and nothing else.</summary>
    public static bool TryParse(string? text, out TransportationNumber number)
    {
        number = default;
        if (text is not { Length: Length } || !Guid.TryParseExact(text, "D", out var value) || value == Guid.Empty) return false;
        number = new TransportationNumber(value);
        return true;
    }

    /// <summary>36 characters in lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
