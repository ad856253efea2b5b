namespace NavSeal.Devices.Egts;

/// <summary>The two checksums of EGTS; neither reflects bits nor has a final exclusive or.</summary>
public static class EgtsChecksum
{
    private const int Slices = 8;

    private static readonly byte[] headerTable = BuildHeaderTable();
    private static readonly ushort[] dataTables = BuildDataTables();

    /// <summary>Of a header: CRC-8, polynomial 0x31, begins with 0xFF; 0xF7 for the digits 1 to 9.</summary>
    public static byte OfHeader(ReadOnlySpan<byte> bytes)
    {
        var table = headerTable;
        var checksum = byte.MaxValue;
        foreach (var value in bytes) checksum = table[checksum ^ value];
        return checksum;
    }

    /// <summary>Of the data: CRC-16, polynomial 0x1021, begins with 0xFFFF; 0x29B1 for the digits 1 to 9. Takes eight bytes a
    /// step.</summary>
    public static ushort OfData(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> tables = dataTables;
        uint checksum = ushort.MaxValue;
        while (bytes.Length >= Slices)
        {
            checksum = (uint)(tables[(7 << 8) | (byte)(bytes[0] ^ (checksum >> 8))]
                ^ tables[(6 << 8) | (byte)(bytes[1] ^ (checksum & 0xFF))]
                ^ tables[(5 << 8) | bytes[2]]
                ^ tables[(4 << 8) | bytes[3]]
                ^ tables[(3 << 8) | bytes[4]]
                ^ tables[(2 << 8) | bytes[5]]
                ^ tables[(1 << 8) | bytes[6]]
                ^ tables[bytes[7]]);
            bytes = bytes[Slices..];
        }

        foreach (var value in bytes) checksum = ((checksum << 8) & 0xFFFF) ^ tables[(byte)((checksum >> 8) ^ value)];
        return (ushort)checksum;
    }

    private static byte[] BuildHeaderTable()
    {
        var table = new byte[256];
        for (var value = 0; value < table.Length; value++)
        {
            var rest = value;
            for (var bit = 0; bit < 8; bit++) rest = (rest & 0x80) != 0 ? ((rest << 1) ^ 0x31) & 0xFF : rest << 1;
            table[value] = (byte)rest;
        }

        return table;
    }

    /// <summary>Table k at 256 k: what a byte contributes when k more bytes follow it.</summary>
    private static ushort[] BuildDataTables()
    {
        var tables = new ushort[Slices * 256];
        for (var value = 0; value < 256; value++)
        {
            var rest = value << 8;
            for (var bit = 0; bit < 8; bit++) rest = (rest & 0x8000) != 0 ? ((rest << 1) ^ 0x1021) & 0xFFFF : rest << 1;
            tables[value] = (ushort)rest;
        }

        for (var at = 256; at < tables.Length; at++)
        {
            var before = tables[at - 256];
            tables[at] = (ushort)(((before << 8) & 0xFFFF) ^ tables[before >> 8]);
        }

        return tables;
    }
}
