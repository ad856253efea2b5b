namespace NavSeal.Devices.Egts;

/// <summary>What was cut off the front of the buffered bytes.</summary>
public readonly ref struct EgtsCut
{
    /// <summary>Bytes to drop from the front; 0 exactly when <see cref="Cut.NeedMore"/>.</summary>
    public int Consumed { get; init; }

    /// <summary>Header of the packet; of <see cref="Cut.Corrupt"/> only where <see cref="IsNoise"/> is false.</summary>
    public EgtsHeader Header { get; init; }

    /// <summary>The whole packet with header and checksums; empty for noise.</summary>
    public ReadOnlySpan<byte> Packet { get; init; }

    /// <summary>What is wrong, of <see cref="Cut.Corrupt"/>; else <see cref="EgtsResult.Ok"/>.</summary>
    public EgtsResult Fault { get; init; }

    /// <summary>Number of the packet as the bytes say, also of noise: what an answer has to name.</summary>
    public ushort PacketId { get; init; }

    /// <summary>Whether no header begins here, in contrast to a packet whose data is damaged.</summary>
    public bool IsNoise { get; init; }

    /// <summary>The data between header and checksum.</summary>
    public ReadOnlySpan<byte> Data => Packet.IsEmpty ? default : Packet.Slice(Header.Length, Header.DataLength);
}

/// <summary>Cuts packets out of a stream. There is no start marker: a header is believed only when all of it checks.</summary>
public static class EgtsFraming
{
    /// <summary>Most bytes of a packet.</summary>
    public const int PacketLengthMax = EgtsHeader.LengthRouted + EgtsHeader.DataLengthMax + EgtsHeader.DataChecksumLength;

    /// <summary>Cuts the first packet, or the noise before it. Pure: reads the span, keeps nothing, allocates nothing. A header is
    /// judged only
    /// when 11 bytes are there (16 with route fields), so that the outcome does not depend on how the bytes arrived.</summary>
    /// <param name="bytes">What the connection has buffered, oldest byte first.</param>
    /// <param name="cut">What was cut.</param>
    public static Cut TryCut(ReadOnlySpan<byte> bytes, out EgtsCut cut)
    {
        cut = default;
        switch (EgtsHeader.TryRead(bytes, out var header, out var fault))
        {
            case Cut.NeedMore:
                return Cut.NeedMore;
            case Cut.Corrupt:
                cut = new EgtsCut { Consumed = NextHeader(bytes), Fault = fault, PacketId = EgtsHeader.PacketIdOf(bytes), IsNoise = true };
                return Cut.Corrupt;
        }

        if (bytes.Length < header.PacketLength) return Cut.NeedMore;
        var packet = bytes[..header.PacketLength];
        var isRight = header.DataLength == 0 || HasRightData(packet, header);
        cut = new EgtsCut
        {
            Consumed = packet.Length,
            Header = header,
            Packet = packet,
            Fault = isRight ? EgtsResult.Ok : EgtsResult.DataChecksum,
            PacketId = header.PacketId,
        };
        return isRight ? Cut.Whole : Cut.Corrupt;
    }

    private static bool HasRightData(ReadOnlySpan<byte> packet, in EgtsHeader header)
    {
        var end = header.Length + header.DataLength;
        return EgtsChecksum.OfData(packet[header.Length..end]) == (packet[end] | (packet[end + 1] << 8));
    }

    /// <summary>The first offset after the front where a header begins, or may begin as far as the bytes reach.</summary>
    private static int NextHeader(ReadOnlySpan<byte> bytes)
    {
        for (var at = 1; at < bytes.Length; at++)
        {
            if (EgtsHeader.TryRead(bytes[at..], out _, out _) != Cut.Corrupt) return at;
        }

        return bytes.Length;
    }
}
