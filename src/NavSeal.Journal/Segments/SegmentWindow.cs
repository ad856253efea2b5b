namespace NavSeal.Journal;

/// <summary>Reads a file forwards through one buffer that grows to the largest commit asked for.</summary>
internal sealed class SegmentWindow(DiskFile file, int readAhead)
{
    private byte[] buffer = [];
    private long start;
    private int count;

    /// <summary>The bytes at an offset; fewer than asked for only at the file's end. Valid until the next call.</summary>
    internal ReadOnlyMemory<byte> At(long offset, int length)
    {
        if (offset < start || offset + length > start + count) Fill(offset, Math.Max(length, readAhead));
        var from = (int)(offset - start);
        return buffer.AsMemory(from, Math.Min(length, count - from));
    }

    /// <summary>Forgets what was read, so that the next call sees the file as it is then.</summary>
    internal void Forget() => count = 0;

    /// <summary>The first byte from an offset that is not zero; null when there is none up to the end.</summary>
    internal long? FirstNonZero(long offset, long end)
    {
        while (offset < end)
        {
            var bytes = At(offset, (int)Math.Min(readAhead, end - offset));
            if (bytes.IsEmpty) return null;
            var found = bytes.Span.IndexOfAnyExcept((byte)0);
            if (found >= 0) return offset + found;
            offset += bytes.Length;
        }

        return null;
    }

    private void Fill(long offset, int length)
    {
        if (buffer.Length < length) buffer = new byte[length];
        (start, count) = (offset, file.Read(buffer.AsSpan(0, length), offset));
    }
}
