namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>Bytes that are being spoiled: a buffer with a bound, used again and again so that the fuzzer itself allocates
/// nothing.</summary>
internal sealed class FuzzBytes(int lengthMax)
{
    private readonly byte[] bytes = new byte[lengthMax];

    public int Length { get; private set; }

    public Span<byte> Span => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Adds what has room.</summary>
    public void Add(ReadOnlySpan<byte> more) => Insert(Length, more);

    public void Cut(int length) => Length = Math.Min(Length, length);

    public void Remove(int at, int count)
    {
        bytes.AsSpan(at + count, Length - at - count).CopyTo(bytes.AsSpan(at));
        Length -= count;
    }

    /// <summary>Inserts what has room; it may be a part of these bytes themselves.</summary>
    public void Insert(int at, ReadOnlySpan<byte> more)
    {
        Span<byte> copy = stackalloc byte[512];
        while (!more.IsEmpty && Length < bytes.Length)
        {
            var count = Math.Min(Math.Min(more.Length, copy.Length), bytes.Length - Length);
            // From the end, so that the pieces stand in their order at the same place.
            more[^count..].CopyTo(copy);
            more = more[..^count];
            bytes.AsSpan(at, Length - at).CopyTo(bytes.AsSpan(at + count));
            copy[..count].CopyTo(bytes.AsSpan(at));
            Length += count;
        }
    }
}
