using System.Buffers.Binary;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>The last transportations that a seal tracked, so that a late report finds the one that held the seal when it was measured.
/// What was measured before them counts as measured under none.</summary>
internal sealed class Bindings
{
    /// <summary>So many are kept.</summary>
    private const int CountMax = 4;

    private const int Length = 20;
    private readonly List<(int Transportation, long From, long Until)> known = [];

    /// <summary>The bindings as they stand in the file.</summary>
    public byte[] Bytes { get; private set; } = [];

    public void Begin(int transportation, long at)
    {
        if (known.Count == CountMax) known.RemoveAt(0);
        known.Add((transportation, at, long.MaxValue));
        Bytes = Write();
    }

    public void End(int transportation, long at)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].Transportation == transportation) known[i] = known[i] with { Until = at };
        }

        Bytes = Write();
    }

    /// <summary>The small number of the transportation that held the seal then; 0: none.</summary>
    public int At(long at)
    {
        for (var i = known.Count - 1; i >= 0; i--)
        {
            if (at >= known[i].From && at <= known[i].Until) return known[i].Transportation;
        }

        return 0;
    }

    private byte[] Write()
    {
        var bytes = new byte[known.Count * Length];
        for (var i = 0; i < known.Count; i++)
        {
            var place = bytes.AsSpan(i * Length);
            BinaryPrimitives.WriteInt32LittleEndian(place, known[i].Transportation);
            BinaryPrimitives.WriteInt64LittleEndian(place[4..], known[i].From);
            BinaryPrimitives.WriteInt64LittleEndian(place[12..], known[i].Until);
        }

        return bytes;
    }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        Bytes = bytes.ToArray();
        for (; bytes.Length >= Length; bytes = bytes[Length..])
        {
            known.Add((
                BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[12..])));
        }
    }
}
