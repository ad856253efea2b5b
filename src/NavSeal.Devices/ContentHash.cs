using System.Buffers.Binary;
using System.Numerics;

namespace NavSeal.Devices;

/// <summary>XXH64, the 64-bit xxHash by its published specification: fast and well spread, no protection against a forger. Its values
/// stand in
/// journals as <see cref="Model.Observations.Observation.ContentKey"/> and never change.</summary>
public static class ContentHash
{
    private const int StripeLength = 32;

    private const ulong PrimeOne = 0x9E3779B185EBCA87, PrimeTwo = 0xC2B2AE3D27D4EB4F, PrimeThree = 0x165667B19E3779F9,
        PrimeFour = 0x85EBCA77C2B2AE63, PrimeFive = 0x27D4EB2F165667C5;

    /// <summary>Hash of the bytes.</summary>
    /// <param name="bytes">May be empty.</param>
    /// <param name="seed">0, or the hash of what went before.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        unchecked
        {
            var length = (ulong)bytes.Length;
            var hash = bytes.Length >= StripeLength ? Stripes(ref bytes, seed) : seed + PrimeFive;
            return Avalanche(Tail(bytes, hash + length));
        }
    }

    private static ulong Stripes(ref ReadOnlySpan<byte> bytes, ulong seed)
    {
        unchecked
        {
            var (one, two, three, four) = (seed + PrimeOne + PrimeTwo, seed + PrimeTwo, seed, seed - PrimeOne);
            while (bytes.Length >= StripeLength)
            {
                one = Round(one, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                two = Round(two, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
                three = Round(three, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
                four = Round(four, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
                bytes = bytes[StripeLength..];
            }

            var hash = BitOperations.RotateLeft(one, 1) + BitOperations.RotateLeft(two, 7)
                + BitOperations.RotateLeft(three, 12) + BitOperations.RotateLeft(four, 18);
            hash = Merge(hash, one);
            hash = Merge(hash, two);
            hash = Merge(hash, three);
            return Merge(hash, four);
        }
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes, ulong hash)
    {
        unchecked
        {
            for (; bytes.Length >= 8; bytes = bytes[8..])
            {
                hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                hash = (BitOperations.RotateLeft(hash, 27) * PrimeOne) + PrimeFour;
            }

            if (bytes.Length >= 4)
            {
                hash ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes) * PrimeOne;
                hash = (BitOperations.RotateLeft(hash, 23) * PrimeTwo) + PrimeThree;
                bytes = bytes[4..];
            }

            foreach (var value in bytes) hash = BitOperations.RotateLeft(hash ^ (value * PrimeFive), 11) * PrimeOne;
            return hash;
        }
    }

    private static ulong Round(ulong lane, ulong input)
    {
        unchecked
        {
            return BitOperations.RotateLeft(lane + (input * PrimeTwo), 31) * PrimeOne;
        }
    }

    private static ulong Merge(ulong hash, ulong lane)
    {
        unchecked
        {
            return ((hash ^ Round(0, lane)) * PrimeOne) + PrimeFour;
        }
    }

    private static ulong Avalanche(ulong hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 33)) * PrimeTwo;
            hash = (hash ^ (hash >> 29)) * PrimeThree;
            return hash ^ (hash >> 32);
        }
    }
}
