using System.Buffers.Binary;

namespace NavSeal.Journal;

/// <summary>The first 40 bytes of a commit.</summary>
/// <param name="Number">From 1.</param>
/// <param name="RecordedAt">Milliseconds since 1970 UTC.</param>
/// <param name="EntryCount">1 to <see cref="JournalLimits.EntriesMax"/>.</param>
/// <param name="Length">Of the whole commit: header, entry headers, payloads, padding; a multiple of 8.</param>
/// <param name="EntryHeadersLength">Of all entry headers together.</param>
internal readonly record struct CommitHeader(long Number, long RecordedAt, int EntryCount, int Length, int EntryHeadersLength);

/// <summary>Bytes of a commit header: magic 0, CRC 4, length 8, length of entry headers 12, number 16, recorded at 24, entries 32, zero 36.
/// The CRC covers 8 to 39; the commit's hash covers 16 to 39 and the entry hashes.</summary>
internal static class CommitLayout
{
    internal const int Length = 40;
    internal const int CanonicalStart = 16;
    internal const int Alignment = 8;
    internal const uint Magic = 0x4D43_534E; // "NSCM"

    private const int CoveredStart = 8;

    internal static int Align(int length) => (length + Alignment - 1) & ~(Alignment - 1);

    internal static void Write(Span<byte> place, in CommitHeader header, uint salt)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(place, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(place[8..], header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(place[12..], header.EntryHeadersLength);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], header.Number);
        BinaryPrimitives.WriteInt64LittleEndian(place[24..], header.RecordedAt);
        BinaryPrimitives.WriteInt64LittleEndian(place[32..], header.EntryCount);
        BinaryPrimitives.WriteUInt32LittleEndian(place[4..], Crc32C.Of(place[CoveredStart..Length], salt));
    }

    /// <summary>Total: any bytes are either a header with sensible lengths or not.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> place, uint salt, out CommitHeader header)
    {
        header = default;
        if (place.Length < Length || BinaryPrimitives.ReadUInt32LittleEndian(place) != Magic) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(place[4..]) != Crc32C.Of(place[CoveredStart..Length], salt)) return false;
        var count = BinaryPrimitives.ReadInt64LittleEndian(place[32..]);
        var length = BinaryPrimitives.ReadInt32LittleEndian(place[8..]);
        var headers = BinaryPrimitives.ReadInt32LittleEndian(place[12..]);
        var number = BinaryPrimitives.ReadInt64LittleEndian(place[16..]);
        if (count is < 1 or > JournalLimits.EntriesMax || number < 1) return false;
        if (length is < Length or > JournalLimits.CommitLengthMax || length % Alignment != 0) return false;
        if (headers < EntryLayout.LengthMin || headers > length - Length) return false;
        header = new CommitHeader(number, BinaryPrimitives.ReadInt64LittleEndian(place[24..]), (int)count, length, headers);
        return true;
    }

    /// <summary>What the commit's hash covers before the entry hashes.</summary>
    internal static void WriteCanonical(Span<byte> place, long number, long recordedAt, int entryCount)
    {
        BinaryPrimitives.WriteInt64LittleEndian(place, number);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], recordedAt);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], entryCount);
    }

    /// <summary>SHA-256 over number, recorded at, entry count (8 bytes each) and the entry hashes.</summary>
    internal static Digest HashOf(long number, long recordedAt, IReadOnlyList<Digest> entryHashes)
    {
        var bytes = new byte[Length - CanonicalStart + entryHashes.Count * Digest.Length];
        WriteCanonical(bytes, number, recordedAt, entryHashes.Count);
        for (var i = 0; i < entryHashes.Count; i++)
            entryHashes[i].CopyTo(bytes.AsSpan(Length - CanonicalStart + i * Digest.Length));
        return Digest.Of(bytes);
    }
}
