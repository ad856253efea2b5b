using System.Buffers.Binary;

namespace NavSeal.Bench.Load;

/// <summary>What the generator holds acknowledged: one record of 16 bytes per frame, appended after the acknowledgement was
/// checked.</summary>
/// <remarks>Little-endian: terminal number (4), sequence of the frame within its seal from 0 (4), measuredAt in Unix milliseconds (8). The
/// file outlives a kill of the server; the last records may lack after a kill of the generator, which accuses nobody wrongly.</remarks>
internal sealed class Ledger : IDisposable
{
    public const int RecordLength = 16;

    private const int BufferLength = 1 << 18;

    private readonly FileStream file;

    public Ledger(string path) => file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferLength);

    /// <summary>Records one acknowledged frame.</summary>
    public void Append(uint terminal, long sequence, long measuredAtUnixMilliseconds)
    {
        Span<byte> record = stackalloc byte[RecordLength];
        BinaryPrimitives.WriteUInt32LittleEndian(record, terminal);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], checked((uint)sequence));
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], measuredAtUnixMilliseconds);
        file.Write(record);
    }

    /// <summary>Hands what was appended to the kernel.</summary>
    public void Flush() => file.Flush();

    public void Dispose() => file.Dispose();
}
