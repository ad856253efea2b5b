using System.Buffers.Binary;

namespace NavSeal.Devices.Jt808;

/// <summary>The items behind a location: number, length, value.</summary>
internal ref struct Jt808Items(ReadOnlySpan<byte> bytes)
{
    private const int HeadLength = 2;

    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>Number of the item.</summary>
    public byte Id { get; private set; }

    /// <summary>Its value.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether an item reaches beyond the end.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>The value as an unsigned number of up to four bytes; null where it is longer or empty.</summary>
    public readonly uint? Number => Value.Length switch
    {
        1 => Value[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(Value),
        3 => (uint)((Value[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(Value[1..])),
        4 => BinaryPrimitives.ReadUInt32BigEndian(Value),
        _ => null,
    };

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext()
    {
        if (rest.IsEmpty) return false;
        if (rest.Length < HeadLength || rest.Length < HeadLength + rest[1])
        {
            IsWrong = true;
            return false;
        }

        Id = rest[0];
        Value = rest.Slice(HeadLength, rest[1]);
        rest = rest[(HeadLength + rest[1])..];
        return true;
    }
}
