namespace NavSeal.Devices.Egts;

/// <summary>Looks whether a packet can be taken as a whole, before anything of it is.</summary>
internal static class EgtsContent
{
    /// <summary>Most records of one packet: far more than 65,517 bytes of reports hold, and few enough that their confirmations fit a
    /// packet.</summary>
    public const int RecordsMax = 4096;

    private const int ResponseHeadLength = 3, SignatureHeadLength = 2;

    /// <summary>Finds the records of a packet.</summary>
    /// <param name="cut">A packet whose checksums were right.</param>
    /// <param name="records">The records, for <see cref="EgtsRecord.TryTake"/>.</param>
    /// <returns>Why the packet is refused, or <see cref="EgtsResult.Ok"/>.</returns>
    public static EgtsResult TryFindRecords(scoped in EgtsCut cut, out ReadOnlySpan<byte> records)
    {
        records = default;
        var header = cut.Header;
        if (header.Prefix != 0) return EgtsResult.UnsupportedProtocol;
        if (header.IsRouted != (header.Length == EgtsHeader.LengthRouted)) return EgtsResult.BadHeaderFormat;
        if (header.Encryption != 0) return EgtsResult.DecryptError;
        if (header.IsCompressed) return EgtsResult.BadDataFormat;

        var data = cut.Data;
        switch (header.PacketType)
        {
            case EgtsPacketType.Response:
                if (data.Length < ResponseHeadLength) return EgtsResult.BadLength;
                records = data[ResponseHeadLength..];
                break;
            case EgtsPacketType.AppData:
                records = data;
                break;
            case EgtsPacketType.SignedAppData:
                if (data.Length < SignatureHeadLength) return EgtsResult.BadLength;
                var signed = SignatureHeadLength + (data[0] | (data[1] << 8));
                if (data.Length < signed) return EgtsResult.BadLength;
                records = data[signed..];
                break;
            default:
                return EgtsResult.UnsupportedType;
        }

        return Check(records);
    }

    /// <summary>Whether a record holds confirmations and nothing else, and so reports nothing. It is confirmed where it comes in a
    /// packet that
    /// is: what this side confirms leaves in RESPONSE packets, which nobody confirms, so the two sides come to an end.</summary>
    public static bool IsOnlyConfirmations(in EgtsRecord record)
    {
        foreach (var subrecord in record.Subrecords)
        {
            if (subrecord.Type != EgtsSubrecordType.RecordResponse) return false;
        }

        return !record.Body.IsEmpty;
    }

    /// <summary>Hash of a report's subrecords without confirmations among them, which carry counters of the transport.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> body)
    {
        var key = 0ul;
        var from = 0;
        foreach (var subrecord in new EgtsSubrecords(body))
        {
            if (subrecord.Type != EgtsSubrecordType.RecordResponse) continue;
            if (subrecord.Offset > from) key = ContentHash.Of(body[from..subrecord.Offset], key);
            from = subrecord.Offset + EgtsSubrecord.HeaderLength + subrecord.Body.Length;
        }

        return from < body.Length || from == 0 ? ContentHash.Of(body[from..], key) : key;
    }

    private static EgtsResult Check(ReadOnlySpan<byte> records)
    {
        for (var count = 0; !records.IsEmpty; count++)
        {
            if (count == RecordsMax) return EgtsResult.NoResources;
            if (!EgtsRecord.TryTake(ref records, out var record)) return EgtsResult.BadLength;
            var subrecords = record.Subrecords;
            while (subrecords.MoveNext()) { }
            if (!subrecords.IsAtEnd) return EgtsResult.BadDataFormat;
        }

        return EgtsResult.Ok;
    }
}
