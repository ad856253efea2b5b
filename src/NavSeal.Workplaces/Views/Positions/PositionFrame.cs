using System.Buffers;
using System.Buffers.Binary;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>One picture of the seals in a viewer's box, in bytes; <c>Client/src/map/frame.ts</c> reads it. Little-endian:
/// <code>
/// 0  u32  "NSP1"
/// 4  u32  flags: 1 thinned, 2 unchanged (no records follow: the last frame still holds)
/// 8  f64  when the frame was made, milliseconds since 1970
/// 16 f64  when the newest report of all was received, the same
/// 24 f64  longitude, 32 f64 latitude of the origin, degrees
/// 40 u32  records
/// 44 u32  seals in the box
/// 48 f64  commit that the frame shows
/// 56      records of 12 bytes: u32 state, f32 degrees east, f32 degrees north of the origin
///         then for each record u16: thinned, how many seals it stands for; else milliseconds since its report was received, at most 65535
/// </code>
/// State, from the lowest bit: 20 id, 2 severity (0 none to 3 critical), 1 not heard for long, 1 heard but without a fresh fix,
/// 1 under tracking, 6 course in 63 sectors (63: none).</summary>
public sealed class PositionFrame
{
    /// <summary>Ids are below this.</summary>
    public const int IdMax = 1 << 20;

    /// <summary>Bytes before the first record.</summary>
    public const int HeaderBytes = 56;

    /// <summary>Bytes of a record, without what follows the records.</summary>
    public const int RecordBytes = 12;

    /// <summary>Most records of a frame; above it seals are put together as they are far out.</summary>
    public const int RecordsMax = 50_000;

    /// <summary>"NSP1".</summary>
    public const uint Magic = 0x3150534E;

    public const uint Thinned = 1;

    public const uint Unchanged = 2;

    /// <summary>A position whose fix is older is an old one: the standing period of reports, and a margin.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromMinutes(35);

    private const uint NoCourse = 63;
    private const uint IdMask = IdMax - 1;

    /// <summary>Slower than it a course is noise.</summary>
    private const int MovingTenthsKilometrePerHour = 30;

    /// <summary>Below this zoom a seal without a situation is one of many in a cell.</summary>
    private const double ThinnedBelowZoom = 7;

    private const int ThinnedFrom = 1500;
    private const double CellPixels = 3;

    // Kept between frames of one viewer, so that a frame allocates nothing.
    private readonly Dictionary<long, int> cells = [];
    private readonly List<int> chosen = [];
    private readonly List<int> counts = [];

    /// <summary>Writes the frame of what the viewer asks for.</summary>
    public void Write(PositionSnapshot snapshot, ViewerRequest request, (DateTimeOffset Now, int? Selected) at, IBufferWriter<byte> output)
    {
        var positions = snapshot.Positions.Span;
        var inBox = Choose(positions, request.Box, at.Selected);
        var isThinned = inBox > RecordsMax || (request.Zoom < ThinnedBelowZoom && inBox > ThinnedFrom);
        if (isThinned) Thin(positions, request.Zoom, at.Selected);
        var head = new Head(isThinned ? Thinned : 0, at.Now.ToUnixTimeMilliseconds(), MiddleOf(request.Box), chosen.Count, inBox);
        WriteHead(output, snapshot, head);
        WriteRecords(positions, head, output);
    }

    /// <summary>Writes a frame that only says that nothing changed.</summary>
    public static void WriteUnchanged(PositionSnapshot snapshot, DateTimeOffset now, IBufferWriter<byte> output) =>
        WriteHead(output, snapshot, new Head(Unchanged, now.ToUnixTimeMilliseconds(), default, 0, 0));

    /// <summary>The 32 bits that say who a record is and how it stands.</summary>
    public static uint StateOf(LivePosition seal, long nowMilliseconds)
    {
        var oldBefore = nowMilliseconds - (long)OldAfter.TotalMilliseconds;
        var isSilent = seal.HeardAtMilliseconds < oldBefore;
        var isUnplaced = !isSilent && seal.FixMeasuredAtMilliseconds < oldBefore;
        var isMoving = seal is { CourseDegrees: >= 0, SpeedTenthsKilometrePerHour: < 0 or >= MovingTenthsKilometrePerHour };
        var sector = isMoving ? (uint)Math.Round(seal.CourseDegrees / 360.0 * NoCourse) % NoCourse : NoCourse;
        return ((uint)seal.Id & IdMask) | (SeverityOf(seal.WorstOpen) << 20) | (isSilent ? 1u << 22 : 0) | (isUnplaced ? 1u << 23 : 0)
            | (seal.IsTracking ? 1u << 24 : 0) | (sector << 25);
    }

