using Microsoft.Data.Sqlite;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>Reads the reports of seals out of blocks and open points; any thread.</summary>
public sealed class TelemetryQueries
{
    /// <summary>Most points of one page.</summary>
    public const int LimitMax = 5000;

    private const string SelectSeal = "SELECT id FROM seal WHERE number = ?";
    private const string SelectChunk = "SELECT points FROM open_chunk WHERE id = ?";
    private const string SelectTransportation = "SELECT number FROM transportation WHERE id = ?";

    private const int Keys = 2;
    private readonly ViewReads reads;
    private readonly OpenIndex index;

    private readonly ITelemetryBlocks blocks;

    internal TelemetryQueries(ViewReads reads, OpenIndex index, ITelemetryBlocks blocks) =>
        (this.reads, this.index, this.blocks) = (reads, index, blocks);

    /// <summary>The points of a seal, oldest first, by when they were measured, or received where the seal's clock was unknown.</summary>
    /// <param name="seal">Whose; of an unknown one there are none.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The instant behind the last.</param>
    /// <param name="cursor">What the page before gave; null for the first.</param>
    /// <param name="limit">Most points, brought within 1 to <see cref="LimitMax"/>.</param>
    /// <exception cref="IOException">The shared database does not answer.</exception>
    public ResultPage<TelemetryPoint> Read(SealNumber seal, DateTimeOffset from, DateTimeOffset to, string? cursor, int limit)
    {
        limit = Math.Clamp(limit, 1, LimitMax);
        var (start, skip) = (from.ToUnixTimeMilliseconds(), 0);
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, Keys) is not [var time, >= 0 and < LimitMax * 100 and var seen])
                return Cursor.Wrong<TelemetryPoint>();
            (start, skip) = (Math.Max(start, time), (int)seen);
        }

        using var connection = reads.Open();
        using var reading = connection.BeginTransaction(deferred: true);
        if (!TryBegin(connection, seal, out var id, out var open)) return new ResultPage<TelemetryPoint>([], null);
        var span = (From: start, To: to.ToUnixTimeMilliseconds());
        var found = OpenPointsWithin(connection, open, span);
        AddBlocks(new BlockSearch(connection, id, span.From, span.To), skip + limit, found);
        return PageOf(connection, found, (start, skip, limit));
    }

    private bool TryBegin(SqliteConnection connection, SealNumber seal, out int id, out long[] open)
    {
        lock (index.Gate)
        {
            using var find = new Statement(connection, SelectSeal);
            var isKnown = find.Bind(1, seal.Text).Step();
            id = isKnown ? find.Int(0) : 0;
            open = isKnown ? index.PlacesOf(id) : [];
            return isKnown;
        }
    }

    private static List<Found> OpenPointsWithin(SqliteConnection connection, long[] places, (long From, long To) span)
    {
        var found = new List<Found>();
        using var chunk = new Statement(connection, SelectChunk);
        foreach (var place in places)
        {
            chunk.Bind(1, place / OpenLog.PointsOfChunk).Step();
            var point = chunk.Blob(0).Slice((int)(place % OpenLog.PointsOfChunk) * OpenLog.PointLength, OpenLog.PointLength);
            var one = new Found(PointBytes.TimeOf(point[8..]), OpenLog.TransportationOf(point), point[8..].ToArray(), 0);
            if (one.Time >= span.From && one.Time < span.To) found.Add(one);
            chunk.Reset();
        }

        return found;
    }

    private void AddBlocks(BlockSearch search, int wanted, List<Found> found)
    {
        foreach (var block in blocks.Within(search))
        {
            // One more than wanted tells that there is a page behind this one; later blocks begin behind all of these.
            found.Sort();
            if (found.Count > wanted && found[wanted].Time < block.FirstAt) return;
            var points = BlockCodec.Decode(block.Bytes);
            for (var at = 0; at < points.Length; at += PointBytes.Length)
            {
                var one = new Found(PointBytes.TimeOf(points.AsSpan(at)), block.Transportation, points, at);
                if (one.Time >= search.From && one.Time < search.To) found.Add(one);
            }
        }

        found.Sort();
    }

    private static ResultPage<TelemetryPoint> PageOf(
        SqliteConnection connection, List<Found> found, (long Start, int Skip, int Limit) page)
    {
        var numbers = new Dictionary<int, TransportationNumber?>();
        using var transportation = new Statement(connection, SelectTransportation);
        var shown = found.Skip(page.Skip).Take(page.Limit).ToList();
        var items = shown.ConvertAll(one => TelemetryPoint.Of(PointBytes.Read(one.Bytes), NumberOf(one.Transportation)));
        if (found.Count <= page.Skip + page.Limit) return new ResultPage<TelemetryPoint>(items, null);
        var last = shown[^1].Time;
        var seen = shown.Count(one => one.Time == last) + (last == page.Start ? page.Skip : 0);
        return new ResultPage<TelemetryPoint>(items, Cursor.Of(last, seen));

        TransportationNumber? NumberOf(int id)
        {
            if (id == 0) return null;
            if (numbers.TryGetValue(id, out var known)) return known;
            var number = transportation.Bind(1, id).Step() && TransportationNumber.TryParse(transportation.Text(0), out var read)
                ? read
                : (TransportationNumber?)null;
            transportation.Reset();
            return numbers[id] = number;
        }
    }

    /// <summary>A point that was found, and where its bytes are.</summary>
    private readonly record struct Found(long Time, int Transportation, byte[] Source, int Offset) : IComparable<Found>
    {
        public ReadOnlySpan<byte> Bytes => Source.AsSpan(Offset, PointBytes.Length);

        public int CompareTo(Found other) => Time != other.Time ? Time.CompareTo(other.Time) : Bytes.SequenceCompareTo(other.Bytes);
    }
}
