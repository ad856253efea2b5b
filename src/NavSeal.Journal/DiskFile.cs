namespace NavSeal.Journal;

/// <summary>An open file of a <see cref="Disk"/>. Reads may run beside one write.</summary>
public abstract class DiskFile : IDisposable
{
    /// <summary>Bytes the file has now.</summary>
    public abstract long Length { get; }

    /// <summary>Reads as much as there is, up to the length of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">Filled from its front.</param>
    /// <param name="offset">Of the first byte in the file.</param>
    /// <returns>Bytes read; fewer than asked for only at the file's end.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public abstract int Read(Span<byte> buffer, long offset);

    /// <summary>Writes all of <paramref name="bytes"/>; durable only after <see cref="Flush"/>.</summary>
    /// <param name="bytes">Any number.</param>
    /// <param name="offset">Of the first byte in the file; at most <see cref="Length"/>.</param>
    /// <exception cref="IOException">The disk failed or is full; any part may have been written.</exception>
    public abstract void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when all that was written would outlive a loss of power.</summary>
    /// <exception cref="IOException">The disk failed; nothing written since the last flush can be trusted, now or later.</exception>
    public abstract void Flush();

    /// <summary>Closes the file; flushes nothing.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) { }
}
