using NavSeal.Model.Encoding;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>Takes reports into the log of open points, and folds those of a seal into blocks: when there are enough of them, when a binding
/// ends, and when they hold back the front of the log. What is folded when depends on the order of the reports alone.</summary>
internal sealed class TelemetryFold
{
    /// <summary>So many open points of a seal become a block.</summary>
    public const int PointsOfBlock = 250;

    /// <summary>The log may be so many times as long as what lives in it, and this much longer.</summary>
    private const int LengthTimes = 4, LengthMore = 64 * 1024;

    private readonly OpenLog log;
    private readonly ITelemetryBlocks kept;
    private readonly SealFold seals;
    private readonly Func<int, long, bool> lives;
    private readonly byte[] taken = new byte[PointsOfBlock * OpenLog.PointLength];
    private readonly byte[] ordered = new byte[PointsOfBlock * PointBytes.Length];
    private readonly Key[] keys = new Key[PointsOfBlock];
    private readonly Comparison<Key> inOrder;

    public TelemetryFold(ViewFile file, SealFold seals, ITelemetryBlocks kept)
    {
        (this.seals, this.kept) = (seals, kept);
        log = new OpenLog(file);
        lives = (seal, place) => place >= seals.OfId(seal).Open.FoldedBelow;
        inOrder = Compare;
    }

    /// <summary>The place of the next open point.</summary>
    public long Points => log.Next;

    /// <summary>Blocks written so far.</summary>
    public long Blocks { get; private set; }

    /// <exception cref="InvalidDataException">Blocks are missing that the file of views knows of.</exception>
    public void Load(long points, long blocks)
    {
        Blocks = blocks;
        if (kept.Last() < blocks) throw new InvalidDataException("Blocks of telemetry are missing.");
        log.Load(points, (seal, place) =>
        {
            if (!lives(seal, place)) return false;
            seals.OfId(seal).Open.Add(place);
            return true;
        });
    }

    public void Add(SealState seal, in ObservedBytes observed)
    {
        var at = observed.MeasuredAtMilliseconds ?? observed.ReceivedAtMilliseconds;
        seal.Open.Add(log.Add(seal.Id, seal.Bindings.At(at), observed));
        if (seal.Open.Count == PointsOfBlock) Fold(seal);
    }

    /// <summary>Makes blocks of all open points of a seal, one for each transportation that held it.</summary>
    public void Fold(SealState seal)
    {
        var count = seal.Open.Count;
        if (count == 0) return;
        for (var i = 0; i < count; i++)
        {
            var point = taken.AsSpan(i * OpenLog.PointLength, OpenLog.PointLength);
            log.Take(OpenPoints.Whole(seal.Open.Places[i], log.Next), point);
            keys[i] = new Key(OpenLog.TransportationOf(point), PointBytes.TimeOf(point[8..]), i);
        }

        seal.Open.Clear(log.Next);
        seals.MarkChanged(seal);
        var all = keys.AsSpan(0, count);
        all.Sort(inOrder);
        for (var first = 0; first < count;)
        {
            var end = first;
            while (end < count && all[end].Transportation == all[first].Transportation) end++;
            WriteBlockOf(seal, all[first..end]);
            first = end;
        }
    }

    /// <summary>Folds the seals whose points hold back the front of the log; after each commit.</summary>
    public void FoldStragglers()
    {
        log.Advance();
        while (log.Length > (LengthTimes * log.Living) + LengthMore)
        {
            Fold(seals.OfId(log.SealAtFront(lives)));
            log.Advance();
        }
    }

    /// <summary>Writes what is not in the file yet; within the transaction.</summary>
    public void Save() => log.Save();

    private void WriteBlockOf(SealState seal, ReadOnlySpan<Key> some)
    {
        for (var i = 0; i < some.Length; i++)
        {
            taken.AsSpan((some[i].Index * OpenLog.PointLength) + 8, PointBytes.Length)
                .CopyTo(ordered.AsSpan(i * PointBytes.Length));
        }

        kept.Add(new TelemetryBlock(
            ++Blocks, seal.Id, some[0].Transportation, some[0].Time, some[^1].Time, some.Length,
            BlockCodec.Encode(ordered.AsSpan(0, some.Length * PointBytes.Length))));
    }

    private int Compare(Key a, Key b)
    {
        if (a.Transportation != b.Transportation) return a.Transportation.CompareTo(b.Transportation);
        if (a.Time != b.Time) return a.Time.CompareTo(b.Time);
        return PointOf(a).SequenceCompareTo(PointOf(b));
    }

    private ReadOnlySpan<byte> PointOf(Key key) => taken.AsSpan((key.Index * OpenLog.PointLength) + 8, PointBytes.Length);

    /// <summary>Where a point of a fold belongs.</summary>
    private readonly record struct Key(int Transportation, long Time, int Index);
}
