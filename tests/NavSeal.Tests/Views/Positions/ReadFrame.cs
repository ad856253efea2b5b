using System.Buffers.Binary;
using NavSeal.Workplaces.Views.Positions;

namespace NavSeal.Tests.Views.Positions;

/// <summary>One seal of a frame as a map reads it.</summary>
internal sealed record ReadSeal(uint State, double Longitude, double Latitude, int Tail)
{
    public int Id => (int)(State & 0xFFFFF);

    public int Severity => (int)(State >> 20) & 3;

    public bool IsSilent => (State & (1 << 22)) != 0;

    public bool IsUnplaced => (State & (1 << 23)) != 0;

    public int Sector => (int)(State >> 25) & 63;
}

/// <summary>Reads frames as <c>Client/src/map/frame.ts</c> does; shares no code with what writes them.</summary>
internal sealed record ReadFrame(uint Flags, double MadeAt, double NewestHeardAt, uint InBox, double Version, IReadOnlyList<ReadSeal> Seals)
{
    public bool IsThinned => (Flags & PositionFrame.Thinned) != 0;

    public bool IsUnchanged => (Flags & PositionFrame.Unchanged) != 0;

    public static ReadFrame Of(ReadOnlySpan<byte> bytes)
    {
        Assert.Equal("NSP1"u8, bytes[..4]);
        var (longitude, latitude) = (Double(bytes, 24), Double(bytes, 32));
        var count = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[40..]);
        Assert.Equal(56 + (14 * count), bytes.Length);
        var seals = new List<ReadSeal>();
        for (var record = 0; record < count; record++)
        {
            var at = bytes[(56 + (12 * record))..];
            seals.Add(new ReadSeal(
                BinaryPrimitives.ReadUInt32LittleEndian(at),
                longitude + BinaryPrimitives.ReadSingleLittleEndian(at[4..]),
                latitude + BinaryPrimitives.ReadSingleLittleEndian(at[8..]),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[(56 + (12 * count) + (2 * record))..])));
        }

        return new ReadFrame(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), Double(bytes, 8), Double(bytes, 16),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[44..]), Double(bytes, 48), seals);
    }

    private static double Double(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]);
}
