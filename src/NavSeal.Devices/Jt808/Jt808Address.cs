using System.Globalization;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jt808;

/// <summary>How a header names its device: decimal digits in nibbles, twelve of them or, since 2019, twenty. Some makers put hexadecimal
/// digits there.</summary>
/// <param name="Digits">The nibbles, the last digit lowest.</param>
/// <param name="Version">Version of the protocol where the header is that of 2019; null in older ones.</param>
public readonly record struct Jt808Address(UInt128 Digits, byte? Version)
{
    /// <summary>Bytes of the number in headers of 2011 and 2013, and in those of 2019.</summary>
    public const int ShortLength = 6, LongLength = 10;

    private const int NibbleBits = 4, NumberDigitsMax = 19;

    /// <summary>Bytes of the number in its header.</summary>
    public int Length => Version is null ? ShortLength : LongLength;

    /// <summary>Reads the number.</summary>
    /// <param name="bytes">At most <see cref="LongLength"/> of them.</param>
    /// <param name="version">Version where the header is that of 2019.</param>
    public static Jt808Address Read(ReadOnlySpan<byte> bytes, byte? version)
    {
        if (bytes.Length == ShortLength)
        {
            var number = 0ul;
            foreach (var value in bytes) number = (number << 8) | value;
            return new Jt808Address(number, version);
        }

        UInt128 digits = 0;
        foreach (var value in bytes) digits = (digits << 8) | value;
        return new Jt808Address(digits, version);
    }

    /// <summary>The address of a device, to write to it; digits that its header does not hold are cut off in front.</summary>
    /// <param name="identity">A number, or hexadecimal digits.</param>
    /// <param name="version">Version where the device speaks the protocol of 2019.</param>
    public static Jt808Address Of(DeviceIdentity identity, byte? version)
    {
        UInt128 digits = 0;
        foreach (var letter in identity.Value)
            digits = (digits << NibbleBits) | (char.IsAsciiHexDigit(letter) ? (uint)Convert.ToInt32($"{letter}", 16) : 0u);
        return new Jt808Address(digits, version);
    }

    /// <summary>The identity; null where all digits are 0.</summary>
    public DeviceIdentity? Identity
    {
        get
        {
            if (Digits == 0) return null;
            var (number, unit, count) = (0ul, 1ul, 0);
            for (var rest = Digits; rest != 0; rest >>= NibbleBits)
            {
                var digit = (uint)(rest & 0x0F);
                if (digit > 9 || ++count > NumberDigitsMax) return new DeviceIdentity(IdentityKind.TerminalId, 0, Text);
                number += digit * unit;
                unit = unchecked(unit * 10);
            }

            return new DeviceIdentity(IdentityKind.TerminalId, number);
        }
    }

    /// <summary>The digits without zeros in front.</summary>
    public string Text => Digits.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    /// <summary>Writes the number as its header has it.</summary>
    /// <param name="output">As many bytes as <see cref="Length"/>.</param>
    internal void WriteTo(Span<byte> output)
    {
        var rest = Digits;
        for (var at = output.Length - 1; at >= 0; at--, rest >>= 8) output[at] = (byte)(rest & 0xFF);
    }
}
