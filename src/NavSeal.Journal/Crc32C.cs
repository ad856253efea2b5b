using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NavSeal.Journal;

/// <summary>CRC-32C (Castagnoli, as in RFC 3720), eight bytes a step.</summary>
internal static class Crc32C
{
    /// <param name="bytes">What is covered.</param>
    /// <param name="salt">Mixed into the start value; 0 gives the ordinary CRC-32C.</param>
    internal static uint Of(ReadOnlySpan<byte> bytes, uint salt = 0)
    {
        var crc = ~salt;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var rest in bytes[(words.Length * 8)..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
