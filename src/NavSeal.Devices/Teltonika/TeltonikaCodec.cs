namespace NavSeal.Devices.Teltonika;

/// <summary>The first byte of the data of a packet: how the rest is laid out.</summary>
public enum TeltonikaCodec : byte
{
    /// <summary>None; stands in no packet.</summary>
    None = 0,

    /// <summary>8: records, items numbered by one byte.</summary>
    Codec8 = 0x08,

    /// <summary>12: a command of the server or the reply to it.</summary>
    Codec12 = 0x0C,

    /// <summary>13: as 12, with a time before the text.</summary>
    Codec13 = 0x0D,

    /// <summary>14: as 12, with the IMEI before the text.</summary>
    Codec14 = 0x0E,

    /// <summary>15: bytes that the device passes on from one of its ports; kept and not read.</summary>
    Codec15 = 0x0F,

    /// <summary>16: records, items numbered by two bytes, and what generated the record.</summary>
    Codec16 = 0x10,

    /// <summary>8 Extended: records, items numbered and counted by two bytes, and items of any length.</summary>
    Codec8Extended = 0x8E,
}

/// <summary>How wide the fields of a record are in one codec.</summary>
/// <param name="EventBytes">The number of the item that caused the record.</param>
/// <param name="GenerationBytes">What generated the record; 0: not sent.</param>
/// <param name="CountBytes">Each count of items.</param>
/// <param name="IdBytes">The number of an item.</param>
internal readonly record struct TeltonikaLayout(int EventBytes, int GenerationBytes, int CountBytes, int IdBytes)
{
    private static readonly TeltonikaLayout eight = new(1, 0, 1, 1), extended = new(2, 0, 2, 2), sixteen = new(2, 1, 1, 2);

    /// <summary>Whether items of any length stand behind the others.</summary>
    public bool HasItemsOfAnyLength => CountBytes == 2;

    /// <summary>The layout of a codec of records.</summary>
    /// <returns>False where the codec has no records, or is not known.</returns>
    public static bool TryOf(TeltonikaCodec codec, out TeltonikaLayout layout)
    {
        layout = codec switch
        {
            TeltonikaCodec.Codec8 => eight,
            TeltonikaCodec.Codec8Extended => extended,
            TeltonikaCodec.Codec16 => sixteen,
            _ => default,
        };
        return layout.IdBytes > 0;
    }
}
