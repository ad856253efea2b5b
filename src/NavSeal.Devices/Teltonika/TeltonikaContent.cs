namespace NavSeal.Devices.Teltonika;

/// <summary>The data of a packet or datagram: checked as a whole before anything of it is taken, for it is answered as a whole.</summary>
internal readonly ref struct TeltonikaContent
{
    private const int Overhead = 3;

    /// <summary>How the rest is laid out.</summary>
    public TeltonikaCodec Codec { get; private init; }

    /// <summary>How the codec lays out its records; of no use where it has none.</summary>
    public TeltonikaLayout Layout { get; private init; }

    /// <summary>How many records there are; 0 where the codec has none.</summary>
    public int Count { get; private init; }

    /// <summary>The records, for <see cref="TeltonikaRecord.TryTake"/>.</summary>
    public ReadOnlySpan<byte> Records { get; private init; }

    /// <summary>What is wrong, in words for people; null where nothing is.</summary>
    public string? Fault { get; private init; }

    /// <summary>Checks data.</summary>
    public static TeltonikaContent Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < Overhead) return new TeltonikaContent { Fault = TeltonikaWords.Lengths };
        var codec = (TeltonikaCodec)data[0];
        return codec switch
        {
            TeltonikaCodec.Codec12 or TeltonikaCodec.Codec13 or TeltonikaCodec.Codec14 => new TeltonikaContent
            {
                Codec = codec,
                Fault = TeltonikaCommand.TryRead(data, out _) ? null : TeltonikaWords.Lengths,
            },
            TeltonikaCodec.Codec15 => new TeltonikaContent { Codec = codec, Fault = data[1] == data[^1] ? null : TeltonikaWords.Counts },
            _ when TeltonikaLayout.TryOf(codec, out var layout) => ReadRecords(data, layout),
            _ => new TeltonikaContent { Codec = codec, Fault = TeltonikaWords.UnknownCodec },
        };
    }

    private static TeltonikaContent ReadRecords(ReadOnlySpan<byte> data, TeltonikaLayout layout)
    {
        var (codec, count) = ((TeltonikaCodec)data[0], data[1]);
        if (count != data[^1]) return new TeltonikaContent { Codec = codec, Fault = TeltonikaWords.Counts };
        var records = data[2..^1];
        var rest = records;
        for (var left = count; left > 0; left--)
        {
            if (!TeltonikaRecord.TryTake(ref rest, layout, out _))
                return new TeltonikaContent { Codec = codec, Fault = TeltonikaWords.Lengths };
        }

        return new TeltonikaContent
        {
            Codec = codec,
            Layout = layout,
            Count = count,
            Records = records,
            Fault = rest.IsEmpty ? null : TeltonikaWords.Lengths,
        };
    }
}
