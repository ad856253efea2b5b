namespace NavSeal.Devices.Wialon;

/// <summary>The checksum of Wialon IPS 2.x: CRC-16/ARC, polynomial 0x8005 reflected, beginning with 0; 0xBB3D over "123456789".</summary>
public static class WialonChecksum
{
    private const int DigitsMax = 4;

    /// <summary>The checksum of bytes.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes) => Crc16.Of(bytes);

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
}
