using System.Runtime.CompilerServices;

namespace NavSeal.Devices.Wialon;

/// <summary>The fields of a record: what stands between semicolons.</summary>
internal ref struct WialonFields
{
    /// <summary>Fields of a position, and of one with inputs and parameters; a checksum is one more.</summary>
    public const int Short = 10, Full = 16;

    private const int CountMax = Full + 1;

    private ReadOnlySpan<byte> text;
    private Ends ends;

    /// <summary>How many there are; more than a record can have are not counted to the end.</summary>
    public int Count { get; private set; }

    /// <summary>What the record says, without a checksum behind it.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Fields of the record without a checksum behind them.</summary>
    public readonly int ContentCount => HasChecksum ? Count - 1 : Count;

    /// <summary>A field.</summary>
    /// <param name="index">From 0, below <see cref="Count"/>.</param>
    public readonly ReadOnlySpan<byte> this[int index] => text[(index == 0 ? 0 : ends[index - 1] + 1)..ends[index]];

    private readonly bool HasChecksum => Count is Short + 1 or Full + 1;

    /// <summary>Finds the fields.</summary>
    public static WialonFields Of(ReadOnlySpan<byte> record)
    {
        var fields = new WialonFields { text = record };
        var from = 0;
        while (fields.Count < CountMax && record[from..].IndexOf((byte)';') is var length and >= 0)
        {
            fields.ends[fields.Count++] = from + length;
            from += length + 1;
        }

        fields.ends[fields.Count++] = record.Length;
        fields.Content = fields.HasChecksum ? record[..fields.ends[fields.Count - 2]] : record;
        return fields;
    }

    /// <summary>Whether a checksum behind the record fits.</summary>
    /// <param name="mustBeSent">Whether one that is not sent does not.</param>
    public readonly bool IsChecksumRight(bool mustBeSent = false)
    {
        if (!HasChecksum || WialonNumbers.IsMissing(this[Count - 1])) return !mustBeSent;
        return WialonChecksum.TryRead(this[Count - 1], out var sent) && sent == WialonChecksum.Of(text[..(Content.Length + 1)]);
    }

    [InlineArray(CountMax + 1)]
    private struct Ends
    {
        private int first;
    }
}
