using System.Buffers.Binary;

namespace NavSeal.Devices;

/// <summary>CRC-16/ARC: polynomial 0x8005 reflected, beginning with 0; 0xBB3D over "123456789".</summary>
public static class Crc16
{
    private const int Step = sizeof(ulong), Values = 256;

    /// <summary>One table after the other: of a byte, of a byte with one more behind it, and so on to seven, so that eight bytes take
    /// one step.</summary>
    private static readonly ushort[] tables = Tables();

    /// <summary>The checksum of bytes.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = 0u;
        var table = tables.AsSpan();
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ checksum;
            checksum = 0;
            for (var behind = Step - 1; behind >= 0; behind--, eight >>= 8) checksum ^= table[(behind * Values) + (int)(eight & 0xFF)];
        }

        foreach (var value in bytes) checksum = (checksum >> 8) ^ table[(int)((checksum ^ value) & 0xFF)];
        return (ushort)checksum;
    }

    private static ushort[] Tables()
    {
        var tables = new ushort[Step * Values];
        for (var value = 0; value < Values; value++)
        {
            var rest = value;
            for (var behind = 0; behind < Step; behind++)
            {
                for (var bit = 0; bit < 8; bit++) rest = (rest & 1) != 0 ? (rest >> 1) ^ 0xA001 : rest >> 1;
                tables[(behind * Values) + value] = (ushort)rest;
            }
        }

        return tables;
    }
}
