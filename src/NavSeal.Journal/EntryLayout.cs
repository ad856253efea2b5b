using System.Buffers.Binary;
using System.Text;

namespace NavSeal.Journal;

/// <summary>What an entry says apart from its payload; decided at is in milliseconds since 1970 UTC.</summary>
internal readonly record struct EntryHeader(
    Subject Subject, long Sequence, Digest Previous, long DecidedAt, ushort Kind, int PayloadLength, Digest PayloadHash)
{
    internal Digest Hash
    {
        get
        {
            Span<byte> place = stackalloc byte[EntryLayout.LengthMax];
            EntryLayout.Write(place, this);
            return Digest.Of(EntryLayout.Canonical(place, Subject.Name.Length));
        }
    }
}

/// <summary>Bytes of an entry header: CRC 0, length of the name 4, zero 5, kind 6, payload length 8, zero 12, sequence 16, decided at 24,
/// hash of the subject's previous entry 32, hash of the payload 64, name 96, zeros to a multiple of 8. The CRC covers everything from 4;
/// the entry's hash covers from 4 to the end of the name.</summary>
internal static class EntryLayout
{
    internal const int LengthMin = FixedLength + CommitLayout.Alignment;
    internal const int LengthMax = FixedLength + Subject.NameLengthMax;

    private const int FixedLength = 96;
    private const int CoveredStart = 4;

    internal static int LengthFor(int nameLength) => FixedLength + CommitLayout.Align(nameLength);

    internal static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> place, int nameLength) =>
        place[CoveredStart..(FixedLength + nameLength)];

    /// <returns>Bytes written.</returns>
    internal static int Write(Span<byte> place, in EntryHeader header)
    {
        var name = header.Subject.Name;
        var length = LengthFor(name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(place[4..], (uint)name.Length | (uint)header.Kind << 16);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], header.PayloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], header.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(place[24..], header.DecidedAt);
        header.Previous.CopyTo(place[32..]);
        header.PayloadHash.CopyTo(place[64..]);
        place[(length - CommitLayout.Alignment)..length].Clear();
        Encoding.ASCII.GetBytes(name, place[FixedLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(place, Crc32C.Of(place[CoveredStart..length]));
        return length;
    }

    /// <summary>Total: any bytes are either an entry header that checks, of that length, or not.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> place, out EntryHeader header, out int length)
    {
        (header, length) = (default, 0);
        if (place.Length < LengthMin || place[4] is 0 or > Subject.NameLengthMax) return false;
        var nameLength = place[4];
        var whole = LengthFor(nameLength);
        if (place.Length < whole) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(place) != Crc32C.Of(place[CoveredStart..whole])) return false;
        var name = Encoding.Latin1.GetString(place.Slice(FixedLength, nameLength));
        var payloadLength = BinaryPrimitives.ReadInt64LittleEndian(place[8..]);
        if (!Subject.IsName(name) || payloadLength is < 0 or > JournalLimits.PayloadLengthMax) return false;
        length = whole;
        header = new EntryHeader(
            new Subject(name), BinaryPrimitives.ReadInt64LittleEndian(place[16..]), new Digest(place.Slice(32, Digest.Length)),
            BinaryPrimitives.ReadInt64LittleEndian(place[24..]), BinaryPrimitives.ReadUInt16LittleEndian(place[6..]),
            (int)payloadLength, new Digest(place.Slice(64, Digest.Length)));
        return true;
    }
}
