using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace NavSeal.Journal;

/// <summary>Entries of one subject from first to last, both included.</summary>
/// <param name="First">Sequence, from 1.</param>
/// <param name="Last">Sequence, not below First.</param>
public readonly record struct SequenceRange(long First, long Last);

/// <summary>The payload of an <see cref="EntryKinds.Erased"/> entry: which earlier payloads of the same subject may be zeros, and
/// why.</summary>
/// <remarks>It stands in the subject whose payloads it names, so one chain proves both. Zeros that no erasure names are damage. Heads and
/// erasures are never erased.</remarks>
public sealed record Erasure
{
    /// <summary>Most ranges of one erasure.</summary>
    public const int RangesMax = 65_536;

    /// <summary>Most UTF-8 bytes of a ground.</summary>
    public const int GroundLengthMax = 1024;

    private const uint Version = 1;
    private const int FixedLength = 16;
    private const int RangeLength = 16;

    /// <summary>1 to <see cref="RangesMax"/> ranges.</summary>
    public required ImmutableArray<SequenceRange> Ranges { get; init; }

    /// <summary>On what ground the law let it be erased; text for people.</summary>
    public required string Ground { get; init; }

    /// <summary>Whether an entry is among those named.</summary>
    /// <param name="sequence">Of an entry of the same subject.</param>
    public bool Names(long sequence) => Ranges.Any(range => sequence >= range.First && sequence <= range.Last);

    /// <summary>The payload: version, ranges, length of the ground (32 bits each), zero, the ranges (2 x 64 bits), the ground in
    /// UTF-8.</summary>
    /// <exception cref="ArgumentException">No ranges, too many, one backwards, or too long a ground.</exception>
    public byte[] Encode()
    {
        var ground = Encoding.UTF8.GetBytes(Ground);
        if (Ranges.IsDefaultOrEmpty || Ranges.Length > RangesMax) throw new ArgumentException($"An erasure has 1 to {RangesMax} ranges.");
        if (Ranges.Any(range => range.First < 1 || range.Last < range.First)) throw new ArgumentException("A range is backwards.");
        if (ground.Length > GroundLengthMax) throw new ArgumentException($"A ground has at most {GroundLengthMax} bytes.");
        var bytes = new byte[FixedLength + Ranges.Length * RangeLength + ground.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Ranges.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), ground.Length);
        for (var i = 0; i < Ranges.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(FixedLength + i * RangeLength), Ranges[i].First);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(FixedLength + i * RangeLength + 8), Ranges[i].Last);
        }

        ground.CopyTo(bytes.AsSpan(FixedLength + Ranges.Length * RangeLength));
        return bytes;
    }

    /// <summary>Reads a payload; total.</summary>
    /// <param name="payload">Any bytes.</param>
    /// <returns>Null when the bytes are not an erasure.</returns>
    public static Erasure? Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < FixedLength || BinaryPrimitives.ReadUInt32LittleEndian(payload) != Version) return null;
        var count = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        var groundLength = BinaryPrimitives.ReadInt32LittleEndian(payload[8..]);
        if (count is < 1 or > RangesMax || groundLength is < 0 or > GroundLengthMax) return null;
        if (payload.Length != FixedLength + count * RangeLength + groundLength) return null;
        var ranges = ImmutableArray.CreateBuilder<SequenceRange>(count);
        for (var at = FixedLength; at < FixedLength + count * RangeLength; at += RangeLength)
        {
            ranges.Add(new SequenceRange(
                BinaryPrimitives.ReadInt64LittleEndian(payload[at..]), BinaryPrimitives.ReadInt64LittleEndian(payload[(at + 8)..])));
        }

        return new Erasure { Ranges = ranges.MoveToImmutable(), Ground = Encoding.UTF8.GetString(payload[^groundLength..]) };
    }
}
