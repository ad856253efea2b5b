namespace NavSeal.Devices.Jointech;

/// <summary>Decimal digits, two in a byte.</summary>
internal static class JointechBcd
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
        foreach (var value in bytes) number = (number * 100) + (ulong)Two(value);
        return number;
    }

    /// <summary>The two digits of a byte.</summary>
    public static int Two(byte value) => ((value >> 4) * 10) + (value & 0x0F);

    /// <summary>A byte of two digits.</summary>
    public static byte Of(int value) => (byte)((value / 10 << 4) | (value % 10));
}
