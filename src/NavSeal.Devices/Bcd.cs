namespace NavSeal.Devices;

/// <summary>Decimal digits, two in a byte.</summary>
internal static class Bcd
{
    /// <summary>Whether every half of every byte is a digit.</summary>
    public static bool IsDigits(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if ((value & 0x0F) > 9 || value > 0x99) return false;
        }

        return true;
    }

    /// <summary>The number that digits make; meaningless where they are none.</summary>
    public static ulong Number(ReadOnlySpan<byte> bytes)
    {
        var number = 0ul;
        foreach (var value in bytes) number = (number * 100) + (ulong)(((value >> 4) * 10) + (value & 0x0F));
        return number;
    }

    /// <summary>The number of the two digits of a byte; -1 where one of them is none.</summary>
    public static int Two(byte value)
    {
        var (tens, ones) = (value >> 4, value & 0x0F);
        return tens > 9 || ones > 9 ? -1 : (tens * 10) + ones;
    }

    /// <summary>The last two digits of a number as a byte.</summary>
    public static byte Of(int value) => (byte)((value / 10 % 10 << 4) | (value % 10));
}
