using System.Buffers.Binary;

namespace NavSeal.Devices.Teltonika;

/// <summary>One record of a packet, in its bytes.</summary>
internal readonly ref struct TeltonikaRecord
{
    private const int HeadLength = 24;

    /// <summary>The whole record.</summary>
    public ReadOnlySpan<byte> Bytes { get; private init; }

    /// <summary>The items behind their common count.</summary>
    public TeltonikaItems Items { get; private init; }

    /// <summary>Number of the item that caused the record; 0 for a report of its period.</summary>
    public int Event { get; private init; }

    /// <summary>What generated the record; null where the codec does not say.</summary>
    public byte? Generation { get; private init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public ulong Milliseconds => BinaryPrimitives.ReadUInt64BigEndian(Bytes);

    /// <summary>0 low, 1 high, 2 panic.</summary>
    public byte Priority => Bytes[8];

    /// <summary>Degrees east in parts of ten million.</summary>
    public int Longitude => BinaryPrimitives.ReadInt32BigEndian(Bytes[9..]);

    /// <summary>Degrees north in parts of ten million.</summary>
    public int Latitude => BinaryPrimitives.ReadInt32BigEndian(Bytes[13..]);

    /// <summary>Metres above the sea.</summary>
    public short Altitude => BinaryPrimitives.ReadInt16BigEndian(Bytes[17..]);

    /// <summary>Degrees.</summary>
    public ushort Course => BinaryPrimitives.ReadUInt16BigEndian(Bytes[19..]);

    /// <summary>Satellites in use.</summary>
    public byte Satellites => Bytes[21];

    /// <summary>Kilometres per hour.</summary>
    public ushort Speed => BinaryPrimitives.ReadUInt16BigEndian(Bytes[22..]);

    /// <summary>Takes the first record off the data.</summary>
    /// <param name="rest">The data; the record is taken off.</param>
    /// <param name="layout">How the codec lays it out.</param>
    /// <param name="record">The record.</param>
    /// <returns>False where it is longer than the data, or its items are not as many as it says.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, TeltonikaLayout layout, out TeltonikaRecord record)
    {
        record = default;
        var itemsAt = HeadLength + layout.EventBytes + layout.GenerationBytes + layout.CountBytes;
        if (rest.Length < itemsAt) return false;
        var count = TeltonikaItems.Number(rest[(itemsAt - layout.CountBytes)..], layout.CountBytes);
        var items = new TeltonikaItems(rest[itemsAt..], layout);
        if (!items.TryMeasure(count, out var length)) return false;
        record = new TeltonikaRecord
        {
            Bytes = rest[..(itemsAt + length)],
            Items = new TeltonikaItems(rest.Slice(itemsAt, length), layout),
            Event = TeltonikaItems.Number(rest[HeadLength..], layout.EventBytes),
            Generation = layout.GenerationBytes == 0 ? null : rest[HeadLength + layout.EventBytes],
        };
        rest = rest[(itemsAt + length)..];
        return true;
    }
}

/// <summary>The items of a record, one after the other: groups of 1, 2, 4 and 8 bytes, and in one codec of any length.</summary>
internal ref struct TeltonikaItems
{
    private const int Groups = 4, LengthBytes = 2;

    private readonly TeltonikaLayout layout;
    private ReadOnlySpan<byte> rest;
    private int group;
    private int left;

    /// <summary>Begins before the first item.</summary>
    /// <param name="bytes">From the count of the first group on.</param>
    /// <param name="layout">How the codec lays them out.</param>
    public TeltonikaItems(ReadOnlySpan<byte> bytes, TeltonikaLayout layout)
    {
        this.layout = layout;
        rest = bytes;
        group = -1;
    }

    /// <summary>Number of the item in hand.</summary>
    public int Id { get; private set; }

    /// <summary>Value of the item in hand, the most significant byte first.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    private readonly int GroupCount => layout.HasItemsOfAnyLength ? Groups + 1 : Groups;

    /// <summary>Goes to the next item of a record whose lengths are right.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        while (left == 0)
        {
            if (++group >= GroupCount) return false;
            left = Number(rest, layout.CountBytes);
            rest = rest[layout.CountBytes..];
        }

        left--;
        Id = Number(rest, layout.IdBytes);
        rest = rest[layout.IdBytes..];
        var length = 1 << group;
        if (group == Groups)
        {
            length = Number(rest, LengthBytes);
            rest = rest[LengthBytes..];
        }

        Value = rest[..length];
        rest = rest[length..];
        return true;
    }

    /// <summary>Measures the items without reading them.</summary>
    /// <param name="count">How many the record says that there are.</param>
    /// <param name="length">Their bytes.</param>
    /// <returns>False where they are longer than the data, or another number.</returns>
    public readonly bool TryMeasure(int count, out int length)
    {
        length = 0;
        for (var each = 0; each < GroupCount; each++)
        {
            if (rest.Length - length < layout.CountBytes) return false;
            var some = Number(rest[length..], layout.CountBytes);
            length += layout.CountBytes;
            count -= some;
            if (each < Groups) length += some * (layout.IdBytes + (1 << each));
            else if (!TryMeasureAny(some, ref length)) return false;
            if (length > rest.Length) return false;
        }

        return count == 0;
    }

    /// <summary>A number of one byte or two.</summary>
    public static int Number(ReadOnlySpan<byte> bytes, int width) => width == 1 ? bytes[0] : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>The value as a number; null where it is not of 1, 2, 4 or 8 bytes, and so no number.</summary>
    public static ulong? NumberOf(ReadOnlySpan<byte> value) => value.Length switch
    {
        1 => value[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(value),
        4 => BinaryPrimitives.ReadUInt32BigEndian(value),
        8 => BinaryPrimitives.ReadUInt64BigEndian(value),
        _ => null,
    };

    private readonly bool TryMeasureAny(int count, ref int length)
    {
        for (; count > 0; count--)
        {
            var head = layout.IdBytes + LengthBytes;
            if (rest.Length - length < head) return false;
            length += head + Number(rest[(length + layout.IdBytes)..], LengthBytes);
            if (length > rest.Length) return false;
        }

        return true;
    }
}
