using System.Buffers.Binary;

namespace NavSeal.Journal;

/// <summary>A SHA-256 value: 32 bytes, compared by value, written as 64 lower-case hexadecimal digits.</summary>
public readonly record struct Digest
{
    /// <summary>Bytes of a digest.</summary>
    public const int Length = 32;

    private readonly ulong a, b, c, d;

    /// <summary>All zero: the "previous" of a subject's first entry.</summary>
    public static Digest None => default;

    /// <summary>The digest with these bytes.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException("A digest is 32 bytes.", nameof(bytes));
        a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
    }

    /// <summary>The digest of one piece of bytes.</summary>
    /// <param name="bytes">Any bytes, also none.</param>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        Sha256.Hash(bytes, hash);
        return new Digest(hash);
    }

    /// <summary>Reads what <see cref="ToString"/> writes (either case of letters).</summary>
    /// <param name="text">Any text, or null.</param>
    /// <param name="digest">The digest, or <see cref="None"/> when the answer is false.</param>
    public static bool TryParse(string? text, out Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var whole = text is { Length: 2 * Length }
            && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == Length;
        digest = whole ? new Digest(bytes) : None;
        return whole;
    }

    /// <summary>Writes the 32 bytes to the front of a place.</summary>
    /// <param name="place">At least 32 bytes.</param>
    public void CopyTo(Span<byte> place)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(place, a);
        BinaryPrimitives.WriteUInt64LittleEndian(place[8..], b);
        BinaryPrimitives.WriteUInt64LittleEndian(place[16..], c);
        BinaryPrimitives.WriteUInt64LittleEndian(place[24..], d);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
