using System.Buffers.Binary;
using System.IO.Compression;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>A block of points: column by column, each value as its difference from the one before, then Brotli. About ten bytes a point.
/// Described in <c>docs/telemetry-blocks.md</c>.</summary>
internal static class BlockCodec
{
    /// <summary>Most points of a block.</summary>
    public const int PointsMax = 4096;

    private const int Quality = 4, WindowBits = 16, VarintMax = 10, MeasuredAt = 8, ReceivedAt = 16;

    /// <summary>Place and length in bytes of each column.</summary>
    private static readonly (int Offset, int Length)[] Columns =
    [
        (MeasuredAt, 8), (ReceivedAt, 8), (24, 4), (28, 4), (32, 4), (36, 2), (38, 2), (40, 2), (42, 2), (44, 2), (46, 2), (48, 2), (50, 4),
        (0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1),
    ];

    /// <summary>Packs points of <see cref="PointBytes.Length"/> bytes each.</summary>
    /// <exception cref="ArgumentException">None, or more than <see cref="PointsMax"/>.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> points)
    {
        var count = points.Length / PointBytes.Length;
        if (count is 0 or > PointsMax) throw new ArgumentException($"A block has 1 to {PointsMax} points, not {count}.", nameof(points));
        var columns = new byte[count * Columns.Length * VarintMax];
        var length = WriteColumns(points, columns);
        var packed = new byte[(2 * VarintMax) + BrotliEncoder.GetMaxCompressedLength(length)];
        var at = Varint.Write(packed, (ulong)count);
        at += Varint.Write(packed.AsSpan(at), (ulong)length);
        return BrotliEncoder.TryCompress(columns.AsSpan(0, length), packed.AsSpan(at), out var written, Quality, WindowBits)
            ? packed[..(at + written)]
            : throw new InvalidOperationException("A block is longer than its longest form.");
    }

    /// <summary>Unpacks the points.</summary>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="Encode"/>.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<byte> columns = Unpack(block, out var count);
        var points = new byte[count * PointBytes.Length];
        foreach (var (offset, length) in Columns)
        {
            var last = 0L;
            for (var i = 0; i < count; i++)
            {
                columns = columns[Varint.Read(columns, out var difference)..];
                last = unchecked(last + Varint.Unfold(difference));
                var point = points.AsSpan(i * PointBytes.Length, PointBytes.Length);
                var isDelay = offset == ReceivedAt;
                Write(point[offset..], length, isDelay ? unchecked(last + Read(point[MeasuredAt..], sizeof(long))) : last);
            }
        }

        return points;
    }

    /// <summary>The columns before they were compressed: what a block says, whatever version of the compressor packed it.</summary>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="Encode"/>.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> block, out int count)
    {
        block = block[Varint.Read(block, out var points)..];
        block = block[Varint.Read(block, out var length)..];
        if (points is 0 or > PointsMax || length > points * (ulong)(Columns.Length * VarintMax))
            throw new InvalidDataException("A block of telemetry has an impossible length.");
        count = (int)points;
        var columns = new byte[length];
        return BrotliDecoder.TryDecompress(block, columns, out var written) && written == columns.Length
            ? columns
            : throw new InvalidDataException("A block of telemetry cannot be unpacked.");
    }

    private static int WriteColumns(ReadOnlySpan<byte> points, Span<byte> columns)
    {
        var at = 0;
        foreach (var (offset, length) in Columns)
        {
            var last = 0L;
            for (var rest = points; !rest.IsEmpty; rest = rest[PointBytes.Length..])
            {
                var value = Read(rest[offset..], length);
                if (offset == ReceivedAt) value = unchecked(value - Read(rest[MeasuredAt..], sizeof(long)));
                at += Varint.Write(columns[at..], Varint.Fold(unchecked(value - last)));
                last = value;
            }
        }

        return at;
    }

    private static long Read(ReadOnlySpan<byte> place, int length) => length switch
    {
        1 => place[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(place),
        4 => BinaryPrimitives.ReadInt32LittleEndian(place),
        _ => BinaryPrimitives.ReadInt64LittleEndian(place),
    };

    private static void Write(Span<byte> place, int length, long value)
    {
        unchecked
        {
            switch (length)
            {
                case 1:
                    place[0] = (byte)value;
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)value);
                    break;
                case 4:
                    BinaryPrimitives.WriteInt32LittleEndian(place, (int)value);
                    break;
                default:
                    BinaryPrimitives.WriteInt64LittleEndian(place, value);
                    break;
            }
        }
    }
}

/// <summary>Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth set where more follow.</summary>
internal static class Varint
{
    private const int Bits = 7, More = 0x80, ShiftMax = 63;

    public static int Write(Span<byte> place, ulong value)
    {
        var at = 0;
        for (; value >= More; value >>= Bits) place[at++] = (byte)((value & (More - 1)) | More);
        place[at++] = (byte)value;
        return at;
    }

    /// <summary>Reads one.</summary>
    /// <returns>How many bytes it took.</returns>
    /// <exception cref="InvalidDataException">The bytes end within it, or it is longer than 64 bits.</exception>
    public static int Read(ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int at = 0, shift = 0; at < bytes.Length && shift <= ShiftMax; at++, shift += Bits)
        {
            value |= (ulong)(bytes[at] & (More - 1)) << shift;
            if (bytes[at] < More) return at + 1;
        }

        throw new InvalidDataException("A number of a block of telemetry does not end.");
    }

    /// <summary>Small positive and negative numbers become small ones without a sign.</summary>
    public static ulong Fold(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    public static long Unfold(ulong folded) => unchecked((long)(folded >> 1) ^ -(long)(folded & 1));
}
