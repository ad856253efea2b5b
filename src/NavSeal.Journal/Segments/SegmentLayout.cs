using System.Buffers.Binary;
using System.Globalization;

namespace NavSeal.Journal;

/// <summary>The first 64 bytes of a segment file in use.</summary>
/// <param name="Number">Of the segment, from 1; also in the file's name.</param>
/// <param name="FirstCommit">The number of the first commit that is or will be in it.</param>
/// <param name="Length">Of the file, in bytes.</param>
/// <param name="Salt">Start of the CRC of its commit headers.</param>
internal readonly record struct SegmentHeader(long Number, long FirstCommit, long Length, uint Salt);

/// <summary>Bytes of a segment header: magic 0, version 8, zero 12, segment number 16, first commit 24, length 32, salt 40, zero 44 to 59,
/// CRC of 0 to 59 at 60.</summary>
internal static class SegmentLayout
{
    internal const int Length = 64;
    internal const uint Version = 1;

    private const string NamePrefix = "segment-";
    private const string NameSuffix = ".journal";
    internal const int SaltAt = 40;

    private const int CrcAt = 60;

    private static ReadOnlySpan<byte> Magic => "NAVSEALJ"u8;

    internal static string NameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{number:D8}{NameSuffix}");

    /// <summary>The number in a file's name; null for a file that is no segment.</summary>
    internal static long? NumberOf(string name)
    {
        if (!name.StartsWith(NamePrefix, StringComparison.Ordinal) || !name.EndsWith(NameSuffix, StringComparison.Ordinal)) return null;
        var digits = name.AsSpan()[NamePrefix.Length..^NameSuffix.Length];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && name == NameOf(number)
            ? number
            : null;
    }

    internal static void Write(Span<byte> place, in SegmentHeader header)
    {
        place[..Length].Clear();
        Magic.CopyTo(place);
        BinaryPrimitives.WriteUInt32LittleEndian(place[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], header.Number);
        BinaryPrimitives.WriteInt64LittleEndian(place[24..], header.FirstCommit);
        BinaryPrimitives.WriteInt64LittleEndian(place[32..], header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(place[SaltAt..], header.Salt);
        BinaryPrimitives.WriteUInt32LittleEndian(place[CrcAt..], Crc32C.Of(place[..CrcAt]));
    }

    /// <summary>Total: any bytes are either a header of this version that checks or not.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> place, out SegmentHeader header)
    {
        header = default;
        if (place.Length < Length || !place.StartsWith(Magic)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(place[CrcAt..]) != Crc32C.Of(place[..CrcAt])) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(place[8..]) != Version) return false;
        header = new SegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(place[16..]), BinaryPrimitives.ReadInt64LittleEndian(place[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(place[32..]), BinaryPrimitives.ReadUInt32LittleEndian(place[SaltAt..]));
        return header is { Number: >= 1, FirstCommit: >= 1, Length: > Length };
    }
}
