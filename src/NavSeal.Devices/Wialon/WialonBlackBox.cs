namespace NavSeal.Devices.Wialon;

/// <summary>The body of a black box: records between bars, and perhaps a checksum behind the last bar.</summary>
internal ref struct WialonBlackBox
{
    /// <summary>Most records that are taken of one packet; a device sends the others again.</summary>
    public const int RecordsMax = 4096;

    private const byte Bar = (byte)'|';
    private ReadOnlySpan<byte> rest;

    /// <summary>Whether a checksum is there and does not fit.</summary>
    public bool IsDamaged { get; private init; }

    /// <summary>Finds the records: what stands behind the last bar without a semicolon in it is a checksum.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mustBeSent">Whether a checksum that is not sent does not fit.</param>
    public static WialonBlackBox Of(ReadOnlySpan<byte> body, bool mustBeSent = false)
    {
        var at = body.LastIndexOf(Bar) + 1;
        var tail = body[at..];
        if (tail.Contains((byte)';') || at == 0) return new WialonBlackBox { rest = body, IsDamaged = mustBeSent };
        var isRight = WialonNumbers.IsMissing(tail)
            ? !mustBeSent
            : WialonChecksum.TryRead(tail, out var sent) && sent == WialonChecksum.Of(body[..at]);
        return new WialonBlackBox { rest = body[..(at - 1)], IsDamaged = !isRight };
    }

    /// <summary>Takes the next record; empty ones are passed over.</summary>
    /// <returns>False at the end.</returns>
    public bool TryTake(out ReadOnlySpan<byte> record)
    {
        record = default;
        while (record.IsEmpty && !rest.IsEmpty)
        {
            var bar = rest.IndexOf(Bar);
            record = bar < 0 ? rest : rest[..bar];
            rest = bar < 0 ? default : rest[(bar + 1)..];
        }

        return !record.IsEmpty;
    }
}
