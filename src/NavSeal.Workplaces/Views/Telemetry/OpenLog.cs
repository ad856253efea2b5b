using System.Buffers.Binary;
using NavSeal.Model.Encoding;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>The log of points that are in no block yet, in chunks of a page each: new points go to its end, and chunks without living
/// points leave at its front, so that writing stays sequential at any rate.</summary>
internal sealed class OpenLog
{
    /// <summary>The number of the seal, that of the transportation, and the point.</summary>
    public const int PointLength = 8 + PointBytes.Length;

    /// <summary>So many points fill a page of the file and no more.</summary>
    public const int PointsOfChunk = 64;

    private const int DropAtLeast = 256;

    private const string WriteChunk = "INSERT OR REPLACE INTO open_chunk (id, points) VALUES (?, ?)";
    private const string ReadChunk = "SELECT points FROM open_chunk WHERE id = ?";
    private const string ReadChunks = "SELECT id, points FROM open_chunk ORDER BY id";
    private const string DropChunks = "DELETE FROM open_chunk WHERE id < ?";

    private readonly Statement write, read, drop;
    private readonly ViewFile file;
    private readonly byte[] tail = new byte[PointsOfChunk * PointLength];

    /// <summary>Living points of each chunk from <see cref="listed"/> on.</summary>
    private readonly List<byte> living = [];
    private long listed;
    private long front;
    private long dropped;
    private bool isTailStored = true;

    public OpenLog(ViewFile file)
    {
        this.file = file;
        (write, read, drop) = (file.Prepare(WriteChunk), file.Prepare(ReadChunk), file.Prepare(DropChunks));
    }

    /// <summary>The place of the next point.</summary>
    public long Next { get; private set; }

    /// <summary>Points that live.</summary>
    public long Living { get; private set; }

    /// <summary>Points from the first that lives to the end.</summary>
    public long Length => Next - (front * PointsOfChunk);

    public static int SealOf(ReadOnlySpan<byte> point) => BinaryPrimitives.ReadInt32LittleEndian(point);

    public static int TransportationOf(ReadOnlySpan<byte> point) => BinaryPrimitives.ReadInt32LittleEndian(point[4..]);

    /// <summary>Finds the log as it was left.</summary>
    /// <param name="next">The place of the next point.</param>
    /// <param name="take">Is told each point in order and its place; says whether it lives.</param>
    public void Load(long next, Func<int, long, bool> take)
    {
        Next = next;
        (front, listed) = (next / PointsOfChunk, next / PointsOfChunk);
        using var statement = file.Once(ReadChunks);
        while (statement.Step())
        {
            var chunk = statement.Long(0);
            var points = statement.Blob(1);
            if (living.Count == 0) (front, listed, dropped) = (chunk, chunk, chunk);
            if (chunk == next / PointsOfChunk) points[..Math.Min(points.Length, tail.Length)].CopyTo(tail);
            for (var place = chunk * PointsOfChunk; !points.IsEmpty; points = points[PointLength..])
            {
                if (take(SealOf(points), place)) Count(place, +1);
                place++;
            }

            while (listed + living.Count <= chunk) living.Add(0);
        }

        Advance();
    }

    /// <summary>Adds a point.</summary>
    /// <returns>Its place.</returns>
    public long Add(int seal, int transportation, in ObservedBytes observed)
    {
        var place = Next++;
        var point = tail.AsSpan((int)(place % PointsOfChunk) * PointLength, PointLength);
        BinaryPrimitives.WriteInt32LittleEndian(point, seal);
        BinaryPrimitives.WriteInt32LittleEndian(point[4..], transportation);
        PointBytes.Write(observed, point[8..]);
        Count(place, +1);
        isTailStored = false;
        if (Next % PointsOfChunk == 0) StoreTail(place / PointsOfChunk, PointsOfChunk);
        return place;
    }

    /// <summary>Copies a living point, and lets it die: it is in a block from now on.</summary>
    public void Take(long place, Span<byte> point)
    {
        ChunkOf(place).Slice((int)(place % PointsOfChunk) * PointLength, PointLength).CopyTo(point);
        read.Reset();
        Count(place, -1);
    }

    /// <summary>Forgets chunks at the front in which nothing lives; many of them at once, so that the new ones take their pages.</summary>
    public void Advance()
    {
        while (front < Next / PointsOfChunk && (front < listed || living[(int)(front - listed)] == 0)) front++;
        if (front - dropped >= DropAtLeast) Drop();
    }

    /// <summary>The seal of the first point that lives.</summary>
    /// <param name="lives">Whether a point of this seal at this place lives.</param>
    public int SealAtFront(Func<int, long, bool> lives)
    {
        var place = front * PointsOfChunk;
        var points = ChunkOf(place);
        for (; !lives(SealOf(points), place); place++) points = points[PointLength..];
        var seal = SealOf(points);
        read.Reset();
        return seal;
    }

    /// <summary>Writes what is not in the file yet; within the transaction.</summary>
    public void Save()
    {
        if (!isTailStored) StoreTail(Next / PointsOfChunk, (int)(Next % PointsOfChunk));
        if (front > dropped) Drop();
    }

    private void Drop()
    {
        drop.Bind(1, front).Run();
        living.RemoveRange(0, (int)Math.Min(front - listed, living.Count));
        (dropped, listed) = (front, front);
    }

    private void StoreTail(long chunk, int count)
    {
        write.Bind(1, chunk).Bind(2, tail.AsSpan(0, count * PointLength)).Run();
        isTailStored = true;
    }

    private ReadOnlySpan<byte> ChunkOf(long place)
    {
        var chunk = place / PointsOfChunk;
        if (chunk == Next / PointsOfChunk) return tail;
        return read.Bind(1, chunk).Step()
            ? read.Blob(0)
            : throw new InvalidDataException($"The chunk {chunk} of open points is missing.");
    }

    private void Count(long place, int change)
    {
        var index = (int)((place / PointsOfChunk) - listed);
        while (living.Count <= index) living.Add(0);
        living[index] = (byte)(living[index] + change);
        Living += change;
    }
}
