using System.Buffers.Binary;
using System.Security.Cryptography;
using NavSeal.Workplaces.Views.Telemetry;
using SQLitePCL;

namespace NavSeal.Workplaces.Views.Storage;

/// <summary>What "the same views, bit for bit" means: SHA-256 over each row of each table in the order of its key, each value with its type
/// and length. Blocks count wherever they are kept, and unpacked, so that another version of the compressor makes no
/// difference.</summary>
internal static class ViewDigest
{
    private const byte Null = 0, Number = 1, Text = 2, Bytes = 3;

    private const string BlockTable = "block";

    /// <param name="file">The views.</param>
    /// <param name="blocks">All blocks that the views know of.</param>
    public static string Of(ViewFile file, IEnumerable<TelemetryBlock> blocks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (table, key) in ViewSchema.Tables)
        {
            Add(hash, Text, System.Text.Encoding.UTF8.GetBytes(table));
            if (table == BlockTable) Add(hash, blocks);
            if (table == BlockTable) continue;
            using var rows = file.Once($"SELECT * FROM {table} ORDER BY {key}");
            while (rows.Step())
            {
                for (var column = 0; column < rows.Columns; column++) Add(hash, rows, column);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, IEnumerable<TelemetryBlock> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (var number in (long[])[block.Id, block.Seal, block.Transportation, block.FirstAt, block.LastAt, block.Points])
                Add(hash, number);
            Add(hash, Bytes, BlockCodec.Unpack(block.Bytes, out _));
        }
    }

    private static void Add(IncrementalHash hash, long value)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        Add(hash, Number, number);
    }

    private static void Add(IncrementalHash hash, Statement row, int column)
    {
        var type = row.TypeOf(column);
        if (type == raw.SQLITE_NULL)
        {
            Add(hash, Null, []);
        }
        else if (type == raw.SQLITE_INTEGER)
        {
            Add(hash, row.Long(column));
        }
        else if (type == raw.SQLITE_TEXT)
        {
            Add(hash, Text, System.Text.Encoding.UTF8.GetBytes(row.Text(column)));
        }
        else
        {
            Add(hash, Bytes, row.Blob(column));
        }
    }

    private static void Add(IncrementalHash hash, byte type, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = type;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], value.Length);
        hash.AppendData(head);
        hash.AppendData(value);
    }
}
