namespace NavSeal.Journal;

/// <summary>A segment in use and some places in it, so that a reader need not begin at its start.</summary>
internal sealed class Segment(SegmentHeader header)
{
    private const int MarkDistance = 256 << 10;

    private readonly List<(long Number, long Offset)> marks = [(header.FirstCommit, SegmentLayout.Length)];

    internal SegmentHeader Header => header;

    internal void Mark(long number, long offset)
    {
        lock (marks)
        {
            if (offset - marks[^1].Offset >= MarkDistance) marks.Add((number, offset));
        }
    }

    /// <summary>The last marked commit not after a number.</summary>
    internal (long Number, long Offset) Before(long number)
    {
        lock (marks)
        {
            var (low, high) = (0, marks.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (marks[middle].Number <= number) low = middle;
                else high = middle - 1;
            }

            return marks[low];
        }
    }
}

/// <summary>The segments in use, in order; readers look up, the appender adds.</summary>
internal sealed class SegmentList
{
    private readonly List<Segment> segments = [];

    internal void Add(Segment segment)
    {
        lock (segments) segments.Add(segment);
    }

    internal Segment? Last
    {
        get
        {
            lock (segments) return segments.Count == 0 ? null : segments[^1];
        }
    }

    /// <summary>The segment that holds a commit which exists.</summary>
    internal Segment Holding(long number)
    {
        lock (segments)
        {
            var (low, high) = (0, segments.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (segments[middle].Header.FirstCommit <= number) low = middle;
                else high = middle - 1;
            }

            return segments[low];
        }
    }
}