    private static uint SeverityOf(Severity? worst) => worst switch
    {
        null => 0,
        Severity.Medium => 1,
        Severity.High => 2,
        Severity.Critical => 3,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static int IdOf(SealPosition seal) => (int)(seal.State & IdMask);

    private static (double Longitude, double Latitude) MiddleOf(GeoBox box)
    {
        var width = box.West <= box.East ? (long)box.East - box.West : (long)box.East - box.West + 360_000_000;
        return (ViewerRequest.Wrapped((box.West + (width / 2.0)) / 1e6), ((long)box.South + box.North) / 2e6);
    }

    private int Choose(ReadOnlySpan<SealPosition> positions, GeoBox box, int? selected)
    {
        chosen.Clear();
        counts.Clear();
        var inBox = 0;
        for (var index = 0; index < positions.Length; index++)
        {
            ref readonly var seal = ref positions[index];
            var isIn = box.Contains(seal.LatitudeMicrodegrees, seal.LongitudeMicrodegrees);
            if (isIn) inBox++;
            if (isIn || IdOf(seal) == selected) chosen.Add(index);
        }

        return inBox;
    }

    /// <summary>Leaves one of the seals without a situation in each cell of a few pixels, and one of each severity.</summary>
    private void Thin(ReadOnlySpan<SealPosition> positions, double zoom, int? selected)
    {
        cells.Clear();
        var scale = 512 * Math.Pow(2, Math.Min(zoom, ThinnedBelowZoom)) / CellPixels;
        var kept = 0;
        for (var candidate = 0; candidate < chosen.Count; candidate++)
        {
            ref readonly var seal = ref positions[chosen[candidate]];
            var cell = CellOf(seal, scale);
            if (IdOf(seal) != selected && !cells.TryAdd(cell, kept))
            {
                counts[cells[cell]]++;
                continue;
            }

            chosen[kept++] = chosen[candidate];
            counts.Add(1);
        }

        chosen.RemoveRange(kept, chosen.Count - kept);
    }

    private static long CellOf(SealPosition seal, double scale)
    {
        var latitude = Math.Clamp(seal.LatitudeMicrodegrees / 1e6, -85, 85);
        var x = (long)(((seal.LongitudeMicrodegrees / 1e6) + 180) / 360 * scale);
        var mercator = Math.Log(Math.Tan((Math.PI / 4) + (double.DegreesToRadians(latitude) / 2)));
        var y = (long)((1 - (mercator / Math.PI)) / 2 * scale);
        return (x << 34) | (y << 4) | ((seal.State >> 20) & 3);
    }

    private void WriteRecords(ReadOnlySpan<SealPosition> positions, Head head, IBufferWriter<byte> output)
    {
        var records = output.GetSpan(head.Records * (RecordBytes + 2));
        var tail = records[(head.Records * RecordBytes)..];
        var isThinned = head.Flags == Thinned;
        for (var record = 0; record < chosen.Count; record++)
        {
            ref readonly var seal = ref positions[chosen[record]];
            var east = ViewerRequest.Wrapped((seal.LongitudeMicrodegrees / 1e6) - head.Origin.Longitude);
            var north = (seal.LatitudeMicrodegrees / 1e6) - head.Origin.Latitude;
            var bytes = records.Slice(record * RecordBytes, RecordBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, seal.State);
            BinaryPrimitives.WriteSingleLittleEndian(bytes[4..], (float)east);
            BinaryPrimitives.WriteSingleLittleEndian(bytes[8..], (float)north);
            var count = isThinned ? counts[record] : Math.Max(0, head.NowMilliseconds - seal.HeardAtMilliseconds);
            BinaryPrimitives.WriteUInt16LittleEndian(tail[(record * 2)..], (ushort)Math.Min(count, ushort.MaxValue));
        }

        output.Advance(head.Records * (RecordBytes + 2));
    }

    private static void WriteHead(IBufferWriter<byte> output, PositionSnapshot snapshot, Head head)
    {
        var bytes = output.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], head.Flags);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[8..], head.NowMilliseconds);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[16..], snapshot.NewestHeardAtMilliseconds);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[24..], head.Origin.Longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[32..], head.Origin.Latitude);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[40..], (uint)head.Records);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[44..], (uint)head.InBox);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[48..], snapshot.Version);
        output.Advance(HeaderBytes);
    }

    private readonly record struct Head(
        uint Flags, long NowMilliseconds, (double Longitude, double Latitude) Origin, int Records, int InBox);
}
