using System.Buffers.Binary;
using System.Security.Cryptography;
using NavSeal.Workplaces.Views.Telemetry;
using SQLitePCL;

namespace NavSeal.Workplaces.Views.Storage;

/// <summary>What "the same views, bit for bit" means: SHA-256 over each row of each table in the order of its key, each value with its type
/// and length. Blocks count unpacked, so that another version of the compressor makes no difference.</summary>
internal static class ViewDigest
{
    private const byte Null = 0, Number = 1, Text = 2, Bytes = 3;

    public static string Of(ViewFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (table, key) in ViewSchema.Tables)
        {
            Add(hash, Text, System.Text.Encoding.UTF8.GetBytes(table));
            using var rows = file.Once($"SELECT * FROM {table} ORDER BY {key}");
            while (rows.Step())
            {
                for (var column = 0; column < rows.Columns; column++)
                    Add(hash, rows, column, isBlock: table == "block" && column == rows.Columns - 1);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, Statement row, int column, bool isBlock)
    {
        var type = row.TypeOf(column);
        if (type == raw.SQLITE_NULL)
        {
            Add(hash, Null, []);
        }
        else if (type == raw.SQLITE_INTEGER)
        {
            Span<byte> number = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(number, row.Long(column));
            Add(hash, Number, number);
        }
        else if (type == raw.SQLITE_TEXT)
        {
            Add(hash, Text, System.Text.Encoding.UTF8.GetBytes(row.Text(column)));
        }
        else
        {
            Add(hash, Bytes, isBlock ? BlockCodec.Unpack(row.Blob(column), out _) : row.Blob(column));
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
