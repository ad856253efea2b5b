namespace NavSeal.Devices.Wialon;

/// <summary>The checksum of Wialon IPS 2.x: CRC-16/ARC, polynomial 0x8005 reflected, beginning with 0; 0xBB3D over "123456789".</summary>
public static class WialonChecksum
{
    private const int DigitsMax = 4;

    /// <summary>Two tables: of a byte, and of a byte with another behind it, so that two bytes take one step.</summary>
    private static readonly ushort[] last = TableOf(0), before = TableOf(1);

    /// <summary>The checksum of bytes.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        uint checksum = 0;
        var (one, two) = (last, before);
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            checksum ^= (uint)(bytes[0] | (bytes[1] << 8));
            checksum = (uint)(two[checksum & 0xFF] ^ one[(checksum >> 8) & 0xFF]);
        }

        return (ushort)(bytes.IsEmpty ? checksum : (checksum >> 8) ^ one[(checksum ^ bytes[0]) & 0xFF]);
    }

    /// <summary>Reads a printed checksum: hex of either case, padded or not, with or without 0x.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out ushort checksum)
    {
        checksum = 0;
        if (text is [(byte)'0', (byte)'x' or (byte)'X', ..]) text = text[2..];
        if (text.Length is 0 or > DigitsMax) return false;
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit((char)digit)) return false;
            checksum = (ushort)((checksum << 4) | (digit <= '9' ? digit - '0' : (digit & 0x0F) + 9));
        }

        return true;
    }

    private static ushort[] TableOf(int bytesBehind)
    {
        var table = new ushort[256];
        for (var value = 0; value < table.Length; value++)
        {
            var rest = value;
            for (var bit = 0; bit < 8 * (1 + bytesBehind); bit++) rest = (rest & 1) != 0 ? (rest >> 1) ^ 0xA001 : rest >> 1;
            table[value] = (ushort)rest;
        }

        return table;
    }
}
